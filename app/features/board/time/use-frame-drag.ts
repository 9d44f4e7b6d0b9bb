/**
 * A drag along the strip that changes something while it goes: begins one undo step, says frames moved
 * since it began, and Escape takes all of it back.
 */
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { BoardHand } from '../panel-actions.ts'
import { framesOfPx, type StripScale } from './strip-scale.ts'

const LEAST_PX = 3

export interface FrameDrag {
	isDragging: boolean
	bind: {
		onPointerDown(event: PointerEvent<HTMLElement>): void
		onPointerMove(event: PointerEvent<HTMLElement>): void
		onPointerUp(): void
		onPointerCancel(): void
	}
}

export function useFrameDrag(options: {
	hand: BoardHand
	scale: StripScale
	step: string
	onStart: () => void
	/** @param snaps false while Alt is down */
	onMove: (byFrames: number, snaps: boolean) => void
	onEnd?: (moved: boolean) => void
}): FrameDrag {
	const { hand, scale, step, onStart, onMove, onEnd } = options
	const from = useRef<{ x: number; scale: StripScale; mark: string | null } | null>(null)
	const [isDragging, setDragging] = useState(false)
	const end = (moved: boolean) => {
		from.current = null
		setDragging(false)
		onEnd?.(moved)
	}
	useEffect(() => {
		if (!isDragging) return undefined
		const cancel = (event: KeyboardEvent) => {
			const mark = from.current?.mark
			if (event.key !== 'Escape' || !mark) return
			event.stopPropagation()
			hand.editor.bailToMark(mark)
			from.current = null
			setDragging(false)
		}
		window.addEventListener('keydown', cancel, { capture: true })
		return () => window.removeEventListener('keydown', cancel, { capture: true })
	}, [isDragging, hand])
	return {
		isDragging,
		bind: {
			onPointerDown(event) {
				if (event.button !== 0 || hand.editor.getIsReadonly()) return
				event.stopPropagation()
				event.currentTarget.setPointerCapture(event.pointerId)
				from.current = { x: event.clientX, scale, mark: null }
			},
			onPointerMove(event) {
				const start = from.current
				if (!start) return
				const px = event.clientX - start.x
				if (start.mark === null) {
					if (Math.abs(px) < LEAST_PX) return
					start.mark = hand.editor.markHistoryStoppingPoint(step)
					onStart()
					setDragging(true)
				}
				onMove(framesOfPx(px, start.scale), !event.altKey)
			},
			onPointerUp: () => end(from.current?.mark !== null && from.current !== null),
			onPointerCancel: () => end(false),
		},
	}
}
