/** Everything the log keeps of whoever asks, in their own words, a row a line. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { streamLines } from '#app/features/signals/stream-lines.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { keptJsonl as contract } from '#core/api/signal-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	const { userId } = requirePrincipal(args, contract.get.may)
	const { projectId } = parseInput(args.params, contract.params)
	const { projects, signals } = args.context.services
	const { project } = await projects.open(projectId)
	return new Response(streamLines(signals.kept.lines(projectId, userId)), {
		headers: {
			'Content-Type': 'application/x-ndjson; charset=utf-8',
			'Content-Disposition': `attachment; filename="${fileNameOf(project.title, 'kept.jsonl')}"`,
			'Cache-Control': 'no-store',
		},
	})
})
