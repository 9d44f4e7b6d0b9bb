/**
 * The shots of a film. GET: all rows. POST `{ csv }`: what a file would change. POST `{ changes }`: sets
 * cells that are still what they were.
 */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, readJson, requirePrincipal } from '#app/http/route.ts'
import { shots as contract } from '#core/api/film-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId } = parseInput(args.params, contract.params)
	const { project, scenes, panels } = await args.context.services.shotList.open(projectId)
	const { title, frameRate, customFields } = project
	const answer = {
		project: { projectId, title, frameRate, customFields: customFields ?? [] },
		scenes: scenes.map(({ sceneId, number, heading }) => ({ sceneId, number, heading })),
		panels,
	}
	return reply(contract.get, answer, { 'Cache-Control': 'no-store' })
})

export const action = api(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const body = parseInput(await readJson(args.request), contract.post.body)
	const { shotList } = args.context.services
	const answer =
		'csv' in body
			? await shotList.plan(projectId, body.csv)
			: await shotList.apply(me, projectId, body.changes)
	return reply(contract.post, answer)
})
