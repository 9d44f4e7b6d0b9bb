/**
 * A pen draws and a hand moves the wall. Once a pen has been seen, a finger or a palm never draws: one
 * finger moves the wall, two move and zoom it as ever, a mouse works as before. While the pen is down a
 * hand does nothing at all, and a palm that lands just before its pen leaves nothing. Pressure goes
 * through the person's own curve on its way to the line. Without a pen a finger draws. Whoever wants it
 * otherwise says so on the pen's page.
 */
import type { Editor, TLShapeId } from 'tldraw'
import { leansOn } from '#core/canvas/brush.ts'
import { feltLaid, feltPressure, laidOf } from '#core/canvas/pen-feel.ts'
import { createFingerRule, followFirmness } from './pen-settings.ts'

/** A palm comes down at most so long before the pen that it belongs to. */
const PALM_MS = 100
/** With these in hand a finger does what it does without a pen: choose, move the wall. */
const FINGER_TOOLS = ['select', 'hand'] as const

/** Watches until the returned function is called. */
export function startPenAndPalm(editor: Editor): () => void {
	const palms = createPalms(editor)
	const stops = [ownPenMode(editor), quietTouches(editor), palms.dispose, readInput(editor, palms)]
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

/**
 * tldraw would prevent a touch from a listener that React put on the whole document, where browsers
 * refuse that and complain. The canvas's `touch-action` already says what it wanted to.
 */
function quietTouches(editor: Editor): () => void {
	const container = editor.getContainer()
	const quiet = (event: TouchEvent) => {
		if (isOnCanvas(event)) editor.markEventAsHandled(event)
	}
	container.addEventListener('touchstart', quiet, { passive: true })
	return () => container.removeEventListener('touchstart', quiet)
}

interface Spot {
	x: number
	y: number
}

function createPalms(editor: Editor) {
	const container = editor.getContainer()
	/** Touches that tldraw does not hear of: fingers with their place, palms without. */
	const touches = new Map<number, Spot | null>()
	const finger = createFingerRule()
	let penDown: number | null = null
	let laid = 0
	let landed: { atMs: number; drawn: TLShapeId[] } | null = null
	const stopWatching = editor.sideEffects.registerAfterCreateHandler('shape', ({ id }, source) => {
		if (source === 'user') landed?.drawn.push(id)
	})
	const penLands = (event: PointerEvent) => {
		finger.penSeen()
		penDown = event.pointerId
		laid = laidOf(event)
		for (const id of touches.keys()) touches.set(id, null)
		// tldraw hears no pen while it thinks that two fingers zoom.
		if (editor.inputs.getIsPinching()) endPinch(editor)
		if (landed && event.timeStamp - landed.atMs < PALM_MS) takeBack(editor, landed.drawn)
		landed = null
	}
	const down = (event: PointerEvent) => {
		if (event.pointerType === 'pen') return penLands(event)
		if (event.pointerType !== 'touch' || !isOnCanvas(event)) return undefined
		if (penDown !== null) touches.set(event.pointerId, null)
		else {
			landed = { atMs: event.timeStamp, drawn: [] }
			if (finger.draws() || editor.isInAny(...FINGER_TOOLS)) return undefined
			touches.set(event.pointerId, { x: event.clientX, y: event.clientY })
		}
		editor.markEventAsHandled(event)
		return undefined
	}
	const move = (event: PointerEvent) => {
		// Also a pen that only hovers: its palm may land before it does.
		if (event.pointerType === 'pen') {
			finger.penSeen()
			laid = laidOf(event)
		}
		if (!touches.has(event.pointerId)) return
		editor.markEventAsHandled(event)
		const from = touches.get(event.pointerId)
		if (!from) return
		const to = { x: event.clientX, y: event.clientY }
		touches.set(event.pointerId, to)
		// Two fingers are tldraw's own gesture.
		if (touches.size === 1) moveWall(editor, { x: to.x - from.x, y: to.y - from.y })
	}
	const up = (event: PointerEvent) => {
		if (event.pointerId === penDown) penDown = null
		if (event.pointerType === 'touch') landed = null
		if (touches.delete(event.pointerId)) editor.markEventAsHandled(event)
	}
	const events = [
		['pointerdown', down],
		['pointermove', move],
		['pointerup', up],
		['pointercancel', up],
	] as const
	for (const [name, listen] of events) container.addEventListener(name, listen, { capture: true })
	const dispose = () => {
		stopWatching()
		for (const [name, listen] of events) {
			container.removeEventListener(name, listen, { capture: true })
		}
	}
	return { dispose, isPenDown: () => penDown !== null, laid: () => laid }
}

/** By pixels of the screen. */
function moveWall(editor: Editor, by: Spot): void {
	const { x, y, z } = editor.getCamera()
	editor.setCamera({ x: x + by.x / z, y: y + by.y / z, z }, { immediate: true })
}

function endPinch(editor: Editor): void {
	const { x, y } = editor.inputs.getCurrentScreenPoint()
	const keys = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, accelKey: false }
	const point = { x, y, z: editor.getZoomLevel() }
	editor.dispatch({ type: 'pinch', name: 'pinch_end', point, delta: { x: 0, y: 0 }, ...keys })
}

function isOnCanvas({ target }: Event): boolean {
	return target instanceof Element && target.closest('.tl-canvas') !== null
}

/** What the palm drew goes as if it had never been: the pen's stroke is the next step of undo. */
function takeBack(editor: Editor, drawn: readonly TLShapeId[]): void {
	editor.cancel()
	editor.run(() => editor.deleteShapes([...drawn]), { history: 'ignore' })
}

/** Pressure as this person means it, a pencil laid on its side (tldraw hears no tilt), Alt as the quick eraser, and no zooming by a palm under a pen. */
function readInput(
	editor: Editor,
	{ isPenDown, laid }: { isPenDown(): boolean; laid(): number },
): () => void {
	const { firmness, dispose } = followFirmness()
	const dispatch = editor.dispatch.bind(editor)
	editor.dispatch = (info) => {
		if (info.type === 'pinch' && info.name !== 'pinch_end' && isPenDown()) return editor
		if (info.type !== 'pointer') return dispatch(info)
		// Alt is the quick eraser; tldraw has that on Ctrl.
		const isErasing =
			info.name === 'pointer_down' && info.altKey && editor.isInAny('draw', 'highlight')
		if (isErasing) return dispatch({ ...info, accelKey: true, altKey: false })
		if (!info.isPen) return dispatch(info)
		const felt = feltPressure(info.point.z ?? 0.5, firmness.get())
		const leans = editor.isInAny('draw') && leansOn(editor.getInstanceState().meta.brush)
		const z = leans ? feltLaid(felt, laid()) : felt
		return dispatch({ ...info, point: { ...info.point, z } })
	}
	return () => {
		editor.dispatch = dispatch
		dispose()
	}
}
