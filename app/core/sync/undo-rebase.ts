/**
 * Undo that is one's own (rules U1 to U10 of docs/spec/sync.md). tldraw's history keeps whole records
 * from before and after; undoing one would bring back what others changed meanwhile. So every remote
 * change is written into the steps of the history, in place, and what is left in a step is one's own.
 */
import type { TLStore } from '@tldraw/tlschema'
import { type DocRecord, type Fields, hasDerivedPlace, textPathsOf } from './doc-record.ts'
import { type HistoryDiff, type HistorySteps, openHistory } from './history-steps.ts'
import { diffRecords, fieldsOf, getPath, isObject, withPaths } from './record-path.ts'
import { interceptHistory, type StoreChanges } from './store-history.ts'
import { mergeText } from './text-merge.ts'

/** What is needed of tldraw's Editor. */
export interface UndoableEditor {
	readonly store: TLStore
	undo(): unknown
	redo(): unknown
	getCanUndo(): boolean
	getCanRedo(): boolean
}

export interface UndoOutcome {
	/** Whether anything changed. */
	changed: boolean
	/** Steps passed over because others had changed everything in them since (U7). */
	overtaken: number
}

export interface RebasedHistory {
	undo(): UndoOutcome
	redo(): UndoOutcome
	/** Takes in a remote change that met no record in the store (`BindStoreOptions.onMissed`). */
	missed(change: { id: string; before: DocRecord; after: DocRecord | undefined }): void
	dispose(): void
}

const PLACE_PATHS = ['parentId', 'index', 'xy', 'rotation']

/**
 * Makes an editor's undo safe among others until disposed. Attach it right after the editor is made.
 * @throws Error when tldraw's history has not the shape this was written for (U10).
 */
export function attachRebasedHistory(editor: UndoableEditor): RebasedHistory {
	return new Rebase(editor, openHistory(editor))
}

class Rebase implements RebasedHistory {
	private readonly editor: UndoableEditor
	private readonly steps: HistorySteps
	/** Ids that the local person changed: only these can stand in the history. */
	private readonly mine = new Set<string>()
	private readonly types: ReadonlySet<string>
	private changedDocument = false
	readonly dispose: () => void

	constructor(editor: UndoableEditor, steps: HistorySteps) {
		this.editor = editor
		this.steps = steps
		this.types = editor.store.scopedTypes.document
		this.dispose = interceptHistory(editor.store, ({ changes }, source) => {
			if (source === 'user') this.noteOwn(changes)
			else this.rebase(changes)
		})
	}

	undo(): UndoOutcome {
		return this.step(
			() => this.editor.getCanUndo(),
			() => this.editor.undo(),
		)
	}

	redo(): UndoOutcome {
		return this.step(
			() => this.editor.getCanRedo(),
			() => this.editor.redo(),
		)
	}

	missed({
		id,
		before,
		after,
	}: {
		id: string
		before: DocRecord
		after: DocRecord | undefined
	}): void {
		if (!this.mine.has(id)) return
		if (after) this.takePaths(id, fieldsOf(before), fieldsOf(after))
		else this.forget(new Set([id]))
		this.steps.refresh()
	}

	private step(can: () => boolean, go: () => unknown): UndoOutcome {
		let overtaken = 0
		while (can()) {
			this.changedDocument = false
			go()
			if (this.changedDocument) return { changed: true, overtaken }
			overtaken++
		}
		return { changed: false, overtaken }
	}

	private noteOwn(changes: StoreChanges) {
		for (const record of [...Object.values(changes.added), ...Object.values(changes.removed)]) {
			if (this.types.has(record.typeName)) this.noteOwnId(record.id)
		}
		for (const [from, to] of Object.values(changes.updated)) {
			if (!this.types.has(to.typeName)) continue
			const paths = diffRecords(fieldsOf(from), fieldsOf(to))
			if (hasDerivedPlace(fieldsOf(to))) paths.delete('xy')
			this.mine.add(to.id)
			if (paths.size > 0) this.changedDocument = true
		}
	}

	private noteOwnId(id: string) {
		this.mine.add(id)
		this.changedDocument = true
	}

	private rebase(changes: StoreChanges) {
		if (this.mine.size === 0) return
		const gone = new Set([...Object.keys(changes.removed), ...Object.keys(changes.added)])
		const touched = new Set<string>()
		for (const record of Object.values(changes.added)) this.touch(fieldsOf(record), touched)
		for (const [from, to] of Object.values(changes.updated)) {
			const paths = diffRecords(fieldsOf(from), fieldsOf(to))
			if (hasDerivedPlace(fieldsOf(to)) && paths.size === 1 && paths.has('xy')) {
				if (this.mine.has(to.id)) this.takePaths(to.id, fieldsOf(from), fieldsOf(to))
				continue
			}
			this.touchWithParents(to.id, touched)
			this.touch(fieldsOf(to), touched)
			if (this.mine.has(to.id)) this.takePaths(to.id, fieldsOf(from), fieldsOf(to))
		}
		this.forget(new Set([...gone].filter((id) => this.mine.has(id))))
		this.keepTouched(touched)
		if (Object.keys(changes.removed).length > 0)
			this.dropParents(new Set(Object.keys(changes.removed)))
		this.steps.refresh()
	}

