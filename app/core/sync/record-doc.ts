/**
 * A shared document read and written as records (rules L1 to L15 of docs/spec/sync.md). Browser and
 * server use this one class. It guards the layout: bases are written once, edits are overrides,
 * texts and growing strokes merge. It knows no schema; validity is checked by whoever reads.
 */

import { isEqual } from '@tldraw/utils'
import * as Y from 'yjs'
import { type DocRecord, hasDerivedPlace, isRecordId, textPathsOf } from './doc-record.ts'
import { baseOf, strokeText, writeInk, writeText } from './layout-entries.ts'
import {
	diffRecords,
	fieldsOf,
	getPath,
	isObject,
	isPath,
	toPaths,
	withPaths,
} from './record-path.ts'
import { decodeStroke, isGrowingStroke, STROKE_PATHS } from './stroke-codec.ts'

export interface RecordUpdate {
	before: DocRecord
	after: DocRecord
	/** The paths that differ. */
	paths: string[]
}

/** What one transaction changed. */
export interface RecordChange {
	added: Map<string, DocRecord>
	updated: Map<string, RecordUpdate>
	removed: Map<string, DocRecord>
	/** Every record id of which an entry was written or deleted, even where no record changed (R6). */
	touched: Set<string>
}

export type RecordObserver = (change: RecordChange, origin: unknown) => void

export class RecordDoc {
	readonly doc: Y.Doc
	private readonly map: Y.Map<unknown>
	private readonly records = new Map<string, DocRecord>()
	private readonly unreadable = new Map<string, string>()
	/** The paths that have an entry, also of ids without a base. */
	private readonly entries = new Map<string, Set<string>>()
	private readonly observers = new Set<RecordObserver>()
	/** Records as they were before the running transaction first wrote them. */
	private readonly before = new Map<string, DocRecord | undefined>()
	private readonly handleEvents = (
		events: Y.YEvent<Y.AbstractType<unknown>>[],
		transaction: Y.Transaction,
	) => this.onEvents(events, transaction)

	constructor(doc: Y.Doc) {
		this.doc = doc
		this.map = doc.getMap('r')
		for (const key of this.map.keys()) this.index(key)
		for (const key of this.map.keys()) if (!key.includes('/')) this.read(key)
		this.map.observeDeep(this.handleEvents)
	}

	get size(): number {
		return this.records.size
	}

	/** Ids whose base cannot be read, with the reason (L14). */
	get damaged(): ReadonlyMap<string, string> {
		return this.unreadable
	}

	get(id: string): DocRecord | undefined {
		return this.records.get(id)
	}

	has(id: string): boolean {
		return this.records.has(id)
	}

	all(): IterableIterator<DocRecord> {
		return this.records.values()
	}

	/** Calls `observer` after every transaction that touched a record; returns its disposer. */
	observe(observer: RecordObserver): () => void {
		this.observers.add(observer)
		return () => this.observers.delete(observer)
	}

	/** Runs `run` as one transaction; its changes are observed, and sent, as one. */
	transact<T>(origin: unknown, run: () => T): T {
		return this.doc.transact(run, origin)
	}

	dispose(): void {
		this.map.unobserveDeep(this.handleEvents)
		this.observers.clear()
	}

	/**
	 * Creates the record, or writes the paths that differ when it exists. `isReturning`: it comes back
	 * after a deletion, so an unfinished stroke is nobody's growing one and is written whole (L9).
	 * @throws Error when the id cannot be a key of the layout (L2).
	 */
	put(record: DocRecord, { isReturning = false } = {}): void {
		const existing = this.records.get(record.id)
		if (existing) this.write(existing, diffRecords(fieldsOf(existing), fieldsOf(record)))
		else this.create(record, isReturning)
	}

	/** Sets properties by path; texts merge by character. Nothing happens when the record is gone. */
	update(id: string, changes: Readonly<Record<string, unknown>>): void {
		const existing = this.records.get(id)
		if (existing) this.write(existing, toPaths(fieldsOf(existing), changes))
	}

