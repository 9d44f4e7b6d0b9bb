/**
 * Opens the board at what its address names (`?panel=`, `?shot=`): in view and in hand. What is out of
 * the story, or nowhere any more, is said in a sentence.
 */
import { useSearchParams } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { react, unsafe__withoutCapture } from 'tldraw'
import { getPanel, getRecord, getShot } from '#app/features/board/board-records.ts'
import { type BoardHand, takeInHand } from '#app/features/board/panel-actions.ts'
import { linkedRecord } from '#app/features/together/links.ts'
import { isInStory } from '#core/board/story.ts'

/** How long what the server knows of may take to arrive, milliseconds. */
const ARRIVES_MS = 8_000

export function useLinkedPanel(
	hand: BoardHand | null,
	linked: { recordId: string; isHere: boolean } | null,
	tell: (sentence: string) => void,
): void {
	const [search] = useSearchParams()
	const recordId = linkedRecord(search)
	const done = useRef<string | null>(null)
	const latestTell = useRef(tell)
	latestTell.current = tell
	useEffect(() => {
		if (!hand || done.current === recordId) return undefined
		const finish = () => {
			done.current = recordId
			const sentence = recordId === null ? '' : open(hand, recordId)
			if (sentence !== '') latestTell.current(sentence)
		}
		const isGone = linked?.recordId === recordId && !linked.isHere
		if (recordId === null || isGone || getRecord(hand.model.store, recordId)) {
			finish()
			return undefined
		}
		// The board may stand from this device's copy, before what came since has arrived.
		const timer = setTimeout(finish, ARRIVES_MS)
		const stop = react('linked record', () => {
			hand.model.panels.get()
			hand.model.shots.get()
			if (done.current !== recordId && getRecord(hand.model.store, recordId)) {
				clearTimeout(timer)
				unsafe__withoutCapture(finish)
			}
		})
		return () => {
			clearTimeout(timer)
			stop()
		}
	}, [hand, recordId, linked])
}

/** Takes it in hand; what there is to say about it, or ''. */
function open(hand: BoardHand, recordId: string): string {
	const { store, panels, numbers } = hand.model
	if (getShot(store, recordId)) {
		const first = panels.get().find(({ props }) => props.shotId === recordId)
		if (first) takeInHand(hand, first.id)
		return first ? '' : 'The shot this link leads to has no panel on the board now.'
	}
	const panel = getPanel(store, recordId)
	if (!panel)
		return 'What this link leads to is not on the board any more. A version of the board may still hold it.'
	if (isInStory(panel.props)) {
		takeInHand(hand, panel.id)
		return ''
	}
	const { trashedAt, alternateOf } = panel.props
	if (trashedAt !== null)
		return 'The panel this link leads to is in the trash of this board. It can be brought back from there.'
	const playing = getPanel(store, alternateOf)
	if (!playing || !isInStory(playing.props))
		return 'The panel this link leads to is an alternate that stands in no place of the story now.'
	takeInHand(hand, playing.id)
	const number = numbers.get().get(playing.id) ?? ''
	return `The panel this link leads to is an alternate of ${number}, which is shown.`
}
