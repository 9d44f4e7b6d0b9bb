/** The shot list as CSV: `?rows=shot|panel&scene=ID&columns=size,lensMm`. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { shotsCsv as contract } from '#core/api/film-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId } = parseInput(args.params, contract.params)
	const query = parseInput(
		Object.fromEntries(new URL(args.request.url).searchParams),
		contract.get.query,
	)
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
