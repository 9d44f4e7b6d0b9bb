/** What left the server for models: when, where to, what kind of thing, how much, and what came of it. */
import { Link } from '@remix-run/react'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Crumbs, Topbar } from '#app/ui/topbar.tsx'
import type { Spent } from './model-forms.ts'
import styles from './models.module.css'
import { money } from './money.ts'

export interface SentCall {
	callId: string
	name: string
	generatorId: string
	host: string
	purpose: string
	prompt: string
	sceneNumber: string | null
	sentHash: string | null
	sentBytes: number
	pictures: number
	holdsTexts: boolean
	timesSent: number
	startedMs: number
	result: string
	proposals: number
	tokensIn: number
	tokensOut: number
	cost: number
}

const RESULTS: Readonly<Record<string, string>> = {
	asking: 'Not ended',
	answered: 'Answered',
	nothing: 'Nothing to add',
	truncated: 'Broke off',
	unreadable: 'Could not be used',
	refused: 'Refused',
	busy: 'Too busy',
	failed: 'Failed',
	timeout: 'No answer in time',
	redirected: 'Redirected, not followed',
	address_refused: 'Address not asked',
	too_large: 'Too much, cut off',
	unreachable: 'Not reached',
	cancelled: 'Stopped',
	over_budget: 'Budget spent, not asked',
	resting: 'Left alone, not asked',
}

export function SentPage(props: {
	project: { id: string; title: string }
	calls: readonly SentCall[]
	hasMore: boolean
	spent: Spent
	currency: string
}) {
	const { project, calls, spent, currency } = props
	const oldest = calls.at(-1)
	return (
		<>
			<Topbar>
				<Crumbs
					items={[
						{ label: 'Projects', to: '/' },
						{ label: project.title, to: `/projects/${project.id}` },
						{ label: 'What was sent' },
					]}
				/>
			</Topbar>
			<main className={styles.page}>
				<h1>What was sent to models</h1>
				<p>
					Everything that left this server for a model, written down before it left. Spent so far:{' '}
					<b>{money(spent.cost, currency)}</b> for {spent.tokens.toLocaleString('en')} tokens.
				</p>
				<DataTable
					caption="Calls, newest first"
					columns={columnsOf(currency)}
					rows={calls}
					rowKey={({ callId }) => callId}
					empty="Nothing was sent."
				/>
				{props.hasMore && oldest ? (
					<Link className={styles.link} to={`?before=${oldest.startedMs}`}>
						Earlier
					</Link>
				) : null}
			</main>
		</>
	)
}

function columnsOf(currency: string): readonly Column<SentCall>[] {
	return [
		{
			key: 'when',
			header: 'When (UTC)',
			render: ({ startedMs }) => new Date(startedMs).toISOString().slice(0, 19).replace('T', ' '),
		},
		{
			key: 'where',
			header: 'Where to',
			render: ({ name, host, generatorId }) => (
				<>
					<b>{name}</b> at {host}
					<small className={styles.small}>{generatorId}</small>
				</>
			),
		},
		{ key: 'why', header: 'For', render: purposeWords },
		{
			key: 'what',
			header: 'What',
			render: (call) => (
				<>
					{kindWords(call)}
					<small className={styles.small}>
						{call.sentHash === null
							? 'nothing left the server'
							: `${call.sentBytes.toLocaleString('en')} bytes, sha256 ${call.sentHash.slice(0, 16)}`}
						{call.timesSent > 1 ? `, sent ${call.timesSent} times` : ''}
					</small>
				</>
			),
		},
		{ key: 'result', header: 'What came', render: resultWords },
		{
			key: 'tokens',
			header: 'Tokens',
			align: 'right',
			render: ({ tokensIn, tokensOut }) => `${tokensIn} + ${tokensOut}`,
		},
		{ key: 'cost', header: 'Cost', align: 'right', render: ({ cost }) => money(cost, currency) },
	]
}

function purposeWords({ purpose, sceneNumber }: SentCall): string {
	if (purpose === 'test') return 'A test, nothing of the film'
	const scene = sceneNumber === null ? 'a scene' : `scene ${sceneNumber}`
	if (purpose === 'regress') return `A rerun of what was refused, ${scene}`
	if (purpose === 'picture') return `A picture, ${scene}`
	return purpose === 'words' ? `Asked in words, ${scene}` : `A round, ${scene}`
}

function kindWords({ purpose, holdsTexts, pictures }: SentCall): string {
	if (purpose === 'test') return 'A made-up scene'
	const kinds = ['Fields', ...(holdsTexts ? ['words'] : [])]
	if (pictures > 0) kinds.push(pictures === 1 ? 'one picture' : `${pictures} pictures`)
	return kinds.join(', ')
}

function resultWords({ result, proposals }: SentCall): string {
	const words = RESULTS[result] ?? result
	return proposals === 0 ? words : `${words}: ${proposals}`
}
