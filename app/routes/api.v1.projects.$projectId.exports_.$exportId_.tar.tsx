/** A finished export as one tar, streamed at the reader's pace. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { streamBytes } from '#app/features/signals/stream-lines.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'

const ParamsSchema = z.object({ projectId: z.string(), exportId: z.string() })

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.export')
	const { projectId, exportId } = parseInput(args.params, ParamsSchema)
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
