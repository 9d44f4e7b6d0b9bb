/** How many second opinions are asked of whoever looks; the questions themselves are a page. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { opinions as contract } from '#core/api/signal-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, contract.get.may)
	const { projectId } = parseInput(args.params, contract.params)
	return Response.json({
		waiting: await args.context.services.signals.opinions.waiting(principal, projectId),
	})
})
