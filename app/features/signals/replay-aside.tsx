/** Beside a replayed decision: the change itself, what followed, and why the numbers can be trusted. */
import { cx } from '#app/ui/cx.ts'
import { LocalTime } from '#app/ui/local-time.tsx'
import { VERDICT_WORDS } from './decisions-table.tsx'
import { count, duration } from './format.ts'
import styles from './replay.module.css'
import { FieldRows } from './replay-fields.tsx'
import type { ReplayView, StepView } from './replay-view.ts'
import research from './research.module.css'
import { reasonLabels } from './tables.ts'

export function TheChange({ replay }: { replay: ReplayView }) {
	const { offered, final, fieldsChanged, fieldsTotal, verdict } = replay
	return (
		<section className={styles.box} aria-label="The change">
			<h2>The change</h2>
			<h3>As offered</h3>
			<FieldRows rows={offered} />
			{final ? (
				<>
					<h3>{final.kind === 'carried_out' ? 'As carried out' : 'What they wanted instead'}</h3>
					{final.words === 'open' ? (
						<FieldRows rows={final.rows} />
					) : (
						<p className={styles.faint}>
							{final.words === 'erased'
								? 'Erased at its writer’s wish.'
								: 'Kept back by its writer.'}
						</p>
					)}
				</>
			) : (
				<p className={styles.faint}>Nothing was changed on the board.</p>
			)}
			{verdict === 'edit_accept' ? (
				<p className={styles.faint}>
					{fieldsChanged} of {fieldsTotal} fields changed before it was accepted.
				</p>
			) : null}
		</section>
	)
}

export function WhatBecame({ replay }: { replay: ReplayView }) {
	return (
		<section className={styles.box} aria-label="What became of it">
			<h2>What became of it</h2>
			<ol className={styles.steps}>
				{replay.steps.map((step, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: the log's order never changes
					<li key={index} className={cx(step.isThis && styles.this)}>
						<span>
							<Step step={step} title={replay.title} />
						</span>
						<LocalTime ms={step.tsMs} seconds />
					</li>
				))}
			</ol>
		</section>
	)
}

function Step({ step, title }: { step: StepView; title: string }) {
	const by = step.who ? ` by ${step.who}` : ''
	if (step.kind === 'offered')
		return (
			<>
				<strong>Offered</strong>
				{step.who ? ` to ${step.who}` : ''}, {count(step.considered)} considered
			</>
		)
	const other = step.title === title ? '' : `, “${step.title}”`
	switch (step.kind) {
		case 'viewed':
			return (
				<>
					<strong>Looked at</strong>
					{by} for {duration(step.dwellMs)}
				</>
			)
		case 'previewed':
			return (
				<>
					<strong>Tried as a ghost</strong>
					{by} for {duration(step.previewMs)}
				</>
			)
		case 'reasoned':
			return (
				<>
					<strong>Reasons given</strong>
					{by}
					{reasonsOf(step.reasonCodes)}
				</>
			)
		case 'contested':
			return (
				<>
					<strong>Seen differently</strong>
					{by}: {VERDICT_WORDS[step.verdict] ?? step.verdict}
					{reasonsOf(step.reasonCodes)}
				</>
			)
		case 'withdrawn':
			return (
				<>
					<strong>Withdrawn</strong>, {WHY_WITHDRAWN[step.why] ?? step.why}
				</>
			)
		case 'decided':
			return (
				<>
					<strong>{capital(VERDICT_WORDS[step.verdict] ?? step.verdict)}</strong>
					{by}
					{other}
					{reasonsOf(step.reasonCodes)}
				</>
			)
	}
}

const WHY_WITHDRAWN: Record<string, string> = {
	target_gone: 'its panel or shot is gone',
	target_changed: 'its panel or shot changed',
	replaced: 'newer ones took its place',
	muted: 'suggestions were switched off',
}

function reasonsOf(codes: readonly string[]): string {
	return codes.length > 0 ? `: ${reasonLabels(codes).join(', ')}` : ''
}

function capital(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1)
}

export function Trust({ replay, entries }: { replay: ReplayView; entries: number }) {
	const { slate, seq, hash } = replay
	const facts = [
		['Log entry', `${count(seq)} of ${count(entries)}`],
		['Same draw when replayed', DRAWS[slate.draw.verdict]],
		['Drawn by', slate.policy],
		['Chance of this whole slate', slate.pSlate.toPrecision(3)],
		['Uniform share', String(slate.epsilon)],
		['Seed of the draw', slate.rngSeed],
	]
	return (
		<section className={styles.box} aria-label="Can it be trusted?">
			<h2>Can it be trusted?</h2>
			<dl className={research.facts}>
				{facts.map(([name, value]) => (
					<div key={name} className={research.fact}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
			<p className={styles.hash}>{`${hash.slice(0, 16)} … ${hash.slice(-8)}`}</p>
		</section>
	)
}

const DRAWS: Record<ReplayView['slate']['draw']['verdict'], string> = {
	same: 'yes, to 1e-12',
	different: 'no',
	certain: 'nothing was drawn',
}
