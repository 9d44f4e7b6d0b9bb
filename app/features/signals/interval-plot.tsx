/**
 * Estimates with their intervals, one line each, on a scale of their own: policy values, mean weights.
 * An interval that is no interval for the value is drawn hollow and dashed.
 */
import { scaleLinear } from 'd3-scale'
import { cx } from '#app/ui/cx.ts'
import styles from './charts.module.css'

export interface IntervalRow {
	key: string
	label: string
	/** Null = no number; nothing is drawn. */
	value: number | null
	low: number | null
	high: number | null
	/** In words at the right. */
	words: string
	/** Whether the interval may be read as one for the value. */
	isTrue: boolean
	isStrong?: boolean
}

const WIDTH = 752
const LEFT = 216
const RIGHT = 590
const TOP = 26
const ROW = 28

export function IntervalPlot(props: {
	label: string
	rows: readonly IntervalRow[]
	/** A line to compare with, and what it is. */
	reference: number | null
	format: (value: number) => string
}) {
	const { rows, reference, format } = props
	const ends = rows.flatMap(({ low, high, value }) => [low, high, value])
	const known = [...ends, reference].filter((end) => end !== null)
	const x = scaleLinear([Math.min(...known), Math.max(...known)], [LEFT + 8, RIGHT - 8]).nice(5)
	const ticks = x.ticks(5)
	const bottom = TOP + rows.length * ROW + 10
	return (
		<svg
			className={styles.plot}
			viewBox={`0 0 ${WIDTH} ${bottom + 4}`}
			role="img"
			aria-label={props.label}
		>
			{ticks.map((tick) => (
				<g key={tick}>
					<path className={styles.gridline} d={`M${x(tick)} ${TOP}V${bottom}`} />
					<text className={styles.faint} x={x(tick)} y={18} textAnchor="middle">
						{format(tick)}
					</text>
				</g>
			))}
			{reference === null ? null : (
				<path className={styles.reference} d={`M${x(reference)} ${TOP - 2}V${bottom}`} />
			)}
			{rows.map((row, index) => (
				<Line key={row.key} row={row} x={x} y={TOP + index * ROW + 18} />
			))}
		</svg>
	)
}

function Line({ row, x, y }: { row: IntervalRow; x: (value: number) => number; y: number }) {
	const { value, low, high, isTrue } = row
	return (
		<>
			<text className={row.isStrong ? styles.strong : styles.name} x={0} y={y + 4}>
				{row.label.length > 31 ? `${row.label.slice(0, 30)}…` : row.label}
			</text>
			{low !== null && high !== null ? (
				<path
					className={cx(styles.whisker, !isTrue && styles.dashed)}
					d={`M${x(low)} ${y}H${x(high)}M${x(low)} ${y - 4}v8M${x(high)} ${y - 4}v8`}
				/>
			) : null}
			{value === null ? null : (
				<circle
					className={isTrue ? styles.point : styles.hollow}
					cx={x(value)}
					cy={y}
					r={row.isStrong ? 6 : 4.5}
				/>
			)}
			<text
				className={row.isStrong ? styles.strong : undefined}
				x={WIDTH}
				y={y + 4}
				textAnchor="end"
			>
				{row.words}
			</text>
		</>
	)
}
