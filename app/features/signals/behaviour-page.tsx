/** How people decide: how long they take and look, how much they change, where they differ. */
import type { Disagreement } from '#core/signals/analysis/disagreement.ts'
import type { Durations } from '#core/signals/analysis/durations.ts'
import { type EditDistances, TENTHS } from '#core/signals/analysis/edit-distance.ts'
import { type FigureQuery, searchOf } from '#core/signals/analysis/query.ts'
import type { Survival } from '#core/signals/analysis/survival.ts'
import {
	disagreementTable,
	dissentTable,
	durationTable,
	editTable,
	OUTCOME_LABELS,
	usedBins,
} from './analysis-tables.ts'
import { FilterBar, type FilterGround } from './filter-bar.tsx'
import { count, counted, duration, percent } from './format.ts'
import { Histogram } from './histogram.tsx'
import { IntervalPlot } from './interval-plot.tsx'
import { PlainDataTable, PlotCard } from './plot-card.tsx'
import styles from './research.module.css'
import { ResearchFrame, type ResearchProject } from './research-frame.tsx'
import { SurvivalCards } from './survival-cards.tsx'

export interface BehaviourFigures extends FilterGround {
	latency: Durations
	dwell: Durations
	edits: EditDistances
	disagreement: Disagreement
	survival: Survival
}

export function BehaviourPage(props: {
	project: ResearchProject
	query: FigureQuery
	figures: BehaviourFigures
}) {
	const { project, query, figures } = props
	const { latency, dwell, edits, disagreement, survival } = figures
	const search = searchOf(query)
	const csv = (table: string) => `/projects/${project.id}/research/csv/${table}${search}`
	return (
		<ResearchFrame project={project} search={search}>
			<h1 className={styles.title}>How people decide</h1>
			<FilterBar query={query} ground={figures} />
			<div className={styles.pair}>
				<PlotCard
					id="latency"
					title="Time to decide"
					note="From the offer to its requester’s verdict. The triangle is the median, the bar under it the middle half."
					csvHref={csv('latency')}
					table={durationTable(latency)}
					nothingYet={isEmpty(latency) ? 'Nothing has been decided here.' : null}
				>
					<DurationPlot label="Time to decide, by outcome" durations={latency} />
					{latency.unknown > 0 ? (
						<p className={styles.note}>{count(latency.unknown)} without a known time.</p>
					) : null}
				</PlotCard>
				<PlotCard
					id="dwell"
					title="Time looked at"
					note="The longest reported look at the card. A look that is known only from its verdict has no length."
					csvHref={csv('dwell')}
					table={durationTable(dwell)}
					nothingYet={isEmpty(dwell) ? 'No look has been reported here.' : null}
				>
					<DurationPlot label="Time looked at, by outcome" durations={dwell} />
				</PlotCard>
			</div>
			<div className={styles.pair}>
				<PlotCard
					id="edits"
					title="How much was changed"
					note="Of what was accepted after an edit: fields changed ÷ fields proposed."
					csvHref={csv('edits')}
					table={editTable(edits)}
					nothingYet={edits.n === 0 ? 'Nothing was accepted after an edit here.' : null}
				>
					<EditPlot edits={edits} />
				</PlotCard>
				<PlotCard
					id="disagreement"
					title="Seen differently"
					note="Verdicts that stand, and the share that somebody else saw differently. Each person counts once a verdict; nothing is averaged away."
					csvHref={csv('disagreement')}
					table={disagreementTable(disagreement)}
					nothingYet={
						disagreement.contested === 0 ? 'Nobody has seen a verdict here differently.' : null
					}
				>
					<DisagreementPlot disagreement={disagreement} />
				</PlotCard>
			</div>
			<p className={styles.note}>{blindWords(disagreement)}</p>
			<SurvivalCards survival={survival} csvHref={csv('survival')} />
			{disagreement.pairs.length > 0 ? (
				<PlotCard
					id="dissent"
					title="Who differed from whom"
					note={pairsNote(disagreement.pairs.length)}
					csvHref={csv('dissent')}
					nothingYet={null}
				>
					<PlainDataTable
						title="Who differed from whom"
						table={{
							...dissentTable(disagreement),
							rows: dissentTable(disagreement).rows.slice(0, MAX_PAIRS),
						}}
					/>
				</PlotCard>
			) : null}
		</ResearchFrame>
	)
}

