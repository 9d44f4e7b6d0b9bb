/** One version of a board. GET: what it holds, or with `parts` the records of those parts. POST: removes it. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const IdSchema = z.string().regex(/^[0-9A-Za-z]{1,40}$/)
const ParamsSchema = z.object({ sceneId: IdSchema, versionId: IdSchema })
const QuerySchema = z.object({
	parts: z
		.string()
		.regex(/^[0-9a-f]{40}(,[0-9a-f]{40}){0,59}$/)
		.transform((list) => list.split(','))
		.optional(),
})

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { sceneId, versionId } = parseInput(args.params, ParamsSchema)
	const { searchParams } = new URL(args.request.url)
	const { parts } = parseInput(Object.fromEntries(searchParams), QuerySchema)
	const { versions } = args.context.services
	if (parts === undefined) return Response.json(await versions.open(principal, sceneId, versionId))
	const found = await versions.parts(principal, { sceneId, versionId, partHashes: parts })
	return Response.json(found)
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'project.manage')
	const { sceneId, versionId } = parseInput(args.params, ParamsSchema)
	await args.context.services.versions.remove(principal, sceneId, versionId)
	return Response.json({ ok: true })
})
