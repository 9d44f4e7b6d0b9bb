/**
 * The browser's database of local copies (W8): one for all rooms, so that emptying a copy waits for no
 * other tab. Rows of one copy are Yjs updates that may be put together in any order; each tab that has
 * something unconfirmed says so in a mark of its own.
 */
import { z } from 'zod'

const DATABASE = 'dailies-copies'
const UPDATES = 'updates'
const COPIES = 'copies'
const MARKS = 'marks'
const STORES = [UPDATES, COPIES, MARKS]

const RowSchema = z.object({
	name: z.string(),
	update: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
const MarkSchema = z.object({ id: z.string(), name: z.string(), turn: z.number() })
const CopySchema = z.object({
	name: z.string(),
	userId: z.string(),
	room: z.string(),
	at: z.number(),
})
/** A tab's word that a copy holds something the room has not confirmed. */
export type UnsavedMark = z.infer<typeof MarkSchema>
export type CopyEntry = z.infer<typeof CopySchema>
export interface CopyWrite {
	update: Uint8Array | null
	mark: UnsavedMark | null
	/** Marks to take away where they stand as they were seen: a tab that went on has set a newer one. */
	seen: readonly UnsavedMark[]
}
type Act<T> = (stores: {
	updates: IDBObjectStore
	copies: IDBObjectStore
	marks: IDBObjectStore
}) => Promise<T>

/** @throws when the browser has no database for us, or it stays blocked. */
export async function openCopyStore(): Promise<CopyStore> {
	const opening = indexedDB.open(DATABASE, 1)
	opening.onupgradeneeded = () => {
		const { result } = opening
		result.createObjectStore(UPDATES, { autoIncrement: true }).createIndex('name', 'name')
		result.createObjectStore(COPIES, { keyPath: 'name' })
		result.createObjectStore(MARKS, { keyPath: 'id' }).createIndex('name', 'name')
	}
	return new CopyStore(await done(opening))
}

export class CopyStore {
	readonly #database: IDBDatabase

	constructor(database: IDBDatabase) {
		this.#database = database
		// A later version of this page in another tab must not wait for this one.
		database.onversionchange = () => database.close()
	}

	close(): void {
		this.#database.close()
	}

	enter(entry: CopyEntry): Promise<void> {
		return this.#in(async ({ copies }) => void (await done(copies.put(entry))))
	}

	/** Rows of a copy after the row `after`, and the number of the last one. */
	read(
		name: string,
		after: number,
	): Promise<{ updates: Uint8Array[]; last: number; rows: number }> {
		return this.#in(async ({ updates }) => {
			const keys = await keysOf(updates, name)
			const fresh = keys.filter((key) => key > after)
			const rows = await Promise.all(fresh.map((key) => done<unknown>(updates.get(key))))
			return {
				updates: rows.flatMap((row) => RowSchema.safeParse(row).data?.update ?? []),
				last: keys.at(-1) ?? after,
				rows: keys.length,
			}
		})
	}

	/** Adds a row and sets or takes away marks: never a change without the mark that it waits. */
	append(name: string, { update, mark, seen }: CopyWrite): Promise<void> {
		return this.#in(async ({ updates, marks }) => {
			if (mark) marks.put(mark)
			if (update) updates.add({ name, update })
			for (const { id, turn } of seen) {
				if (id === mark?.id) continue
				const now = MarkSchema.safeParse(await done<unknown>(marks.get(id)))
				if (now.success && now.data.turn <= turn) await done(marks.delete(id))
			}
		})
	}

	/** Puts one row in place of all; `merge` is given the rows that came after `after`. */
	replace(name: string, after: number, merge: (fresh: Uint8Array[]) => Uint8Array): Promise<void> {
		return this.#in(async ({ updates }) => {
			const keys = await keysOf(updates, name)
			const fresh = keys.filter((key) => key > after)
			const rows = await Promise.all(fresh.map((key) => done<unknown>(updates.get(key))))
			const known = rows.flatMap((row) => RowSchema.safeParse(row).data?.update ?? [])
			await done(updates.add({ name, update: merge(known) }))
			for (const key of keys) updates.delete(key)
		})
	}

	marks(name: string): Promise<UnsavedMark[]> {
		return this.#in(async ({ marks }) => {
			const found = await done<unknown[]>(marks.index('name').getAll(name))
			return found.flatMap((each) => MarkSchema.safeParse(each).data ?? [])
		})
	}

	/** All copies, each with whether a tab left something unconfirmed in it. */
	list(): Promise<(CopyEntry & { isUnsaved: boolean })[]> {
		return this.#in(async ({ copies, marks }) => {
			const all = await done<unknown[]>(copies.getAll())
			const unsaved = new Set(
				(await done<unknown[]>(marks.getAll())).map(
					(mark) => MarkSchema.safeParse(mark).data?.name,
				),
			)
			return all.flatMap((each) => {
				const entry = CopySchema.safeParse(each).data
				return entry ? [{ ...entry, isUnsaved: unsaved.has(entry.name) }] : []
			})
		})
	}

	remove(name: string): Promise<void> {
		return this.#in(async ({ updates, copies, marks }) => {
			for (const key of await keysOf(updates, name)) updates.delete(key)
			for (const key of await done(marks.index('name').getAllKeys(name))) marks.delete(key)
			await done(copies.delete(name))
		})
	}

	/** One transaction; resolves when it is committed. @throws when it is not (a full disk). */
	async #in<T>(act: Act<T>): Promise<T> {
		const transaction = this.#database.transaction(STORES, 'readwrite')
		const committed = new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve()
			transaction.onabort = () => reject(transaction.error ?? new Error('not kept'))
		})
		const [result] = await Promise.all([
			act({
				updates: transaction.objectStore(UPDATES),
				copies: transaction.objectStore(COPIES),
				marks: transaction.objectStore(MARKS),
			}),
			committed,
		])
		return result
	}
}

async function keysOf(updates: IDBObjectStore, name: string): Promise<number[]> {
	const keys = await done(updates.index('name').getAllKeys(name))
	return keys.filter((key): key is number => typeof key === 'number').sort((a, b) => a - b)
}

function done<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result)
		request.onerror = () => reject(request.error)
	})
}
