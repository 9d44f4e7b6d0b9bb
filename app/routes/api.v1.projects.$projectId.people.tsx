/** GET: who is in the film's boards now, and on which panel. Asked again every few seconds by pages without a room. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ projectId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	return Response.json(args.context.services.rooms.present(`project:${projectId}`))
})
