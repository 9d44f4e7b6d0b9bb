/** `POST /api/v1/sounds`: a form with a sound (`file`) and its outline (`peaks`). */
import type { ActionFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, requirePrincipal } from '#app/http/route.ts'
import { readUploadForm } from '#app/http/upload.ts'
import { sounds as contract } from '#core/api/film-contracts.ts'

/** A little more than a sound and its outline may have, for the form around them. */
const MAX_BODY_BYTES = 62 * 1024 * 1024

export const action = api(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args, contract.post.may)
	const [bytes, peaks] = await readUploadForm(args.request, {
		fields: ['file', 'peaks'],
		maxBytes: MAX_BODY_BYTES,
	})
	return reply(contract.post, await args.context.services.sounds.upload(me, { bytes, peaks }))
})
