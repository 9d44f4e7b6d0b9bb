/** How wide a second is drawn: the scene fills the strip, or as wide as it was zoomed. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useValue } from 'tldraw'
import { secondsOfFrame } from '#core/board/frame-rate.ts'
import type { StripScale } from './strip-scale.ts'
import type { TimeHand } from './time-actions.ts'

/** Narrowest and widest a second is drawn by itself, px. */
const SECOND_PX = { min: 12, max: 76 }
const ZOOM = { min: 0.25, max: 20 }
const END_PX = 40
/** Room for a panel that a cut leaves out. */
const LEFT_OUT_PX = 68

export function useStripScale(act: TimeHand): {
	scale: StripScale
	lengthPx: number
	room: RefObject<HTMLDivElement>
	zoom: (factor: number) => void
	/** Keeps the scale while an edge is dragged, so that it stays under the pointer. */
	hold: (isHeld: boolean) => void
} {
	const room = useRef<HTMLDivElement>(null)
	const width = useWidth(room)
	const [factor, setFactor] = useState(1)
	const held = useRef<number | null>(null)
	const frameRate = useValue('rate', () => act.hand.model.frameRate.get(), [act])
	const frames = useValue('frames', () => act.time.sequence.get().frames, [act])
	const leftOut = useValue('left out', () => act.time.leftOut.get().length, [act])
	const seconds = secondsOfFrame(frames, frameRate)
	const fit = (width - END_PX) / Math.max(1, seconds)
	const fitted = Math.max(SECOND_PX.min, Math.min(SECOND_PX.max, fit))
	const secondPx = held.current ?? fitted * factor
	const zoom = useCallback(
		(by: number) => setFactor((now) => Math.max(ZOOM.min, Math.min(ZOOM.max, now * by))),
		[],
	)
	useEffect(() => zoomByWheel(room.current, zoom), [zoom])
	const outPx = leftOut === 0 ? 0 : 110 + leftOut * LEFT_OUT_PX
	return {
		scale: { secondPx, frameRate },
		lengthPx: seconds * secondPx + END_PX + outPx,
		room,
		zoom,
		hold(isHeld) {
			held.current = isHeld ? secondPx : null
		},
	}
}

/** The wheel scrolls along the strip; with Ctrl it zooms. */
function zoomByWheel(element: HTMLElement | null, zoom: (by: number) => void) {
	if (!element) return undefined
	const onWheel = (event: WheelEvent) => {
		event.preventDefault()
		if (event.ctrlKey || event.metaKey) zoom(Math.exp(-event.deltaY / 300))
		else element.scrollLeft += event.deltaX || event.deltaY
	}
	element.addEventListener('wheel', onWheel, { passive: false })
	return () => element.removeEventListener('wheel', onWheel)
}

function useWidth(of: RefObject<HTMLElement>): number {
	const [width, setWidth] = useState(1200)
	useEffect(() => {
		if (!of.current || typeof ResizeObserver === 'undefined') return undefined
		const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 1200))
		observer.observe(of.current)
		return () => observer.disconnect()
	}, [of])
	return width
}
