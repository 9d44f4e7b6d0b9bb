/**
 * Keys of the tray, live only while a card has the focus: Y accepts, E edits, X rejects, arrows walk
 * the cards, Escape goes back to the drawing. Listened for below the page, so that the canvas never
 * takes the same key for a tool.
 */
import { type RefObject, useEffect, useRef } from 'react'

export interface CardKeys {
	onAccept(suggestionId: string): void
	onEdit(suggestionId: string): void
	onReject(suggestionId: string): void
	onLeave(): void
}

export function useCardKeys(tray: RefObject<HTMLElement | null>, keys: CardKeys): void {
	const latest = useRef(keys)
	latest.current = keys
	useEffect(() => {
		const element = tray.current
		if (!element) return undefined
		const listen = (event: KeyboardEvent) => {
			if (press(element, latest.current, event)) {
				event.preventDefault()
				event.stopPropagation()
			}
		}
		element.addEventListener('keydown', listen)
		return () => element.removeEventListener('keydown', listen)
	}, [tray])
}

function press(tray: HTMLElement, keys: CardKeys, event: KeyboardEvent): boolean {
	const { target } = event
	if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey)
		return false
	if (target.closest('input, textarea, select, [role=combobox], [contenteditable=true]'))
		return false
	if (event.key === 'Escape') {
		keys.onLeave()
		return true
	}
	const card = target.closest<HTMLElement>('[data-suggestion]')
	if (!card) return false
	if (event.key === 'ArrowDown') return walk(tray, card, 1)
	if (event.key === 'ArrowUp') return walk(tray, card, -1)
	const id = card.dataset.suggestion ?? ''
	if (card.dataset.open !== 'true') return false
	const act = { y: keys.onAccept, e: keys.onEdit, x: keys.onReject }[event.key.toLowerCase()]
	act?.(id)
	return act !== undefined
}

function walk(tray: HTMLElement, card: HTMLElement, step: 1 | -1): boolean {
	const cards = [...tray.querySelectorAll<HTMLElement>('[data-suggestion]')]
	cards[cards.indexOf(card) + step]?.focus()
	return true
}
