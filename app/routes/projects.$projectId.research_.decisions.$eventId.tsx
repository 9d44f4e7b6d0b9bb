/** `/projects/:id/research/decisions/:eventId`: one decision opened again. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ReplayPage } from '#app/features/signals/replay-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ eventId: z.string() })

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const { eventId } = parseInput(args.params, ParamsSchema)
	const project = await readResearchProject(args)
	const { signals } = args.context.services
	const replay = await signals.replay.decision(project.id, eventId)
	return { project, replay, entries: (await signals.totals(project.id)).events }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Decision · ${data.project.title} · Dailies` : 'Decision · Dailies' },
]

export default function DecisionRoute() {
	const data = useLoaderData<typeof loader>()
	return <ReplayPage key={data.replay.eventId} {...data} />
}

export { PageError as ErrorBoundary }
