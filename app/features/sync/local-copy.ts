/**
 * The browser's own copy of a document (W8): what was not yet saved survives a reload, a crash of
 * the tab and days without a network. One copy per person, room and generation; tabs share it, and
 * what one leaves behind another sends. Whether it is really kept is known at every moment (W10).
 */
import { type Atom, atom, type Signal } from '@tldraw/state'
import * as Y from 'yjs'
import { afterInk } from './after-ink.ts'
import { type Backlog, CopyBacklog } from './copy-backlog.ts'
import { type CopyStore, type CopyWrite, openCopyStore, type UnsavedMark } from './copy-store.ts'

export interface CopyName {
	name: string
	userId: string
	room: string
	/** This tab, among all tabs of this browser. */
	tab: string
}

/** A copy of an earlier line of history in which something was never confirmed. */
export interface LeftBehind {
	update: Uint8Array
	/** To be called when it is safe elsewhere. */
	remove(): Promise<void>
}

export interface LocalCopy {
	/** Resolves when the document holds what was kept; true when some of it was not saved. */
	readonly loaded: Promise<{ unsaved: boolean }>
	/** Whether changes are kept on this device right now. */
	readonly keeps: Signal<boolean>
	/** Notes whether this tab has anything the server has not confirmed. */
	noteUnsaved(unsaved: boolean): void
	/** Takes over what other tabs have kept since: one may be gone before it could send it. */
	takeOver(): Promise<void>
	/** Removes copies nobody needs any more; those of this room with unsaved work are handed out. */
	tidy(now: number): Promise<LeftBehind[]>
	/** Deletes the copy for good. */
	clear(): Promise<void>
	dispose(): void
}
export type OpenLocalCopy = (name: CopyName, doc: Y.Doc) => LocalCopy

/** A browser that never answers (a blocked database) must not keep the board closed. */
const LOAD_LIMIT_MS = 3000
/** So many rows are put together into one. */
const MAX_ROWS = 500
/** A page that goes begins to write what waits. */
const GOING = ['pagehide', 'visibilitychange']
/** Least time between two tries to keep a whole document after a failure, milliseconds. */
const RETRY_MS = 2000
/** Copies that were not opened for so long are removed, unless something in them is unsaved. */
const KEEP_MS = 60 * 24 * 3600 * 1000

/** Keeps a copy in IndexedDB; where a browser refuses that, work goes on without one. */
export function openLocalCopy(name: CopyName, doc: Y.Doc): LocalCopy {
	return typeof indexedDB === 'undefined' ? noLocalCopy() : new KeptCopy(name, doc)
}

/** For browsers without a database, and tests. */
export function noLocalCopy(): LocalCopy {
	return {
		loaded: Promise.resolve({ unsaved: false }),
		keeps: atom('copy.keeps', false),
		noteUnsaved: () => undefined,
		takeOver: () => Promise.resolve(),
		tidy: () => Promise.resolve([]),
		clear: () => Promise.resolve(),
		dispose: () => undefined,
	}
}

class KeptCopy implements LocalCopy {
	readonly loaded: Promise<{ unsaved: boolean }>
	readonly keeps: Atom<boolean> = atom('copy.keeps', true)
	private readonly name: CopyName
	private readonly doc: Y.Doc
	private readonly opening: Promise<CopyStore>
	private seenMarks: UnsavedMark[] = []
	private turn = 0
	private isMarked = false
	/** What the next write takes along. */
	private readonly backlog = new CopyBacklog()
	private cancelTimer: (() => void) | null = null
	private plannedFor = Number.POSITIVE_INFINITY
	private readonly page: EventTarget | null = typeof window === 'undefined' ? null : window
	private lastRow = 0
	private rows = 0
	/** Until the first read is done, and after a failure, a row must hold the whole document. */
	private needsWhole = true
	private hasWaited = false
	/** There once what was kept is in the document. */
	private store: CopyStore | null = null
	private isClosed = false
	private tryAgainAt = 0
	private writing: Promise<unknown> = Promise.resolve()

	constructor(name: CopyName, doc: Y.Doc) {
		this.name = name
		this.doc = doc
		this.opening = openCopyStore()
		const read = this.load().catch(() => {
			this.keeps.set(false)
			return { unsaved: false }
		})
		this.loaded = withLimit(read, () => {
			this.keeps.set(false)
			return { unsaved: false }
		})
		doc.on('update', this.onUpdate)
		for (const name of GOING) this.page?.addEventListener(name, this.flush)
	}

	noteUnsaved(unsaved: boolean): void {
		if (this.isClosed) return
		if (unsaved) {
			this.turn++
			this.isMarked = true
			this.backlog.unconfirmed(performance.now())
			this.plan()
			return
		}
		if (!this.isMarked && this.seenMarks.length === 0) return
		this.backlog.confirmed(performance.now(), [...this.seenMarks, this.mark()])
		this.isMarked = false
		this.seenMarks = []
		this.plan()
	}

	async takeOver(): Promise<void> {
		this.flush()
		await this.writing
		const { store } = this
		if (!store || this.isClosed) return
		const { updates, last } = await store.read(this.name.name, this.lastRow)
		this.apply(updates, last)
	}

