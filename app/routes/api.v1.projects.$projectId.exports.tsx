/** Exports of a project as data sets: begun here, followed and fetched by their id. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'
import { CONFIG_NAMES } from '#core/signals/export/configs.ts'
import { ALL_TRAIN } from '#core/signals/export/split.ts'

const ParamsSchema = z.object({ projectId: z.string() })
const Share = z.number().min(0).max(100)
const RequestSchema = z.strictObject({
	purpose: z.enum(CONSENT_PURPOSES).default('operate'),
	configs: z
		.array(z.enum(CONFIG_NAMES))
		.min(1)
		.max(CONFIG_NAMES.length)
		.default([...CONFIG_NAMES]),
	formats: z
		.array(z.enum(['parquet', 'jsonl']))
		.min(1)
		.max(2)
		.default(['parquet']),
	pictures: z.enum(['none', 'reference', 'bytes']).default('reference'),
	split: z
		.strictObject({ train: Share, validation: Share, test: Share })
		.refine(({ train, validation, test }) => train + validation + test === 100)
		.default({ ...ALL_TRAIN }),
	since: z.string().max(40).nullable().default(null),
})

export const action = api(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, 'research.export')
	const { projectId } = parseInput(args.params, ParamsSchema)
	const request = parseInput(await readJson(args.request), RequestSchema)
	const { projects, signals } = args.context.services
	await projects.open(projectId)
	const id = await signals.datasets.start({ ...request, projectId }, null)
	return Response.json({ id }, { status: 202 })
})

async function readJson(request: Request): Promise<unknown> {
	try {
		return await request.json()
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}
