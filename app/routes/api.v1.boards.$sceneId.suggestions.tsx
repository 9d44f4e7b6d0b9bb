/** GET: what there is to say. POST: asks for a round, in words or by category, for a picture, or for a breakdown. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { streamLines, wantsLines } from '#app/http/stream-lines.ts'
import { CategorySchema } from '#core/suggestions/suggestion-record.ts'
import type { Asking } from '../../server/load-context.ts'

const ParamsSchema = z.object({ sceneId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })
const BodySchema = z.discriminatedUnion('ask', [
	z.strictObject({
		ask: z.literal('round'),
		category: CategorySchema.nullable().default(null),
		targetId: z.string().max(200).nullable().default(null),
		trigger: z.enum(['asked', 'opened']).default('asked'),
	}),
	z.strictObject({
		ask: z.literal('words'),
		words: z.string().trim().min(1, 'Say what you would like.').max(500, 'A shorter wish, please.'),
		targetId: z.string().max(200).nullable().default(null),
	}),
	z.strictObject({
		ask: z.literal('picture'),
		panelId: z.templateLiteral(['shape:', z.string().max(190)]),
		as: z.enum(['panel', 'new']),
	}),
	z.strictObject({ ask: z.literal('breakdown') }),
])

/** GET: how much there is to say on each category; nothing is offered by asking. */
export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, 'suggestion.request')
	const { sceneId } = parseInput(args.params, ParamsSchema)
	const targetId = new URL(args.request.url).searchParams.get('target')
	const { suggestions } = args.context.services
	return Response.json(await suggestions.outlook(principal, sceneId, targetId))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'suggestion.request')
	const { sceneId } = parseInput(args.params, ParamsSchema)
	const body = parseInput(await readJson(args.request), BodySchema)
	const { suggestions } = args.context.services
	if (body.ask === 'breakdown')
		return Response.json(await suggestions.breakDown(principal, sceneId))
	const ask = (asking: Asking) => {
		if (body.ask === 'words')
			return suggestions.answerWords(principal, { sceneId, ...body }, asking)
		return body.ask === 'picture'
			? suggestions.picture(principal, { sceneId, words: null, ...body }, asking)
			: suggestions.offer(principal, { sceneId, ...body }, asking)
	}
	if (!wantsLines(args.request)) return Response.json(await ask({}))
	return streamLines(args.request, (tell, signal) =>
		ask({ signal, onProgress: (progress) => tell({ progress }) }),
	)
})
