/** What becomes of accepted changes, by the clock on the wall and by time on the board. */
import type { Survival, SurvivalCurve } from '#core/signals/analysis/survival.ts'
import type { SurvivalClock } from '#core/signals/event.ts'
import { survivalTable } from './analysis-tables.ts'
import { count, counted } from './format.ts'
import { PlotCard } from './plot-card.tsx'
import styles from './research.module.css'
import { SurvivalPlot } from './survival-plot.tsx'

const CARDS: readonly { clock: SurvivalClock; id: string; title: string; note: string }[] = [
	{
		clock: 'wall',
		id: 'survival',
		title: 'What stands of it later',
		note: 'Of accepted changes: how many still stand after a time, by the clock on the wall.',
	},
	{
		clock: 'active',
		id: 'survival-active',
		title: 'What stands of it after work',
		note: 'The same, counting only the time that somebody was on the board.',
	},
]

export function SurvivalCards({ survival, csvHref }: { survival: Survival; csvHref: string }) {
	return (
		<div className={styles.pair}>
			{CARDS.map(({ clock, id, title, note }) => {
				const curves = survival.curves.filter((curve) => curve.clock === clock)
				return (
					<PlotCard
						key={clock}
						id={id}
						title={title}
						note={`${note} The band is Greenwood’s 95 % interval of the Kaplan–Meier estimate. The CSV file has both clocks.`}
						csvHref={csvHref}
						table={survivalTable(survival, clock)}
						nothingYet={
							isEmpty(curves) ? 'No accepted change has been looked at again here.' : null
						}
					>
						<SurvivalPlot label={title} curves={curves} />
						<Counts survival={survival} curves={curves} />
					</PlotCard>
				)
			})}
		</div>
	)
}

function isEmpty(curves: readonly SurvivalCurve[]): boolean {
	return curves.every(({ n }) => n === 0)
}

function Counts({ survival, curves }: { survival: Survival; curves: readonly SurvivalCurve[] }) {
	const { accepted, takenBack, contested } = survival
	const [any] = curves
	return (
		<p className={styles.note}>
			{count(any?.n ?? 0)} of {counted(accepted, 'accepted change', 'accepted changes')} looked at
			again; of {count(any?.ended ?? 0)} nothing stands. {count(takenBack)} taken back,{' '}
			{count(contested)} seen differently by somebody else.
		</p>
	)
}
