/** Drafts of a film's script: listed, and the newest taken back by `POST { draftId }`. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ projectId: z.string() })
const UndoSchema = z.object({ draftId: z.string().max(60) })

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { screenplay } = args.context.services
	const last = await screenplay.lastDraft(projectId)
	return Response.json({ drafts: await screenplay.drafts(projectId), last })
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'script.import')
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { draftId } = parseInput(await readJson(args.request), UndoSchema)
	const { screenplay } = args.context.services
	return Response.json(await screenplay.undoDraft(principal, { projectId, draftId }))
})
