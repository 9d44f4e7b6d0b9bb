/** A finished export as one tar, streamed at the reader's pace. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { streamBytes } from '#app/features/signals/stream-lines.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { exportTar as contract } from '#core/api/signal-contracts.ts'
import { AppError } from '#core/errors.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId, exportId } = parseInput(args.params, contract.params)
	const { projects, signals } = args.context.services
	const { project } = await projects.open(projectId)
	const bytes = signals.datasets.archive(projectId, exportId)
	if (!bytes) throw new AppError('not_found')
	return new Response(streamBytes(bytes), {
		headers: {
			'Content-Type': 'application/x-tar',
			'Content-Disposition': `attachment; filename="${fileNameOf(project.title, 'dataset.tar')}"`,
			'Cache-Control': 'no-store',
		},
	})
})
