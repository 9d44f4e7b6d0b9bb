/** Prints and pictures of a film as files: begun here, followed and fetched by their id. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, readJson, requirePrincipal } from '#app/http/route.ts'
import { PrintSettingsSchema } from '#core/exports/print-settings.ts'

const ParamsSchema = z.object({ projectId: z.string() })
const RequestSchema = z.strictObject({
	kind: z.enum(['pdf', 'png']),
	sceneId: z.string().max(60).nullable().default(null),
	panelIds: z.array(z.string().max(120)).max(5000).nullable().default(null),
	settings: PrintSettingsSchema.optional(),
})

export const action = api(async (args: ActionFunctionArgs) => {
	requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { settings = {}, ...request } = parseInput(await readJson(args.request), RequestSchema)
	const { prints } = args.context.services
	const id = await prints.start({ ...request, projectId, settings }, null)
	return Response.json({ id }, { status: 202 })
})
