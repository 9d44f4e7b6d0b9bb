/**
 * Carries a restore out as one step of the person's undo: an ordinary edit, in pieces small enough to
 * travel, each durable before the next. Nothing of it is special to the room.
 */
import type { Editor, TLRecord } from 'tldraw'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { RestorePlan } from '#core/sync/plan-restore.ts'

/** Letters of records in one piece: far below what a room takes at once. */
const PIECE_LETTERS = 300_000

export interface RestoreTarget {
	editor: Editor
	/** Writes what is pending now. */
	flush(): void
	/** Resolves when it is durable. */
	whenSaved(): Promise<void>
}

/** Returns how many records were written or taken out. @throws Error when the line goes meanwhile. */
export async function carryOut(target: RestoreTarget, plan: RestorePlan): Promise<number> {
	const { editor } = target
	const count = plan.puts.length + plan.removes.length
	if (count === 0) return 0
	editor.markHistoryStoppingPoint('restore a version')
	editor.selectNone()
	const pieces = cutUp(plan.puts)
	for (const [place, piece] of pieces.entries()) {
		editor.run(() => put(editor, piece), { ignoreShapeLock: true })
		if (place < pieces.length - 1 || plan.removes.length > 0) {
			target.flush()
			// The last piece is awaited by nobody: it is on its way like any stroke.
			if (pieces.length > 1) await target.whenSaved()
		}
	}
	// Casts at a library edge: ids of records of this store.
	const ids = plan.removes as unknown as TLRecord['id'][]
	editor.run(() => editor.store.remove(ids), { ignoreShapeLock: true })
	target.flush()
	return count
}

function put(editor: Editor, records: readonly DocRecord[]): void {
	// Cast at a library edge: tldraw types its store by its own records.
	editor.store.put(records as unknown as TLRecord[])
}

function cutUp(records: readonly DocRecord[]): DocRecord[][] {
	const pieces: DocRecord[][] = []
	let letters = Number.POSITIVE_INFINITY
	for (const record of records) {
		const size = JSON.stringify(record).length
		if (letters + size > PIECE_LETTERS) {
			pieces.push([])
			letters = 0
		}
		pieces.at(-1)?.push(record)
		letters += size
	}
	return pieces
}
