/** What a new draft would change, before it comes in: the same form as `/api/v1/scripts`; writes nothing. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { readScriptUpload } from '#app/features/screenplay/read-upload.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { scriptPreview as contract } from '#core/api/film-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const input = await readScriptUpload(args.request)
	const { screenplay } = args.context.services
	return reply(contract.post, await screenplay.preview(principal, projectId, input))
})
