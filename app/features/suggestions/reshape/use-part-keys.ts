/**
 * Keys on the parts of a ghost: arrows move the part or the handle that has the focus, Delete leaves a
 * part out, R turns it, Enter accepts, Escape gives it up. Tab goes from part to part by itself.
 */
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useCommands } from '#app/ui/commands/use-commands.tsx'
import { movePart } from '#core/suggestions/reshape/move-part.ts'
import { handlesOf, pullHandle, turnedPart } from '#core/suggestions/reshape/part-handles.ts'
import type { PartFrame } from '#core/suggestions/reshape/part-outline.ts'
import type { SketchElement } from '#core/suggestions/sketch.ts'
import { type ReshapeHand, useReshaping } from './reshape-context.tsx'
import { leftOut, madeAgain, partChanged, takenBack } from './reshaping.ts'

/** One press of an arrow, page units; with Shift, a longer step. */
const STEP = 4
const LONG_STEP = 24
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
}

export function usePartKeys(layer: RefObject<HTMLElement | null>, frame: PartFrame): void {
	const hand = useReshaping()
	const latest = useRef({ hand, frame })
	latest.current = { hand, frame }
	useEffect(() => {
		const element = layer.current
		if (!element) return undefined
		const listen = (event: KeyboardEvent) => {
			// The drawing below has keys of its own, Tab among them.
			event.stopPropagation()
			if (press(latest.current, event)) event.preventDefault()
		}
		element.addEventListener('keydown', listen)
		return () => element.removeEventListener('keydown', listen)
	}, [layer])
	useReshapeUndo(hand)
}

function press({ hand, frame }: { hand: ReshapeHand; frame: PartFrame }, event: KeyboardEvent) {
	const { key, target } = event
	if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
	if (key === 'Escape') {
		hand.giveUp()
		return true
	}
	if (!(target instanceof HTMLElement)) return false
	const on = target.closest<HTMLElement>('[data-part]')
	const { now } = hand
	if (!on || !now) return false
	const at = Number(on.dataset.part)
	const element = now.draft.parts[at]?.element
	if (!element) return false
	if (key === 'Enter') {
		hand.accept()
		return true
	}
	if (key === 'Delete' || key === 'Backspace') {
		hand.change((last) => leftOut(last, at))
		return true
	}
	const next =
		key.toLowerCase() === 'r'
			? turnedPart(element)
			: nudged(element, { event, frame, handleId: on.dataset.handle ?? null })
	if (!next) return false
	const step = `key ${at} ${on.dataset.handle ?? ''} ${key === 'r' ? 'r' : ''}`
	hand.change((last) => partChanged(last, at, { element: next, step }))
	return true
}

function nudged(
	element: SketchElement,
	{ event, frame, handleId }: { event: KeyboardEvent; frame: PartFrame; handleId: string | null },
): SketchElement | null {
	const way = ARROWS[event.key]
	if (!way) return null
	const step = event.shiftKey ? LONG_STEP : STEP
	const [dx, dy] = [(way[0] * step) / frame.w, (way[1] * step) / frame.h]
	const handle = handlesOf(element, frame).find(({ id }) => id === handleId)
	if (!handle) return movePart(element, [dx, dy])
	return pullHandle(element, handle, { to: [handle.at[0] + dx, handle.at[1] + dy], frame })
}

/** While something is changed, Undo takes back steps of that; the board's own come after it. */
function useReshapeUndo({ now, change }: ReshapeHand): void {
	const isOn = now !== null && (now.past.length > 0 || now.future.length > 0)
	useCommands(
		useMemo(() => {
			if (!isOn) return null
			const shared = { group: 'Everywhere', where: 'everywhere', isOn: isNotTyping } as const
			return [
				{
					...shared,
					...{ id: 'undo', label: 'Undo the last change to the suggestion', keys: ['mod+z'] },
					run: () => change(takenBack),
				},
				{
					...shared,
					...{ id: 'redo', label: 'Redo', keys: ['mod+shift+z', 'mod+y'] },
					run: () => change(madeAgain),
				},
			]
		}, [isOn, change]),
	)
}

/** Words that are being typed are taken back by their field. */
function isNotTyping(): boolean {
	const { activeElement } = document
	return !(
		activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement
	)
}
