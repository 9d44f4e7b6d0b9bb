/** A person's own answers in a project: read them, or change some of them. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { consent as contract } from '#core/api/signal-contracts.ts'
import { AppError } from '#core/errors.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, contract.get.may)
	const { projectId } = parseInput(args.params, contract.params)
	return reply(contract.get, await args.context.services.signals.consent(principal, projectId))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const answers = parseInput(await readJson(args.request), contract.post.body)
	const { signals } = args.context.services
	return reply(contract.post, await signals.setConsent(principal, projectId, answers))
})

async function readJson(request: Request): Promise<unknown> {
	try {
		return await request.json()
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}