	/** Writes all points of an unfinished stroke of which the last was held back (L12). */
	writeRestingInk(record: DocRecord): void {
		const existing = this.records.get(record.id)
		if (!existing) return
		const base = this.map.get(record.id)
		this.doc.transact(() => {
			this.remember(record.id)
			if (base instanceof Y.Text) writeInk(base, fieldsOf(record), { rests: true })
			else {
				// Somebody deleted it and brought it back, without the point that was held back.
				const segments = getPath(fieldsOf(record), 'props.segments')
				this.write(existing, new Map([['props.segments', segments]]))
			}
			this.read(record.id)
		})
	}

	/** Deletes the record: its base and overrides; its texts stay for a later return (L7). */
	remove(id: string): void {
		if (!this.map.has(id)) return
		this.doc.transact(() => {
			this.remember(id)
			const record = this.records.get(id)
			const texts = record ? textPathsOf(fieldsOf(record)) : []
			for (const path of this.entries.get(id) ?? []) {
				if (!texts.includes(path)) this.deleteEntry(id, path)
			}
			this.map.delete(id)
			this.read(id)
		})
	}

	/** Overrides and texts of an id, as plain values. */
	entriesOf(id: string): Map<string, unknown> {
		const paths = [...(this.entries.get(id) ?? [])]
		return new Map(paths.map((path) => [path, plainValue(this.map.get(`${id}/${path}`))]))
	}

	/** What stands under an id that has no base (L6): by somebody who did not know it was gone. */
	leftovers(id: string): Map<string, unknown> {
		return this.map.has(id) ? new Map() : this.entriesOf(id)
	}

	/** The client id that last wrote an override or began a text of an id; undefined = there is none. */
	writerOf(id: string, path: string): number | undefined {
		return this.map._map.get(`${id}/${path}`)?.id.client
	}

	/** Deletes what stands under an id that has no base, except its texts. */
	clearLeftovers(id: string): void {
		const isText = (path: string) => this.map.get(`${id}/${path}`) instanceof Y.Text
		const paths = [...this.leftovers(id).keys()].filter((path) => !isText(path))
		this.doc.transact(() => {
			for (const path of paths) this.deleteEntry(id, path)
		})
	}

	private create(record: DocRecord, isReturning: boolean) {
		const { id } = record
		if (!isRecordId(id)) throw new Error(`a record id cannot be “${id}”`)
		this.doc.transact(() => {
			this.remember(id)
			const fields = fieldsOf(record)
			const texts = textPathsOf(fields)
			const isGrowing = !isReturning && isGrowingStroke(fields)
			this.map.set(id, isGrowing ? strokeText(fields) : baseOf(fields, texts))
			// A text that outlived an earlier deletion is adopted with what others wrote in it (L8).
			for (const path of texts) {
				if (!(this.map.get(`${id}/${path}`) instanceof Y.Text)) {
					this.setEntry(id, path, new Y.Text(String(getPath(fields, path) ?? '')))
				}
			}
			this.read(id)
		})
	}

	private write(existing: DocRecord, changes: ReadonlyMap<string, unknown>) {
		const fields = fieldsOf(existing)
		const derived = hasDerivedPlace(fields)
		const real = [...changes].filter(
			([path, value]) => !(derived && path === 'xy') && !isEqual(getPath(fields, path), value),
		)
		if (real.length === 0) return
		this.doc.transact(() => {
			this.remember(existing.id)
			const texts = textPathsOf(fields)
			const base = this.map.get(existing.id)
			if (base instanceof Y.Text && real.some(([path]) => STROKE_PATHS.includes(path))) {
				writeInk(base, withPaths(fields, real))
			}
			for (const [path, value] of real) {
				if (base instanceof Y.Text && STROKE_PATHS.includes(path)) continue
				const text = this.map.get(`${existing.id}/${path}`)
				if (texts.includes(path) && text instanceof Y.Text) writeText(text, String(value ?? ''))
				else
					this.setEntry(
						existing.id,
						path,
						texts.includes(path) ? new Y.Text(String(value ?? '')) : value,
					)
			}
			this.read(existing.id)
		})
	}

