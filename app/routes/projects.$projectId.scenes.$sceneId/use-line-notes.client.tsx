/** Notes on lines of the script, between the lane that shows them and the notes that know them (SP80). */
import { computed } from '@tldraw/state'
import { useCallback, useMemo } from 'react'
import { scriptOfScene } from '#app/features/board/script-cover.ts'
import type { Crew } from '#app/features/notes/crew.ts'
import { LineNotes } from '#app/features/notes/line-notes.tsx'
import type { NotesModel } from '#app/features/notes/notes-model.ts'
import type { LaneNotes } from '#app/features/screenplay/lane-notes.ts'
import type { ChosenWords } from '#app/features/screenplay/use-chosen-words.ts'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { useSignal } from '#app/features/sync/use-signal.ts'
import type { Anchor } from '#core/notes/anchor.ts'
import { anchorOnLine, findLine, type LineAnchor, type LinePlace } from '#core/notes/find-line.ts'
import type { Thread } from '#core/notes/threads.ts'

export interface LinesNoted {
	lane: LaneNotes
	/** Where a noted line is now; null = cut. */
	placeOf: (anchor: LineAnchor) => LinePlace | null
}

export function useLineNotes(options: {
	projectRoom: RoomConnection
	sceneId: string
	notes: NotesModel
	crew: Crew
	canWrite: boolean
	onOpen: (thread: Thread) => void
	/** Shows the notes, for one that was begun. */
	onShow: () => void
}): LinesNoted {
	const { projectRoom, sceneId, notes, crew, canWrite, onOpen, onShow } = options
	const script = useMemo(() => scriptOfScene(projectRoom.store, sceneId), [projectRoom, sceneId])
	const lines = useSignal(script)
	const { byBlock, at } = useMemo(() => lineSignals(notes, script), [notes, script])
	const marks = useSignal(byBlock)
	const words = useSignal(at)
	const activeId = useSignal(notes.activeId)
	const begin = useCallback(
		({ blockId, text, from }: ChosenWords) => {
			const block = script.get().find(({ id }) => id === blockId)
			if (!block) return
			// First: showing the notes may fold the lane, and the words go out of the selection.
			notes.draft.set(anchorOnLine(block, { from, to: from + text.length }))
			onShow()
		},
		[notes, script, onShow],
	)
	return {
		placeOf: (anchor) => findLine(anchor, lines),
		lane: {
			at: words,
			onNote: canWrite ? begin : null,
			render(blockIds) {
				const threads = blockIds.flatMap((id) => marks.get(id) ?? [])
				return threads.length === 0 ? null : (
					<LineNotes {...{ threads, crew, activeId }} onOpen={onOpen} />
				)
			},
		},
	}
}

/** The notes of each block, and the words that the note in hand, or the one being written, is about. */
function lineSignals(notes: NotesModel, script: ReturnType<typeof scriptOfScene>) {
	const placeOf = (anchor: Anchor) =>
		anchor.kind === 'line' ? findLine(anchor, script.get()) : null
	const byBlock = computed<ReadonlyMap<string, Thread[]>>('notes of the lines', () => {
		const found = new Map<string, Thread[]>()
		for (const thread of notes.shown.get()) {
			const place = placeOf(thread.anchor)
			if (place) found.set(place.blockId, [...(found.get(place.blockId) ?? []), thread])
		}
		return found
	})
	const at = computed('words noted', () => {
		const active = notes.threads.get().find(({ id }) => id === notes.activeId.get())
		const anchor = notes.draft.get() ?? active?.anchor
		return anchor ? placeOf(anchor) : null
	})
	return { byBlock, at }
}
