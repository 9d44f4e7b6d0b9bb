/** Dragging cells of the contact sheet: where they would go is shown at the edge of a cell. */
import { type PointerEvent, useRef, useState } from 'react'

/** Less is a click, px. */
const DRAG_PX = 6

export interface SheetDrag {
	state: { ids: readonly string[]; markId: string; side: 'before' | 'after' } | null
	bind(id: string): {
		onPointerDown(event: PointerEvent<HTMLElement>): void
		onPointerMove(event: PointerEvent<HTMLElement>): void
		onPointerUp(event: PointerEvent<HTMLElement>): void
		onPointerCancel(): void
	}
}

export function useSheetDrag(options: {
	canDrag: boolean
	idsOf: (id: string) => readonly string[]
	onOver: (ids: readonly string[], afterId: string | null) => void
	onDrop: (ids: readonly string[], afterId: string | null) => void
	/** Pressed and not dragged. */
	onPick: (id: string, event: PointerEvent<HTMLElement>) => void
	onEnd: () => void
}): SheetDrag {
	const from = useRef<{ id: string; x: number; y: number } | null>(null)
	const over = useRef<{ ids: readonly string[]; afterId: string | null } | null>(null)
	const [state, setState] = useState<SheetDrag['state']>(null)
	const stop = () => {
		from.current = null
		over.current = null
		setState(null)
		options.onEnd()
	}
	return {
		state,
		bind: (id) => ({
			onPointerDown(event) {
				if (event.button === 0) from.current = { id, x: event.clientX, y: event.clientY }
			},
			onPointerMove(event) {
				const start = from.current
				if (start?.id !== id || !options.canDrag) return
				const far = Math.hypot(event.clientX - start.x, event.clientY - start.y)
				if (!over.current && far < DRAG_PX) return
				event.currentTarget.setPointerCapture(event.pointerId)
				const place = gapAt(event.currentTarget.parentElement, event.clientX, event.clientY)
				if (!place) return
				const ids = options.idsOf(id)
				over.current = { ids, afterId: place.afterId }
				setState({ ids, markId: place.markId, side: place.side })
				options.onOver(ids, place.afterId)
			},
			onPointerUp(event) {
				const drop = over.current
				if (drop) options.onDrop(drop.ids, drop.afterId)
				else if (from.current?.id === id) options.onPick(id, event)
				stop()
			},
			onPointerCancel: stop,
		}),
	}
}

/** The gap beside the nearest cell of the pointer's row, and the cell that shows it. */
function gapAt(grid: HTMLElement | null, x: number, y: number) {
	const cells = [...(grid?.children ?? [])].filter((cell) => cell instanceof HTMLElement)
	let best: { distance: number; place: number; side: 'before' | 'after' } | null = null
	for (const [place, cell] of cells.entries()) {
		const box = cell.getBoundingClientRect()
		const distance = Math.hypot(
			x - (box.left + box.width / 2),
			// A row counts before a column.
			3 * (y - (box.top + box.height / 2)),
		)
		const side = x < box.left + box.width / 2 ? 'before' : 'after'
		if (!best || distance < best.distance) best = { distance, place, side }
	}
	const markId = best && cells[best.place]?.dataset.clip
	if (!best || !markId) return null
	const afterId = best.side === 'after' ? markId : (cells[best.place - 1]?.dataset.clip ?? null)
	return { markId, side: best.side, afterId }
}
