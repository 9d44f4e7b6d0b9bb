/** POST: changes what holds for the whole film: the paper's ratio, the lock of numbers. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ projectId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })
const BodySchema = z.strictObject({
	/** Width ÷ height. */
	aspectRatio: z.number().min(0.3).max(4).optional(),
	numbers: z.enum(['lock', 'unlock']).optional(),
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'project.manage')
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { aspectRatio, numbers } = parseInput(await readJson(args.request), BodySchema)
	const change = { ...(aspectRatio ? { aspectRatio } : {}), ...(numbers ? { numbers } : {}) }
	return Response.json(await args.context.services.projects.setFilm(principal, projectId, change))
})
