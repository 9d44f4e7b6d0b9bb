/**
 * Keeps a tldraw store and a record document equal (rules B1 to B14 of docs/spec/sync.md). The one
 * rule it guards: a store shows what the document says is visible, plus the local person's own
 * changes of the last moments, which are always sent and never overwritten by older remote values.
 * (Longer than most files: one lifetime, whose state is meaningful only together.)
 */
import { atom, type Signal } from '@tldraw/state'
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { type DocRecord, textPathsOf } from './doc-record.ts'
import { FlushPace } from './flush-pace.ts'
import { corrected, merged, textAt, withTaken } from './merge-record.ts'
import { RemoteMerge } from './merge-remote.ts'
import { CANVAS_ORIGIN } from './origin.ts'
import { circleOf } from './parents.ts'
import type { RecordChange, RecordDoc } from './record-doc.ts'
import { diffRecords, fieldsOf, getPath } from './record-path.ts'
import { RestingStrokes, STROKE_REST_MS } from './resting-strokes.ts'
import { interceptHistory, type StoreChanges } from './store-history.ts'
import { isGrowingStroke } from './stroke-codec.ts'
import { mergeText } from './text-merge.ts'
import { VisibleRecords } from './visible-records.ts'

/** Created with the board by the server, never by a binding (B12). */
const GIVEN_TYPES = ['document', 'page']
const PLACE_PATHS = ['parentId', 'index', 'xy', 'rotation']

export interface BindStoreOptions {
	store: TLStore
	/** Loaded: synced with the server once, or a local copy that holds the document (B11). */
	doc: RecordDoc
	/** The record types of the room (`ROOM_RECORD_TYPES`); others never travel. */
	types: readonly string[]
	readOnly?: boolean
	/** Monotonic milliseconds. */
	now(): number
	/** Runs `run` once after `delayMs`; returns its disposer. */
	setTimer(run: () => void, delayMs: number): () => void
	/** Whether nobody else sees these changes now: then they are written less often (B3). */
	isAlone?(): boolean
	/** Hears of remote changes to records that the local person deleted and has not sent yet. */
	onMissed?(missed: MissedChange): void
}

/** A remote change that met no record in the store: `after` undefined = deleted. */
export interface MissedChange {
	id: string
	before: DocRecord
	after: DocRecord | undefined
}

export interface StoreBinding {
	/** Dirty records, not yet written to the document. */
	readonly pending: Signal<number>
	/** Records that cannot be shown, with the reason. */
	readonly damaged: Signal<ReadonlyMap<string, string>>
	/** Records out of view because what holds them was deleted. */
	readonly held: Signal<number>
	/** Writes dirty records now: before a command, when the page hides. */
	flush(): void
	/** Flushes and detaches. */
	dispose(): void
}

/** Binds a store to a loaded document; the store is filled before this returns. */
export function bindStore(options: BindStoreOptions): StoreBinding {
	return new Binding(options)
}

class Binding implements StoreBinding {
	readonly pending = atom('binding.pending', 0)
	readonly damaged = atom<ReadonlyMap<string, string>>('binding.damaged', new Map())
	readonly held = atom('binding.held', 0)
	private readonly store: TLStore
	private readonly doc: RecordDoc
	private readonly options: BindStoreOptions
	private view: VisibleRecords
	/** While the store is filled: it looks at every record itself. */
	private isTrusting = true
	private readonly merge: RemoteMerge
	private readonly dirty = new Set<string>()
	/** The document's records as the store was last told of them. */
	private readonly shown = new Map<string, DocRecord>()
	/** What records were when this binding deleted them, for texts that return with an undo. */
	private readonly buried = new Map<string, DocRecord>()
	private readonly heldIds = new Set<string>()
	/** Ids to reconcile as soon as the store is not inside an operation. */
	private readonly backlog = new Set<string>()
	private readonly disposers: (() => void)[] = []
	private readonly resting = new RestingStrokes()
	private readonly pace = new FlushPace()
	private cancelTimer: (() => void) | undefined
	private cancelRest: (() => void) | undefined

	constructor(options: BindStoreOptions) {
		this.options = options
		this.store = options.store
		this.doc = options.doc
		this.view = this.newView()
		this.merge = new RemoteMerge(options.store, (id) => this.travels(id))
		this.disposers.push(
			interceptHistory(this.store, (entry, source) => {
				if (!this.merge.note(entry.changes) && source === 'user') this.mark(entry.changes)
			}),
		)
		this.fill()
		this.disposers.push(options.doc.observe((change, origin) => this.onChange(change, origin)))
	}

