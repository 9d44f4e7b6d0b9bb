/** Pressing a clip takes its panel in hand; dragging it shows where it would go and moves it there. */
import { type PointerEvent, useRef, useState } from 'react'

/** Less is a click, px. */
const DRAG_PX = 6

export interface ClipDrag {
	/** A press takes a clip in hand when it ends, so that it may mean several. */
	isPressed(): boolean
	/** The clip being dragged and the clip it would follow. */
	state: { id: string; afterId: string | null; byPx: number } | null
	bind(id: string): {
		onPointerDown(event: PointerEvent<HTMLElement>): void
		onPointerMove(event: PointerEvent<HTMLElement>): void
		onPointerUp(event: PointerEvent<HTMLElement>): void
		onPointerCancel(): void
	}
}

export function useClipDrag(
	ids: readonly string[],
	onMove: (id: string, afterId: string | null) => void,
	onTake: (id: string, event: PointerEvent<HTMLElement>) => void,
): ClipDrag {
	const [from, setFrom] = useState<{ id: string; x: number } | null>(null)
	const pressed = useRef(false)
	const [state, setState] = useState<ClipDrag['state']>(null)
	const stop = () => {
		pressed.current = false
		setFrom(null)
		setState(null)
	}
	return {
		state,
		isPressed: () => pressed.current,
		bind: (id) => ({
			onPointerDown(event) {
				if (event.button !== 0) return
				pressed.current = true
				event.currentTarget.setPointerCapture(event.pointerId)
				setFrom({ id, x: event.clientX })
			},
			onPointerMove(event) {
				if (from?.id !== id || (!state && Math.abs(event.clientX - from.x) < DRAG_PX)) return
				const afterId = clipBefore(event.currentTarget, event.clientX, id, ids)
				setState({ id, afterId, byPx: event.clientX - from.x })
			},
			onPointerUp(event) {
				if (state) onMove(state.id, state.afterId)
				else if (from?.id === id) onTake(id, event)
				stop()
			},
			onPointerCancel: stop,
		}),
	}
}

/** The last other clip whose middle lies left of the pointer. */
function clipBefore(
	clip: HTMLElement,
	x: number,
	movedId: string,
	ids: readonly string[],
): string | null {
	const clips = [...(clip.parentElement?.children ?? [])]
	let afterId: string | null = null
	for (const [place, element] of clips.entries()) {
		const box = element.getBoundingClientRect()
		const id = ids[place]
		if (id && id !== movedId && box.left + box.width / 2 < x) afterId = id
	}
	return afterId
}
