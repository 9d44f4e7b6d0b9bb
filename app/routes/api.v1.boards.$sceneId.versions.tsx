/**
 * Versions of a scene's board. GET: all of them, or with `panel` the looks of one panel through them.
 * POST: keeps the board as it stands, under a name or because it is about to be restored.
 */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { versions as contract } from '#core/api/board-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, contract.get.may)
	const { sceneId } = parseInput(args.params, contract.params)
	const { searchParams } = new URL(args.request.url)
	const { panel } = parseInput(Object.fromEntries(searchParams), contract.get.query)
	const { versions } = args.context.services
	if (panel === undefined) return reply(contract.get, await versions.list(principal, sceneId))
	return reply(contract.get, await versions.momentsOf(principal, sceneId, panel))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { sceneId } = parseInput(args.params, contract.params)
	const body = parseInput(await readJson(args.request), contract.post.body)
	return reply(contract.post, await args.context.services.versions.keep(principal, sceneId, body))
})
