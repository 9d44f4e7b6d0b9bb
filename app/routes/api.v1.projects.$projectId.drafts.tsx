/** Drafts of a film's script: listed, and the newest taken back by `POST { draftId }`. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { drafts as contract } from '#core/api/film-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId } = parseInput(args.params, contract.params)
	const { screenplay } = args.context.services
	const last = await screenplay.lastDraft(projectId)
	return reply(contract.get, { drafts: await screenplay.drafts(projectId), last })
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const { draftId } = parseInput(await readJson(args.request), contract.post.body)
	const { screenplay } = args.context.services
	return reply(contract.post, await screenplay.undoDraft(principal, { projectId, draftId }))
})
