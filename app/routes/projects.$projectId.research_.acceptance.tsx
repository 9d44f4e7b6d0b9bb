/** `/projects/:id/research/acceptance`: the figures its address asks for. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AcceptancePage } from '#app/features/signals/acceptance-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { readFigureRequest } from '#app/http/figure-request.ts'
import { page, requirePrincipal } from '#app/http/route.ts'

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const { project, query } = await readFigureRequest(args)
	const { analysis } = args.context.services.signals
	return { project, query, figures: await analysis.acceptance(project.id, query) }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Acceptance · ${data.project.title} · Dailies` : 'Research · Dailies' },
]

export default function AcceptanceRoute() {
	return <AcceptancePage {...useLoaderData<typeof loader>()} />
}

export { PageError as ErrorBoundary }
