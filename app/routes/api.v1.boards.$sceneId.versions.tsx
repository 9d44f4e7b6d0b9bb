/**
 * Versions of a scene's board. GET: all of them, or with `panel` the looks of one panel through them.
 * POST: keeps the board as it stands, under a name or because it is about to be restored.
 */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ sceneId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })
const QuerySchema = z.object({
	panel: z
		.string()
		.regex(/^shape:[^/]{1,190}$/)
		.optional(),
})
const BodySchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('named'),
		name: z
			.string()
			.trim()
			.min(1, 'Give the version a name.')
			.max(80, 'A name has at most 80 letters.'),
	}),
	z.strictObject({ kind: z.literal('safety') }),
])

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { sceneId } = parseInput(args.params, ParamsSchema)
	const { searchParams } = new URL(args.request.url)
	const { panel } = parseInput(Object.fromEntries(searchParams), QuerySchema)
	const { versions } = args.context.services
	if (panel === undefined) return Response.json(await versions.list(principal, sceneId))
	return Response.json(await versions.momentsOf(principal, sceneId, panel))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { sceneId } = parseInput(args.params, ParamsSchema)
	const body = parseInput(await readJson(args.request), BodySchema)
	return Response.json(await args.context.services.versions.keep(principal, sceneId, body))
})
