/** A film's script as a file: `…/script/fountain` or `…/script/fdx`. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { script as contract } from '#core/api/film-contracts.ts'

const TYPES = { fountain: 'text/plain; charset=utf-8', fdx: 'application/xml; charset=utf-8' }

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId, format } = parseInput(args.params, contract.params)
	const { title, text } = await args.context.services.screenplay.export(projectId, format)
	return new Response(text, {
		headers: {
			'Content-Type': TYPES[format],
			'Content-Disposition': `attachment; filename="${fileNameOf(title, `script.${format}`)}"`,
			'Cache-Control': 'no-store',
		},
	})
})
