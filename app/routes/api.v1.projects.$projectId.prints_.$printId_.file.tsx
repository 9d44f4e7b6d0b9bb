/** A finished print, streamed at the reader's pace. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { streamBytes } from '#app/features/signals/stream-lines.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { printFile as contract } from '#core/api/film-contracts.ts'
import { AppError } from '#core/errors.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId, printId } = parseInput(args.params, contract.params)
	const { projects, prints } = args.context.services
	const { project } = await projects.open(projectId)
	const found = prints.read(projectId, printId)
	if (!found) throw new AppError('not_found')
	const name = found.kind === 'pdf' ? 'boards.pdf' : 'pictures.zip'
	return new Response(streamBytes(found.bytes), {
		headers: {
			'Content-Type': found.kind === 'pdf' ? 'application/pdf' : 'application/zip',
			'Content-Disposition': `attachment; filename="${fileNameOf(project.title, name)}"`,
			'Cache-Control': 'no-store',
		},
	})
})
