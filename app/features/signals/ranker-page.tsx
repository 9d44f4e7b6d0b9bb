/** Whether the ranker can be believed: its scores against what happened, and its chances against themselves. */
import type { Calibration } from '#core/signals/analysis/calibration.ts'
import type { WeightCheck } from '#core/signals/analysis/propensity.ts'
import { type FigureQuery, searchOf } from '#core/signals/analysis/query.ts'
import {
	calibrationTable,
	WEIGHT_VERDICTS,
	weightTable,
	YARDSTICK_LABELS,
} from './analysis-tables.ts'
import { FilterBar, type FilterGround } from './filter-bar.tsx'
import { count, percent } from './format.ts'
import { IntervalPlot } from './interval-plot.tsx'
import { PlotCard } from './plot-card.tsx'
import { ReliabilityPlot } from './reliability-plot.tsx'
import styles from './research.module.css'
import { ResearchFrame, type ResearchProject } from './research-frame.tsx'

export interface RankerFigures extends FilterGround {
	calibration: Calibration
	weights: WeightCheck[]
}

export function RankerPage(props: {
	project: ResearchProject
	query: FigureQuery
	figures: RankerFigures
}) {
	const { project, query, figures } = props
	const { calibration, weights } = figures
	const search = searchOf(query)
	const csv = (table: string) => `/projects/${project.id}/research/csv/${table}${search}`
	const off = weights.filter(({ verdict }) => verdict === 'off')
	return (
		<ResearchFrame project={project} search={search}>
			<h1 className={styles.title}>Whether the ranker can be believed</h1>
			<FilterBar query={query} ground={figures} />
			<div className={styles.pair}>
				<PlotCard
					id="calibration"
					title="Predicted and observed"
					note="Every viewed suggestion that a scoring policy chose to show, in tenths of its predicted chance. On the dashed line a score means what it says; bars are 95 % Wilson intervals, a bigger dot saw more views."
					csvHref={csv('calibration')}
					table={calibrationTable(calibration)}
					nothingYet={
						calibration.n === 0
							? 'No slate here was drawn by a policy that scores. The uniform one predicts nothing.'
							: null
					}
				>
					<div className={styles.half}>
						<ReliabilityPlot
							label="Predicted chance of acceptance against the observed share, with 95 % Wilson intervals"
							bins={calibration.bins}
						/>
						<CalibrationFacts calibration={calibration} />
					</div>
				</PlotCard>
				<PlotCard
					id="chances"
					title="Are the logged chances the true ones?"
					note="Mean importance weight of the card in first place, by the policy that drew it. It is 1 within its error when the chances are right, whatever anybody answered. Bars are the 95 % that the chances themselves allow around 1."
					csvHref={csv('chances')}
					table={weightTable(weights)}
					nothingYet={weights.length === 0 ? 'No slate here was drawn by chance.' : null}
				>
					<WeightPlot weights={weights} />
					<p className={off.length > 0 ? styles.failed : styles.note}>
						{off.length > 0
							? `${off.map(({ label }) => label).join(', ')}: 1 lies more than four errors away. Do not evaluate on these slates before the reason is found.`
							: 'None lies more than four errors from 1.'}
					</p>
				</PlotCard>
			</div>
		</ResearchFrame>
	)
}

function CalibrationFacts({ calibration }: { calibration: Calibration }) {
	const { n, predicted, observed, brier, brierOfShare, error } = calibration
	const digits = (value: number | null) => (value === null ? '–' : value.toFixed(3))
	const facts = [
		['Viewed', count(n)],
		['Predicted on average', predicted === null ? '–' : percent(predicted)],
		['Accepted', observed === null ? '–' : percent(observed)],
		['Mean distance from the line', digits(error)],
		['Brier score', digits(brier)],
		['… of always saying the average', digits(brierOfShare)],
	]
	return (
		<dl className={styles.facts}>
			{facts.map(([name, value]) => (
				<div key={name} className={styles.fact}>
					<dt>{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	)
}

/** Rows drawn at most; the table has all. Those that are off are always among them. */
const MAX_DRAWN = 14
const Z = 1.96

function WeightPlot({ weights }: { weights: readonly WeightCheck[] }) {
	const isTelling = ({ verdict }: WeightCheck) => verdict !== 'few'
	// The sort is stable: those that are off first, then those that tell something.
	const rank = (check: WeightCheck) => (check.verdict === 'off' ? 0 : isTelling(check) ? 1 : 2)
	const drawn = [...weights].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_DRAWN)
	const few = weights.filter((check) => !isTelling(check)).length
	return (
		<>
			<IntervalPlot
				label="Mean importance weight by policy, with 95 % intervals; the dashed line is 1"
				reference={1}
				format={(value) => value.toFixed(2)}
				rows={drawn.map((check) => {
					const reach = Z * check.standardError
					return {
						key: `${check.policyId ?? 'all'} ${check.yardstick}`,
						label: check.label,
						...{ value: check.mean, low: Math.max(0, 1 - reach), high: 1 + reach },
						words:
							check.verdict === 'exact'
								? WEIGHT_VERDICTS.exact
								: `${check.mean.toFixed(3)}, ${YARDSTICK_LABELS[check.yardstick]}`,
						isTrue: check.verdict === 'right' || check.verdict === 'off',
						isStrong: check.verdict === 'off',
					}
				})}
			/>
			<p className={styles.note}>
				{few > 0
					? `${count(few)} hollow or not drawn: too few slates, or chances too uneven, to tell anything yet. `
					: ''}
				The table has all.
			</p>
		</>
	)
}
