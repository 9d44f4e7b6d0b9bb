/**
 * Panels stand straight on the page, whatever an action or a paste tries: no parent but the page, no
 * rotation, no lock, the size they were made with. Only changes made here are looked at.
 */

import type { Editor, TLShape } from 'tldraw'
import { BOARD_PAGE_ID } from '#core/canvas/new-panel.ts'

/** Watches until the returned function is called. */
export function guardPanels(editor: Editor): () => void {
	const stops = [
		editor.sideEffects.registerBeforeCreateHandler('shape', (shape, source) =>
			source === 'user' ? straight(shape) : shape,
		),
		editor.sideEffects.registerBeforeChangeHandler('shape', (before, after, source) => {
			if (source !== 'user' || after.type !== 'panel' || before.type !== 'panel') return after
			const kept = straight(after)
			const { w, h } = before.props
			if (kept === after && after.props.w === w && after.props.h === h) return after
			return { ...after, ...standing, props: { ...after.props, w, h } }
		}),
	]
	return () => {
		for (const stop of stops) stop()
	}
}

const standing = { parentId: BOARD_PAGE_ID, rotation: 0, isLocked: false, opacity: 1 } as const

function straight(shape: TLShape): TLShape {
	if (shape.type !== 'panel') return shape
	const stands = shape.parentId === BOARD_PAGE_ID && shape.rotation === 0 && !shape.isLocked
	return stands && shape.opacity === 1 ? shape : { ...shape, ...standing }
}