	private setEntry(id: string, path: string, value: unknown) {
		this.map.set(`${id}/${path}`, value)
		this.index(`${id}/${path}`)
	}

	private deleteEntry(id: string, path: string) {
		this.map.delete(`${id}/${path}`)
		this.index(`${id}/${path}`)
	}

	private remember(id: string) {
		if (!this.before.has(id)) this.before.set(id, this.records.get(id))
	}

	/** Keeps `entries` true for one key of the map; returns the id the key belongs to. */
	private index(key: string): string {
		const slash = key.indexOf('/')
		if (slash < 0) return key
		const id = key.slice(0, slash)
		const path = key.slice(slash + 1)
		const paths = this.entries.get(id)
		if (this.map.has(key)) {
			if (paths) paths.add(path)
			else this.entries.set(id, new Set([path]))
		} else if (paths) {
			paths.delete(path)
			if (paths.size === 0) this.entries.delete(id)
		}
		return id
	}

	/** Reads one record anew from its entries. */
	private read(id: string) {
		this.unreadable.delete(id)
		this.records.delete(id)
		const base = this.map.get(id)
		if (base === undefined) return
		try {
			if (!isRecordId(id)) throw new Error('its id cannot be read')
			this.records.set(id, this.assemble(id, base))
		} catch (error) {
			this.unreadable.set(id, error instanceof Error ? error.message : 'it cannot be read')
		}
	}

	private assemble(id: string, base: unknown): DocRecord {
		const fields = base instanceof Y.Text ? decodeStroke(base.toString()) : base
		if (
			!isObject(fields) ||
			!Object.hasOwn(fields, 'typeName') ||
			typeof fields.typeName !== 'string'
		) {
			throw new Error('its base is no record')
		}
		const changes: [string, unknown][] = []
		for (const path of this.entries.get(id) ?? []) {
			if (path !== 'xy' && !isPath(path)) continue
			changes.push([path, plainValue(this.map.get(`${id}/${path}`))])
		}
		const record = withPaths<Record<string, unknown>>({ ...fields, id }, changes)
		// Cast at the edge of the document: that it is a valid record is checked by the reader (B5, R7).
		return record as unknown as DocRecord
	}

	private onEvents(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) {
		const change: RecordChange = {
			added: new Map(),
			updated: new Map(),
			removed: new Map(),
			touched: new Set(),
		}
		for (const event of events) {
			if (event.target === this.map) {
				for (const key of keysOf(event)) change.touched.add(this.index(key))
			} else {
				const key = event.path[0]
				if (typeof key === 'string') change.touched.add(this.index(key))
			}
		}
		for (const id of change.touched) {
			const before = this.before.has(id) ? this.before.get(id) : this.records.get(id)
			this.read(id)
			noteChange(change, id, before, this.records.get(id))
		}
		this.before.clear()
		if (change.touched.size === 0) return
		for (const observer of [...this.observers]) observer(change, transaction.origin)
	}
}

/** The keys of the map that an event wrote or deleted, also those it did both to. */
function keysOf(event: Y.YEvent<Y.AbstractType<unknown>>): string[] {
	const keys: unknown[] = event instanceof Y.YMapEvent ? [...event.keysChanged] : []
	return keys.filter((key) => typeof key === 'string')
}

function plainValue(entry: unknown): unknown {
	return entry instanceof Y.Text ? entry.toString() : entry
}

function noteChange(
	change: RecordChange,
	id: string,
	before: DocRecord | undefined,
	after: DocRecord | undefined,
) {
	if (!before) {
		if (after) change.added.set(id, after)
	} else if (!after) change.removed.set(id, before)
	else {
		const paths = [...diffRecords(fieldsOf(before), fieldsOf(after)).keys()]
		if (paths.length > 0) change.updated.set(id, { before, after, paths })
	}
}
