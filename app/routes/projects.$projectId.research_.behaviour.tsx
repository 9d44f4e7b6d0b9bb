/** `/projects/:id/research/behaviour`: the figures its address asks for. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BehaviourPage } from '#app/features/signals/behaviour-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { readFigureRequest } from '#app/http/figure-request.ts'
import { page, requirePrincipal } from '#app/http/route.ts'

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const { project, query } = await readFigureRequest(args)
	const { analysis } = args.context.services.signals
	return { project, query, figures: await analysis.behaviour(project.id, query) }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Behaviour · ${data.project.title} · Dailies` : 'Research · Dailies' },
]

export default function BehaviourRoute() {
	return <BehaviourPage {...useLoaderData<typeof loader>()} />
}

export { PageError as ErrorBoundary }
