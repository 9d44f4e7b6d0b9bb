/** A person's own notes for pitching a scene, which nobody else can read. GET: all. POST: one panel's. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const MAX_NOTE_LETTERS = 4_000
const ParamsSchema = z.object({ sceneId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })
const BodySchema = z.strictObject({
	panelId: z.string().regex(/^shape:[^/]{1,190}$/),
	body: z.string().max(MAX_NOTE_LETTERS, `A note has at most ${MAX_NOTE_LETTERS} letters.`),
})

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { sceneId } = parseInput(args.params, ParamsSchema)
	return Response.json(await args.context.services.visits.pitchNotes(principal, sceneId))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'pitch.lead')
	const { sceneId } = parseInput(args.params, ParamsSchema)
	const body = parseInput(await readJson(args.request), BodySchema)
	await args.context.services.visits.putPitchNote(principal, { sceneId, ...body })
	return Response.json({ ok: true })
})
