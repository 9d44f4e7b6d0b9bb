/**
 * A finger, pen or mouse on the parts of a ghost: takes the part under it, or a handle, and pulls. What
 * is pulled is kept here until it is let go, so that a gesture costs nothing elsewhere on the page.
 */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { movePart } from '#core/suggestions/reshape/move-part.ts'
import { pullHandle } from '#core/suggestions/reshape/part-handles.ts'
import { type PartFrame, partAt } from '#core/suggestions/reshape/part-outline.ts'
import type { SketchElement } from '#core/suggestions/sketch.ts'
import { useReshaping } from './reshape-context.tsx'
import { letGo, taken } from './reshaping.ts'

/** How far a finger may miss a line, screen pixels. */
const REACH_PX = 10
/** What was let go stays painted until the whole drawing is, milliseconds. */
const SETTLE_MS = 250

interface Gesture {
	pointerId: number
	at: number
	/** The part as it was when it was taken. */
	element: SketchElement
	handleId: string | null
	/** Where the pointer was then, and what it missed the handle by; shares of the panel. */
	from: readonly [number, number]
}
/** A part under the finger, as it is pulled now. */
export interface HeldPart {
	at: number
	element: SketchElement
}
export interface PartDrag {
	hovered: number | null
	held: HeldPart | null
	onSurface: {
		onPointerDown(event: PointerEvent<HTMLElement>): void
		onPointerMove(event: PointerEvent<HTMLElement>): void
		onPointerUp(event: PointerEvent<HTMLElement>): void
		onPointerCancel(event: PointerEvent<HTMLElement>): void
		onPointerLeave(): void
	}
	/** For a handle's own pointer events. */
	takeHandle(
		event: PointerEvent<HTMLElement>,
		handleId: string,
		at: readonly [number, number],
	): void
}

export function usePartDrag(options: {
	surface: RefObject<HTMLElement | null>
	frame: PartFrame
	onTake(at: number): void
}): PartDrag {
	const { surface, frame, onTake } = options
	const { now, change } = useReshaping()
	const gesture = useRef<Gesture | null>(null)
	const count = useRef(0)
	const timer = useRef(0)
	useEffect(() => () => window.clearTimeout(timer.current), [])
	const [hovered, setHovered] = useState<number | null>(null)
	const [held, setHeld] = useState<HeldPart | null>(null)
	const shareOf = ({ clientX, clientY }: PointerEvent<HTMLElement>): [number, number] => {
		const box = surface.current?.getBoundingClientRect()
		if (!box) return [0, 0]
		return [(clientX - box.left) / box.width, (clientY - box.top) / box.height]
	}
	const under = (event: PointerEvent<HTMLElement>): number | null => {
		const box = surface.current?.getBoundingClientRect()
		if (!now || !box) return null
		const [x, y] = shareOf(event)
		const parts = now.draft.parts.map((part) => (part.isLeftOut ? null : part.element))
		const reach = (REACH_PX * frame.w) / box.width
		return partAt(parts, [x * frame.w, y * frame.h], { frame, reach })
	}
	const take = (event: PointerEvent<HTMLElement>, at: number, pulled: Partial<Gesture>) => {
		const element = now?.draft.parts[at]?.element
		if (!element) return
		event.currentTarget.setPointerCapture(event.pointerId)
		gesture.current = {
			...{ pointerId: event.pointerId, at, element },
			...{ handleId: null, from: shareOf(event) },
			...pulled,
		}
		window.clearTimeout(timer.current)
		change((last) => taken(last, at))
		setHeld({ at, element })
		onTake(at)
	}
	const move = (event: PointerEvent<HTMLElement>) => {
		const going = gesture.current
		if (!going || going.pointerId !== event.pointerId) {
			setHovered(under(event))
			return
		}
		event.stopPropagation()
		const { element, from, handleId, at } = going
		const [x, y] = shareOf(event)
		const next =
			handleId === null
				? movePart(element, [x - from[0], y - from[1]])
				: pullHandle(element, { id: handleId }, { to: [x - from[0], y - from[1]], frame })
		setHeld({ at, element: next })
	}
	const end = (event: PointerEvent<HTMLElement>) => {
		const going = gesture.current
		if (going?.pointerId !== event.pointerId) return
		gesture.current = null
		count.current += 1
		const step = `drag ${count.current}`
		const pulled = held && held.element !== going.element ? { element: held.element, step } : null
		change((last) => letGo(last, going.at, pulled))
		window.clearTimeout(timer.current)
		timer.current = window.setTimeout(() => setHeld(null), SETTLE_MS)
	}
	return {
		...{ hovered, held },
		onSurface: {
			onPointerDown(event) {
				event.stopPropagation()
				if (event.button !== 0) return
				// Focus goes to the part, not to the surface under it.
				event.preventDefault()
				const at = under(event)
				if (at !== null) take(event, at, {})
			},
			onPointerMove: move,
			onPointerUp: end,
			onPointerCancel: end,
			onPointerLeave: () => setHovered(null),
		},
		takeHandle(event, handleId, at) {
			event.stopPropagation()
			if (!now || now.partAt === null || event.button !== 0) return
			event.preventDefault()
			const [x, y] = shareOf(event)
			take(event, now.partAt, { handleId, from: [x - at[0], y - at[1]] })
		},
	}
}
