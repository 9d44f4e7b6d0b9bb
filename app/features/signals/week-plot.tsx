/** Acceptance week by week: the share as a line with its interval as a band, and how many were viewed. */
import { scaleLinear, scalePoint, scaleSqrt } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { AcceptanceRow } from '#core/signals/acceptance.ts'
import styles from './charts.module.css'
import { count, percent } from './format.ts'

const WIDTH = 752
const LEFT = 54
const RIGHT = 730
const TOP = 12
const BOTTOM = 232
const TICKS = [0, 0.25, 0.5, 0.75, 1]
const y = scaleLinear([0, 1], [BOTTOM, TOP])

export function WeekPlot(props: {
	label: string
	rows: readonly AcceptanceRow[]
	overall: AcceptanceRow
}) {
	const { rows, overall } = props
	const x = scalePoint(
		rows.map(({ key }) => key),
		[LEFT + 30, RIGHT - 30],
	)
	const at = (row: AcceptanceRow) => x(row.key) ?? LEFT
	const radius = scaleSqrt([0, Math.max(1, ...rows.map(({ viewed }) => viewed))], [3, 7])
	const band = area<AcceptanceRow>(
		at,
		(row) => y(row.low),
		(row) => y(row.high),
	)
	const shares = line<AcceptanceRow>(at, (row) => y(row.rate))
	// More than a dozen dates would run into each other.
	const every = Math.ceil(rows.length / 12)
	return (
		<svg
			className={styles.plot}
			viewBox={`0 0 ${WIDTH} ${BOTTOM + 46}`}
			role="img"
			aria-label={props.label}
		>
			{TICKS.map((tick) => (
				<g key={tick}>
					<path className={styles.gridline} d={`M${LEFT} ${y(tick)}H${RIGHT}`} />
					<text className={styles.faint} x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
						{percent(tick)}
					</text>
				</g>
			))}
			<path className={styles.reference} d={`M${LEFT} ${y(overall.rate)}H${RIGHT}`} />
			<path className={styles.band} d={band(rows) ?? ''} />
			<path className={styles.line} d={shares(rows) ?? ''} />
			{rows.map((row, index) => (
				<g key={row.key}>
					<path
						className={styles.whisker}
						d={`M${at(row)} ${y(row.low)}V${y(row.high)}m-4 0h8M${at(row) - 4} ${y(row.low)}h8`}
					/>
					<circle className={styles.point} cx={at(row)} cy={y(row.rate)} r={radius(row.viewed)} />
					{index % every === 0 ? (
						<>
							<text x={at(row)} y={BOTTOM + 20} textAnchor="middle">
								{row.label.replace(/^Week of | \d{4}$/g, '')}
							</text>
							<text className={styles.faint} x={at(row)} y={BOTTOM + 38} textAnchor="middle">
								{`n = ${count(row.viewed)}`}
							</text>
						</>
					) : null}
				</g>
			))}
		</svg>
	)
}
