/** `/projects/:id/kept`: what this project keeps of whoever looks; their answers, and erasure. */
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { KeptPage } from '#app/features/signals/kept-page.tsx'
import { PageError } from '#app/http/error-boundary.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { form, page, readForm, requirePrincipal } from '#app/http/route.ts'

const FormSchema = z.object({ intent: z.literal('erase') })

export const loader = page(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args)
	const project = await readResearchProject(args)
	const { signals } = args.context.services
	const consent = await signals.consent(principal, project.id)
	const kept = await signals.kept.of(project.id, principal.userId)
	return { project, consent, kept, retention: await signals.retention.policy(project.id) }
})

export const action = form(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args)
	const project = await readResearchProject(args)
	await readForm(args.request, FormSchema)
	const { signals, notes } = args.context.services
	const result = await signals.kept.erase(principal, project.id)
	await notes.eraseFrom(project.id, principal.userId)
	return { ok: true as const, ...result }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Kept of you · ${data.project.title} · Dailies` : 'Dailies' },
]

export default function KeptRoute() {
	const sent = useActionData<typeof action>()
	const data = useLoaderData<typeof loader>()
	const refusal = sent && !sent.ok ? sent.message : null
	// Answers are remembered by the page while it is open: an erasure changes them from outside.
	return <KeptPage key={data.kept.erasedMs ?? 0} {...data} refusal={refusal} />
}

export { PageError as ErrorBoundary }
