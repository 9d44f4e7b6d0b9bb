/**
 * The browser's own copy of a document (W8): what was not yet saved survives a reload, a crash of
 * the tab and days without a network. One copy per person, room and generation.
 */
import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

export interface LocalCopy {
	/** Resolves when the document holds what was kept; true when some of it was not saved. */
	readonly loaded: Promise<{ unsaved: boolean }>
	/** Notes whether the copy holds anything the server has not confirmed. */
	noteUnsaved(unsaved: boolean): void
	/** Deletes the copy for good. */
	clear(): Promise<void>
	dispose(): void
}
export type OpenLocalCopy = (name: string, doc: Y.Doc) => LocalCopy

const UNSAVED = 'unsaved'

/** Keeps a copy in IndexedDB; where a browser refuses that, work goes on without one. */
export function openLocalCopy(name: string, doc: Y.Doc): LocalCopy {
	if (typeof indexedDB === 'undefined') return noLocalCopy()
	const persistence = new IndexeddbPersistence(name, doc)
	const ignore = () => undefined
	return {
		loaded: load(persistence),
		noteUnsaved: (unsaved) => {
			persistence.set(UNSAVED, unsaved ? 1 : 0).catch(ignore)
		},
		clear: () => persistence.clearData().catch(ignore),
		dispose: () => {
			persistence.destroy().catch(ignore)
		},
	}
}

/** For private windows and tests. */
export function noLocalCopy(): LocalCopy {
	return {
		loaded: Promise.resolve({ unsaved: false }),
		noteUnsaved: () => undefined,
		clear: () => Promise.resolve(),
		dispose: () => undefined,
	}
}

/** A browser that never answers (a blocked database) must not keep the board closed. */
const LOAD_LIMIT_MS = 3000

async function load(persistence: IndexeddbPersistence): Promise<{ unsaved: boolean }> {
	const none = { unsaved: false }
	let timer: ReturnType<typeof setTimeout> | undefined
	const limit = new Promise<typeof none>((resolve) => {
		timer = setTimeout(() => resolve(none), LOAD_LIMIT_MS)
	})
	const read = persistence.whenSynced
		.then(() => persistence.get(UNSAVED))
		.then((value: unknown) => ({ unsaved: value === 1 }))
		.catch(() => none)
	try {
		return await Promise.race([read, limit])
	} finally {
		clearTimeout(timer)
	}
}