	async tidy(now: number): Promise<LeftBehind[]> {
		const { store } = this
		if (!store || this.isClosed) return []
		const { name, userId, room } = this.name
		const left: LeftBehind[] = []
		for (const copy of await store.list()) {
			if (copy.name === name) continue
			const isOld = copy.userId === userId && copy.room === room
			if (!copy.isUnsaved && (isOld || copy.at < now - KEEP_MS)) await store.remove(copy.name)
			if (!copy.isUnsaved || !isOld) continue
			const { updates } = await store.read(copy.name, 0)
			if (updates.length === 0) await store.remove(copy.name)
			else left.push({ update: Y.mergeUpdates(updates), remove: () => store.remove(copy.name) })
		}
		return left
	}

	async clear(): Promise<void> {
		this.backlog.clear()
		this.stop()
		await this.writing
		await this.opening.then((store) => store.remove(this.name.name)).catch(() => undefined)
	}

	dispose(): void {
		this.stop()
		void this.writing
			.then(() => this.opening)
			.then((store) => store.close())
			.catch(() => undefined)
	}

	private stop() {
		this.flush()
		this.isClosed = true
		this.doc.off('update', this.onUpdate)
		for (const name of GOING) this.page?.removeEventListener(name, this.flush)
	}

	private mark(): UnsavedMark {
		const { name, tab } = this.name
		return { id: `${name} ${tab}`, name, turn: this.turn }
	}

	private async load() {
		const store = await this.opening
		const { name, userId, room } = this.name
		this.seenMarks = await store.marks(name)
		const { updates, last, rows } = await store.read(name, 0)
		if (this.isClosed) return { unsaved: false }
		this.apply(updates, last)
		this.rows = rows
		this.store = store
		// What arrived while the database was opening is in no row yet.
		this.needsWhole = this.hasWaited
		await store.enter({ name, userId, room, at: Date.now() })
		this.keeps.set(true)
		if (this.needsWhole) this.keepWhole()
		return { unsaved: this.seenMarks.length > 0 }
	}

	private apply(updates: readonly Uint8Array[], last: number) {
		this.lastRow = Math.max(this.lastRow, last)
		if (updates.length === 0) return
		this.doc.transact(() => {
			for (const update of updates) Y.applyUpdate(this.doc, update, this)
		}, this)
	}

	private readonly onUpdate = (update: Uint8Array, origin: unknown) => {
		if (origin === this || this.isClosed) return
		if (!this.store) {
			this.hasWaited = true
			return
		}
		this.backlog.add(performance.now(), update)
		this.plan()
	}

	/** A change's mark and its update come in one turn of the page. */
	private plan() {
		const { due } = this.backlog
		if (this.plannedFor <= due) return
		this.cancelTimer?.()
		this.plannedFor = due
		const wait = due - performance.now()
		if (wait > 0) this.cancelTimer = afterInk(this.writeDue, wait)
		else queueMicrotask(this.writeDue)
	}

	private readonly writeDue = () => {
		this.cancelTimer = null
		this.plannedFor = Number.POSITIVE_INFINITY
		// Confirmed meanwhile, it may wait longer; a timer may come a moment early.
		if (this.backlog.due - performance.now() > 1) this.plan()
		else this.flush()
	}

	private readonly flush = () => {
		this.cancelTimer?.()
		this.cancelTimer = null
		this.plannedFor = Number.POSITIVE_INFINITY
		const taken = this.isClosed ? null : this.backlog.take(performance.now())
		if (taken) this.writeTaken(taken)
	}

	private writeTaken({ updates, needsMark, seen }: Backlog) {
		const mark = needsMark ? this.mark() : null
		if (updates.length === 0 || this.needsWhole || this.rows + 1 >= MAX_ROWS) {
			if (mark || seen.length > 0) this.append({ update: null, mark, seen })
			if (updates.length > 0) this.keepWhole()
			return
		}
		this.rows++
		const update = updates.length === 1 ? (updates[0] ?? null) : Y.mergeUpdates(updates)
		this.append({ update, mark, seen })
	}

	private append(part: CopyWrite) {
		this.write((store) => store.append(this.name.name, part))
	}

	private keepWhole() {
		const { name } = this.name
		const now = performance.now()
		if (now < this.tryAgainAt) return
		this.tryAgainAt = now + RETRY_MS
		this.rows = 1
		const merge = (fresh: Uint8Array[]) =>
			Y.mergeUpdates([Y.encodeStateAsUpdate(this.doc), ...fresh])
		this.write(async (store) => {
			await store.replace(name, this.lastRow, merge)
			this.needsWhole = false
			this.tryAgainAt = 0
			this.keeps.set(true)
		})
	}

	/** Begins at once; the database keeps the order. */
	private write(act: (store: CopyStore) => Promise<void>) {
		const written = (this.store ? act(this.store) : this.opening.then(act)).catch(() => {
			this.needsWhole = true
			this.keeps.set(false)
		})
		this.writing = Promise.all([this.writing, written])
	}
}

async function withLimit<T>(promise: Promise<T>, late: () => T): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined
	const limit = new Promise<T>((resolve) => {
		timer = setTimeout(() => resolve(late()), LOAD_LIMIT_MS)
	})
	try {
		return await Promise.race([promise, limit])
	} finally {
		clearTimeout(timer)
	}
}
