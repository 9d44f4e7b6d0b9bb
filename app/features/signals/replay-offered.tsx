/** What a slate offered, card by card, and everything that was considered with its chances. */

import { cx } from '#app/ui/cx.ts'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { counted, duration } from './format.ts'
import styles from './replay.module.css'
import { FieldRows } from './replay-fields.tsx'
import type { CandidateView, ReplayView } from './replay-view.ts'
import { reasonLabels } from './tables.ts'

const OUTCOME_WORDS: Record<string, string> = {
	accepted: 'accepted',
	edited: 'edited',
	rejected: 'rejected',
	dismissed: 'dismissed',
	unanswered: 'passed over',
	not_viewed: 'not looked at',
}
const PLACES = ['1st', '2nd', '3rd']

export function Offered({ base, replay }: { base: string; replay: ReplayView }) {
	const shown = replay.candidates
		.filter(({ position }) => position !== null)
		.sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
	const considered = replay.candidates.filter(({ suggestionId }) => suggestionId !== null).length
	return (
		<section aria-label="What was offered">
			<h2 className={styles.heading}>
				What was offered{' '}
				<span>
					{replay.category.toLowerCase()}, {shown.length} of {considered} that were considered
					{replay.slate.requester ? `, to ${replay.slate.requester}` : ''}
				</span>
			</h2>
			<ol className={styles.cards}>
				{shown.map((card) => (
					<Card key={card.suggestionId} base={base} card={card} />
				))}
			</ol>
		</section>
	)
}

function Card({ base, card }: { base: string; card: CandidateView }) {
	const { position, pPosition, outcome, picture, isDecided } = card
	const isTaken = outcome === 'accepted' || outcome === 'edited'
	return (
		<li className={cx(styles.card, isDecided && styles.decided)}>
			<p className={styles.cardHead}>
				<span>
					{PLACES[position ?? 0] ?? `${(position ?? 0) + 1}th`}, shown with {chance(pPosition)}
				</span>
				{outcome ? (
					<Tag tone={isTaken ? 'ok' : 'plain'}>{OUTCOME_WORDS[outcome] ?? outcome}</Tag>
				) : null}
			</p>
			{picture ? (
				<img
					src={`${base}/${(card.suggestionId ?? '').replace('suggestion:', 'card:')}`}
					alt=""
					loading="lazy"
				/>
			) : null}
			<h3>{card.title}</h3>
			{card.rationale ? <p className={styles.rationale}>{card.rationale}</p> : null}
			{picture?.isNew ? <p className={styles.faint}>A new panel.</p> : null}
			<FieldRows rows={card.rows} />
			<p className={styles.faint}>
				{card.generator}
				{card.version ? ` v${card.version}` : ''}
				{card.dwellMs > 0 ? `, looked at for ${duration(card.dwellMs)}` : ''}
				{card.reasonCodes.length > 0 ? `. ${reasonLabels(card.reasonCodes).join(', ')}` : ''}
			</p>
		</li>
	)
}

const COLUMNS: readonly Column<CandidateView>[] = [
	{ key: 'title', header: 'Candidate', render: (row) => row.title, wrap: true },
	{
		key: 'rule',
		header: 'Rule',
		render: ({ generator, version }) => (version ? `${generator} v${version}` : generator),
	},
	{
		key: 'score',
		header: 'Score',
		align: 'right',
		render: (row) => (row.suggestionId === null ? '' : row.score.toFixed(2)),
	},
	{
		key: 'place',
		header: 'Chance at its place',
		render: (row) => (row.pPosition === null ? '' : <Bar share={row.pPosition} />),
	},
	{ key: 'any', header: 'Chance of any place', render: (row) => <Bar share={row.pIncluded} /> },
	{
		key: 'shown',
		header: 'Shown',
		render: ({ position }) =>
			position === null ? 'no' : (PLACES[position] ?? String(position + 1)),
	},
]

export function Candidates({ replay }: { replay: ReplayView }) {
	const { candidates, slate } = replay
	const decided = candidates.find(({ isDecided }) => isDecided)
	return (
		<section aria-label="Everything that was considered">
			<h2 className={styles.heading}>
				Everything that was considered <span>{drawWords(slate)}</span>
			</h2>
			<div className={styles.table}>
				<DataTable
					caption="Everything that was considered"
					columns={COLUMNS}
					rows={candidates}
					rowKey={(row) => row.suggestionId ?? 'nothing'}
					selectedKey={decided?.suggestionId ?? null}
				/>
			</div>
			{slate.prefiltered > 0 ? (
				<p className={styles.faint}>
					{counted(slate.prefiltered, 'more was', 'more were')} set aside beforehand by fixed rules.
				</p>
			) : null}
		</section>
	)
}

function drawWords({ policy, epsilon, temperature, draw }: ReplayView['slate']): string {
	if (draw.verdict === 'certain') return 'not drawn by chance'
	const how =
		temperature === null
			? `drawn by “${policy}”`
			: `drawn by “${policy}”, floor ${epsilon}, temperature ${temperature}`
	return `${how}, ${draw.verdict === 'same' ? 'replayed to the same draw' : 'does not replay to the same draw'}`
}

function Bar({ share }: { share: number }) {
	return (
		<span className={styles.bar}>
			<span className={styles.track} aria-hidden="true">
				<span style={{ width: `${Math.round(share * 100)}%` }} />
			</span>
			{chance(share)}
		</span>
	)
}

function chance(p: number | null): string {
	if (p === null) return 'no known chance'
	return p > 0 && p < 0.005 ? '< 0.01' : p.toFixed(2)
}
