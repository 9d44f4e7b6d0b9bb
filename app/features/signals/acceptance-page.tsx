/** Acceptance by whatever the reader groups and filters by, and the reasons of what was refused. */
import type { AcceptanceRow, ReasonRow } from '#core/signals/acceptance.ts'
import type { ProposalRow } from '#core/signals/analysis/proposals.ts'
import { type FigureQuery, searchOf } from '#core/signals/analysis/query.ts'
import { FilterBar, type FilterGround, GROUPING_LABELS } from './filter-bar.tsx'
import { ForestPlot } from './forest-plot.tsx'
import { count } from './format.ts'
import { PlainDataTable, PlotCard } from './plot-card.tsx'
import { ReasonHeat } from './reason-heat.tsx'
import styles from './research.module.css'
import { ResearchFrame, type ResearchProject } from './research-frame.tsx'
import { acceptanceTable, proposalTable, reasonTable } from './tables.ts'
import { WeekPlot } from './week-plot.tsx'

export interface AcceptanceFigures extends FilterGround {
	groups: AcceptanceRow[]
	overall: AcceptanceRow
	reasons: ReasonRow[]
	proposals: ProposalRow[]
}

const NOTES: Partial<Record<FigureQuery['by'], string>> = {
	person: 'By whoever asked, under a code that holds in this project only.',
	week: 'By the week of the offer, Monday to Sunday, UTC. The dashed line is the share of all.',
	position:
		'By place on the slate. Places further down are looked at less; only looked-at ones count.',
	policy: 'By what drew the slate.',
	version: 'By version of the rule, or of the model’s prompt.',
	prompt: 'By version of the prompt, over all models that were asked with it.',
}

export function AcceptancePage(props: {
	project: ResearchProject
	query: FigureQuery
	figures: AcceptanceFigures
}) {
	const { project, query, figures } = props
	const { groups, overall, reasons, proposals } = figures
	const search = searchOf(query)
	const csv = `/projects/${project.id}/research/csv`
	const by = GROUPING_LABELS[query.by]
	const label = `Share of viewed suggestions accepted, by ${by.toLowerCase()}, with 95 % Wilson intervals`
	const Plot = query.by === 'week' ? WeekPlot : ForestPlot
	return (
		<ResearchFrame project={project} search={search}>
			<h1 className={styles.title}>What was accepted</h1>
			<FilterBar query={query} ground={figures} groups />
			<PlotCard
				id="acceptance"
				title={`Accepted, by ${by.toLowerCase()}`}
				note={`${NOTES[query.by] ?? ''} Share of viewed suggestions that were accepted, edited ones included; bars are 95 % Wilson intervals.`.trim()}
				csvHref={`${csv}/acceptance${search}`}
				table={acceptanceTable(by, [...groups, overall])}
				nothingYet={nothingIn(groups, figures)}
			>
				<div className={styles.split}>
					<Plot label={label} rows={groups} overall={overall} />
					<Denominator overall={overall} offered={figures.offered} />
				</div>
			</PlotCard>
			<PlotCard
				id="reasons"
				title="Why not: reasons by category"
				csvHref={`${csv}/reasons${search}`}
				table={reasonTable(reasons)}
				nothingYet={reasons.length === 0 ? 'Nothing was refused here with a reason.' : null}
			>
				<ReasonHeat rows={reasons} />
			</PlotCard>
			<PlotCard
				id="proposals"
				title="Proposed by colleagues"
				note="What people proposed themselves and what became of it. Nobody drew these, so they are in none of the shares above; category and days choose among them."
				csvHref={`${csv}/proposals${search}`}
				nothingYet={proposals.length === 0 ? 'Nobody has proposed anything here.' : null}
			>
				<PlainDataTable title="Proposed by colleagues" table={proposalTable(proposals)} />
			</PlotCard>
		</ResearchFrame>
	)
}

function nothingIn(groups: readonly AcceptanceRow[], { all }: FilterGround): string | null {
	if (groups.length > 0) return null
	return all === 0
		? 'Nothing has been offered yet. Open a board, ask for suggestions, and take or refuse a few.'
		: 'Nothing that was viewed passes these filters. Clear one of them.'
}

/** What the share is a share of, in words. */
function Denominator({ overall, offered }: { overall: AcceptanceRow; offered: number }) {
	const { viewed, accepted, edited, rejected, dismissed } = overall
	const facts = [
		['Offered', offered],
		['Viewed and theirs to answer', viewed],
		['Accepted as they were', accepted],
		['Accepted after an edit', edited],
		['Rejected', rejected],
		['Dismissed', dismissed],
		['Never answered', viewed - accepted - edited - rejected - dismissed],
	] as const
	return (
		<div>
			<dl className={styles.facts}>
				{facts.map(([name, n]) => (
					<div key={name} className={styles.fact}>
						<dt>{name}</dt>
						<dd>{count(n)}</dd>
					</div>
				))}
			</dl>
			<p className={styles.remarks}>
				What nobody looked at is missing, not refused. What was looked at and never answered counts
				as not accepted.
			</p>
		</div>
	)
}
