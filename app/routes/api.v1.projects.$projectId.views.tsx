/** Looks and previews as browsers report them (docs/spec/signals.md S40–S43): best effort. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'

/** One page reports a handful at a time; a report is about 300 bytes. */
const MAX_REPORTS = 100
const MAX_BODY_CHARS = 65_536
const ViewSchema = z.object({
	eventId: z.string().max(40),
	kind: z.enum(['viewed', 'previewed']),
	sceneId: z.string().max(60),
	slateId: z.string().max(60),
	suggestionId: z.string().max(80),
	position: z.number().int(),
	maxVisibleFrac: z.number(),
	dwellMs: z.number(),
	clientTsMs: z.number(),
})
const BodySchema = z.object({ views: z.array(ViewSchema).max(MAX_REPORTS) })
const ParamsSchema = z.object({ projectId: z.string() })

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { views } = parseInput(await readJson(args.request), BodySchema)
	await args.context.services.signals.recordViews(principal, projectId, views)
	return new Response(null, { status: 204 })
})

async function readJson(request: Request): Promise<unknown> {
	const text = await request.text()
	if (text.length > MAX_BODY_CHARS) throw new AppError('too_large')
	try {
		return JSON.parse(text)
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}
