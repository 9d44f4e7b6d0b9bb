/** `/projects/:id/research/ranker`: the figures its address asks for. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { RankerPage } from '#app/features/signals/ranker-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { readFigureRequest } from '#app/http/figure-request.ts'
import { page, requirePrincipal } from '#app/http/route.ts'

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const { project, query } = await readFigureRequest(args)
	const { analysis } = args.context.services.signals
	return { project, query, figures: await analysis.ranker(project.id, query) }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Ranker · ${data.project.title} · Dailies` : 'Research · Dailies' },
]

export default function RankerRoute() {
	return <RankerPage {...useLoaderData<typeof loader>()} />
}

export { PageError as ErrorBoundary }
