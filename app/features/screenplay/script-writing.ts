/**
 * Writing in a film's script: lines set, cut, joined and changed in kind in the project's room, with an undo
 * that takes back one's own steps only. Words merge by letter with what others type (T1, T2).
 */
import { transact } from '@tldraw/state'
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { indexAfter, sortInStoryOrder } from '#core/board/order.ts'
import type { SceneRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import type { CustomRecord } from '#core/canvas/canvas-schema.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import { joinLines, MAX_LINE, splitLine, typeByTab } from '#core/screenplay/edit-script.ts'
import type { RoomConnection } from '../sync/connect-room.ts'
import { StoreHistory } from '../sync/store-history.ts'

/** Where writing goes on: a line, and the place in it. */
export interface WritingPlace {
	blockId: string
	caret: number
}

export interface ScriptWriting {
	readonly store: TLStore
	/** What is typed next is a step of its own. */
	mark(): void
	write(blockId: string, text: string): void
	split(blockId: string, caret: number): WritingPlace | null
	/** Joins a line to the one above; null where none is seen to join, or both would be too long. */
	join(blockId: string): WritingPlace | null
	changeType(blockId: string, step: 1 | -1): void
	/** The first line of a scene that has none. */
	begin(): WritingPlace
	undo(): void
	redo(): void
	dispose(): void
}

interface OwnStore {
	get(id: string): CustomRecord | undefined
	put(records: readonly CustomRecord[]): void
	remove(ids: readonly string[]): void
	allRecords(): (CustomRecord | TLRecord)[]
}

export function createScriptWriting(options: {
	connection: Pick<RoomConnection, 'store' | 'attachHistory'>
	sceneId: string
	random: Random
}): ScriptWriting {
	const { connection, sceneId, random } = options
	const { store } = connection
	// tldraw types its store by its own records; every record in it has passed the schema.
	const own = store as unknown as OwnStore
	const editor = new StoreHistory(store)
	const history = connection.attachHistory(editor)
	const blockOf = (id: string) => {
		const record = own.get(id)
		return record?.typeName === 'script_block' ? record : null
	}
	const all = () =>
		sortInStoryOrder(
			own
				.allRecords()
				.filter((record): record is ScriptBlockRecord => record.typeName === 'script_block'),
		)
	const step = (change: () => void) => {
		editor.mark()
		transact(change)
		editor.mark()
	}
	/** A heading nobody named otherwise names its scene. */
	const headingFollows = (before: ScriptBlockRecord, text: string): SceneRecord[] => {
		const scene = before.sceneId ? own.get(before.sceneId) : undefined
		const follows =
			before.type === 'sceneHeading' && scene?.typeName === 'scene' && scene.heading === before.text
		return follows ? [{ ...scene, heading: text.slice(0, 1000) }] : []
	}
	const setText = (block: ScriptBlockRecord, text: string) =>
		own.put([{ ...rewritten(block), text }, ...headingFollows(block, text)])

	return {
		store,
		mark: () => editor.mark(),
		write(blockId, text) {
			const block = blockOf(blockId)
			if (block && block.text !== text) transact(() => setText(block, text))
		},
		split(blockId, caret) {
			const block = blockOf(blockId)
			if (!block) return null
			const { text, side, next } = splitLine(block, caret)
			const id = `script_block:${createId(random)}` as const
			const lines = all()
			const isAbove = side === 'above'
			const above = isAbove ? lines[lines.findIndex((line) => line.id === blockId) - 1] : block
			const index = indexAfter(lines, above?.id ?? null)
			const { sceneId: scene } = block
			step(() => {
				if (!isAbove) setText(block, text)
				own.put([{ id, typeName: 'script_block', sceneId: scene, index, ...next, meta: {} }])
			})
			return isAbove ? { blockId, caret } : { blockId: id, caret: 0 }
		},
		join(blockId) {
			const lower = blockOf(blockId)
			const isSeen = (line: ScriptBlockRecord) => line.meta.boneyard !== true
			const lines = all().filter((line) => line.sceneId === lower?.sceneId && isSeen(line))
			const upper = lines[lines.findIndex((line) => line.id === blockId) - 1]
			if (!lower || !upper || upper.type === 'pageBreak') return null
			// Words that stand in the draft would leave it with a line that does not.
			if (upper.meta.notInDraft === true && lower.meta.notInDraft !== true) return null
			const { text, joined, caret } = joinLines(upper, lower)
			if (text.length > MAX_LINE) return null
			step(() => {
				setText({ ...upper, meta: { ...upper.meta, joined } }, text)
				own.remove([lower.id])
			})
			return { blockId: upper.id, caret }
		},
		changeType(blockId, direction) {
			const block = blockOf(blockId)
			if (!block) return
			const meta = { ...block.meta }
			// How the old element was forced says nothing of the new one.
			for (const fact of ['forced', 'emphasis', 'depth', 'key', 'fdxType']) delete meta[fact]
			step(() => own.put([{ ...block, type: typeByTab(block.type, direction), meta }]))
		},
		begin() {
			const id = `script_block:${createId(random)}` as const
			const index = indexAfter(all(), all().at(-1)?.id ?? null)
			const line = { sceneId: `scene:${sceneId}` as const, index, text: '', dual: null, meta: {} }
			step(() => own.put([{ id, typeName: 'script_block', type: 'action', ...line }]))
			return { blockId: id, caret: 0 }
		},
		undo: () => void history.undo(),
		redo: () => void history.redo(),
		dispose() {
			history.dispose()
			editor.dispose()
		},
	}
}

/** What a person rewrote is theirs: a mark of where the words came from goes (SP63). */
function rewritten(block: ScriptBlockRecord): ScriptBlockRecord {
	if (block.meta.madeBy === undefined) return block
	const { madeBy: _made, ...meta } = block.meta
	return { ...block, meta }
}
