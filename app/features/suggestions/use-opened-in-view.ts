/**
 * An opened card or form is taller than before: what matters of it comes into view. Never under a
 * pointer that is down: what moves between press and release is not pressed.
 */
import { type RefObject, useEffect, useRef } from 'react'

export function useOpenedInView(tray: RefObject<HTMLElement>, openedId: string | null): void {
	const isPressed = useRef(false)
	useEffect(() => {
		const press = (event: PointerEvent) => {
			isPressed.current = event.type === 'pointerdown'
		}
		const events = ['pointerdown', 'pointerup', 'pointercancel'] as const
		for (const name of events) window.addEventListener(name, press, { capture: true })
		return () => {
			for (const name of events) window.removeEventListener(name, press, { capture: true })
		}
	}, [])
	useEffect(() => {
		if (openedId === null) return undefined
		const bring = () => {
			const card = tray.current?.querySelector(`[data-suggestion="${CSS.escape(openedId)}"]`)
			card?.scrollIntoView({ block: 'nearest' })
		}
		if (!isPressed.current) {
			bring()
			return undefined
		}
		// Behind the click.
		const released = () => setTimeout(bring)
		window.addEventListener('pointerup', released, { once: true })
		return () => window.removeEventListener('pointerup', released)
	}, [tray, openedId])
}
