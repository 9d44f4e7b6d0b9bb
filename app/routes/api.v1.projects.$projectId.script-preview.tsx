/** What a new draft would change, before it comes in: the same form as `/api/v1/scripts`; writes nothing. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readScriptUpload } from '#app/features/screenplay/read-upload.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ projectId: z.string() })

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'script.import')
	const { projectId } = parseInput(args.params, ParamsSchema)
	const input = await readScriptUpload(args.request)
	const { screenplay } = args.context.services
	return Response.json(await screenplay.preview(principal, projectId, input))
})
