/** What a browser needs to open the room of a scene of this film: issued when it is wanted (sync W7). */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, readJson, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ projectId: z.string() })
const BodySchema = z.object({ sceneId: z.string().max(60) })

export const action = api(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { sceneId } = parseInput(await readJson(args.request), BodySchema)
	const opening = await args.context.services.shotList.openBoard(me, projectId, sceneId)
	return Response.json(opening, { headers: { 'Cache-Control': 'no-store' } })
})
