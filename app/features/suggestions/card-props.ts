/** What a card is given and what it can ask for. */
import type { TLStore } from '@tldraw/tlschema'
import type { Edit } from '#core/suggestions/edit.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { SharedDraft } from './edit-form.tsx'
import type { PanelChoice } from './edit-inputs.tsx'
import type { Why } from './reason-chips.tsx'

export interface CardActions {
	onAccept(): void
	onEdit(): void
	onAcceptEdited(edit: Edit): void
	onCancelEdit(): void
	onReject(): void
	/** The convention is left on purpose there. */
	onNotHere(scope: 'shot' | 'scene' | 'project'): void
	/** A proposal of one's own beside it. */
	onAnswer(): void
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
	/** The version that is being made of it, when one is. */
	changing: SharedDraft | null
	/** This person has a half-made version of it on this device. */
	isBegun: boolean
	/** The board changed under it while it was open. */
	isOvertaken: boolean
	/** A verdict of this person is on its way. */
	isPending: boolean
	canDecide: boolean
	canPropose: boolean
	canTakeBack: boolean
	/** The sentence for somebody who came second. */
	secondOpinion: string | null
	/** The panel's printed number, when it is about one. */
	panelLabel: string | null
	panels: readonly PanelChoice[]
}
