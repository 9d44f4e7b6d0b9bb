/** What others did on a board since this person left. GET: the list. POST: it has been seen. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ sceneId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { sceneId } = parseInput(args.params, ParamsSchema)
	return Response.json(await args.context.services.visits.news(principal, sceneId))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { sceneId } = parseInput(args.params, ParamsSchema)
	await args.context.services.visits.markSeen(principal, sceneId)
	return Response.json({ ok: true })
})