	flush(): void {
		this.cancelTimer?.()
		this.cancelTimer = undefined
		if (this.backlog.size > 0) this.catchUp()
		if (this.dirty.size === 0) return
		const ids = [...this.dirty]
		this.dirty.clear()
		const isInk = ids.some((id) => {
			const record = this.read(id)
			return record !== undefined && isGrowingStroke(fieldsOf(record))
		})
		const isAlone = this.options.isAlone?.() ?? false
		this.pace.flushed(this.options.now(), { records: ids.length, isInk, isAlone })
		this.doc.transact(CANVAS_ORIGIN, () => {
			for (const id of ids) this.write(id)
		})
		this.awaitRest()
		this.notePending()
	}

	dispose(): void {
		this.flush()
		this.writeRested(Number.POSITIVE_INFINITY)
		this.cancelTimer?.()
		this.cancelRest?.()
		for (const dispose of this.disposers) dispose()
	}

	private notePending() {
		this.pending.set(this.dirty.size + this.resting.size)
	}

	private awaitRest() {
		if (this.resting.size === 0) return
		this.cancelRest ??= this.options.setTimer(() => {
			this.cancelRest = undefined
			this.writeRested(this.options.now())
			this.awaitRest()
		}, STROKE_REST_MS)
	}

	/** L12: the last point of strokes at which nobody draws any more. */
	private writeRested(now: number) {
		const ids = this.resting.takeRested(now)
		if (ids.length === 0) return
		this.doc.transact(CANVAS_ORIGIN, () => {
			for (const id of ids) {
				const local = this.read(id)
				if (local && !this.dirty.has(id)) this.doc.writeRestingInk(local)
			}
		})
		this.notePending()
	}

	/**
	 * The document replaces whatever the store held (B11). A store checks what is put into it, so the
	 * records are checked here only when it refuses one: on a big board that is time.
	 */
	private fill() {
		const { puts, removes } = this.survey()
		try {
			this.merge.apply(puts, removes)
			this.isTrusting = false
		} catch {
			// One of them is not valid: each is looked at by itself (B5).
			this.isTrusting = false
			this.view = this.newView()
			const checked = this.survey()
			this.apply(checked.puts, checked.removes)
		}
		this.report()
	}

	/** What the document shows, and what of the store it does not know. */
	private survey(): { puts: DocRecord[]; removes: string[] } {
		this.shown.clear()
		this.heldIds.clear()
		for (const { id } of this.doc.all()) {
			const record = this.view.get(id)
			this.noteHeld(id, record)
			if (record) this.shown.set(id, record)
		}
		const isGone = ({ id, typeName }: TLRecord) =>
			this.travels(id) && !this.shown.has(id) && !GIVEN_TYPES.includes(typeName)
		const gone = this.store.allRecords().filter(isGone)
		return { puts: [...this.shown.values()], removes: gone.map(({ id }) => id) }
	}

	private newView(): VisibleRecords {
		return new VisibleRecords(this.doc, (record) => this.reasonAgainst(record))
	}

	private noteHeld(id: string, visible: DocRecord | undefined) {
		if (visible || !this.doc.has(id) || this.view.invalid.has(id)) this.heldIds.delete(id)
		else this.heldIds.add(id)
	}

	private travels(id: string): boolean {
		return this.options.types.includes(id.slice(0, id.indexOf(':')))
	}

	private reasonAgainst(record: DocRecord): string | undefined {
		const types: Readonly<Record<string, { validate(record: unknown): unknown }>> =
			this.store.schema.types
		const type = Object.hasOwn(types, record.typeName) ? types[record.typeName] : undefined
		if (!type || !this.travels(record.id) || !record.id.startsWith(`${record.typeName}:`)) {
			return 'it does not belong here'
		}
		if (this.isTrusting) return undefined
		try {
			type.validate(record)
			return undefined
		} catch (error) {
			return error instanceof Error ? error.message : 'it is not valid'
		}
	}

	private mark(changes: StoreChanges) {
		if (this.options.readOnly) return
		for (const part of [changes.added, changes.updated, changes.removed]) {
			for (const id of Object.keys(part)) if (this.travels(id)) this.dirty.add(id)
		}
		if (this.dirty.size === 0) return
		this.notePending()
		this.schedule(this.pace.wait(this.options.now()))
	}

	private schedule(delayMs: number) {
		this.cancelTimer ??= this.options.setTimer(() => this.flush(), Math.max(0, delayMs))
	}

	private write(id: string) {
		const local = this.read(id)
		const shown = this.shown.get(id)
		const held = this.doc.get(id)
		const given = GIVEN_TYPES.includes(id.slice(0, id.indexOf(':')))
		if (!local) {
			if (!held || !shown || given) return
			this.buried.set(id, shown)
			this.doc.remove(id)
		} else if (held) this.writePaths(local, shown ?? held, held)
		// Deleted by another person while it was dirty here: their deletion wins (B7).
		else if (!shown && !given) this.create(local)
	}

