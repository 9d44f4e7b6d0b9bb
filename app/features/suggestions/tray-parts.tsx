/** What stands around the cards of the tray: the head of a round, asking, and nothing yet. */
import { CheckCheck, Sparkles } from 'lucide-react'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Skeleton } from '#app/ui/skeleton.tsx'
import { Spinner } from '#app/ui/spinner.tsx'
import { CATEGORY_LABELS } from '#core/suggestions/suggestion-record.ts'
import type { SlateGroup } from './slates.ts'
import styles from './tray.module.css'
import type { AskProgress } from './use-ask.ts'
import type { QuietTray } from './use-quiet.ts'
import { proposerOf } from './words.tsx'

/** What a round is about and whom it was offered to. */
export function SlateHead({
	slate,
	personId,
	label,
}: {
	slate: SlateGroup
	personId: string
	label: (id: string | null) => string | null
}) {
	const about = slate.targetId.startsWith('shape:')
		? (label(slate.targetId) ?? 'this panel')
		: 'this scene'
	const proposer = slate.cards[0] ? proposerOf(slate.cards[0]) : null
	const whom =
		slate.requesterId === ''
			? 'to everyone'
			: slate.requesterId === personId
				? 'to you'
				: `to ${slate.requesterName ?? 'a colleague'}`
	return (
		<header className={styles.slateHead}>
			<h3>
				<b>{CATEGORY_LABELS[slate.category]}</b> for {about},{' '}
				{proposer ? `proposed by ${proposer}` : `offered ${whom}`}
			</h3>
		</header>
	)
}

/** While a round is being made; can be stopped. */
export function AskingCard({
	progress,
	onStop,
}: {
	progress: AskProgress | null
	onStop: () => void
}) {
	const far = progress?.count === 0 ? '' : `, ${progress?.count} so far`
	return (
		<div className={styles.asking} role="status">
			<Skeleton height={12} />
			<Skeleton height={12} width="70%" />
			<p>
				<Spinner />{' '}
				{progress ? `Asking ${progress.name}${far}` : 'Looking at the panels and their neighbours'}
				<Button variant="plain" size="small" onClick={onStop}>
					Stop
				</Button>
			</p>
		</div>
	)
}

/** While quiet is kept on: how much waits, and the way to it. Says nothing while it is off. */
export function HeldLine({ quiet }: { quiet: Pick<QuietTray, 'isKept' | 'held' | 'catchUp'> }) {
	if (!quiet.isKept || quiet.held === 0) return null
	return (
		<p className={styles.waiting}>
			Quiet: {quiet.held === 1 ? 'one card waits' : `${quiet.held} cards wait`}.{' '}
			<Button size="small" variant="plain" onClick={quiet.catchUp}>
				Show now
			</Button>
		</p>
	)
}

/** An empty tray says where offers come from. */
export function NothingYet({ canAsk, onAsk }: { canAsk: boolean; onAsk: () => void }) {
	return (
		<div className={styles.empty}>
			<Empty
				icon={<Icon of={CheckCheck} size={20} />}
				title="Nothing waits here"
				actions={
					canAsk ? (
						<Button icon={<Icon of={Sparkles} size={14} />} onClick={onAsk}>
							Look this scene over
						</Button>
					) : null
				}
			>
				Offers come when a panel has a size, a length or lines of the script to go by.
			</Empty>
		</div>
	)
}
