/**
 * A script comes in: a file or a paste, into a project or as a new one. Answers the report; told
 * `Accept: application/x-ndjson`, it tells how far it is on the way, line by line.
 */
import type { ActionFunctionArgs } from '@remix-run/node'
import { answerInLines, wantsLines } from '#app/features/screenplay/answer-in-lines.ts'
import { readScriptUpload } from '#app/features/screenplay/read-upload.ts'
import { reply } from '#app/http/reply.ts'
import { api, requirePrincipal } from '#app/http/route.ts'
import { scripts as contract } from '#core/api/film-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { screenplay } = args.context.services
	const { signal } = args.request
	const isInLines = wantsLines(args.request)
	const input = await readScriptUpload(args.request)
	if (!isInLines) return reply(contract.post, await screenplay.import(principal, input, { signal }))
	return answerInLines((onProgress) => screenplay.import(principal, input, { signal, onProgress }))
})