	private writePaths(local: DocRecord, shown: DocRecord, held: DocRecord) {
		const texts = textPathsOf(fieldsOf(held))
		const changes: Record<string, unknown> = {}
		for (const [path, value] of diffRecords(fieldsOf(shown), fieldsOf(local))) {
			changes[path] = texts.includes(path)
				? mergeText(textAt(shown, path), textAt(held, path), textAt(local, path))
				: value
		}
		this.doc.update(local.id, changes)
		this.resting.note(local, Object.keys(changes), this.options.now())
	}

	private create(local: DocRecord) {
		const buried = this.buried.get(local.id)
		this.doc.put(local, { isReturning: buried !== undefined })
		if (!buried) this.resting.note(local, undefined, this.options.now())
		const adopted = this.doc.get(local.id)
		if (!buried || !adopted) return
		this.buried.delete(local.id)
		for (const path of textPathsOf(fieldsOf(local))) {
			const merged = mergeText(textAt(buried, path), textAt(adopted, path), textAt(local, path))
			this.doc.update(local.id, { [path]: merged })
		}
	}

	private onChange(change: RecordChange, origin: unknown) {
		const affected = this.view.take(change)
		this.reconcile(affected, origin === CANVAS_ORIGIN)
		this.report()
	}

	private report() {
		this.held.set(this.heldIds.size)
		const damaged = new Map([...this.doc.damaged, ...this.view.invalid])
		if (damaged.size > 0 || this.damaged.get().size > 0) this.damaged.set(damaged)
	}

	private catchUp() {
		const ids = [...this.backlog]
		this.backlog.clear()
		this.reconcile(ids, false)
	}

	/** Brings the store to what the document says of these ids; `own` = written by this binding. */
	private reconcile(ids: Iterable<string>, own: boolean) {
		const puts = new Map<string, DocRecord>()
		const removes: string[] = []
		const told: [string, DocRecord | undefined][] = []
		for (const id of ids) {
			const before = this.shown.get(id)
			const after = this.view.get(id)
			const local = this.read(id)
			told.push([id, after])
			this.noteHeld(id, after)
			// What was just written into a parent that is gone is held like any other (B9).
			const isHeld = own && !after && local !== undefined
			if (before === after && !isHeld) continue
			if (!local && before && this.dirty.has(id)) this.options.onMissed?.({ id, before, after })
			if (!after) {
				if (local && (before || isHeld)) removes.push(id)
			} else if (local) {
				const next = own
					? corrected(local, after)
					: merged(local, { before: before ?? local, after, isDirty: this.dirty.has(id) })
				if (next !== local) puts.set(id, next)
			} else if (!this.dirty.has(id)) puts.set(id, after)
		}
		this.yieldParents(puts, removes)
		if (!this.apply([...puts.values()], removes)) {
			for (const [id] of told) this.backlog.add(id)
			return this.schedule(0)
		}
		for (const id of removes) this.dirty.delete(id)
		for (const [id, after] of told) {
			if (after) this.shown.set(id, after)
			else this.shown.delete(id)
		}
		this.notePending()
	}

	/**
	 * A dirty parent gives way when it would close a circle (B10) or has just been deleted, as long
	 * as the document knows where the shape stood before.
	 */
	private yieldParents(puts: Map<string, DocRecord>, removes: readonly string[]) {
		const get = (id: string) => puts.get(id) ?? this.read(id)
		const yielding = new Set<string>()
		for (const record of puts.values()) for (const id of circleOf(record, get)) yielding.add(id)
		for (const id of removes.length > 0 ? this.dirty : []) {
			const record = get(id)
			if (record?.typeName === 'shape' && removes.includes(record.parentId)) yielding.add(id)
		}
		for (const id of yielding) {
			const local = get(id)
			const known = this.view.get(id)
			if (local?.typeName !== 'shape' || known?.typeName !== 'shape') continue
			if (local.parentId === known.parentId) continue
			const place = PLACE_PATHS.map((path): [string, unknown] => [
				path,
				getPath(fieldsOf(known), path),
			])
			puts.set(id, withTaken(local, place))
		}
	}

	/** One merge into the store (B4, B15); false when it is inside an operation and must wait. */
	private apply(puts: DocRecord[], removes: readonly string[]): boolean {
		if (puts.length === 0 && removes.length === 0) return true
		try {
			this.merge.apply(puts, removes)
			return true
		} catch (error) {
			if (error instanceof Error && error.message.includes('atomic operation')) return false
			// A record that validates alone and fails in the store: the others must still arrive (B5).
			for (const record of puts) this.applyAlone(record)
			this.merge.apply([], removes)
			return true
		}
	}

	private applyAlone(record: DocRecord) {
		try {
			this.merge.apply([record], [])
		} catch (error) {
			this.view.invalid.set(record.id, error instanceof Error ? error.message : 'it is not valid')
		}
	}

	private read(id: string): DocRecord | undefined {
		return this.store.unsafeGetWithoutCapture(id as TLRecord['id'])
	}
}
