/**
 * What another policy would have brought: asked for, followed while it is worked out, and answered with
 * every estimator, or refused with the reason. Guards signals.md S64: no number without overlap.
 */
import { Form, useNavigation, useRevalidator } from '@remix-run/react'
import { Scale } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Progress } from '#app/ui/progress.tsx'
import { REWARDS } from '#core/signals/reward.ts'
import styles from './evaluate.module.css'
import { type EvaluateQuery, evaluateSearch } from './evaluate-request.ts'
import { EvaluationResult, type Report } from './evaluation-result.tsx'
import { percent } from './format.ts'
import research from './research.module.css'
import { ResearchFrame, type ResearchProject } from './research-frame.tsx'

export type EvaluationState =
	| { state: 'running'; share: number }
	| { state: 'done'; report: Report }
	| { state: 'failed'; sentence: string }
	| { state: 'cancelled' }

interface Props {
	project: ResearchProject
	query: EvaluateQuery
	/** Policy versions that are kept. */
	stored: readonly { id: string; label: string }[]
	job: string | null
	state: EvaluationState | null
	/** The answer was kept for a while and is gone. */
	isForgotten: boolean
	/** Why the last press did not begin anything. */
	refusal: string | null
}

const FOLLOW_EVERY_MS = 700

export function EvaluatePage(props: Props) {
	const { project, query, state, job, refusal } = props
	const isRunning = state?.state === 'running'
	const revalidator = useRevalidator()
	const { revalidate } = revalidator
	useEffect(() => {
		if (!isRunning) return
		const timer = setInterval(revalidate, FOLLOW_EVERY_MS)
		return () => clearInterval(timer)
	}, [isRunning, revalidate])
	return (
		<ResearchFrame project={project}>
			<h1 className={research.title}>What another policy would have brought</h1>
			<Ask {...props} key={evaluateSearch(query, job ?? undefined)} isRunning={isRunning} />
			{refusal ? (
				<Notice title="Nothing was begun" tone="danger" announce>
					<p>{refusal}</p>
				</Notice>
			) : null}
			{state?.state === 'running' && job !== null ? (
				<Running share={state.share} job={job} />
			) : null}
			{state?.state === 'failed' ? (
				<Notice title="There is no estimate" tone="danger" announce>
					<p>{state.sentence}</p>
				</Notice>
			) : null}
			{state?.state === 'cancelled' ? (
				<Notice title="Cancelled">
					<p>Nothing was changed. Ask again whenever you like.</p>
				</Notice>
			) : null}
			{props.isForgotten ? (
				<Notice title="This answer is no longer kept">
					<p>
						Answers are kept for a while only. Ask again: the same log, policy and seed give the
						same numbers.
					</p>
				</Notice>
			) : null}
			{state?.state === 'done' ? (
				<EvaluationResult
					key={job}
					report={state.report}
					again={evaluateSearch(query)}
					isFile={query.policy === 'file'}
					csvHref={`/projects/${project.id}/research/csv/evaluation?job=${job ?? ''}`}
				/>
			) : null}
		</ResearchFrame>
	)
}

function Ask(props: Props & { isRunning: boolean }) {
	const { query, stored, isRunning } = props
	const [policy, setPolicy] = useState(query.policy)
	const [reward, setReward] = useState(query.reward)
	const { formData } = useNavigation()
	const isSending = formData?.get('intent') === 'start'
	const policies = [
		{ value: 'uniform', label: 'Uniform: every card alike' },
		...stored.map(({ id, label }) => ({ value: id, label })),
		{ value: 'file', label: 'A file of probabilities' },
	]
	if (!policies.some(({ value }) => value === policy))
		policies.push({ value: policy, label: policy })
	const meaning = REWARDS.find(({ name }) => name === reward)?.meaning
	return (
		<Form
			method="post"
			encType="multipart/form-data"
			className={styles.ask}
			aria-label="Evaluation"
		>
			<input type="hidden" name="intent" value="start" />
			<div className={styles.fields}>
				<SelectField
					label="Policy"
					name="policy"
					value={policy}
					onValueChange={setPolicy}
					options={policies}
				/>
				<SelectField
					label="Reward"
					name="reward"
					value={reward}
					onValueChange={setReward}
					options={REWARDS.map(({ name, version }) => ({
						value: name,
						label: `${name}, version ${version}`,
					}))}
				/>
				<TextField
					label="Weights clipped at"
					name="clip"
					defaultValue={query.clip}
					inputMode="decimal"
				/>
				<TextField
					label="Resampled"
					name="repetitions"
					defaultValue={query.repetitions}
					inputMode="numeric"
					suffix="times"
				/>
				<TextField label="Seed" name="seed" defaultValue={query.seed} />
				<Button
					type="submit"
					variant="solid"
					busy={isSending}
					disabled={isRunning}
					icon={<Icon of={Scale} size={14} />}
				>
					Work it out
				</Button>
			</div>
			{policy === 'file' ? <FileField /> : null}
			<p className={research.note}>
				{meaning} {stored.length === 0 ? 'No version of the ranker is kept for this project.' : ''}
			</p>
		</Form>
	)
}

function FileField() {
	return (
		<div className={styles.file}>
			<label htmlFor="evaluation-csv">
				CSV with a line for each slate, place and card: slate_id, position (from 0), action (its
				place among all considered, from 0), probability.
			</label>
			<input id="evaluation-csv" type="file" name="csv" accept=".csv,text/csv" required />
		</div>
	)
}

function Running({ share, job }: { share: number; job: string }) {
	return (
		<section className={styles.running} aria-label="Being worked out" aria-live="polite">
			<div className={styles.runningHead}>
				<span>
					{share === 0 ? 'Reading the log' : `Resampling people and scenes, ${percent(share)}`}
				</span>
				<Form method="post">
					<input type="hidden" name="intent" value="cancel" />
					<input type="hidden" name="job" value={job} />
					<Button type="submit">Cancel</Button>
				</Form>
			</div>
			<Progress value={share} label="Evaluation" />
			<p className={research.note}>
				Nobody’s board waits for this. You can leave the page and come back.
			</p>
		</section>
	)
}
