/** How a person's switches over suggestions stand; POST turns one, which is a row of the log. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { SettingMessageSchema } from '#app/features/suggestions/setting-message.ts'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ projectId: z.string() })

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	return Response.json(await args.context.services.signals.settings.view(principal, projectId))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	const message = parseInput(await readJson(args.request), SettingMessageSchema)
	const { settings } = args.context.services.signals
	await settings.change(principal, projectId, message)
	return Response.json(await settings.view(principal, projectId))
})
