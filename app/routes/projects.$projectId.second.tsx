/** `/projects/:id/second`: what others decided, shown again without their verdict. */
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { SecondOpinionPage } from '#app/features/suggestions/second-opinion-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { form, page, readForm, requirePrincipal } from '#app/http/route.ts'
import { MAX_OPINION_WORDS } from '#core/signals/second-opinion.ts'
import { ReasonCodeSchema } from '#core/suggestions/suggestion-record.ts'

const FormSchema = z.object({
	suggestionId: z.string().min(1).max(200),
	decisionEventId: z.uuid(),
	verdict: z.enum(['accept', 'reject']),
	reason: z.union([ReasonCodeSchema, z.literal('')]).optional(),
	critique: z.string().max(MAX_OPINION_WORDS).optional(),
})

export const loader = page(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { id: projectId, title } = await readResearchProject(args)
	const asked = await args.context.services.signals.opinions.asked(principal, projectId)
	return { project: { projectId, title }, asked }
})

export const action = form(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { id: projectId } = await readResearchProject(args)
	const { reason, ...opinion } = await readForm(args.request, FormSchema)
	await args.context.services.signals.opinions.give(principal, projectId, {
		...opinion,
		reasonCodes: reason ? [reason] : [],
		strength: null,
	})
	return { ok: true as const }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Second opinion · ${data.project.title} · Dailies` : 'Dailies' },
]

export default function SecondOpinionRoute() {
	const sent = useActionData<typeof action>()
	const data = useLoaderData<typeof loader>()
	return (
		<SecondOpinionPage
			{...data}
			isKept={sent?.ok ?? false}
			refusal={sent && !sent.ok ? sent.message : null}
		/>
	)
}

export { PageError as ErrorBoundary }
