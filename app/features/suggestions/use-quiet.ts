/**
 * Whether the tray keeps still: while a hand is on the board and shortly after, or because it was told
 * to. What was told is kept on this device.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { type HeldCards, heldCards, type Quiet } from './held-cards.ts'

/** The tray keeps still for so long after the pen is lifted: the next stroke is often on its way. */
const AFTER_MS = 2500
const KEY = 'dailies.tray.quiet'
/** The drawing, and what lies over it for the hand: a proposal's sheet, the parts of a ghost. */
const BOARD = '.tl-canvas, [data-proposal-sheet], [data-reshape]'

export interface QuietTray extends HeldCards {
	isKept: boolean
	/** Whether it keeps still now, for whichever reason. */
	isStill: boolean
	keep(on: boolean): void
	/** Shows what is held, and stays quiet. */
	catchUp(): void
}

export function useQuiet(suggestions: readonly SuggestionRecord[], userId: string): QuietTray {
	const isDrawing = useHandOnBoard()
	const [isKept, setKept] = useState(readKept)
	const quiet: Quiet = isDrawing ? 'drawing' : isKept ? 'kept' : 'off'
	const [before, setBefore] = useState(suggestions)
	// What was last seen with the pen up: with quiet kept on, own cards came to it since it began.
	const seen = useRef(before)
	const cards = useMemo(
		() => heldCards(isDrawing ? seen.current : before, suggestions, { quiet, userId }),
		[before, suggestions, quiet, userId, isDrawing],
	)
	useEffect(() => {
		if (!isDrawing) seen.current = cards.shown
	}, [isDrawing, cards])
	useEffect(() => {
		if (quiet === 'off') setBefore(suggestions)
	}, [quiet, suggestions])
	const keep = useCallback((on: boolean) => {
		rememberKept(on)
		setKept(on)
	}, [])
	const latest = useRef(suggestions)
	latest.current = suggestions
	const catchUp = useCallback(() => setBefore(latest.current), [])
	return { ...cards, isKept, isStill: quiet !== 'off', keep, catchUp }
}

function readKept(): boolean {
	try {
		return window.localStorage.getItem(KEY) === 'on'
	} catch {
		return false
	}
}
function rememberKept(on: boolean): void {
	try {
		window.localStorage.setItem(KEY, on ? 'on' : 'off')
	} catch {
		// A browser that keeps nothing still keeps quiet until the page is left.
	}
}

/** True from the pen's touch until a while after it is lifted. */
function useHandOnBoard(): boolean {
	const [isOn, setOn] = useState(false)
	useEffect(() => {
		let timer = 0
		let isDown = false
		const down = ({ target }: PointerEvent) => {
			if (!(target instanceof Element) || !target.closest(BOARD)) return
			isDown = true
			window.clearTimeout(timer)
			setOn(true)
		}
		const up = () => {
			if (!isDown) return
			isDown = false
			window.clearTimeout(timer)
			timer = window.setTimeout(() => setOn(false), AFTER_MS)
		}
		const options = { capture: true, passive: true }
		window.addEventListener('pointerdown', down, options)
		window.addEventListener('pointerup', up, options)
		window.addEventListener('pointercancel', up, options)
		window.addEventListener('blur', up)
		return () => {
			window.clearTimeout(timer)
			window.removeEventListener('pointerdown', down, options)
			window.removeEventListener('pointerup', up, options)
			window.removeEventListener('pointercancel', up, options)
			window.removeEventListener('blur', up)
		}
	}, [])
	return isOn
}
