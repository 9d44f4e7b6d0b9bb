/** `/projects/:id/taste`: what the tool has learnt about whoever looks; reset and opt-out are rows of the log. */
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { TastePage } from '#app/features/suggestions/taste-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { form, page, readForm, requirePrincipal } from '#app/http/route.ts'

const FormSchema = z.object({ intent: z.enum(['forget', 'stop', 'learn']) })

export const loader = page(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { id: projectId, title } = await readResearchProject(args)
	const taste = await args.context.services.signals.taste(principal, projectId)
	return { project: { projectId, title }, taste }
})

export const action = form(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args)
	const { id: projectId } = await readResearchProject(args)
	const { intent } = await readForm(args.request, FormSchema)
	const { settings } = args.context.services.signals
	await settings.change(
		principal,
		projectId,
		intent === 'forget'
			? { setting: 'taste', scope: 'person', on: false }
			: { setting: 'learning', scope: 'person', on: intent === 'learn' },
	)
	return { ok: true as const }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `My taste · ${data.project.title} · Dailies` : 'Dailies' },
]

export default function TasteRoute() {
	const sent = useActionData<typeof action>()
	const data = useLoaderData<typeof loader>()
	return <TastePage {...data} refusal={sent && !sent.ok ? sent.message : null} />
}

export { PageError as ErrorBoundary }
