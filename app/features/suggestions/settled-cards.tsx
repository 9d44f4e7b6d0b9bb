/** A card that no longer waits: decided, decided by another, overtaken by a change of the board. */
import { Check, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '#app/ui/avatar.tsx'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { initials } from '#core/board/person.ts'
import { CATEGORY_LABELS } from '#core/suggestions/suggestion-record.ts'
import styles from './card.module.css'
import type { CardProps } from './card-props.ts'
import { MoreSaid } from './more-said.tsx'
import { ReasonChips } from './reason-chips.tsx'
import { STATUS_WORDS } from './words.tsx'

/** After a verdict: what was said, by whom, and the way back. */
export function DecidedCard(props: CardProps) {
	const { suggestion, personId, canTakeBack, isPending, onTakeBack } = props
	const isMine = suggestion.decidedBy === personId
	const isYes = suggestion.status === 'accepted' || suggestion.status === 'edited'
	const word = STATUS_WORDS[suggestion.status]
	return (
		<>
			<header className={styles.head}>
				<h4 className={styles.title}>{suggestion.title}</h4>
				{isYes ? null : (
					<Tag>{isMine ? word : `${word} by ${suggestion.decidedByName ?? 'somebody'}`}</Tag>
				)}
				{isYes || !canTakeBack ? null : (
					<IconButton label="Take back" size="small" disabled={isPending} onClick={onTakeBack}>
						<Icon of={Undo2} size={14} />
					</IconButton>
				)}
			</header>
			{isYes ? (
				<div className={styles.outcome}>
					<Tag tone="ok">
						<Icon of={Check} size={12} /> {word} by{' '}
						{isMine ? 'you' : (suggestion.decidedByName ?? 'somebody')}
					</Tag>
					{canTakeBack ? (
						<Button
							variant="plain"
							size="small"
							busy={isPending}
							icon={<Icon of={Undo2} size={12} />}
							onClick={onTakeBack}
						>
							Take back
						</Button>
					) : null}
				</div>
			) : null}
			{suggestion.status === 'rejected' && isMine ? (
				<ReasonChips
					reasonCodes={suggestion.reasonCodes}
					onWhy={props.onWhy}
					renderMore={(onSay) => (
						<MoreSaid
							{...{ suggestion, onSay }}
							store={props.store}
							frameRate={props.frameRate}
							panels={props.panels}
						/>
					)}
				/>
			) : null}
		</>
	)
}

/** For somebody who came second. */
export function ByAnother({ suggestion, sentence }: CardProps & { sentence: string }) {
	const { decidedByName, meta } = suggestion
	const color = typeof meta.decidedByColor === 'string' ? meta.decidedByColor : 'blue'
	const name = decidedByName ?? 'Somebody'
	return (
		<>
			<h4 className={styles.title}>{suggestion.title}</h4>
			<p className={styles.person}>
				<Avatar name={name} initials={initials(name)} color={color} size="small" />
				<span>{sentence}</span>
			</p>
		</>
	)
}

/** What the rule says of the board as it is now. */
const AGAIN: Record<string, string | undefined> = {
	holds:
		'What this is about changed. The convention was checked again and still has something to say: it can be offered anew.',
	settled:
		'What this is about changed, and that settled it: the convention has nothing more to say.',
}

/** What it was about is gone from the board: there is nothing to check. */
export function WithdrawnCard({ suggestion, onDismiss, canDecide }: CardProps) {
	return (
		<>
			<div className={styles.top}>
				<span className={styles.category}>{CATEGORY_LABELS[suggestion.category]}</span>
				<span className={styles.push}>
					<Tag>Withdrawn</Tag>
				</span>
			</div>
			<h4 className={styles.title}>{suggestion.title}</h4>
			<p className={styles.why}>
				The panel this was about is not on the board any more, so there is nothing to accept.
			</p>
			{canDecide ? (
				<div className={styles.verdicts}>
					<Button onClick={onDismiss}>Put away</Button>
				</div>
			) : null}
		</>
	)
}

/** The board changed under it: it can only be checked again. */
export function OvertakenCard(props: CardProps) {
	const { suggestion, canDecide, onCheckAgain, onDismiss } = props
	const [asked, setAsked] = useState(false)
	return (
		<>
			<div className={styles.top}>
				<span className={styles.category}>{CATEGORY_LABELS[suggestion.category]}</span>
				<span className={styles.push}>
					<Tag>
						{asked ? 'Checking again' : suggestion.meta.recheck ? 'Checked again' : 'Overtaken'}
					</Tag>
				</span>
			</div>
			<h4 className={styles.title}>{suggestion.title}</h4>
			<p className={styles.why}>
				{AGAIN[String(suggestion.meta.recheck)] ??
					'What this is about changed while it was open. It cannot be accepted until it is checked again.'}
			</p>
			{canDecide ? (
				<div className={styles.verdicts}>
					<Button
						className={styles.two}
						disabled={asked}
						onClick={() => {
							setAsked(true)
							onCheckAgain()
						}}
					>
						{suggestion.meta.recheck === 'holds' ? 'Offer it anew' : 'Check again'}
					</Button>
					<Button onClick={onDismiss}>Dismiss</Button>
				</div>
			) : null}
		</>
	)
}
