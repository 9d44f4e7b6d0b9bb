/**
 * One suggestion in the tray, in whichever state it is: current, folded, decided, overtaken, decided
 * by another. It says what was measured, what the convention is and what would change.
 */
import type { TLStore } from '@tldraw/tlschema'
import { Check, ChevronDown, Ruler, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '#app/ui/avatar.tsx'
import { Button } from '#app/ui/button.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { initials } from '#core/board/person.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { CATEGORY_LABELS, type SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import styles from './card.module.css'
import { EditForm } from './edit-form.tsx'
import type { PanelChoice } from './edit-inputs.tsx'
import { FieldChanges, PreviewPictures, usePreview } from './edit-preview.tsx'
import { ReasonChips, type Why } from './reason-chips.tsx'
import { isDecided } from './slates.ts'
import { ruleOf, ruleTitle, STATUS_WORDS, sourceLine, withFigures } from './words.tsx'

export interface CardActions {
	onAccept(): void
	onEdit(): void
	onAcceptEdited(edit: Edit): void
	onCancelEdit(): void
	onReject(): void
	onDismiss(): void
	onTakeBack(): void
	onWhy(why: Why): void
	onCheckAgain(): void
	onFocusPanel(): void
}
export interface CardProps extends CardActions {
	suggestion: SuggestionRecord
	store: TLStore
	personId: string
	frameRate: number
	aspectRatio: number
	isCurrent: boolean
	isEditing: boolean
	/** The board changed under it while it was open. */
	isOvertaken: boolean
	/** A verdict of this person is on its way. */
	isPending: boolean
	canDecide: boolean
	canTakeBack: boolean
	/** The sentence for somebody who came second. */
	secondOpinion: string | null
	/** The panel's printed number, when it is about one. */
	panelLabel: string | null
	panels: readonly PanelChoice[]
}

export function SuggestionCard(props: CardProps) {
	const { suggestion, secondOpinion } = props
	if (suggestion.status === 'open' && !props.isOvertaken) {
		return props.isCurrent ? <CurrentCard {...props} /> : <FoldedCard {...props} />
	}
	if (!isDecided(suggestion)) return <OvertakenCard {...props} />
	if (secondOpinion) return <ByAnother {...props} sentence={secondOpinion} />
	return <DecidedCard {...props} />
}

/** The card's class for its state, which the tray sets on the element that takes the focus. */
export function cardClass({
	suggestion,
	isCurrent,
	isOvertaken,
}: Pick<CardProps, 'suggestion' | 'isCurrent' | 'isOvertaken'>): string {
	const isOpen = suggestion.status === 'open' && !isOvertaken
	return cx(
		styles.card,
		isOpen && isCurrent && styles.current,
		isOpen && !isCurrent && styles.folded,
		isDecided(suggestion) && styles.decided,
		!isOpen && !isDecided(suggestion) && styles.stale,
	)
}

function Top({ suggestion, panelLabel, onFocusPanel }: CardProps) {
	return (
		<div className={styles.top}>
			<span className={styles.category}>{CATEGORY_LABELS[suggestion.category]}</span>
			<span>·</span>
			<span>{ruleTitle(suggestion)}</span>
			<span className={styles.push}>
				{panelLabel ? (
					<button
						type="button"
						className={styles.panelLink}
						onClick={onFocusPanel}
						title="Show this panel"
					>
						{panelLabel}
					</button>
				) : null}
				{suggestion.position + 1} of {suggestion.slateSize}
			</span>
		</div>
	)
}

function CurrentCard(props: CardProps) {
	const { suggestion, store, frameRate, aspectRatio, canDecide, isEditing, isPending } = props
	const preview = usePreview(store, suggestion, aspectRatio)
	return (
		<>
			<Top {...props} />
			<h4 className={styles.title}>{suggestion.title}</h4>
			<p className={styles.why}>{withFigures(suggestion.rationale)}</p>
			<EvidenceList suggestion={suggestion} />
			<PreviewPictures store={store} preview={preview} title={suggestion.title} />
			{isEditing ? (
				<EditForm
					edit={suggestion.edit}
					frameRate={frameRate}
					panels={props.panels}
					onSubmit={props.onAcceptEdited}
					onCancel={props.onCancelEdit}
				/>
			) : (
				<>
					{preview.kind === 'gone' ? null : (
						<FieldChanges rows={preview.rows} frameRate={frameRate} />
					)}
					{canDecide ? (
						<div className={styles.verdicts}>
							<Button
								variant="suggest"
								busy={isPending}
								onClick={props.onAccept}
								aria-keyshortcuts="Y"
							>
								Accept <Kbd>Y</Kbd>
							</Button>
							<Button onClick={props.onEdit} disabled={isPending} aria-keyshortcuts="E">
								Edit <Kbd>E</Kbd>
							</Button>
							<Button onClick={props.onReject} disabled={isPending} aria-keyshortcuts="X">
								Reject <Kbd>X</Kbd>
							</Button>
						</div>
					) : null}
				</>
			)}
			<Provenance {...props} />
		</>
	)
}

function EvidenceList({ suggestion }: { suggestion: SuggestionRecord }) {
	if (suggestion.evidence.length === 0) return null
	return (
		<dl className={styles.evidence}>
			{suggestion.evidence.map(({ label, value, unit }) => (
				<div key={label}>
					<dt>{label}</dt>
					<dd>{unit ? `${value} ${unit}` : value}</dd>
				</div>
			))}
		</dl>
	)
}

function Provenance({ suggestion, canDecide, isPending, onDismiss }: CardProps) {
	const rule = ruleOf(suggestion)
	return (
		<div className={styles.provenance}>
			<Icon of={Ruler} size={12} />
			<span>{sourceLine(suggestion)}</span>
			{rule ? (
				<Popover
					label="Where this convention is written down"
					trigger={
						<button type="button" className={styles.panelLink}>
							Source
						</button>
					}
				>
					<p className={styles.why}>{rule.source}</p>
				</Popover>
			) : null}
			{canDecide ? (
				<IconButton
					label="Dismiss, without an answer"
					size="small"
					disabled={isPending}
					onClick={onDismiss}
				>
					<Icon of={X} size={14} />
				</IconButton>
			) : null}
		</div>
	)
}

function FoldedCard({ suggestion, panelLabel }: CardProps) {
	return (
		<>
			<h4 className={styles.title}>{suggestion.title}</h4>
			<span className={styles.top}>
				{panelLabel ? <span>{panelLabel} ·</span> : null}
				{suggestion.position + 1} of {suggestion.slateSize}
				<Icon of={ChevronDown} size={14} />
			</span>
		</>
	)
}

function DecidedCard(props: CardProps) {
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
				<ReasonChips reasonCodes={suggestion.reasonCodes} onWhy={props.onWhy} />
			) : null}
		</>
	)
}

function ByAnother({ suggestion, sentence }: CardProps & { sentence: string }) {
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

function OvertakenCard(props: CardProps) {
	const { suggestion, canDecide, onCheckAgain, onDismiss } = props
	const [asked, setAsked] = useState(false)
	return (
		<>
			<div className={styles.top}>
				<span className={styles.category}>{CATEGORY_LABELS[suggestion.category]}</span>
				<span className={styles.push}>
					<Tag>{asked ? 'Checking again' : 'Overtaken'}</Tag>
				</span>
			</div>
			<h4 className={styles.title}>{suggestion.title}</h4>
			<p className={styles.why}>
				What this is about changed while it was open. It cannot be accepted until it is checked
				again.
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
						Check again
					</Button>
					<Button onClick={onDismiss}>Dismiss</Button>
				</div>
			) : null}
		</>
	)
}
