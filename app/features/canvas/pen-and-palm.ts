/**
 * A pen draws and a hand moves the wall. Once a pen has been seen, a finger or a palm never draws: one
 * finger moves the wall, two move and zoom it as ever, a mouse works as before. A palm that lands just
 * before its pen leaves nothing. Pressure goes through the person's own curve on its way to the line.
 */
import type { Editor, TLShapeId } from 'tldraw'
import { feltPressure } from '#core/canvas/pen-feel.ts'
import { followFirmness } from './pen-settings.ts'

/** A palm comes down at most so long before the pen that it belongs to. */
const PALM_MS = 100
const DRAWS = ['draw', 'highlight', 'eraser'] as const

/** Watches until the returned function is called. */
export function startPenAndPalm(editor: Editor): () => void {
	const stops = [ownPenMode(editor), keepPalmsOff(editor), readInput(editor)]
	return () => {
		for (const stop of stops) stop()
	}
}

/** tldraw's pen mode would switch the mouse off as well; which pointer draws is decided here. */
function ownPenMode(editor: Editor): () => void {
	return editor.sideEffects.registerBeforeChangeHandler('instance', (_before, after) =>
		after.isPenMode ? { ...after, isPenMode: false } : after,
	)
}

function keepPalmsOff(editor: Editor): () => void {
	const container = editor.getContainer()
	const fingers = new Map<number, { x: number; y: number }>()
	let hasSeenPen = false
	let palm: { atMs: number; drawn: TLShapeId[] } | null = null
	const stopWatching = editor.sideEffects.registerAfterCreateHandler('shape', ({ id }, source) => {
		if (source === 'user') palm?.drawn.push(id)
	})
	const down = (event: PointerEvent) => {
		if (event.pointerType === 'pen') {
			hasSeenPen = true
			if (palm && event.timeStamp - palm.atMs < PALM_MS) takeBack(editor, palm.drawn)
			palm = null
		}
		if (event.pointerType !== 'touch' || !isOnCanvas(event)) return
		palm = { atMs: event.timeStamp, drawn: [] }
		if (!hasSeenPen || !editor.isInAny(...DRAWS)) return
		fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
		editor.markEventAsHandled(event)
	}
	const move = (event: PointerEvent) => {
		const from = fingers.get(event.pointerId)
		if (!from) return
		editor.markEventAsHandled(event)
		fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
		// Two fingers are tldraw's own gesture; a resting palm does not move the wall under the pen.
		if (fingers.size > 1 || editor.inputs.getIsPointing()) return
		const { x, y, z } = editor.getCamera()
		const by = { x: (event.clientX - from.x) / z, y: (event.clientY - from.y) / z }
		editor.setCamera({ x: x + by.x, y: y + by.y, z }, { immediate: true })
	}
	const up = (event: PointerEvent) => {
		if (event.pointerType === 'touch') palm = null
		if (fingers.delete(event.pointerId)) editor.markEventAsHandled(event)
	}
	const events = [
		['pointerdown', down],
		['pointermove', move],
		['pointerup', up],
		['pointercancel', up],
	] as const
	for (const [name, listen] of events) container.addEventListener(name, listen, { capture: true })
	return () => {
		stopWatching()
		for (const [name, listen] of events) {
			container.removeEventListener(name, listen, { capture: true })
		}
	}
}

function isOnCanvas({ target }: PointerEvent): boolean {
	return target instanceof Element && target.closest('.tl-canvas') !== null
}

/** What the palm drew goes as if it had never been: the pen's stroke is the next step of undo. */
function takeBack(editor: Editor, drawn: readonly TLShapeId[]): void {
	editor.cancel()
	editor.run(() => editor.deleteShapes([...drawn]), { history: 'ignore' })
}

/** Pressure as this person means it, and Alt as the quick eraser. */
function readInput(editor: Editor): () => void {
	const { firmness, dispose } = followFirmness()
	const dispatch = editor.dispatch.bind(editor)
	editor.dispatch = (info) => {
		if (info.type !== 'pointer') return dispatch(info)
		// Alt is the quick eraser; tldraw has that on Ctrl.
		const isErasing =
			info.name === 'pointer_down' && info.altKey && editor.isInAny('draw', 'highlight')
		if (isErasing) return dispatch({ ...info, accelKey: true, altKey: false })
		if (!info.isPen) return dispatch(info)
		const z = feltPressure(info.point.z ?? 0.5, firmness.get())
		return dispatch({ ...info, point: { ...info.point, z } })
	}
	return () => {
		editor.dispatch = dispatch
		dispose()
	}
}
