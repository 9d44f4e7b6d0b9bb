/** GET: what there is to say. POST: asks for a round, in words or by category, for a picture, or for a breakdown. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { streamLines, wantsLines } from '#app/http/stream-lines.ts'
import { suggestions as contract } from '#core/api/board-contracts.ts'
import type { Asking } from '../../server/load-context.ts'

/** GET: how much there is to say on each category; nothing is offered by asking. */

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, contract.get.may)
	const { sceneId } = parseInput(args.params, contract.params)
	const targetId = new URL(args.request.url).searchParams.get('target')
	const { suggestions } = args.context.services
	return reply(contract.get, await suggestions.outlook(principal, sceneId, targetId))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { sceneId } = parseInput(args.params, contract.params)
	const body = parseInput(await readJson(args.request), contract.post.body)
	const { suggestions } = args.context.services
	if (body.ask === 'breakdown')
		return reply(contract.post, await suggestions.breakDown(principal, sceneId))
	const ask = (asking: Asking) => {
		if (body.ask === 'words')
			return suggestions.answerWords(principal, { sceneId, ...body }, asking)
		return body.ask === 'picture'
			? suggestions.picture(principal, { sceneId, words: null, ...body }, asking)
			: suggestions.offer(principal, { sceneId, ...body }, asking)
	}
	if (!wantsLines(args.request)) return reply(contract.post, await ask({}))
	return streamLines(args.request, (tell, signal) =>
		ask({ signal, onProgress: (progress) => tell({ progress }) }),
	)
})
