/**
 * One suggestion in the tray, in whichever state it is: current, folded, decided, overtaken, decided
 * by another. It says what was measured, what the convention is and what would change.
 */
import { ChevronDown, Ellipsis, Ruler, X } from 'lucide-react'
import { Button } from '#app/ui/button.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import { Menu, MenuItem, MenuLabel } from '#app/ui/menu.tsx'
import { Popover } from '#app/ui/popover.tsx'
import { CATEGORY_LABELS, type SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import styles from './card.module.css'
import type { CardProps } from './card-props.ts'
import { EditForm } from './edit-form.tsx'
import { FieldChanges, PreviewPictures, usePreview } from './edit-preview.tsx'
import { ByAnother, DecidedCard, OvertakenCard, WithdrawnCard } from './settled-cards.tsx'
import { isDecided } from './slates.ts'
import { ruleOf, ruleTitle, sourceLine, withFigures } from './words.tsx'

export function SuggestionCard(props: CardProps) {
	const { suggestion, secondOpinion } = props
	if (suggestion.status === 'open' && !props.isOvertaken) {
		return props.isCurrent ? <CurrentCard {...props} /> : <FoldedCard {...props} />
	}
	if (suggestion.status === 'withdrawn') return <WithdrawnCard {...props} />
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
	const { suggestion, store, frameRate, aspectRatio, canDecide, changing, isPending } = props
	const preview = usePreview(store, suggestion, aspectRatio)
	return (
		<>
			<Top {...props} />
			<h4 className={styles.title}>{suggestion.title}</h4>
			<p className={styles.why}>{withFigures(suggestion.rationale)}</p>
			<EvidenceList suggestion={suggestion} />
			{typeof suggestion.meta.because === 'string' ? (
				<p className={styles.because}>{suggestion.meta.because}</p>
			) : null}
			{changing && changing.draft.parts.length > 0 ? null : (
				<PreviewPictures
					store={store}
					preview={preview}
					title={suggestion.title}
					edit={suggestion.edit}
				/>
			)}
			{changing ? (
				<EditForm
					edit={suggestion.edit}
					frameRate={frameRate}
					panels={props.panels}
					shared={changing}
					onSubmit={props.onAcceptEdited}
					onCancel={props.onCancelEdit}
				/>
			) : (
				<>
					{preview.kind === 'gone' ? null : (
						<FieldChanges rows={preview.rows} frameRate={frameRate} />
					)}
					{canDecide && props.isBegun ? (
						<p className={styles.because}>
							You began to change this. Edit goes on from there; Accept takes it as offered.
						</p>
					) : null}
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

function Provenance(props: CardProps) {
	const { suggestion, canDecide, isPending, onDismiss } = props
	const rule = ruleOf(suggestion)
	const isMine = suggestion.meta.proposedBy === props.personId
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
			<MoreMenu {...props} />
			{canDecide || isMine ? (
				<IconButton
					label={isMine ? 'Take your proposal back' : 'Dismiss, without an answer'}
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

/** What else can be said of a card: the convention left out, or an answer of one's own. */
function MoreMenu({
	suggestion,
	canDecide,
	canPropose,
	isPending,
	onNotHere,
	onAnswer,
}: CardProps) {
	const isRule = suggestion.generatorId.startsWith('rule:')
	const mayLeave = canDecide && isRule
	if (!mayLeave && !canPropose) return null
	return (
		<Menu
			trigger={
				<IconButton label="Not here, or an answer of your own" size="small" disabled={isPending}>
					<Icon of={Ellipsis} size={14} />
				</IconButton>
			}
		>
			{mayLeave ? (
				<>
					<MenuLabel>Not here (style)</MenuLabel>
					{suggestion.targetId.startsWith('scene:') ? null : (
						<MenuItem onSelect={() => onNotHere('shot')}>Leave it out of this shot</MenuItem>
					)}
					<MenuItem onSelect={() => onNotHere('scene')}>Leave it out of this scene</MenuItem>
					<MenuItem onSelect={() => onNotHere('project')}>Leave it out of the film</MenuItem>
				</>
			) : null}
			{canPropose ? <MenuItem onSelect={onAnswer}>Answer with a proposal</MenuItem> : null}
		</Menu>
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
