/** A project's research page: what was offered, viewed, accepted and why not. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ResearchPage } from '#app/features/signals/research-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'
import { can } from '#core/board/role.ts'

const ParamsSchema = z.object({ projectId: z.string() })

export const loader = page(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, 'research.read')
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { projects, signals } = args.context.services
	const { project } = await projects.open(projectId)
	return {
		project: { id: projectId, title: project.title, isSynthetic: project.isSynthetic },
		research: await signals.research(projectId),
		consent: await signals.consent(principal, projectId),
		canExport: can(principal.role, 'research.export'),
	}
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Research · ${data.project.title} · Dailies` : 'Research · Dailies' },
]

export default function ResearchRoute() {
	const { project, research, consent, canExport } = useLoaderData<typeof loader>()
	return (
		<ResearchPage
			key={project.id}
			project={project}
			research={research}
			consent={consent}
			canExport={canExport}
		/>
	)
}

export { PageError as ErrorBoundary }
