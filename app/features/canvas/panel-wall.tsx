/**
 * What a panel on the wall shows besides its own record: its number, set-up, who is on it. Signals,
 * so that one panel re-renders when its own value changes and never because a stroke grew.
 */

import type { Signal } from '@tldraw/state'
import { createContext, type ReactNode, useContext } from 'react'
import type { ShotRecord } from '#core/board/shot-record.ts'

export type CaptionField = 'action' | 'dialogue'

export interface PanelWall {
	numbers: Signal<ReadonlyMap<string, string>>
	/** The numbers if the dragged panels were dropped now; null while none is dragged. */
	nextNumbers: Signal<ReadonlyMap<string, string> | null>
	/** Says where dragged panels would go: panel id -> index; null when the drag is over. */
	onPreview(indexes: ReadonlyMap<string, string> | null): void
	shots: Signal<ReadonlyMap<string, ShotRecord>>
	/** Panel id -> `B of 2`, where a panel has alternates. */
	alternates: Signal<ReadonlyMap<string, string>>
	frameRate: Signal<number>
	/** The panel in hand: new panels go behind it. */
	currentId: Signal<string | null>
	/** The panel whose caption is being written here; its words show in the field instead. */
	captionOpenId: Signal<string | null>
	/** Panels that carry an accepted suggestion. */
	fromSuggestion: Signal<ReadonlySet<string>>
	/** `panelId props.action` -> the model that wrote these words, while nobody has rewritten them. */
	wordsByModel: Signal<ReadonlyMap<string, string>>
	/** Panels with a suggestion waiting. */
	withSuggestion: Signal<ReadonlySet<string>>
	/** Panels whose lines newer pages changed or cut. */
	withScriptNews: Signal<ReadonlySet<string>>
	/** Panel id -> how many shapes in it could not be read. */
	damaged: Signal<ReadonlyMap<string, number>>
	canEdit: boolean
	onOpenCaption(panelId: string, field: CaptionField): void
	/** What lies on its paper under the drawing. */
	renderUnder(panelId: string): ReactNode
	/** Who is on a panel: discs on its corner. */
	renderPeople(panelId: string): ReactNode
	/** How far it has come in review. */
	renderReview(panelId: string): ReactNode
	/** Who is writing its caption. */
	renderWriters(panelId: string): ReactNode
}

const PanelWallContext = createContext<PanelWall | null>(null)
export const PanelWallProvider = PanelWallContext.Provider

/** @throws Error outside a PanelWallProvider. */
export function usePanelWall(): PanelWall {
	const wall = useContext(PanelWallContext)
	if (!wall) throw new Error('a panel was drawn outside a wall')
	return wall
}
