/** The newest verdicts, one line each: what was offered, by which rule, and what became of it. */
import { Link } from '@remix-run/react'
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { LocalTime } from '#app/ui/local-time.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { duration } from './format.ts'
import styles from './research.module.css'
import { type Decision, reasonLabels } from './tables.ts'

/** Verdicts in a crew's words. */
export const VERDICT_WORDS: Readonly<Record<string, string>> = {
	accept: 'accepted',
	edit_accept: 'edited',
	reject: 'rejected',
	dismiss: 'dismissed',
	retract: 'taken back',
	expire: 'lapsed',
	supersede: 'replaced',
}

const columnsFor = (base: string): readonly Column<Decision>[] => [
	{ key: 'time', header: 'Time', render: (row) => <LocalTime ms={row.tsMs} /> },
	{ key: 'panel', header: 'Panel', render: (row) => row.panelNumber ?? '' },
	{
		key: 'offered',
		header: 'Offered',
		render: (row) => (
			<Link to={`${base}/${row.eventId}`} className={styles.opens}>
				{row.title}
			</Link>
		),
		wrap: true,
	},
	{ key: 'rule', header: 'Rule', render: ruleOf },
	{ key: 'place', header: 'Place', render: placeOf },
	{ key: 'verdict', header: 'Verdict', render: (row) => <Verdict row={row} />, wrap: true },
	{ key: 'by', header: 'By', render: byOf },
	{
		key: 'after',
		header: 'After',
		align: 'right',
		render: (row) => (row.latencyMs === null ? '' : duration(row.latencyMs)),
	},
]

/** Shown at first; the rest is one press away. */
const SHORT = 12

/** `base`: where decisions open in replay. */
export function DecisionsTable({
	decisions,
	base,
}: {
	decisions: readonly Decision[]
	base: string
}) {
	const [isWhole, setIsWhole] = useState(false)
	const rows = isWhole ? decisions : decisions.slice(0, SHORT)
	return (
		<>
			<DataTable
				caption="Latest decisions, newest first"
				columns={columnsFor(base)}
				rows={rows}
				rowKey={(row) => row.eventId}
			/>
			{decisions.length > SHORT ? (
				<Button
					variant="plain"
					className={styles.more}
					aria-expanded={isWhole}
					onClick={() => setIsWhole(!isWhole)}
				>
					{isWhole ? 'Show fewer' : `Show the latest ${decisions.length}`}
				</Button>
			) : null}
		</>
	)
}

function ruleOf({ generator, generatorVersion }: Decision): string {
	return generatorVersion ? `${generator} v${generatorVersion}` : generator
}

function placeOf({ position, slateSize }: Decision): string {
	return position === null ? '' : `${position + 1} of ${slateSize}`
}

function byOf({ actor, byRequester }: Decision): string {
	return byRequester ? actor : `${actor}, not asked`
}

function Verdict({ row }: { row: Decision }) {
	const isTaken = row.verdict === 'accept' || row.verdict === 'edit_accept'
	const reasons = reasonLabels(row.reasonCodes).join(', ')
	return (
		<span className={styles.verdict}>
			<Tag tone={isTaken ? 'ok' : 'plain'}>{VERDICT_WORDS[row.verdict] ?? row.verdict}</Tag>
			{row.contested ? <Tag tone="danger">contested</Tag> : null}
			{reasons}
			{row.critique ? <q className={styles.quote}>{row.critique}</q> : null}
		</span>
	)
}
