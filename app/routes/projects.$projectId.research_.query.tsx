/** `/projects/:id/research/query`: questions in SQL over what people allowed; begun, followed, cancelled. */
import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { QueryPage } from '#app/features/signals/query-page.tsx'
import {
	QueryFormSchema,
	QuerySearchSchema,
	queryAddress,
} from '#app/features/signals/query-request.ts'
import { PageError } from '#app/http/error-boundary.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { form, page, parseInput, readForm, requirePrincipal } from '#app/http/route.ts'

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.export')
	const { searchParams } = new URL(args.request.url)
	const query = parseInput(Object.fromEntries(searchParams), QuerySearchSchema)
	const project = await readResearchProject(args)
	const job = searchParams.get('job')
	const state = job === null ? null : args.context.services.signals.queries.state(project.id, job)
	return { project, query, job, state, isForgotten: job !== null && state === null }
})

export const action = form(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, 'research.export')
	const project = await readResearchProject(args)
	const sent = await readForm(args.request, QueryFormSchema)
	const { queries } = args.context.services.signals
	if (sent.intent === 'cancel') {
		queries.cancel(project.id, sent.job)
		return { ok: true as const }
	}
	const { sql, purpose } = sent
	const job = await queries.start(project.id, { sql, purpose })
	throw redirect(`/projects/${project.id}/research/query${queryAddress({ sql, purpose }, job)}`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Ask in SQL · ${data.project.title} · Dailies` : 'Research · Dailies' },
]

export default function QueryRoute() {
	const sent = useActionData<typeof action>()
	const refusal = sent && !sent.ok ? sent.message : null
	return <QueryPage {...useLoaderData<typeof loader>()} refusal={refusal} />
}

export { PageError as ErrorBoundary }
