/** The answer of an evaluation: the verdict on overlap first, then every estimator, or none at all. */
import { Link } from '@remix-run/react'
import { Ban, ShieldCheck } from 'lucide-react'
import { Icon } from '#app/ui/icon.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { policyLabel } from '#core/signals/analysis/grouping.ts'
import type { Estimate } from '#core/signals/ope/evaluate.ts'
import type { SlateEvaluation } from '#core/signals/ope/evaluate-slates.ts'
import styles from './evaluate.module.css'
import { evaluationTable } from './evaluation-table.ts'
import { count, counted, percent } from './format.ts'
import { IntervalPlot, type IntervalRow } from './interval-plot.tsx'
import { PlotCard } from './plot-card.tsx'
import research from './research.module.css'

export type Report = SlateEvaluation & {
	source: { throughSeq: number }
	policy: string
	reward: { name: string; version: number; meaning: string }
	leftOut: Record<string, number>
}

/** The estimator to quote: doubly robust, with item-position weights. */
const MAIN = 'dr'

export function EvaluationResult(props: {
	report: Report
	/** Address that asks for the same again. */
	again: string
	/** Whether the policy was a file, which no address holds. */
	isFile: boolean
	csvHref: string
}) {
	const { report } = props
	const isEnough = report.overlap.verdict === 'enough'
	const main = report.estimators.find(({ key }) => key === MAIN) ?? null
	const name = props.isFile
		? `policy in ${report.policy}`
		: report.policy === 'uniform'
			? 'uniform policy'
			: policyLabel(report.policy)
	return (
		<>
			{isEnough ? (
				<Verdict report={report} main={main} name={name} />
			) : (
				<Refusal report={report} name={name} />
			)}
			<div className={`${research.pair} ${research.wide}`}>
				<PlotCard
					id="estimates"
					title={isEnough ? 'Every estimator' : 'Weights of every estimator'}
					note={
						isEnough
							? 'Mean reward of one suggestion that was looked at. Filled: a 95 % interval for the policy’s value. Hollow and dashed: spread only, not to be quoted.'
							: 'No value is given for any of them. What was logged says too little about this policy.'
					}
					csvHref={props.csvHref}
					table={evaluationTable(report)}
					nothingYet={null}
				>
					<EstimatePlot report={report} />
				</PlotCard>
				<Ground report={report} again={props.again} isFile={props.isFile} />
			</div>
		</>
	)
}

function Verdict({ report, main, name }: { report: Report; main: Estimate | null; name: string }) {
	const { onPolicy } = report
	return (
		<section className={styles.verdict} aria-label="In short">
			<Icon of={ShieldCheck} size={20} />
			<div>
				<p className={styles.number}>
					{number(main?.value ?? null)}
					<span>{between(main)}</span>
				</p>
				<p className={research.says}>
					is what the {name} would have brought on average, by the doubly robust estimate; what was
					played brought {number(onPolicy.value)} ({between(onPolicy)}). {differs(main, report)}{' '}
					Errors are over {main?.over ?? 'slates'}. Overlap is enough:{' '}
					{count(Math.round(report.overlap.ess))} of {count(report.n)} rows’ worth.
				</p>
			</div>
		</section>
	)
}

/** What two intervals allow to be said, and no more. */
function differs(main: Estimate | null, { onPolicy }: Report): string {
	const [a, b] = [main?.interval, onPolicy.interval]
	if (!a || !b) return ''
	if (a.low > b.high) return 'It would have brought more.'
	if (a.high < b.low) return 'It would have brought less.'
	return 'The intervals overlap: this log does not tell them apart.'
}

function Refusal({ report, name }: { report: Report; name: string }) {
	return (
		<Notice
			title={`No estimate for the ${name}`}
			tone="danger"
			announce
			icon={<Icon of={Ban} size={16} />}
		>
			<p>{report.overlap.reason}</p>
			<p>
				What would help: more slates drawn uniformly, or a policy nearer to the one that drew these.
			</p>
		</Notice>
	)
}

