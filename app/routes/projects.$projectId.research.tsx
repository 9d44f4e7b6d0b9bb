/** A project's research page: what was offered, viewed, accepted and why not. */
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ResearchPage } from '#app/features/signals/research-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { form, page, parseInput, readForm, requirePrincipal } from '#app/http/route.ts'
import { can } from '#core/board/role.ts'

const ParamsSchema = z.object({ projectId: z.string() })
const Days = z
	.string()
	.trim()
	.regex(/^\d*$/, 'Say a number of days, or leave it empty to keep everything.')
	.transform((said) => (said === '' ? null : Number(said)))
const RetentionForm = z.object({
	intent: z.literal('retention'),
	wordsDays: Days,
	contextsDays: Days,
	legalHold: z.literal('on').optional(),
})

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
		policy: await signals.retention.policy(projectId),
		canKeep: can(principal.role, 'project.manage'),
	}
})

export const action = form(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'project.manage')
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { projects, signals } = args.context.services
	await projects.open(projectId)
	const { wordsDays, contextsDays, legalHold } = await readForm(args.request, RetentionForm)
	const policy = { wordsDays, contextsDays, legalHold: legalHold === 'on' }
	return { ok: true as const, ...(await signals.retention.set(projectId, policy, principal)) }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Research · ${data.project.title} · Dailies` : 'Research · Dailies' },
]

export default function ResearchRoute() {
	const { project, research, consent, canExport, policy, canKeep } = useLoaderData<typeof loader>()
	const sent = useActionData<typeof action>()
	const refusal = sent && !sent.ok ? sent.message : null
	return (
		<ResearchPage
			key={project.id}
			project={project}
			research={research}
			consent={consent}
			canExport={canExport}
			retention={{ policy, canSet: canKeep, refusal }}
		/>
	)
}

export { PageError as ErrorBoundary }
