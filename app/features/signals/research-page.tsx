/**
 * What was offered, and what became of it: a project's log as figures, each with its table. Numbers
 * come counted from the server; nothing is computed here but places and words.
 */
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { AcceptanceRow, ReasonRow } from '#core/signals/acceptance.ts'
import type { ConsentState } from '#core/signals/consent.ts'
import { ConsentDialog } from './consent-dialog.tsx'
import { DecisionsTable } from './decisions-table.tsx'
import { ExportCard } from './export-card.tsx'
import { ForestPlot } from './forest-plot.tsx'
import { count, counted, percent } from './format.ts'
import { type LogState, LogTag } from './log-tag.tsx'
import { PlotCard } from './plot-card.tsx'
import { ReasonHeat } from './reason-heat.tsx'
import styles from './research.module.css'
import { ResearchFrame, type ResearchProject } from './research-frame.tsx'
import { RetentionCard, type RetentionPolicy } from './retention-card.tsx'
import { acceptanceTable, type Decision, reasonTable } from './tables.ts'

export interface Research {
	totals: {
		offered: number
		viewed: number
		accepted: number
		edited: number
		decided: number
		contested: number
		unanswered: number
		byOthers: number
		leftOut: number
	}
	overall: AcceptanceRow
	byCategory: AcceptanceRow[]
	byRule: AcceptanceRow[]
	reasons: ReasonRow[]
	latest: Decision[]
	consent: { people: number; operate: number; research: number }
	chain: LogState & { message: string }
	export: { rows: number; suppressed: number }
}

const NOTHING_VIEWED =
	'Nothing has been looked at yet. Open a board, ask for suggestions, and take or refuse a few.'
const SHARE_NOTE =
	'Share of viewed suggestions that were accepted, edited ones included. Bars are 95 % Wilson intervals; a bigger square saw more views.'

export function ResearchPage(props: {
	project: ResearchProject
	research: Research
	consent: ConsentState
	canExport: boolean
	retention: { policy: RetentionPolicy; canSet: boolean; refusal: string | null }
}) {
	const { project, research } = props
	return (
		<ResearchFrame project={project} aside={<LogTag log={research.chain} />}>
			<Head projectId={project.id} research={research} consent={props.consent} />
			{research.chain.state === 'broken' ? <BrokenLog message={research.chain.message} /> : null}
			<Totals research={research} />
			<Plots base={`/projects/${project.id}/research/csv`} research={research} />
			<div className={`${styles.pair} ${styles.wide}`}>
				<PlotCard
					title="Latest decisions"
					csvHref={`/projects/${project.id}/research/csv/decisions`}
					nothingYet={research.latest.length === 0 ? 'Nothing has been decided yet.' : null}
				>
					<DecisionsTable
						decisions={research.latest}
						base={`/projects/${project.id}/research/decisions`}
					/>
				</PlotCard>
				<div className={styles.stack}>
					<ExportCard
						projectId={project.id}
						href={`/api/v1/projects/${project.id}/signals.jsonl`}
						rows={research.export.rows}
						suppressed={research.export.suppressed}
						canExport={props.canExport}
					/>
					<RetentionCard {...props.retention} />
				</div>
			</div>
		</ResearchFrame>
	)
}

function Head(props: { projectId: string; research: Research; consent: ConsentState }) {
	const [isAsking, setIsAsking] = useState(false)
	const [consent, setConsent] = useState(props.consent)
	const { people, operate, research } = props.research.consent
	return (
		<div className={styles.head}>
			<h1>What was offered, and what became of it</h1>
			<div className={styles.aside}>
				{people > 0 ? (
					<span>
						{counted(people, 'person', 'people')}: {operate === people ? 'all' : count(operate)} in
						this project’s figures, {count(research)} in the studio’s research
					</span>
				) : null}
				<Button onClick={() => setIsAsking(true)} icon={<Icon of={FlaskConical} size={14} />}>
					What I allow
				</Button>
				<ConsentDialog
					projectId={props.projectId}
					state={consent}
					open={isAsking}
					onDone={(saved) => {
						if (saved) setConsent(saved)
						setIsAsking(false)
					}}
				/>
			</div>
		</div>
	)
}

function BrokenLog({ message }: { message: string }) {
	return (
		<Notice title="This log was changed after it was written" tone="danger">
			<p>
				{message} The entries before it are whole; figures and exports that use later ones cannot be
				relied on. Compare with an earlier export or a backup.
			</p>
		</Notice>
	)
}

function Totals({ research }: { research: Research }) {
	const { totals, overall } = research
	const between = `${Math.round(overall.low * 100)} to ${Math.round(overall.high * 100)}`
	const stats = [
		['offered', count(totals.offered)],
		['viewed, the denominator', count(totals.viewed)],
		totals.viewed > 0 ? [`accepted, ${between}`, percent(overall.rate)] : ['accepted', '–'],
		['accepted after an edit', count(totals.edited)],
		[
			`seen differently, of ${counted(totals.decided, 'verdict that stands', 'verdicts that stand')}`,
			count(totals.contested),
		],
	]
	return (
		<div>
			<dl className={styles.stats}>
				{stats.map(([name, value]) => (
					<div key={name} className={styles.stat}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
			</dl>
			<Remarks totals={totals} />
		</div>
	)
}

/** What the denominator holds and what it does not, where that matters. */
function Remarks({ totals }: { totals: Research['totals'] }) {
	const remarks = [
		totals.unanswered > 0 &&
			`${counted(totals.unanswered, 'viewed one was', 'viewed ones were')} never answered and count as not accepted.`,
		totals.byOthers > 0 &&
			`${counted(totals.byOthers, 'was', 'were')} decided by somebody they were not offered to, and not counted.`,
		totals.leftOut > 0 &&
			`${counted(totals.leftOut, 'is', 'are')} left out because somebody in them asked for it.`,
	].filter((remark) => remark !== false)
	if (remarks.length === 0) return null
	return <p className={styles.remarks}>{remarks.join(' ')}</p>
}

function Plots({ base, research }: { base: string; research: Research }) {
	const { overall, byCategory, byRule, reasons } = research
	const nothingYet = overall.viewed === 0 ? NOTHING_VIEWED : null
	return (
		<>
			<div className={styles.pair}>
				<PlotCard
					title="Accepted, by category"
					note={SHARE_NOTE}
					csvHref={`${base}/categories`}
					table={acceptanceTable('Category', [...byCategory, overall])}
					nothingYet={nothingYet}
				>
					<ForestPlot
						label="Share of viewed suggestions accepted, by category, with 95 % Wilson intervals"
						rows={byCategory}
						overall={overall}
					/>
				</PlotCard>
				<PlotCard
					title="Accepted, by rule"
					note="The same, by what made the suggestion: a craft rule, a model, or a colleague."
					csvHref={`${base}/rules`}
					table={acceptanceTable('Rule', [...byRule, overall])}
					nothingYet={nothingYet}
				>
					<ForestPlot
						label="Share of viewed suggestions accepted, by rule, with 95 % Wilson intervals"
						rows={byRule}
						overall={overall}
					/>
				</PlotCard>
			</div>
			<PlotCard
				title="Why not: reasons by category"
				csvHref={`${base}/reasons`}
				table={reasonTable(reasons)}
				nothingYet={reasons.length === 0 ? 'Nothing has been refused yet.' : null}
			>
				<ReasonHeat rows={reasons} />
			</PlotCard>
		</>
	)
}
