/** Every project's log in a line: how much was offered, looked at and accepted, and the way in. */
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { LocalTime } from '#app/ui/local-time.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import type { AcceptanceRow } from '#core/signals/acceptance.ts'
import { count, counted, percent } from './format.ts'
import styles from './research.module.css'

export interface ProjectTotals {
	id: string
	title: string
	isSynthetic: boolean
	totals: {
		events: number
		offered: number
		decided: number
		overall: AcceptanceRow
		lastOfferMs: number | null
	}
}

const COLUMNS: readonly Column<ProjectTotals>[] = [
	{ key: 'title', header: 'Project', render: (row) => <Name row={row} />, wrap: true },
	{
		key: 'offered',
		header: 'Offered',
		align: 'right',
		render: ({ totals }) => count(totals.offered),
	},
	{
		key: 'viewed',
		header: 'Viewed',
		align: 'right',
		render: ({ totals }) => count(totals.overall.viewed),
	},
	{
		key: 'accepted',
		header: 'Accepted, of those viewed',
		align: 'right',
		render: ({ totals }) => share(totals.overall),
	},
	{
		key: 'decided',
		header: 'Decided',
		align: 'right',
		render: ({ totals }) => count(totals.decided),
	},
	{
		key: 'last',
		header: 'Last offer',
		align: 'right',
		render: ({ totals }) =>
			totals.lastOfferMs === null ? '' : <LocalTime ms={totals.lastOfferMs} />,
	},
	{
		key: 'events',
		header: 'Log entries',
		align: 'right',
		render: ({ totals }) => count(totals.events),
	},
]

export function ResearchHomePage(props: {
	projects: readonly ProjectTotals[]
	account: ReactNode
}) {
	const { projects } = props
	const madeUp = projects.filter(({ isSynthetic }) => isSynthetic).length
	return (
		<>
			<Topbar>
				<Crumbs items={[{ label: 'Dailies', to: '/' }, { label: 'Research' }]} />
				<Spacer />
				{props.account}
			</Topbar>
			<main className={styles.shell}>
				<div>
					<h1 className={styles.title}>Research</h1>
					<p className={styles.says}>
						What was offered on each film, who looked, what was decided and why, and what another
						way of choosing would have brought.
						{madeUp > 0
							? ` ${counted(madeUp, 'log was', 'logs were')} made up by a simulated crew: nothing in it is anybody’s judgement.`
							: ''}
					</p>
				</div>
				{projects.length > 0 ? (
					<section className={styles.card} aria-label="Projects">
						<DataTable
							caption="What each project’s log holds"
							columns={COLUMNS}
							rows={projects}
							rowKey={({ id }) => id}
						/>
					</section>
				) : (
					<Empty title="No films here yet">
						A film’s log begins with the first suggestion on its board.
					</Empty>
				)}
			</main>
		</>
	)
}

function Name({ row }: { row: ProjectTotals }) {
	return (
		<span className={styles.verdict}>
			<Link to={`/projects/${row.id}/research`} className={styles.opens}>
				{row.title}
			</Link>
			{row.isSynthetic ? <Tag>Simulated</Tag> : null}
		</span>
	)
}

function share({ viewed, rate, low, high }: AcceptanceRow): string {
	if (viewed === 0) return '–'
	return `${percent(rate)}, ${Math.round(low * 100)} to ${Math.round(high * 100)}`
}
