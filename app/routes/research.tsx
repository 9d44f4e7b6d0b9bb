/** `/research`: every project's log in a line, and the way into each. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AccountMenu } from '#app/features/auth/account-menu.tsx'
import { ResearchHomePage } from '#app/features/signals/research-home-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { page, requirePrincipal } from '#app/http/route.ts'

export const meta: MetaFunction = () => [{ title: 'Research · Dailies' }]

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const { projects, signals } = args.context.services
	const rows = []
	for (const { projectId, title, isSynthetic } of await projects.list()) {
		rows.push({ id: projectId, title, isSynthetic, totals: await signals.totals(projectId) })
	}
	return { projects: rows }
})

export default function ResearchHomeRoute() {
	return <ResearchHomePage {...useLoaderData<typeof loader>()} account={<AccountMenu />} />
}

export { PageError as ErrorBoundary }
