/**
 * Hears of a person's own moves on the board: the wall pressed or scrolled, a key. Whoever is being
 * led (following, in a pitch) steps off with the first of them; the move itself is carried out.
 */
import type { Editor } from 'tldraw'

const NO_MOVES = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Tab'])
const FIELDS = 'input, textarea, select, button, [contenteditable], [role=dialog], [role=menu]'

/** Calls `onMove` for every own move until the returned function is called. */
export function watchOwnMoves(editor: Editor, onMove: () => void): () => void {
	const container = editor.getContainer()
	const onKey = (event: KeyboardEvent) => {
		if (NO_MOVES.has(event.key) || event.ctrlKey || event.metaKey) return
		// A command of another place (a dialog's Escape, a letter in a field) moves nothing here.
		if (event.key !== 'Escape' && isInField(event.target)) return
		onMove()
	}
	container.addEventListener('pointerdown', onMove, { capture: true })
	container.addEventListener('wheel', onMove, { capture: true, passive: true })
	window.addEventListener('keydown', onKey, { capture: true })
	return () => {
		container.removeEventListener('pointerdown', onMove, { capture: true })
		container.removeEventListener('wheel', onMove, { capture: true })
		window.removeEventListener('keydown', onKey, { capture: true })
	}
}

function isInField(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest(FIELDS) !== null
}
