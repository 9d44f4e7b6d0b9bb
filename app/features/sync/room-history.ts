/** The undo stacks of the editors on one room's store, and the changes they must hear of (U2–U6). */
import type { MissedChange } from '#core/sync/bind-store.ts'
import {
	attachRebasedHistory,
	type RebasedHistory,
	type UndoableEditor,
} from '#core/sync/undo-rebase.ts'

export class RoomHistory {
	private readonly listeners = new Set<(missed: MissedChange) => void>()

	/** Makes undo and redo of an editor safe among others, until it is disposed. */
	attach(editor: UndoableEditor & { clearHistory(): unknown }): RebasedHistory {
		const history = attachRebasedHistory(editor)
		// Filling the store was no step of this person's.
		editor.clearHistory()
		const onMissed = (missed: MissedChange) => history.missed(missed)
		this.listeners.add(onMissed)
		return {
			undo: () => history.undo(),
			redo: () => history.redo(),
			add: (step) => history.add(step),
			missed: (change) => history.missed(change),
			dispose: () => {
				this.listeners.delete(onMissed)
				history.dispose()
			},
		}
	}

	/** What the binding could not tell through the store. */
	missed(change: MissedChange): void {
		for (const listener of this.listeners) listener(change)
	}
}
