/**
 * Peers for tests: editors joined through a hub that keeps the committed document, as the server
 * does: what a peer sends is delivered to the others in order, links can be cut, pages reloaded and
 * crashed, and time passes only when the test says so.
 */
import * as Y from 'yjs'
import { ROOM_RECORD_TYPES } from '#core/canvas/canvas-schema.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { ROOM_ORIGIN } from '#core/sync/origin.ts'
import { repairCycles } from '#core/sync/parents.ts'
import { type RecordChange, RecordDoc } from '#core/sync/record-doc.ts'
import { type Editing, openEditing } from './editing.ts'
import { boardRecords } from './records.ts'

export { createEditor, TestClock } from './editing.ts'

/** How what waited is sent when a link comes back. */
export type SendStyle = 'each' | 'merged' | 'step 2'

export class Peer {
	readonly name: string
	/** Bytes of every update this peer has written. */
	readonly sent: Uint8Array[] = []
	online = true
	readonly readOnly: boolean
	private readonly hub: Hub
	private page: Editing
	private outbox: Uint8Array[] = []
	/** The browser's copy of the document: every update of it, of which the first few are on disk. */
	private copy: Uint8Array[] = []
	private onDisk = 0
	private cursor = 0
	/** The page was loaded while the link was down: only a step 2 says all that it has. */
	private isUnannounced = false

	constructor(hub: Hub, name: string, { readOnly = false } = {}) {
		this.hub = hub
		this.name = name
		this.readOnly = readOnly
		this.copy = [Y.encodeStateAsUpdate(hub.records.doc)]
		this.onDisk = 1
		this.page = this.open()
	}

	get editor() {
		return this.page.editor
	}
	get doc() {
		return this.page.doc
	}
	get records() {
		return this.page.records
	}
	get binding() {
		return this.page.binding
	}
	get history() {
		return this.page.history
	}
	get clock() {
		return this.page.clock
	}

	/** Delivers what this peer wrote to the hub (commit), as far as the link holds. */
	send(style: SendStyle = 'each') {
		if (!this.online || this.readOnly) return
		const waiting = this.outbox.splice(0)
		const { hub, name } = this
		if (style === 'step 2' || this.isUnannounced) {
			this.isUnannounced = false
			const { doc } = hub.records
			hub.commit(Y.encodeStateAsUpdate(this.page.doc, Y.encodeStateVector(doc)), name)
		} else if (style === 'merged' && waiting.length > 0) hub.commit(Y.mergeUpdates(waiting), name)
		else for (const update of waiting) hub.commit(update, name)
	}

	/** Takes over what the hub has committed: all of it at once, or the next few as they came. */
	receive(limit?: number) {
		if (!this.online) return
		const { doc } = this.page
		if (limit === undefined) {
			const missing = Y.encodeStateAsUpdate(this.hub.records.doc, Y.encodeStateVector(doc))
			this.cursor = this.hub.log.length
			Y.applyUpdate(doc, missing, 'hub')
			return
		}
		const news = this.hub.log.slice(this.cursor, this.cursor + limit)
		this.cursor += news.length
		for (const update of news) Y.applyUpdate(doc, update, 'hub')
	}

	/** The local copy reaches the disk. */
	persist() {
		this.onDisk = this.copy.length
	}

	/** The page is loaded anew from its local copy; a crash loses what was not on disk. */
	reload({ crash = false } = {}) {
		this.page.close({ flush: !crash })
		if (crash) this.copy.length = this.onDisk
		this.outbox = []
		this.page = this.open()
		this.persist()
		// A new connection: the room says what it has, this page sends the rest, and the reverse.
		this.isUnannounced = true
		this.send()
		if (this.online) this.receive()
	}

	dispose() {
		this.page.close()
	}

	private open(): Editing {
		return openEditing({
			clientId: this.hub.nextClientId(),
			updates: this.copy,
			readOnly: this.readOnly,
			onUpdate: (update, origin) => {
				this.copy.push(update)
				if (origin === 'hub') return
				this.outbox.push(update)
				this.sent.push(update)
			},
		})
	}
}

export class Hub {
	readonly records: RecordDoc
	readonly peers: Peer[] = []
	/** Every committed transaction, as it is broadcast. */
	readonly log: Uint8Array[] = []
	readonly nextClientId: () => number
	/** Hears of what each person's update changed. */
	onCommitted: (change: RecordChange, from: string) => void = () => undefined
	private issued = 100

	constructor(records: DocRecord[] = boardRecords(), nextClientId?: () => number) {
		this.nextClientId = nextClientId ?? (() => this.issued++)
		this.records = new RecordDoc(new Y.Doc())
		this.records.doc.clientID = 99
		this.records.transact(ROOM_ORIGIN, () => {
			for (const record of records) this.records.put(record)
		})
		this.records.doc.on('update', (update: Uint8Array) => this.log.push(update))
	}

	/** Takes an update in as the room does: apply, then repair what honest concurrency broke (R8). */
	commit(update: Uint8Array, from = '') {
		let touched: string[] = []
		const dispose = this.records.observe((change) => {
			touched = [...touched, ...change.touched]
			this.onCommitted(change, from)
		})
		Y.applyUpdate(this.records.doc, update, 'peer')
		dispose()
		this.records.transact(ROOM_ORIGIN, () => repairCycles(this.records, touched))
	}

	join(name: string, options: { readOnly?: boolean } = {}): Peer {
		const peer = new Peer(this, name, options)
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
				peer.send(round === 0 ? 'step 2' : 'each')
			}
			for (const peer of this.peers) peer.receive()
		}
	}
}

/** Two peers in one room. */
export function twoPeers(records: DocRecord[] = []): { hub: Hub; a: Peer; b: Peer } {
	const hub = new Hub([...boardRecords(), ...records])
	return { hub, a: hub.join('a'), b: hub.join('b') }
}

/** The document records of a store by id, where panels stand left out (derived). */
export function contentOf({ editor }: Pick<Peer, 'editor'>): Record<string, unknown> {
	const all = Object.values(editor.store.serialize('document'))
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
