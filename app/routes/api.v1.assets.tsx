/** `POST /api/v1/assets`: a picture as a form's `file` or as the body itself. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, requirePrincipal } from '#app/http/route.ts'
import { readUpload } from '#app/http/upload.ts'
import { assets as contract } from '#core/api/film-contracts.ts'

/** A little more than a picture may have, for the form around it. */
const MAX_BODY_BYTES = 21 * 1024 * 1024

export const action = api(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args, contract.post.may)
	const bytes = await readUpload(args.request, { field: 'file', maxBytes: MAX_BODY_BYTES })
	return reply(contract.post, await args.context.services.assets.upload(me, bytes))
})
