/**
 * The log as newline-delimited JSON, streamed a page at a time at the reader's pace. Asked for by POST,
 * because each copy that leaves is noted with whom it holds (signals.md S36), and a GET changes nothing.
 */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { streamLines } from '#app/features/signals/stream-lines.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { signalsJsonl as contract } from '#core/api/signal-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.post.may)
	const message = 'Ask for the log by POST: every copy is noted, so that it can be marked later.'
	return Response.json(
		{ code: 'bad_request', message },
		{ status: 405, headers: { Allow: 'POST' } },
	)
})

export const action = api(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const query = Object.fromEntries(new URL(args.request.url).searchParams)
	const { purpose } = parseInput(query, contract.post.query)
	const { projects, signals } = args.context.services
	const { project } = await projects.open(projectId)
	return new Response(streamLines(signals.exportJsonl(projectId, purpose)), {
		headers: {
			'Content-Type': 'application/x-ndjson; charset=utf-8',
			'Content-Disposition': `attachment; filename="${fileNameOf(project.title, 'signals.jsonl')}"`,
			'Cache-Control': 'no-store',
		},
	})
})
