/**
 * The shots of a film. GET: all rows. POST `{ csv }`: what a file would change. POST `{ changes }`: sets
 * cells that are still what they were.
 */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, readJson, requirePrincipal } from '#app/http/route.ts'
import { MAX_CSV_LETTERS } from '#core/shot-list/list-csv.ts'

const ParamsSchema = z.object({ projectId: z.string() })
const ChangeSchema = z.strictObject({
	sceneId: z.string().max(60),
	panelId: z.string().max(120),
	target: z.enum(['shot', 'panel']),
	path: z.string().max(120),
	before: z.json(),
	after: z.json(),
})
const BodySchema = z.union([
	z.strictObject({ csv: z.string().max(MAX_CSV_LETTERS) }),
	z.strictObject({ changes: z.array(ChangeSchema).min(1).max(5000) }),
])

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { project, scenes, panels } = await args.context.services.shotList.open(projectId)
	const { title, frameRate, customFields } = project
	const answer = {
		project: { projectId, title, frameRate, customFields: customFields ?? [] },
		scenes: scenes.map(({ sceneId, number, heading }) => ({ sceneId, number, heading })),
		panels,
	}
	return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
})

export const action = api(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args, 'room.board.write')
	const { projectId } = parseInput(args.params, ParamsSchema)
	const body = parseInput(await readJson(args.request), BodySchema)
	const { shotList } = args.context.services
	const answer =
		'csv' in body
			? await shotList.plan(projectId, body.csv)
			: await shotList.apply(me, projectId, body.changes)
	return Response.json(answer)
})
