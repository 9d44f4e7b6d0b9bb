/** What was predicted against what happened: on the diagonal, a score means what it says. */
import { scaleLinear, scaleSqrt } from 'd3-scale'
import type { CalibrationBin } from '#core/signals/analysis/calibration.ts'
import styles from './charts.module.css'
import { percent } from './format.ts'

const SIZE = 340
const LEFT = 62
const TOP = 12
const TICKS = [0, 0.25, 0.5, 0.75, 1]
const x = scaleLinear([0, 1], [LEFT, LEFT + SIZE])
const y = scaleLinear([0, 1], [TOP + SIZE, TOP])

export function ReliabilityPlot({
	label,
	bins,
}: {
	label: string
	bins: readonly CalibrationBin[]
}) {
	const most = Math.max(1, ...bins.map(({ n }) => n))
	const radius = scaleSqrt([0, most], [3, 9])
	return (
		<svg
			className={`${styles.plot} ${styles.square}`}
			viewBox={`0 0 ${LEFT + SIZE + 24} ${TOP + SIZE + 50}`}
			role="img"
			aria-label={label}
		>
			{TICKS.map((tick) => (
				<g key={tick}>
					<path
						className={styles.gridline}
						d={`M${x(tick)} ${TOP}V${TOP + SIZE}M${LEFT} ${y(tick)}h${SIZE}`}
					/>
					<text className={styles.faint} x={x(tick)} y={TOP + SIZE + 18} textAnchor="middle">
						{percent(tick)}
					</text>
					<text className={styles.faint} x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
						{percent(tick)}
					</text>
				</g>
			))}
			<path className={styles.reference} d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} />
			<text x={LEFT + SIZE / 2} y={TOP + SIZE + 40} textAnchor="middle">
				Predicted chance of being accepted
			</text>
			<text transform={`translate(13 ${TOP + SIZE / 2}) rotate(-90)`} textAnchor="middle">
				Accepted, of those viewed
			</text>
			{bins.map((bin) => (
				<g key={bin.from}>
					<path
						className={styles.whisker}
						d={`M${x(bin.predicted)} ${y(bin.low)}V${y(bin.high)}m-4 0h8M${x(bin.predicted) - 4} ${y(bin.low)}h8`}
					/>
					<circle
						className={styles.point}
						cx={x(bin.predicted)}
						cy={y(bin.rate)}
						r={radius(bin.n)}
					/>
				</g>
			))}
		</svg>
	)
}
