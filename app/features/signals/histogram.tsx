/**
 * Counts in bins, one strip per row, all on one scale of counts: how long, how much. Medians and
 * quartiles stand on the strip; the table has every count.
 */
import { scaleBand, scaleLinear } from 'd3-scale'
import { cx } from '#app/ui/cx.ts'
import styles from './charts.module.css'
import { count } from './format.ts'

export interface HistogramRow {
	key: string
	label: string
	counts: readonly number[]
	n: number
	/** In words at the right: a median, a mean. */
	middle: string | null
	/** Where the middle lies, in bins from the left (fractions allowed); null = no mark. */
	middleAt: number | null
	/** The part between the quartiles, in bins; null = none. */
	spread: { from: number; to: number } | null
}

const WIDTH = 752
const LEFT = 110
const RIGHT = 620
const STRIP = 62
const GAP = 22
const AXIS = 30

export function Histogram(props: {
	label: string
	rows: readonly HistogramRow[]
	/** Words at the edges between bins: one more than bins; '' = no tick. */
	edges: readonly string[]
}) {
	const { rows, edges } = props
	const bins = edges.length - 1
	const most = Math.max(1, ...rows.flatMap(({ counts }) => counts))
	const height = rows.length * (STRIP + GAP) + AXIS
	const x = scaleLinear([0, bins], [LEFT, RIGHT])
	return (
		<svg
			className={styles.plot}
			viewBox={`0 0 ${WIDTH} ${height}`}
			role="img"
			aria-label={props.label}
		>
			{rows.map((row, index) => (
				<Strip key={row.key} row={row} x={x} most={most} top={8 + index * (STRIP + GAP)} />
			))}
			{edges.map((edge, at) =>
				edge === '' ? null : (
					<text key={edge} className={styles.faint} x={x(at)} y={height - 8} textAnchor="middle">
						{edge}
					</text>
				),
			)}
		</svg>
	)
}

function Strip(props: {
	row: HistogramRow
	x: (bin: number) => number
	most: number
	top: number
}) {
	const { row, x, most, top } = props
	const bottom = top + STRIP
	const band = scaleBand(
		row.counts.map((_, i) => i),
		[LEFT, RIGHT],
	).paddingInner(0.06)
	const y = scaleLinear([0, most], [0, STRIP - 8])
	return (
		<>
			<text className={styles.name} x={0} y={bottom - STRIP / 2 + 4}>
				{row.label}
			</text>
			{row.counts.map((n, bin) =>
				n === 0 ? null : (
					<rect
						// biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
						key={bin}
						className={styles.bar}
						x={band(bin) ?? 0}
						y={bottom - Math.max(1.5, y(n))}
						width={band.bandwidth()}
						height={Math.max(1.5, y(n))}
					/>
				),
			)}
			<path className={styles.axis} d={`M${LEFT} ${bottom + 0.5}H${RIGHT}`} />
			{row.spread ? (
				<path
					className={styles.spread}
					d={`M${x(row.spread.from)} ${bottom + 5}H${x(row.spread.to)}`}
				/>
			) : null}
			{row.middleAt === null ? null : (
				<path className={styles.middle} d={`M${x(row.middleAt)} ${bottom + 1}l-5 8h10z`} />
			)}
			<text x={WIDTH} y={bottom - STRIP / 2 - 2} textAnchor="end">
				{row.middle ?? 'none yet'}
			</text>
			<text className={cx(styles.faint)} x={WIDTH} y={bottom - STRIP / 2 + 15} textAnchor="end">
				{`n = ${count(row.n)}`}
			</text>
		</>
	)
}
