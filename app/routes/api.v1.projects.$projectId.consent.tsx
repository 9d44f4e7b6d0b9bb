/** A person's own answers in a project: read them, or change some of them. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'

const ParamsSchema = z.object({ projectId: z.string() })
const AnswersSchema = z.partialRecord(z.enum(CONSENT_PURPOSES), z.boolean())

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	return Response.json(await args.context.services.signals.consent(principal, projectId))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	const answers = parseInput(await readJson(args.request), AnswersSchema)
	const { signals } = args.context.services
	return Response.json(await signals.setConsent(principal, projectId, answers))
})

async function readJson(request: Request): Promise<unknown> {
	try {
		return await request.json()
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}
