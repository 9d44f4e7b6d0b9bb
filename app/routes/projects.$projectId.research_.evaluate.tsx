/** `/projects/:id/research/evaluate`: what another policy would have brought; begun, followed, cancelled. */
import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EvaluatePage } from '#app/features/signals/evaluate-page.tsx'
import {
	EvaluateFormSchema,
	type EvaluateQuery,
	EvaluateQuerySchema,
	evaluateSearch,
	MAX_CSV_BYTES,
} from '#app/features/signals/evaluate-request.ts'
import { PageError } from '#app/http/error-boundary.tsx'
import { readResearchProject } from '#app/http/figure-request.ts'
import { form, page, parseInput, readForm, requirePrincipal } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'
import { policyLabel } from '#core/signals/analysis/grouping.ts'

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const { searchParams } = new URL(args.request.url)
	const query = parseInput(Object.fromEntries(searchParams), EvaluateQuerySchema)
	const project = await readResearchProject(args)
	const { signals } = args.context.services
	const stored = await signals.storedPolicies(project.id)
	const job = searchParams.get('job')
	const state = job === null ? null : signals.evaluations.state(job)
	const isOurs = state?.state !== 'done' || state.report.source.projectId === project.id
	return {
		...{ project, query, job, isForgotten: job !== null && !(state && isOurs) },
		stored: stored.map((id) => ({ id, label: policyLabel(id) })),
		state: isOurs ? state : null,
	}
})

export const action = form(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const project = await readResearchProject(args)
	const sent = await readForm(args.request, EvaluateFormSchema)
	const { evaluations } = args.context.services.signals
	if (sent.intent === 'cancel') {
		evaluations.cancel(sent.job)
		return { ok: true as const }
	}
	const { csv, policy, reward, seed, repetitions, clip } = sent
	const job = evaluations.start(project.id, {
		...{ reward, seed, repetitions, limits: [clip], families: null },
		...(await policyOf(policy, csv)),
	})
	const query: EvaluateQuery = { policy, reward, seed, repetitions, clip }
	throw redirect(`/projects/${project.id}/research/evaluate${evaluateSearch(query, job)}`)
})

async function policyOf(policy: string, csv: File | undefined) {
	if (policy !== 'file') return { policy, policyCsv: null }
	if (!csv || csv.size === 0) {
		throw new AppError('bad_request', { userMessage: 'Choose the file of probabilities first.' })
	}
	if (csv.size > MAX_CSV_BYTES) {
		throw new AppError('too_large', { userMessage: 'The file is larger than 32 MB.' })
	}
	return { policy: null, policyCsv: { name: csv.name.slice(0, 200), text: await csv.text() } }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: data ? `Another policy · ${data.project.title} · Dailies` : 'Research · Dailies' },
]

export default function EvaluateRoute() {
	const sent = useActionData<typeof action>()
	const refusal = sent && !sent.ok ? sent.message : null
	return <EvaluatePage {...useLoaderData<typeof loader>()} refusal={refusal} />
}

export { PageError as ErrorBoundary }
