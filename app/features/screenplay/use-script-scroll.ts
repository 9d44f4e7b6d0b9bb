/**
 * Tells which line stands in the middle of the lane once a person scrolled it by hand, so that the board can
 * come along. Scrolling that the board itself asked for tells nothing, or the two would chase each other.
 */
import { type RefObject, useEffect, useRef } from 'react'

/** The hand rests this long before the board follows, milliseconds. */
const REST_MS = 160

export function useScriptScroll(
	list: RefObject<HTMLElement | null>,
	onRest: (lineId: string) => void,
): void {
	const latest = useRef(onRest)
	latest.current = onRest
	useEffect(() => {
		const element = list.current
		if (!element) return
		let timer: ReturnType<typeof setTimeout> | undefined
		const rest = () => {
			const { top, height } = element.getBoundingClientRect()
			const lines = [...element.querySelectorAll<HTMLElement>('[data-line-id]')]
			const middle = lines.find((line) => line.getBoundingClientRect().bottom > top + height / 2)
			if (middle?.dataset.lineId) latest.current(middle.dataset.lineId)
		}
		const byHand = () => {
			clearTimeout(timer)
			timer = setTimeout(rest, REST_MS)
		}
		element.addEventListener('wheel', byHand, { passive: true })
		element.addEventListener('touchmove', byHand, { passive: true })
		return () => {
			clearTimeout(timer)
			element.removeEventListener('wheel', byHand)
			element.removeEventListener('touchmove', byHand)
		}
	})
}