function EstimatePlot({ report }: { report: Report }) {
	const { onPolicy, estimators } = report
	const rows = [
		rowOf({ ...onPolicy, key: 'played', label: 'Played (on-policy)' }, true),
		...estimators.map((each) => rowOf(each, each.coversValue && each.caution === null)),
	]
	const shown = rows.map((row) => ({ ...row, isStrong: row.key === MAIN }))
	return (
		<IntervalPlot
			label="Estimated value of the policy by each estimator, with 95 % intervals; the dashed line is what was played"
			reference={onPolicy.value}
			format={(value) => value.toFixed(2)}
			rows={shown}
		/>
	)
}

function rowOf(
	estimate: Pick<Estimate, 'key' | 'label' | 'value' | 'interval'>,
	isTrue: boolean,
): IntervalRow {
	const { key, label, value, interval } = estimate
	return {
		...{ key, label, value, isTrue },
		...{ low: interval?.low ?? null, high: interval?.high ?? null },
		words: value === null ? 'no number' : `${number(value)}, ${between(estimate)}`,
	}
}

function Ground({ report, again, isFile }: { report: Report; again: string; isFile: boolean }) {
	const { overlap, n, people, scenes, units, replayed } = report
	const isShort = overlap.ess < overlap.essNeeded
	const facts: [string, string, boolean?][] = [
		['Suggestions counted', count(n)],
		['Slates, people, scenes', `${count(units)}, ${count(people)}, ${count(scenes)}`],
		[
			'Effective rows',
			`${count(Math.round(overlap.ess))}, needs ${count(Math.ceil(overlap.essNeeded))}`,
			isShort,
		],
		[
			'Mean weight, should be 1',
			`${overlap.meanWeight.toFixed(3)} ± ${overlap.meanWeightStandardError.toFixed(3)}`,
		],
		['Largest weight', overlap.maxWeight.toFixed(2)],
		[
			'Largest row’s share of all weight',
			percent(overlap.largestShare),
			overlap.largestShare > 0.1,
		],
		['Could not have been shown', percent(overlap.unsupportedMass), overlap.unsupportedMass > 0.01],
		[
			'Same chances when drawn again',
			`${count(replayed.exact)} of ${count(replayed.exact + replayed.different)} slates`,
		],
		['Log read to entry', count(report.source.throughSeq)],
		['Seed', report.seed],
	]
	return (
		<section className={`${research.card} ${research.top}`} aria-label="What it rests on">
			<header className={research.cardHead}>
				<h2>What it rests on</h2>
			</header>
			<dl className={research.facts}>
				{facts.map(([name, value, isBad]) => (
					<div key={name} className={research.fact}>
						<dt>{name}</dt>
						<dd className={isBad ? styles.bad : undefined}>{value}</dd>
					</div>
				))}
			</dl>
			<LeftOut leftOut={report.leftOut} />
			{report.warnings.map((warning) => (
				<p key={warning} className={research.note}>
					{warning}
				</p>
			))}
			<p className={research.note}>
				<Link to={again} className={styles.again}>
					Link that asks for the same again
				</Link>
				{isFile ? ' (with the same file, which a link cannot hold)' : ''}
			</p>
		</section>
	)
}

const LEFT_OUT_WORDS: Record<string, string> = {
	notViewed: 'never looked at',
	byOthers: 'answered by somebody else',
	withdrawn: 'taken away before an answer',
	withoutConsent: 'left out on request',
	withoutChance: 'not offered by chance',
	certain: 'shown with certainty',
}

function LeftOut({ leftOut }: { leftOut: Report['leftOut'] }) {
	const parts = Object.entries(leftOut).filter(([, n]) => n > 0)
	if (parts.length === 0) return null
	const all = parts.reduce((sum, [, n]) => sum + n, 0)
	const words = parts.map(([why, n]) => `${count(n)} ${LEFT_OUT_WORDS[why] ?? why}`).join(', ')
	return (
		<p className={research.note}>
			{counted(all, 'offer is', 'offers are')} not in it: {words}.
		</p>
	)
}

function number(value: number | null): string {
	return value === null || !Number.isFinite(value) ? '–' : value.toFixed(3)
}

function between(estimate: Pick<Estimate, 'interval'> | null): string {
	const interval = estimate?.interval
	return interval ? `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}` : 'no interval'
}
