/** A person's own notes for pitching a scene, which nobody else can read. GET: all. POST: one panel's. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { pitchNotes as contract } from '#core/api/board-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, contract.get.may)
	const { sceneId } = parseInput(args.params, contract.params)
	return reply(contract.get, await args.context.services.visits.pitchNotes(principal, sceneId))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { sceneId } = parseInput(args.params, contract.params)
	const body = parseInput(await readJson(args.request), contract.post.body)
	await args.context.services.visits.putPitchNote(principal, { sceneId, ...body })
	return reply(contract.post, { ok: true })
})