const MAX_PAIRS = 12

function pairsNote(pairs: number): string {
	const codes = 'People by their codes in this project.'
	if (pairs <= MAX_PAIRS) return codes
	return `${codes} The ${MAX_PAIRS} pairs that differed most often, of ${pairs}; the CSV file has all.`
}

function isEmpty({ rows }: Durations): boolean {
	return rows.every(({ n }) => n === 0)
}

function DurationPlot({ label, durations }: { label: string; durations: Durations }) {
	const { edges, rows } = durations
	const [first, last] = usedBins(rows)
	const place = (ms: number) => binPlace(edges, ms) - first
	return (
		<Histogram
			label={label}
			edges={Array.from({ length: last - first + 2 }, (_, i) => {
				const edge = edges[first + i]
				return i % 2 === 0 && edge !== undefined ? edgeWords(edge) : ''
			})}
			rows={rows.map(({ outcome, n, counts, quartiles }) => ({
				key: outcome,
				label: OUTCOME_LABELS[outcome],
				counts: counts.slice(first, last + 1),
				n,
				middle: quartiles ? `median ${duration(quartiles.median)}` : null,
				middleAt: quartiles ? place(quartiles.median) : null,
				spread: quartiles ? { from: place(quartiles.q1), to: place(quartiles.q3) } : null,
			}))}
		/>
	)
}

/** Edges are round numbers: no decimals under ten seconds. */
function edgeWords(ms: number): string {
	return ms >= 1000 && ms < 60_000 ? `${ms / 1000} s` : ms === 0 ? '0' : duration(ms)
}

/** A time as bins from the left, within its bin in proportion. */
function binPlace(edges: readonly number[], ms: number): number {
	const above = edges.findIndex((edge) => edge > ms)
	if (above <= 0) return edges.length
	const [from = 0, to = 1] = [edges[above - 1], edges[above]]
	return above - 1 + (ms - from) / (to - from)
}

function EditPlot({ edits }: { edits: EditDistances }) {
	const { counts, n, mean, unchanged } = edits
	return (
		<>
			<Histogram
				label="Share of fields changed before accepting"
				edges={Array.from({ length: TENTHS + 1 }, (_, i) =>
					i % 5 === 0 ? percent(i / TENTHS) : '',
				)}
				rows={[
					{
						...{ key: 'edited', label: 'Edited', counts, n, spread: null },
						middle: mean === null ? null : `mean ${percent(mean)}`,
						middleAt: mean === null ? null : mean * TENTHS,
					},
				]}
			/>
			<p className={styles.note}>
				{counted(unchanged, 'other was', 'others were')} accepted as they were. A suggestion with
				one field that was changed counts as changed whole.
			</p>
		</>
	)
}

/** What second opinions say, which are a sample of all verdicts and not only of those somebody minded. */
function blindWords({ blind }: Disagreement): string {
	if (blind.given === 0) return 'No second opinion was given blind so far.'
	return `Asked without being told the verdict, ${count(blind.differed)} of ${count(blind.given)} second opinions differed: ${percent(blind.rate)} (95 % interval ${percent(blind.low)} to ${percent(blind.high)}).`
}

function DisagreementPlot({ disagreement }: { disagreement: Disagreement }) {
	const { rows, decided, contested } = disagreement
	return (
		<>
			<IntervalPlot
				label="Share of verdicts that somebody else saw differently, by category, with 95 % Wilson intervals"
				reference={0}
				format={percent}
				rows={rows.map((row) => ({
					...{ key: row.category, label: row.label, value: row.rate, low: row.low, high: row.high },
					words: `${percent(row.rate)}, ${count(row.contested)} of ${count(row.decided)}`,
					isTrue: true,
				}))}
			/>
			<p className={styles.note}>
				{count(contested)} of {counted(decided, 'verdict that stands', 'verdicts that stand')}.
			</p>
		</>
	)
}
