/** Why not: refusals by category and reason. It is a table already; colour only helps the eye. */
import type { ReasonRow } from '#core/signals/acceptance.ts'
import { CATEGORY_LABELS } from '#core/suggestions/suggestion-record.ts'
import { counted } from './format.ts'
import styles from './research.module.css'
import { usedReasons } from './tables.ts'

/** Below this, the strongest colour would shout about a handful. */
const FULL_COLOUR_AT = 10
/** Pixels: the category's name, and a reason's column from least to most. */
const NAME_WIDTH = 110
const COLUMN_WIDTH = { least: 44, most: 120 }
/** Share of the largest count from which each colour begins. */
const LEVELS = [0, 0.15, 0.36, 0.51, 0.81]

export function ReasonHeat({ rows }: { rows: readonly ReasonRow[] }) {
	const reasons = usedReasons(rows)
	const counts = rows.flatMap((row) => Object.values(row.counts))
	const most = Math.max(FULL_COLOUR_AT, ...counts)
	const size = {
		minWidth: NAME_WIDTH + reasons.length * COLUMN_WIDTH.least,
		maxWidth: NAME_WIDTH + reasons.length * COLUMN_WIDTH.most,
	}
	const without = rows.reduce((sum, row) => sum + row.without, 0)
	return (
		<>
			<div className={styles.heatScroll}>
				<table className={styles.heat} style={size}>
					<caption className="visually-hidden">Refusals by reason and category</caption>
					<thead>
						<tr>
							<td />
							{reasons.map(([code, label]) => (
								<th key={code} scope="col">
									{label}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map((row) => (
							<tr key={row.category}>
								<th scope="row">{CATEGORY_LABELS[row.category]}</th>
								{reasons.map(([code]) => (
									<HeatCell key={code} n={row.counts[code] ?? 0} most={most} />
								))}
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<p className={styles.note}>
				A refusal can carry several reasons
				{without > 0 ? `; ${counted(without, 'rejection carries', 'rejections carry')} none` : ''}.
				The number is the count; the stronger the colour, the more often.
			</p>
		</>
	)
}

function HeatCell({ n, most }: { n: number; most: number }) {
	const level = n === 0 ? 0 : LEVELS.filter((from) => n / most >= from).length
	return <td className={styles[`level${level}`]}>{n === 0 ? '·' : n}</td>
}
