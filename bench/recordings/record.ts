/**
 * Makes the recordings: `node bench/recordings/record.ts`. Drives the real tldraw editor in jsdom with
 * 600 pointer events over 5 s (120 Hz), its ticks at 60 Hz, and keeps what the store did at each tick.
 * The hand is a formula and time is counted, so that the same strokes come out on every machine.
 */
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { JSDOM } from 'jsdom'
import type { Editor, TLPointerEventInfo } from 'tldraw'
import type { Recording, RecordingEntry } from './recording.ts'

const EVENTS = 600
const EVENT_MS = 1000 / 120
const EVENTS_PER_TICK = 2

interface Hand {
	name: Recording['name']
	isPen: boolean
	/** Where the hand is at its event number `step`; `z` is pressure. */
	at(step: number): { x: number; y: number; z: number }
}

/** Round and round with a changing radius, as one hatches: it never stands still by itself. */
const loop = (turn: number) => {
	const radius = 170 + 90 * Math.sin(0.37 * turn)
	return { x: 500 + 1.4 * radius * Math.cos(turn), y: 360 + radius * Math.sin(turn) }
}
const pressure = (step: number) => 0.35 + 0.2 * Math.sin(step / 37) + 0.05 * Math.sin(step / 5)

const HANDS: readonly Hand[] = [
	{
		name: 'pen',
		isPen: true,
		at: (step) => ({ ...loop(step / 30), z: pressure(step) }),
	},
	{
		// A mouse reports whole pixels and no pressure.
		name: 'mouse',
		isPen: false,
		at: (step) => {
			const { x, y } = loop(step / 30)
			return { x: Math.round(x), y: Math.round(y), z: 0.5 }
		},
	},
	{
		// Slows down again and again to less than a pixel an event: such samples merge.
		name: 'slow pen',
		isPen: true,
		at: (step) => {
			const turn = step / 170 - 0.9 * (30 / 170) * Math.sin(step / 30)
			return { ...loop(turn), z: pressure(step) }
		},
	},
]

/** The editor needs a page around it; its frames are ours to give. */
function installPage(): HTMLElement {
	const { window } = new JSDOM('<div id="board"></div>', { url: 'http://localhost/' })
	const { document } = window
	class Observer {
		observe() {}
		unobserve() {}
		disconnect() {}
	}
	Object.assign(window, {
		requestAnimationFrame: () => 0,
		cancelAnimationFrame: () => undefined,
		ResizeObserver: Observer,
		FontFace: class {},
		matchMedia: () => ({ matches: false, addEventListener() {}, removeEventListener() {} }),
	})
	Object.defineProperty(document, 'fonts', { value: { add() {}, load: async () => [] } })
	const names = ['navigator', 'HTMLElement', 'Element', 'Node', 'Event', 'KeyboardEvent', 'Image']
	const more = [
		'localStorage',
		'MutationObserver',
		'DOMRect',
		'DOMParser',
		'CustomEvent',
		'document',
	]
	const ours = ['requestAnimationFrame', 'cancelAnimationFrame', 'ResizeObserver', 'FontFace']
	for (const name of [...names, ...more, ...ours, 'matchMedia', 'window']) {
		const value: unknown = Reflect.get(window, name)
		Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
	}
	const board = document.getElementById('board')
	if (!board) throw new Error('no page')
	return board
}

async function openEditor(container: HTMLElement): Promise<Editor> {
	// After the page is there: tldraw looks at it while it is loaded.
	const { createTLStore, defaultBindingUtils, defaultShapeTools, defaultShapeUtils, Editor } =
		await import('tldraw')
	const shapeUtils = defaultShapeUtils
	const editor = new Editor({
		store: createTLStore({ shapeUtils, bindingUtils: defaultBindingUtils }),
		shapeUtils,
		bindingUtils: defaultBindingUtils,
		tools: defaultShapeTools,
		getContainer: () => container,
	})
	editor.updateViewportScreenBounds(new (await import('tldraw')).Box(0, 0, 1080, 720))
	return editor
}

async function record(editor: Editor, hand: Hand): Promise<Recording> {
	const { interceptHistory } = await import('../../app/core/sync/store-history.ts')
	const entries: RecordingEntry[] = []
	const changed = new Set<string>()
	const stop = interceptHistory(editor.store, ({ changes }) => {
		for (const id of Object.keys({ ...changes.added, ...changes.updated }))
			if (id.startsWith('shape:')) changed.add(id)
	})
	const keep = (step: number) => {
		const put = editor.getCurrentPageShapes().filter(({ id }) => changed.has(id))
		if (put.length > 0) entries.push({ atMs: Math.round(step * EVENT_MS * 10) / 10, put })
		changed.clear()
	}
	editor.setCurrentTool('draw')
	editor.dispatch(pointer(hand, 'pointer_down', 0))
	editor.emit('tick', 0)
	keep(0)
	for (let step = 1; step < EVENTS; step++) {
		editor.dispatch(pointer(hand, 'pointer_move', step))
		if (step % EVENTS_PER_TICK !== 0 && step !== EVENTS - 1) continue
		editor.emit('tick', EVENT_MS * EVENTS_PER_TICK)
		keep(step)
	}
	editor.dispatch(pointer(hand, 'pointer_up', EVENTS - 1))
	editor.emit('tick', EVENT_MS * EVENTS_PER_TICK)
	keep(EVENTS)
	stop()
	const pathChars = inkChars(editor)
	editor.deleteShapes([...editor.getCurrentPageShapeIds()])
	return { name: hand.name, pathChars, entries }
}

function pointer(hand: Hand, name: TLPointerEventInfo['name'], step: number): TLPointerEventInfo {
	const keys = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, accelKey: false }
	return {
		...{ type: 'pointer', target: 'canvas', name, point: hand.at(step) },
		...{ pointerId: 1, button: 0, isPen: hand.isPen, ...keys },
	} as TLPointerEventInfo
}

function inkChars(editor: Editor): number {
	let sum = 0
	for (const shape of editor.getCurrentPageShapes())
		if (shape.type === 'draw') for (const { path } of shape.props.segments) sum += path.length
	return sum
}

const editor = await openEditor(installPage())
for (const hand of HANDS) {
	const recording = await record(editor, hand)
	const file = new URL(`./${hand.name.replace(' ', '-')}.json.gz`, import.meta.url)
	writeFileSync(file, gzipSync(JSON.stringify(recording), { level: 9 }))
	process.stdout.write(
		`${hand.name}: ${recording.entries.length} changes, path of ${recording.pathChars} characters\n`,
	)
}
process.exit(0)
