/** Keeps with the project how it was last printed. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { api, parseInput, readJson, requirePrincipal } from '#app/http/route.ts'
import { printSettings as contract } from '#core/api/film-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const settings = parseInput(await readJson(args.request), contract.post.body)
	await args.context.services.shotList.rememberPrint(me, projectId, settings)
	return new Response(null, { status: 204 })
})
