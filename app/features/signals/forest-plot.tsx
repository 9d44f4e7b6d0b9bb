/**
 * Shares with their intervals, one line a group, and the share of all below: drawn on the server as
 * plain SVG. The size of a square says how many were viewed; the table beside it says it in numbers.
 */
import { scaleLinear, scaleSqrt } from 'd3-scale'
import type { AcceptanceRow } from '#core/signals/acceptance.ts'
import { count, percent } from './format.ts'
import styles from './research.module.css'

const WIDTH = 752
const PLOT_LEFT = 190
const PLOT_RIGHT = 570
const TOP = 26
const ROW = 30
const TICKS = [0, 0.25, 0.5, 0.75, 1]
const shareToX = scaleLinear([0, 1], [PLOT_LEFT, PLOT_RIGHT])

export function ForestPlot(props: {
	label: string
	rows: readonly AcceptanceRow[]
	overall: AcceptanceRow
}) {
	const { rows, overall } = props
	const most = Math.max(1, ...rows.map(({ viewed }) => viewed))
	const viewedToSide = scaleSqrt([0, most], [4, 15])
	const bottom = TOP + rows.length * ROW + 12
	const allY = bottom + 20
	return (
		<svg
			className={styles.plot}
			viewBox={`0 0 ${WIDTH} ${allY + 16}`}
			role="img"
			aria-label={props.label}
		>
			{TICKS.map((tick) => (
				<Tick key={tick} share={tick} bottom={bottom} />
			))}
			<path className={styles.reference} d={`M${shareToX(overall.rate)} ${TOP}V${allY + 10}`} />
			{rows.map((row, index) => (
				<Line key={row.key} row={row} y={TOP + index * ROW + 22} side={viewedToSide(row.viewed)} />
			))}
			<path className={styles.axis} d={`M0 ${bottom}H${WIDTH}`} />
			<Names row={overall} y={allY} />
			<Diamond row={overall} y={allY} />
		</svg>
	)
}

function Tick({ share, bottom }: { share: number; bottom: number }) {
	const x = shareToX(share)
	return (
		<>
			<path className={styles.gridline} d={`M${x} ${TOP}V${bottom}`} />
			<text className={styles.faint} x={x} y={20} textAnchor="middle">
				{percent(share)}
			</text>
		</>
	)
}

function Line({ row, y, side }: { row: AcceptanceRow; y: number; side: number }) {
	const low = shareToX(row.low)
	const high = shareToX(row.high)
	const ends = [low, high].map((x) => `M${x} ${y - 4}v8`).join('')
	return (
		<>
			<path className={styles.whisker} d={`M${low} ${y}H${high}${ends}`} />
			<rect
				className={styles.point}
				x={shareToX(row.rate) - side / 2}
				y={y - side / 2}
				width={side}
				height={side}
			/>
			<Names row={row} y={y} />
		</>
	)
}

function Names({ row, y }: { row: AcceptanceRow; y: number }) {
	return (
		<>
			<text className={styles.name} x={0} y={y + 4}>
				{shorten(row.label)}
			</text>
			<text x={634} y={y + 4} textAnchor="end">
				{percent(row.rate)}
			</text>
			<text className={styles.faint} x={WIDTH} y={y + 4} textAnchor="end">
				{`${count(row.accepted + row.edited)} of ${count(row.viewed)}`}
			</text>
		</>
	)
}

function Diamond({ row, y }: { row: AcceptanceRow; y: number }) {
	const [low, middle, high] = [row.low, row.rate, row.high].map((share) => shareToX(share))
	return (
		<path
			className={styles.diamond}
			d={`M${low} ${y}L${middle} ${y - 8}L${high} ${y}L${middle} ${y + 8}Z`}
		/>
	)
}

/** Names stay left of the plot; the table has them in full. */
function shorten(label: string): string {
	return label.length > 26 ? `${label.slice(0, 25)}…` : label
}
