/** Where the focus is, in the words of `CommandPlace`: what a key may mean there. */
import type { CommandPlace } from '#app/ui/commands/command-registry.ts'
import type { BoardHand } from './panel-actions.ts'

const OWN_KEYS =
	'input, textarea, select, [role=dialog], [role=menu], [role=combobox], [role=tablist], [data-own-keys]'

/** Whether a command of `place` may answer a key pressed on `target`. */
export function isHere(hand: BoardHand, target: EventTarget | null, place: CommandPlace): boolean {
	if (place === 'everywhere') return !isInDialog(target)
	if (isElsewhere(target)) return false
	if (place === 'strip') return stripHasFocus()
	if (place === 'sheet') return stripHasFocus() && sheetHasFocus()
	if (place === 'clips') return stripHasFocus() && !sheetHasFocus()
	return place === 'board' || hasPanelFocus(hand)
}

/** A field, a dialog, a menu or a card has its own keys. */
function isElsewhere(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false
	return target.isContentEditable || target.closest(OWN_KEYS) !== null
}

function isInDialog(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.closest('[role=dialog], [role=menu]') !== null
}

/** Words that are being typed and not yet set are taken back by the field itself. */
export function hasOwnUndo(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false
	if (target.isContentEditable || isInDialog(target)) return true
	if (target instanceof HTMLTextAreaElement) return true
	return target instanceof HTMLInputElement && target.dataset.typing !== 'no'
}

/** A panel is chosen on the wall, or a clip of the strip (a cell of the grid) has the focus. */
export function hasPanelFocus({ editor }: BoardHand): boolean {
	if (stripHasFocus()) return true
	const selected = editor.getSelectedShapes()
	return (
		selected.length > 0 &&
		selected.every((shape) => shape.type === 'panel') &&
		!editor.getEditingShapeId()
	)
}

export function stripHasFocus(): boolean {
	const clip = document.activeElement?.closest('[data-clip]')
	return clip !== null && clip !== undefined
}

function sheetHasFocus(): boolean {
	return (document.activeElement?.closest('[data-sheet]') ?? null) !== null
}

/** How many cells a row of the contact sheet has, when the focus is in it. */
export function sheetColumns(): number | null {
	const sheet = document.activeElement?.closest('[data-sheet]')
	return sheet ? getComputedStyle(sheet).gridTemplateColumns.split(' ').length : null
}