	/** U2, U3: the remote values of one record, through all steps. */
	private takePaths(id: string, from: Fields, to: Fields) {
		const texts = textPathsOf(to)
		const values: [string, unknown][] = []
		for (const [path, value] of diffRecords(from, to)) {
			if (texts.includes(path)) this.takeText(id, path, String(value ?? ''))
			else values.push([path, value])
		}
		if (values.length === 0) return
		for (const diff of this.steps.all()) {
			rewrite(diff, id, (record) => withPaths(record, values))
		}
	}

	/** U3: newest to oldest, each step keeps its own letters on top of what others wrote. */
	private takeText(id: string, path: string, now: string) {
		let carry = now
		const set = (record: Fields, text: string) => withPaths(record, [[path, text]])
		for (const diff of this.steps.undos()) {
			rewriteOne(diff.added, id, (record) => set(record, carry))
			rewriteOne(diff.removed, id, (record) => set(record, carry))
			rewritePair(diff, id, (from, to) => {
				const before = mergeText(textAt(to, path), textAt(from, path), carry)
				const pair: [Fields, Fields] = [set(from, before), set(to, carry)]
				carry = before
				return pair
			})
		}
		carry = now
		for (const diff of this.steps.redos()) {
			rewriteOne(diff.added, id, (record) => set(record, carry))
			rewriteOne(diff.removed, id, (record) => set(record, carry))
			rewritePair(diff, id, (from, to) => {
				const after = mergeText(textAt(from, path), textAt(to, path), carry)
				const pair: [Fields, Fields] = [set(from, carry), set(to, after)]
				carry = after
				return pair
			})
		}
	}

	/** U4: what another person deleted or restored is no longer in any step. */
	private forget(ids: ReadonlySet<string>) {
		if (ids.size === 0) return
		for (const diff of this.steps.all()) {
			for (const id of ids) {
				delete diff.added[id]
				delete diff.updated[id]
				delete diff.removed[id]
			}
		}
		this.steps.refresh()
	}

	/** U5: what others touched is not removed by undoing its creation or redoing its deletion. */
	private keepTouched(touched: ReadonlySet<string>) {
		for (const id of touched) {
			if (!this.mine.has(id)) continue
			for (const diff of this.steps.undos()) delete diff.added[id]
			for (const diff of this.steps.redos()) delete diff.removed[id]
		}
	}

	/** U6: no step may put a shape back into a parent that is gone. */
	private dropParents(gone: ReadonlySet<string>) {
		const place = (record: Fields): [string, unknown][] =>
			PLACE_PATHS.map((path) => [path, getPath(record, path)])
		for (const diff of this.steps.all()) {
			for (const [id, [from, to]] of Object.entries(diff.updated)) {
				if (from.parentId === to.parentId) continue
				if (gone.has(String(from.parentId))) diff.updated[id] = [withPaths(from, place(to)), to]
				else if (gone.has(String(to.parentId)))
					diff.updated[id] = [from, withPaths(to, place(from))]
			}
		}
	}

	/** A record somebody added or changed touches everything it stands in, ends at or refers to. */
	private touch(record: Fields, touched: Set<string>) {
		for (const id of referencesOf(record)) this.touchWithParents(id, touched)
	}

	private touchWithParents(id: string, touched: Set<string>) {
		let next: string | undefined = id
		while (next && !touched.has(next)) {
			touched.add(next)
			const record: unknown = this.editor.store.unsafeGetWithoutCapture(next as never)
			next = isObject(record) && typeof record.parentId === 'string' ? record.parentId : undefined
		}
	}
}

const REFERENCE_KEYS = ['parentId', 'fromId', 'toId', 'sceneId', 'suggestionId', 'targetId']
const REFERENCE_PROPS = ['shotId', 'assetId', 'scriptBlockIds']

function referencesOf(record: Fields): string[] {
	const props = isObject(record.props) ? record.props : {}
	const values = [
		...REFERENCE_KEYS.map((key) => record[key]),
		...REFERENCE_PROPS.map((key) => props[key]),
	]
	return values.flat().filter((value): value is string => typeof value === 'string')
}

function rewrite(diff: HistoryDiff, id: string, change: (record: Fields) => Fields) {
	rewriteOne(diff.added, id, change)
	rewriteOne(diff.removed, id, change)
	rewritePair(diff, id, (from, to) => [change(from), change(to)])
}

function rewriteOne(part: Record<string, Fields>, id: string, change: (record: Fields) => Fields) {
	const record = part[id]
	if (record) part[id] = change(record)
}

function rewritePair(
	diff: HistoryDiff,
	id: string,
	change: (from: Fields, to: Fields) => [Fields, Fields],
) {
	const pair = diff.updated[id]
	if (pair) diff.updated[id] = change(pair[0], pair[1])
}

function textAt(record: Fields, path: string): string {
	const value = getPath(record, path)
	return typeof value === 'string' ? value : ''
}
