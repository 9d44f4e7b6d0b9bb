/**
 * The board's own keys, wherever the focus is on the page, except in a field, a dialog or a menu.
 * Read before tldraw sees them: with panels chosen, arrows walk the story instead of nudging shapes.
 */
import { useEffect } from 'react'
import type { BoardHand } from './panel-actions.ts'
import {
	deletePanels,
	duplicatePanel,
	nextPanel,
	panelBefore,
	shiftPanel,
	takeInHand,
	walk,
} from './panel-actions.ts'

export interface KeyTargets {
	hand: BoardHand
	onKeys(): void
	/** `.`: moves the focus to the suggestion; false when there is none. */
	onSuggestion(): void
	onUndo(): void
	onRedo(): void
}

export function useBoardKeys(targets: KeyTargets | null): void {
	useEffect(() => {
		if (!targets) return undefined
		const listen = (event: KeyboardEvent) => {
			if (event.defaultPrevented) return
			const isOurs = isElsewhere(event.target)
				? !hasOwnUndo(event.target) && pressUndo(targets, event)
				: press(targets, event)
			if (!isOurs) return
			event.preventDefault()
			event.stopImmediatePropagation()
		}
		window.addEventListener('keydown', listen, { capture: true })
		return () => window.removeEventListener('keydown', listen, { capture: true })
	}, [targets])
}

/** A field, a dialog, a menu or a card has its own keys. */
function isElsewhere(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false
	if (target.isContentEditable) return true
	return (
		target.closest(
			'input, textarea, select, [role=dialog], [role=menu], [role=combobox], [role=tablist], [data-own-keys]',
		) !== null
	)
}

/** Words that are being typed and not yet set are taken back by the field itself. */
function hasOwnUndo(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false
	if (target.isContentEditable || target.closest('[role=dialog], [role=menu]')) return true
	if (target instanceof HTMLTextAreaElement) return true
	return target instanceof HTMLInputElement && target.dataset.typing !== 'no'
}

/** Undo and redo do the same wherever the focus is (U11). */
function pressUndo({ onUndo, onRedo }: KeyTargets, event: KeyboardEvent): boolean {
	if (event.altKey || !(event.ctrlKey || event.metaKey)) return false
	const key = event.key.toLowerCase()
	if (key === 'z') return done(event.shiftKey ? onRedo : onUndo)
	return key === 'y' && done(onRedo)
}

/** Carries the key out; false when it is none of ours. */
function press(targets: KeyTargets, event: KeyboardEvent): boolean {
	const { hand } = targets
	const accel = event.ctrlKey || event.metaKey
	const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
	if (accel) return pressAccel(targets, event, key)
	if (event.altKey) return pressAlt(hand, key)
	if (key === '?') return done(targets.onKeys)
	if (key === '.' && !event.shiftKey) return done(targets.onSuggestion)
	if (key === 'PageDown') return done(() => walk(hand, 1))
	if (key === 'PageUp') return done(() => walk(hand, -1))
	if (key === 'n') return done(() => (event.shiftKey ? panelBefore(hand) : nextPanel(hand)))
	if (event.shiftKey) return false
	if (key === 'd') return pressD(hand)
	return hasPanelFocus(hand) && pressOnPanel(hand, key)
}

function pressAccel(targets: KeyTargets, event: KeyboardEvent, key: string): boolean {
	if (event.altKey) return false
	if (pressUndo(targets, event)) return true
	const { hand } = targets
	if (key === 'd' && hasPanelFocus(hand))
		return done(() => duplicatePanel(hand, hand.model.currentId.get()))
	return false
}

function pressAlt(hand: BoardHand, key: string): boolean {
	if (key === 'ArrowLeft' || key === 'ArrowUp')
		return done(() => shiftPanel(hand, hand.model.currentId.get(), -1))
	if (key === 'ArrowRight' || key === 'ArrowDown')
		return done(() => shiftPanel(hand, hand.model.currentId.get(), 1))
	return false
}

function pressD(hand: BoardHand): boolean {
	if (hasPanelFocus(hand)) duplicatePanel(hand, hand.model.currentId.get())
	else hand.editor.setCurrentTool('draw')
	return true
}

/** Keys that mean the panel itself, with a panel chosen on the wall or a clip in the strip. */
function pressOnPanel(hand: BoardHand, key: string): boolean {
	const currentId = hand.model.currentId.get()
	if (key === 'ArrowRight') return done(() => walk(hand, 1))
	if (key === 'ArrowLeft') return done(() => walk(hand, -1))
	if (key === 'ArrowDown') return done(() => walk(hand, stripHasFocus() ? 1 : 3))
	if (key === 'ArrowUp') return done(() => walk(hand, stripHasFocus() ? -1 : -3))
	if (key === 'Home' || key === 'End') {
		const edge = hand.model.panelIds.get().at(key === 'Home' ? 0 : -1)
		return edge ? done(() => takeInHand(hand, edge)) : false
	}
	if (key === 'Enter' && currentId) {
		return done(() => void hand.model.caption.set({ panelId: currentId, field: 'action' }))
	}
	if ((key === 'Delete' || key === 'Backspace') && currentId && stripHasFocus()) {
		return done(() => deletePanels(hand, [currentId]))
	}
	return false
}

function hasPanelFocus({ editor }: BoardHand): boolean {
	if (stripHasFocus()) return true
	const selected = editor.getSelectedShapes()
	return (
		selected.length > 0 &&
		selected.every((shape) => shape.type === 'panel') &&
		!editor.getEditingShapeId()
	)
}

function stripHasFocus(): boolean {
	return (
		document.activeElement?.closest('[data-clip]') !== null &&
		document.activeElement?.closest('[data-clip]') !== undefined
	)
}

function done(run: () => void): true {
	run()
	return true
}
