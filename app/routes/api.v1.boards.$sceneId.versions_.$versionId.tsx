/** One version of a board. GET: what it holds, or with `parts` the records of those parts. POST: removes it. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { version as contract } from '#core/api/board-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, contract.get.may)
	const { sceneId, versionId } = parseInput(args.params, contract.params)
	const { searchParams } = new URL(args.request.url)
	const { parts } = parseInput(Object.fromEntries(searchParams), contract.get.query)
	const { versions } = args.context.services
	if (parts === undefined)
		return reply(contract.get, await versions.open(principal, sceneId, versionId))
	const found = await versions.parts(principal, { sceneId, versionId, partHashes: parts })
	return reply(contract.get, found)
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { sceneId, versionId } = parseInput(args.params, contract.params)
	await args.context.services.versions.remove(principal, sceneId, versionId)
	return reply(contract.post, { ok: true })
})
