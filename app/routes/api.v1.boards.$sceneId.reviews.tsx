/** POST: how far a panel, or the whole scene, has come in review; the room writes who said it and when. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { REVIEW_STATUSES, WHOLE_SCENE } from '#core/notes/review-record.ts'

const ParamsSchema = z.object({ sceneId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })
const BodySchema = z.strictObject({
	targetId: z.union([z.literal(WHOLE_SCENE), z.string().regex(/^shape:[^/]{1,190}$/)]),
	status: z.enum(REVIEW_STATUSES).nullable(),
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'review.set')
	const { sceneId } = parseInput(args.params, ParamsSchema)
	const body = parseInput(await readJson(args.request), BodySchema)
	await args.context.services.notes.setReview(principal, { sceneId, ...body })
	return Response.json({ ok: true })
})
