/**
 * One page a person has open: a real tldraw editor bound to a document of its own, with the undo the
 * product has. A reload is a new one of these from what the local copy kept, under a new client id.
 */
import {
	createTLStore,
	defaultBindingUtils,
	defaultShapeUtils,
	Editor,
	Rectangle2d,
	ShapeUtil,
} from 'tldraw'
import * as Y from 'yjs'
import { createCanvasSchema, ROOM_RECORD_TYPES } from '#core/canvas/canvas-schema.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { PANEL_STANDING, panelShapeMigrations, panelShapeProps } from '#core/canvas/panel-shape.ts'
import { bindStore, type StoreBinding } from '#core/sync/bind-store.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { attachRebasedHistory, type RebasedHistory } from '#core/sync/undo-rebase.ts'

class TestPanelUtil extends ShapeUtil<PanelShape> {
	static override type = 'panel' as const
	static override props = panelShapeProps
	static override migrations = panelShapeMigrations
	override getDefaultProps(): PanelShape['props'] {
		return {
			w: 640,
			h: 360,
			action: '',
			dialogue: '',
			notes: '',
			durationFrames: null,
			shotId: null,
			scriptBlockIds: [],
			backdrop: 'shot',
			...PANEL_STANDING,
		}
	}
	override getGeometry(shape: PanelShape) {
		return new Rectangle2d({ width: shape.props.w, height: shape.props.h, isFilled: true })
	}
	override component() {
		return null
	}
	override getIndicatorPath() {
		return undefined
	}
}

/** Timers that run when the test lets time pass. */
export class TestClock {
	time = 0
	private timers: { at: number; run: () => void }[] = []
	readonly now = () => this.time
	readonly setTimer = (run: () => void, delayMs: number) => {
		const timer = { at: this.time + delayMs, run }
		this.timers.push(timer)
		return () => {
			this.timers = this.timers.filter((one) => one !== timer)
		}
	}
	pass(ms: number) {
		this.time += ms
		const due = this.timers.filter((timer) => timer.at <= this.time).sort((a, b) => a.at - b.at)
		this.timers = this.timers.filter((timer) => timer.at > this.time)
		for (const timer of due) timer.run()
	}
}

export function createEditor(): Editor {
	const shapeUtils = [...defaultShapeUtils, TestPanelUtil]
	return new Editor({
		store: createTLStore({ schema: createCanvasSchema() }),
		shapeUtils,
		bindingUtils: defaultBindingUtils,
		tools: [],
		getContainer: () => document.body,
	})
}

export interface Editing {
	readonly editor: Editor
	readonly doc: Y.Doc
	readonly records: RecordDoc
	readonly binding: StoreBinding
	readonly history: RebasedHistory
	readonly clock: TestClock
	/** `flush: false` as when a tab crashes: what was not written is gone. */
	close(options?: { flush: boolean }): void
}

export interface EditingOptions {
	clientId: number
	/** What the document holds when the page opens: a local copy, or what a server sent. */
	updates: readonly Uint8Array[]
	readOnly?: boolean
	/** Hears of every transaction of the document after opening. */
	onUpdate(update: Uint8Array, origin: unknown): void
}

/** Opens an editor on a document that is loaded (B11). */
export function openEditing({
	clientId,
	updates,
	readOnly = false,
	onUpdate,
}: EditingOptions): Editing {
	const editor = createEditor()
	const doc = new Y.Doc()
	doc.clientID = clientId
	for (const update of updates) Y.applyUpdate(doc, update, 'loaded')
	const records = new RecordDoc(doc)
	const clock = new TestClock()
	const history = attachRebasedHistory(editor)
	doc.on('update', onUpdate)
	const binding = bindStore({
		...{ store: editor.store, doc: records, types: ROOM_RECORD_TYPES.board, readOnly },
		now: clock.now,
		setTimer: clock.setTimer,
		onMissed: (missed) => history.missed(missed),
	})
	editor.clearHistory()
	return {
		...{ editor, doc, records, binding, history, clock },
		close({ flush } = { flush: true }) {
			if (!flush) doc.off('update', onUpdate)
			binding.dispose()
			history.dispose()
			editor.dispose()
			doc.destroy()
		},
	}
}

/** What an editor draws by chance once per process must be drawn before the first seed. */
export function warmUp(): void {
	const editor = createEditor()
	editor.createShape({ type: 'geo' })
	editor.dispose()
}
