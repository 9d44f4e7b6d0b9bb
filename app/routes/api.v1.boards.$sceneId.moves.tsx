/** POST: moves panels of this scene to another one; once per idempotency key. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const SceneIdSchema = z.string().regex(/^[0-9A-Za-z]{1,40}$/)
const PanelIdSchema = z.string().regex(/^shape:[^/]{1,190}$/)
const ParamsSchema = z.object({ sceneId: SceneIdSchema })
const BodySchema = z.strictObject({
	toSceneId: SceneIdSchema,
	panelIds: z.array(PanelIdSchema).min(1).max(500),
	afterPanelId: PanelIdSchema.nullable().optional(),
	idempotencyKey: z.string().min(8).max(100),
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'room.board.write')
	const { sceneId: fromSceneId } = parseInput(args.params, ParamsSchema)
	const body = parseInput(await readJson(args.request), BodySchema)
	const { projects } = args.context.services
	return Response.json(await projects.movePanels(principal, { ...body, fromSceneId }))
})
