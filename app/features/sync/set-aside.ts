/**
 * Copies kept aside (W6): when a room refuses a person's document for good, their work is put here
 * under a name before anything is reloaded, so that nobody loses work without knowing.
 */
import { z } from 'zod'
import type { RoomName } from '#core/ids.ts'

export const SetAsideSchema = z.object({
	name: z.string(),
	room: z.string(),
	userId: z.string(),
	/** Milliseconds since 1970. */
	at: z.number(),
	/** The sentence the person saw. */
	reason: z.string(),
	/** The whole document as a Yjs v1 update. */
	update: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
export type SetAsideCopy = z.infer<typeof SetAsideSchema>

const DATABASE = 'dailies-set-aside'
const COPIES = 'copies'

/** The name a copy is kept under: readable, and its own even for two copies of one minute. */
export function setAsideName(room: RoomName, at: number): string {
	return `${room} ${new Date(at).toISOString()}`
}

/** Keeps a copy. @throws when the browser has no room or no database for it. */
export async function keepAside(copy: SetAsideCopy): Promise<void> {
	await inStore('readwrite', (store) => store.put(copy, copy.name))
}

/** The copies of one person, the newest first. */
export async function listAside(userId: string): Promise<SetAsideCopy[]> {
	const all: unknown = await inStore('readonly', (store) => store.getAll())
	const copies = z.array(SetAsideSchema).safeParse(all)
	if (!copies.success) return []
	return copies.data.filter((copy) => copy.userId === userId).sort((a, b) => b.at - a.at)
}

export async function deleteAside(name: string): Promise<void> {
	await inStore('readwrite', (store) => store.delete(name))
}

async function inStore(
	mode: IDBTransactionMode,
	act: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
	const opening = indexedDB.open(DATABASE, 1)
	opening.onupgradeneeded = () => opening.result.createObjectStore(COPIES)
	const database = await done<IDBDatabase>(opening)
	try {
		const transaction = database.transaction(COPIES, mode)
		const committed = new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve()
			transaction.onabort = () => reject(transaction.error)
		})
		const result = await done<unknown>(act(transaction.objectStore(COPIES)))
		await committed
		return result
	} finally {
		database.close()
	}
}

function done<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result)
		request.onerror = () => reject(request.error)
	})
}
