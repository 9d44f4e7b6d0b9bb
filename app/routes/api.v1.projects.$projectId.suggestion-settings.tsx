/** How a person's switches over suggestions stand; POST turns one, which is a row of the log. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { suggestionSettings as contract } from '#core/api/signal-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, contract.get.may)
	const { projectId } = parseInput(args.params, contract.params)
	return reply(
		contract.get,
		await args.context.services.signals.settings.view(principal, projectId),
	)
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const message = parseInput(await readJson(args.request), contract.post.body)
	const { settings } = args.context.services.signals
	await settings.change(principal, projectId, message)
	return reply(contract.post, await settings.view(principal, projectId))
})
