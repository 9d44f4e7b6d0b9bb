/**
 * Peers for tests: a real tldraw editor (or a plain store) bound to its own document, joined through
 * a hub that keeps the committed document, as the server does: what a peer sends is delivered to the
 * others in order, links can be cut, and time passes only when the test says so.
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
import { panelShapeMigrations, panelShapeProps } from '#core/canvas/panel-shape.ts'
import { bindStore, type StoreBinding } from '#core/sync/bind-store.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { ROOM_ORIGIN } from '#core/sync/origin.ts'
import { repairCycles } from '#core/sync/parents.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { attachRebasedHistory, type RebasedHistory } from '#core/sync/undo-rebase.ts'
import { boardRecords } from './records.ts'

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

export interface Peer {
	readonly name: string
	readonly editor: Editor
	readonly records: RecordDoc
	readonly binding: StoreBinding
	readonly history: RebasedHistory
	readonly clock: TestClock
	/** Bytes of every update this peer has written. */
	readonly sent: Uint8Array[]
	/** Delivers what this peer wrote to the hub (commit), as far as the link holds. */
	send(): void
	/** Takes over everything the hub has committed. */
	receive(): void
	online: boolean
	dispose(): void
}

export class Hub {
	readonly records: RecordDoc
	readonly peers: Peer[] = []
	private nextClientId = 100

	constructor(records: DocRecord[] = boardRecords()) {
		this.records = new RecordDoc(new Y.Doc())
		this.records.doc.clientID = 99
		this.records.transact(ROOM_ORIGIN, () => {
			for (const record of records) this.records.put(record)
		})
	}

	/** Takes an update in as the room does: apply, then repair what honest concurrency broke (R8). */
	commit(update: Uint8Array) {
		let touched: string[] = []
		const dispose = this.records.observe((change) => {
			touched = [...touched, ...change.touched]
		})
		Y.applyUpdate(this.records.doc, update, 'peer')
		dispose()
		this.records.transact(ROOM_ORIGIN, () => repairCycles(this.records, touched))
	}

	join(name: string): Peer {
		const peer = createPeer(this, name, this.nextClientId++)
		this.peers.push(peer)
		return peer
	}

	/** Lets everything arrive everywhere. */
	settle() {
		for (let round = 0; round < 6; round++) {
			for (const peer of this.peers) {
				peer.online = true
				peer.clock.pass(1000)
				peer.binding.flush()
				peer.send()
			}
			for (const peer of this.peers) peer.receive()
		}
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

function createPeer(hub: Hub, name: string, clientId: number): Peer {
	const editor = createEditor()
	const doc = new Y.Doc()
	doc.clientID = clientId
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(hub.records.doc), 'hub')
	const records = new RecordDoc(doc)
	const clock = new TestClock()
	const history = attachRebasedHistory(editor)
	const binding = bindStore({
		store: editor.store,
		doc: records,
		types: ROOM_RECORD_TYPES.board,
		now: clock.now,
		setTimer: clock.setTimer,
		onMissed: (missed) => history.missed(missed),
	})
	editor.clearHistory()
	const outbox: Uint8Array[] = []
	const sent: Uint8Array[] = []
	doc.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin === 'hub') return
		outbox.push(update)
		sent.push(update)
	})
	const peer: Peer = {
		name,
		editor,
		records,
		binding,
		history,
		clock,
		sent,
		online: true,
		send() {
			if (!peer.online) return
			for (const update of outbox.splice(0)) hub.commit(update)
		},
		receive() {
			if (!peer.online) return
			const missing = Y.encodeStateAsUpdate(hub.records.doc, Y.encodeStateVector(doc))
			Y.applyUpdate(doc, missing, 'hub')
		},
		dispose() {
			binding.dispose()
			history.dispose()
			editor.dispose()
		},
	}
	return peer
}

/** Two peers in one room. */
export function twoPeers(records: DocRecord[] = []): { hub: Hub; a: Peer; b: Peer } {
	const hub = new Hub([...boardRecords(), ...records])
	return { hub, a: hub.join('a'), b: hub.join('b') }
}

/** The document records of a store by id, where panels stand left out (derived). */
export function contentOf(peer: Peer): Record<string, unknown> {
	const all = Object.values(peer.editor.store.serialize('document'))
	return Object.fromEntries(
		all
			.filter((record) => ROOM_RECORD_TYPES.board.includes(record.typeName))
			.map((record): [string, unknown] => [
				record.id,
				record.typeName === 'shape' && record.type === 'panel' ? { ...record, x: 0, y: 0 } : record,
			])
			.sort(([one], [other]) => (one < other ? -1 : 1)),
	)
}
