/**
 * Questions in SQL over what people allowed: asked, followed, cancelled, answered as a table and a CSV file.
 * Guards signals.md S110–S112; the question and its purpose stand in the address.
 */
import { Form, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { SelectField } from '#app/ui/select-field.tsx'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'
import { CONFIG_NAMES } from '#core/signals/export/configs.ts'
import styles from './evaluate.module.css'
import { PlainDataTable } from './plot-card.tsx'
import { type Answer, QUERY_TABLE_ROWS, type QuerySearch, queryTable } from './query-request.ts'
import research from './research.module.css'
import { ResearchFrame, type ResearchProject } from './research-frame.tsx'

export type QueryState =
	| { state: 'running'; share: number }
	| { state: 'done'; report: Answer }
	| { state: 'failed'; sentence: string }
	| { state: 'cancelled' }

interface Props {
	project: ResearchProject
	query: QuerySearch
	job: string | null
	state: QueryState | null
	/** The answer was kept for a while and is gone. */
	isForgotten: boolean
	/** Why the last press did not begin anything. */
	refusal: string | null
}

const FOLLOW_EVERY_MS = 700

export function QueryPage({ project, query, job, state, isForgotten, refusal }: Props) {
	const isRunning = state?.state === 'running'
	const { revalidate } = useRevalidator()
	useEffect(() => {
		if (!isRunning) return
		const timer = setInterval(revalidate, FOLLOW_EVERY_MS)
		return () => clearInterval(timer)
	}, [isRunning, revalidate])
	const failure = refusal ?? (state?.state === 'failed' ? state.sentence : null)
	return (
		<ResearchFrame project={project}>
			<h1 className={research.title}>Ask in SQL</h1>
			<Ask key={`${query.sql} ${query.purpose}`} query={query} isRunning={isRunning} />
			{failure ? (
				<Notice title="There is no answer" tone="danger" announce>
					<p>{failure}</p>
				</Notice>
			) : null}
			{state?.state === 'running' && job !== null ? (
				<Running share={state.share} job={job} />
			) : null}
			{state?.state === 'cancelled' ? (
				<Notice title="Cancelled">
					<p>Nothing was changed. Ask again whenever you like.</p>
				</Notice>
			) : null}
			{isForgotten ? (
				<Notice title="This answer is no longer kept">
					<p>Answers are kept for a while only. Ask again.</p>
				</Notice>
			) : null}
			{state?.state === 'done' && job !== null ? (
				<AnswerCard
					answer={state.report}
					csvHref={`/projects/${project.id}/research/csv/query?job=${job}`}
				/>
			) : null}
		</ResearchFrame>
	)
}

function Ask({ query, isRunning }: { query: QuerySearch; isRunning: boolean }) {
	const [purpose, setPurpose] = useState<string>(query.purpose)
	return (
		<Form method="post" className={styles.ask} aria-label="Query">
			<input type="hidden" name="intent" value="start" />
			<TextArea label="Query" name="sql" defaultValue={query.sql} rows={6} script required />
			<div className={styles.fields}>
				<SelectField
					label="Purpose"
					name="purpose"
					value={purpose}
					onValueChange={setPurpose}
					options={CONSENT_PURPOSES.map((value) => ({
						...{ value, label: value.replaceAll('_', ' ') },
					}))}
				/>
				<Button type="submit" variant="solid" disabled={isRunning}>
					Ask
				</Button>
			</div>
			<p className={research.note}>
				Tables: {CONFIG_NAMES.join(', ')}. A single SELECT in DuckDB’s SQL, over rows that everybody
				in them allows for this purpose. 10,000 rows and 30 seconds at most; every question is noted
				like an export.
			</p>
		</Form>
	)
}

function Running({ share, job }: { share: number; job: string }) {
	return (
		<section className={styles.running} aria-label="Being answered" aria-live="polite">
			<div className={styles.runningHead}>
				<span>{share < 0.8 ? 'Collecting what is allowed' : 'Asking'}</span>
				<Form method="post">
					<input type="hidden" name="intent" value="cancel" />
					<input type="hidden" name="job" value={job} />
					<Button type="submit">Cancel</Button>
				</Form>
			</div>
			<Progress value={share} label="Query" />
		</section>
	)
}

function AnswerCard({ answer, csvHref }: { answer: Answer; csvHref: string }) {
	const { rows, isCut } = answer
	const shown = Math.min(rows.length, QUERY_TABLE_ROWS)
	return (
		<section className={research.card} aria-label="Answer">
			<header className={research.cardHead}>
				<h2>Answer</h2>
				<div className={research.push}>
					<a className={styles.again} href={csvHref} download>
						Download CSV
					</a>
				</div>
			</header>
			<p className={research.note} role="status">
				{rows.length} {rows.length === 1 ? 'row' : 'rows'}
				{isCut ? '; there are more, these are the first' : ''}
				{shown < rows.length ? `; the first ${shown} are shown, the file holds all` : ''}.{' '}
				{answer.tables.map(({ name, rows: n }) => `${name}: ${n} rows allowed.`).join(' ')}
			</p>
			<PlainDataTable title="Answer" table={queryTable(answer, shown)} />
		</section>
	)
}
