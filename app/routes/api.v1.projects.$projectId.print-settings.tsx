/** Keeps with the project how it was last printed. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, readJson, requirePrincipal } from '#app/http/route.ts'
import { PrintSettingsSchema } from '#core/exports/print-settings.ts'

const ParamsSchema = z.object({ projectId: z.string() })

export const action = api(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args, 'room.project.write')
	const { projectId } = parseInput(args.params, ParamsSchema)
	const settings = parseInput(await readJson(args.request), PrintSettingsSchema)
	await args.context.services.shotList.rememberPrint(me, projectId, settings)
	return new Response(null, { status: 204 })
})
