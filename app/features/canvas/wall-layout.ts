/**
 * Where panels stand on this board: story order, and around what lies loose on the wall. A loose
 * shape counts once it came to rest in free space (`meta.keepsPlace`, written by whoever put it
 * there); what is drawn across panels moves none of them.
 */
import type { Editor, TLShape } from 'tldraw'
import { isInStory } from '#core/board/story.ts'
import { type Area, layoutPanels, overlap, type Place, slotOf } from '#core/canvas/layout.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'

/** The panels on the wall, which are those in the story, in no particular order. */
export function panelsOf(editor: Editor): PanelShape[] {
	return editor
		.getCurrentPageShapes()
		.filter((shape): shape is PanelShape => shape.type === 'panel' && isInStory(shape.props))
}

/** Panel id -> place, for the board's panels or for a wall as it would be. */
export function wallLayout(
	editor: Editor,
	panels: readonly PanelShape[] = panelsOf(editor),
): Map<string, Place> {
	return layoutPanels(panels, keptAreas(editor))
}

/** What panels keep clear of. */
export function keptAreas(editor: Editor): Area[] {
	return looseShapes(editor).flatMap((shape) => {
		const area = keepsPlace(shape) ? areaOf(editor, shape) : null
		return area ? [area] : []
	})
}

export function keepsPlace(shape: TLShape): boolean {
	return shape.meta.keepsPlace === true
}

/** Marks or unmarks shapes that came to rest, as the author of their place. No step of undo. */
export function markKept(editor: Editor, ids: ReadonlySet<string>): void {
	const slots = panelsOf(editor).map((panel) => slotOf(panel, panel))
	const changed = looseShapes(editor).flatMap((shape) => {
		if (!ids.has(shape.id)) return []
		const area = areaOf(editor, shape)
		const keeps = area !== null && !slots.some((slot) => overlap(slot, area))
		return keeps === keepsPlace(shape)
			? []
			: [{ ...shape, meta: { ...shape.meta, keepsPlace: keeps } }]
	})
	if (changed.length === 0) return
	editor.run(() => editor.store.put(changed), { history: 'ignore' })
}

function looseShapes(editor: Editor): TLShape[] {
	const ids = editor.getSortedChildIdsForParent(editor.getCurrentPageId())
	return ids.flatMap((id) => {
		const shape = editor.getShape(id)
		return shape && shape.type !== 'panel' && shape.type !== 'backdrop' ? [shape] : []
	})
}

function areaOf(editor: Editor, shape: TLShape): Area | null {
	const bounds = editor.getShapePageBounds(shape)
	return bounds ? { x: bounds.minX, y: bounds.minY, w: bounds.w, h: bounds.h } : null
}
