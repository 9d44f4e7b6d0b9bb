/** The shot list as CSV: `?rows=shot|panel&scene=ID&columns=size,lensMm`. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ projectId: z.string() })
const QuerySchema = z.object({
	rows: z.enum(['shot', 'panel']).default('shot'),
	scene: z.string().max(60).optional(),
	columns: z.string().max(4000).optional(),
})

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
	const query = parseInput(Object.fromEntries(new URL(args.request.url).searchParams), QuerySchema)
	const { title, text } = await args.context.services.shotList.csv(projectId, {
		kind: query.rows,
		sceneId: query.scene ?? null,
		columnIds: query.columns?.split(',') ?? null,
	})
	return new Response(text, {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${fileNameOf(title, 'shot-list.csv')}"`,
			'Cache-Control': 'no-store',
		},
	})
})
