/** `POST /api/v1/assets`: a picture as a form's `file` or as the body itself. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { api, requirePrincipal } from '#app/http/route.ts'
import { readUpload } from '#app/http/upload.ts'

/** A little more than a picture may have, for the form around it. */
const MAX_BODY_BYTES = 21 * 1024 * 1024

export const action = api(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args, 'asset.upload')
	const bytes = await readUpload(args.request, { field: 'file', maxBytes: MAX_BODY_BYTES })
	return Response.json(await args.context.services.assets.upload(me, bytes))
})
