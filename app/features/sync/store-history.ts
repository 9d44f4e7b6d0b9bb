/**
 * Undo for a store without an editor: tldraw's own history over it, as `attachHistory` wants it. A
 * table or a script has no canvas, and its undo must be as safe among others as the board's (rules U of
 * docs/spec/sync.md).
 */
import { HistoryManager, type TLRecord, type TLStore } from 'tldraw'
import type { UndoableEditor } from '#core/sync/undo-rebase.ts'

export class StoreHistory implements UndoableEditor {
	readonly store: TLStore
	readonly history: HistoryManager<TLRecord>
	private marks = 0

	constructor(store: TLStore) {
		this.store = store
		this.history = new HistoryManager<TLRecord>({ store })
	}

	/** Ends the step before; what is changed next is one step. */
	mark(): void {
		// Cast at a library edge: the method is what the editor's own marks call, internal in the types.
		const door = this.history as unknown as { _mark?: (id: string) => void }
		if (!door._mark) throw new Error('this version of tldraw has no marks in its history')
		door._mark(`step ${++this.marks}`)
	}

	undo(): this {
		this.history.undo()
		return this
	}

	redo(): this {
		this.history.redo()
		return this
	}

	getCanUndo(): boolean {
		return this.history.getNumUndos() > 0
	}

	getCanRedo(): boolean {
		return this.history.getNumRedos() > 0
	}

	clearHistory(): this {
		this.history.clear()
		return this
	}

	dispose(): void {
		this.history.dispose()
	}
}
