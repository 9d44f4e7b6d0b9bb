/**
 * Brings the panel that a shown suggestion is about into view, when the hand rests on its card. Never
 * while a pen is down, and never for a hand that only passes over the cards.
 */
import { useEffect } from 'react'
import { recordsOfType } from '#app/features/board/board-records.ts'
import { type BoardHand, bringIntoView } from '#app/features/board/panel-actions.ts'
import { boardReader, panelOfSuggestion } from '#app/features/suggestions/board-records.ts'
import { useGhost } from '#app/features/suggestions/ghost-context.tsx'

const REST_MS = 350

export function useGhostInView(hand: BoardHand | null): void {
	const { suggestionId } = useGhost()
	useEffect(() => {
		if (!hand || suggestionId === null) return undefined
		const timer = setTimeout(() => {
			const { store } = hand.model
			const suggestion = recordsOfType(store, 'suggestion')
				.get()
				.find(({ id }) => id === suggestionId)
			const panelId = suggestion && panelOfSuggestion(boardReader(store), suggestion)
			if (panelId) bringIntoView(hand, panelId)
		}, REST_MS)
		return () => clearTimeout(timer)
	}, [hand, suggestionId])
}
