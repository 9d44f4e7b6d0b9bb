/** How many second opinions are asked of whoever looks; the questions themselves are a page. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ projectId: z.string() })

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	return Response.json({
		waiting: await args.context.services.signals.opinions.waiting(principal, projectId),
	})
})
