/** Exports of a project as data sets: begun here, followed and fetched by their id. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { exportsOfFilm as contract } from '#core/api/signal-contracts.ts'
import { AppError } from '#core/errors.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const request = parseInput(await readJson(args.request), contract.post.body)
	const { projects, signals } = args.context.services
	await projects.open(projectId)
	const id = await signals.datasets.start({ ...request, projectId }, null)
	return reply(contract.post, { id })
})

async function readJson(request: Request): Promise<unknown> {
	try {
		return await request.json()
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}
