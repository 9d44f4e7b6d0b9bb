/** What panels are called in the tray, and which card takes the focus. */
import { sortInStoryOrder } from '#core/board/order.ts'
import { panelsOf } from '#core/suggestions/board-records.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { boardReader } from './board-records.ts'

/** The panel in hand with its label, when it has one. */
export function inHand(panelId: string | null, label: (id: string | null) => string | null) {
	const name = label(panelId)
	return panelId !== null && name !== null ? { id: panelId, label: name } : null
}

/** Its printed number, else its place; null when it is gone. */
export function panelLabel(
	reader: ReturnType<typeof boardReader>,
	panelId: string,
	numberOf?: (id: string) => string | null,
): string | null {
	const number = numberOf?.(panelId)
	if (number) return number
	const place = sortInStoryOrder(panelsOf(reader)).findIndex(({ id }) => id === panelId)
	return place < 0 ? null : `panel ${place + 1}`
}

/** A new panel is called by the one it follows. */
export function placeLabel({ edit }: SuggestionRecord, label: string | null): string | null {
	if (edit.type !== 'insert_panel') return label
	return label === null ? 'at the start' : `after ${label}`
}

/** Moves the focus to a card: the one named, else the current one, else the first. */
export function focusCard(tray: HTMLElement, suggestionId: string | null): void {
	const cards = [...tray.querySelectorAll<HTMLElement>('[data-suggestion]')]
	const named = cards.find((card) => card.dataset.suggestion === suggestionId)
	const target =
		named ??
		cards.find((card) => card.tabIndex === 0) ??
		cards[0] ??
		tray.querySelector<HTMLElement>('button')
	target?.focus()
}

/** Whether the hand is at the tray, at the parts it laid over the wall, or nowhere else. */
export function isHandHere(tray: HTMLElement): boolean {
	const { activeElement } = document
	if (!activeElement || activeElement === document.body) return true
	return tray.contains(activeElement) || activeElement.closest('[data-reshape]') !== null
}
