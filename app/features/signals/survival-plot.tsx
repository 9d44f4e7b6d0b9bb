/** Steps down from everything: the share of accepted changes that still stand, one step a horizon. */
import { scaleLinear } from 'd3-scale'
import { cx } from '#app/ui/cx.ts'
import type { SurvivalCurve } from '#core/signals/analysis/survival.ts'
import { HORIZONS, type Horizon } from '#core/signals/event.ts'
import { STANDARD_LABELS } from './analysis-tables.ts'
import styles from './charts.module.css'
import { duration, percent } from './format.ts'

const W = 430
const H = 220
const LEFT = 56
const RIGHT = 20
const TOP = 30
/** The last step goes on so far, that its interval can be seen. */
const TAIL = 16
const SHARES = [0, 0.25, 0.5, 0.75, 1]
/** Evenly apart: half a minute and a day do not share a scale that can be read. */
const place = scaleLinear([0, HORIZONS.length], [LEFT, LEFT + W])
const x = (horizon: Horizon) => place(HORIZONS.indexOf(horizon) + 1)
const y = scaleLinear([0, 1], [TOP + H, TOP])

export function SurvivalPlot({
	label,
	curves,
}: {
	label: string
	curves: readonly SurvivalCurve[]
}) {
	const steps = curves[0]?.steps ?? []
	return (
		<svg
			className={cx(styles.plot, styles.narrow)}
			viewBox={`0 0 ${LEFT + W + RIGHT} ${TOP + H + 30}`}
			role="img"
			aria-label={`${label}, with 95 % intervals`}
		>
			{SHARES.map((share) => (
				<g key={share}>
					<path className={styles.gridline} d={`M${LEFT} ${y(share)}h${W}`} />
					<text className={styles.faint} x={LEFT - 8} y={y(share) + 4} textAnchor="end">
						{percent(share)}
					</text>
				</g>
			))}
			{steps.map(({ ms, horizon }) => (
				<text key={ms} className={styles.faint} x={x(horizon)} y={TOP + H + 20} textAnchor="middle">
					{duration(ms)}
				</text>
			))}
			{curves.map((curve, i) => (
				<g key={curve.standard}>
					<path className={styles.band} d={bandOf(curve)} />
					<path
						className={styles.line}
						strokeDasharray={curve.standard === 'whole' ? '5 4' : undefined}
						d={lineOf(curve)}
					/>
					<path
						className={styles.line}
						strokeDasharray={curve.standard === 'whole' ? '5 4' : undefined}
						d={`M${LEFT + i * 220} 12h28`}
					/>
					<text x={LEFT + i * 220 + 36} y={16}>
						{STANDARD_LABELS[curve.standard]}
					</text>
				</g>
			))}
		</svg>
	)
}

/** Only as far as anything was still looked at. */
function seen({ steps }: SurvivalCurve): SurvivalCurve['steps'] {
	return steps.filter(({ atRisk }) => atRisk > 0)
}

function lineOf(curve: SurvivalCurve): string {
	const steps = seen(curve).map(({ horizon, share }) => `H${x(horizon)}V${y(share)}`)
	return `M${LEFT} ${y(1)}${steps.join('')}${steps.length > 0 ? `h${TAIL}` : ''}`
}

function bandOf(curve: SurvivalCurve): string {
	const steps = seen(curve)
	const upper = steps.map(({ horizon, high }) => `H${x(horizon)}V${y(high)}`)
	const lower = steps.map((step, i) => {
		const low = steps[i - 1]?.low ?? 1
		return `V${y(step.low)}H${x(step.horizon)}V${y(low)}`
	})
	const tail = steps.length > 0 ? `h${TAIL}` : ''
	return `M${LEFT} ${y(1)}${upper.join('')}${tail}${lower.reverse().join('')}H${LEFT}Z`
}
