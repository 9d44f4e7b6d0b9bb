/** Looks and previews as browsers report them (docs/spec/signals.md S40–S43): best effort. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { views as contract } from '#core/api/signal-contracts.ts'
import { AppError } from '#core/errors.ts'

const MAX_BODY_CHARS = 65_536

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const { views } = parseInput(await readJson(args.request), contract.post.body)
	await args.context.services.signals.recordViews(principal, projectId, views)
	return new Response(null, { status: 204 })
})

async function readJson(request: Request): Promise<unknown> {
	const text = await request.text()
	if (text.length > MAX_BODY_CHARS) throw new AppError('too_large')
	try {
		return JSON.parse(text)
	} catch (cause) {
		throw new AppError('bad_request', { cause })
	}
}
