/** The scene's trash: what was thrown away, by whom and when, and the way back. */
import { computed, type Signal } from 'tldraw'
import { trashedPanels } from '#core/board/story.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { getPanel } from './board-records.ts'
import { type BoardHand, takeInHand } from './panel-actions.ts'

/** The panels in the trash, the last thrown away first. */
export function trashOf(all: Signal<readonly PanelShape[]>): Signal<readonly PanelShape[]> {
	return computed('trash', () => trashedPanels(all.get()))
}

/** Brings panels back to where they were in the story, with all that is drawn in them. */
export function bringBack(hand: BoardHand, panelIds: readonly string[]): void {
	const { editor, model } = hand
	if (editor.getIsReadonly()) return
	const panels = panelIds.flatMap((id) => getPanel(model.store, id) ?? [])
	editor.markHistoryStoppingPoint('bring back')
	editor.updateShapes<PanelShape>(
		panels.map(({ id, props }) => ({
			...{ id, type: 'panel' as const },
			props: { trashedAt: null, trashedBy: null, ...lostAlternate(hand, props.alternateOf) },
		})),
	)
	const [first] = panels
	if (first?.props.alternateOf === null) takeInHand(hand, first.id)
}

/** An alternate whose panel is no more stands for itself. */
function lostAlternate({ model }: BoardHand, alternateOf: string | null) {
	const isLost = alternateOf !== null && !getPanel(model.store, alternateOf)
	return isLost ? { alternateOf: null } : {}
}
