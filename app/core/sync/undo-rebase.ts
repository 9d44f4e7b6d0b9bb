/**
 * Undo that is one's own (rules U1 to U10 of docs/spec/sync.md). tldraw's history keeps whole records
 * from before and after; undoing one would bring back what others changed meanwhile. So every remote
 * change is written into the steps of the history, in place, and what is left in a step is one's own.
 */
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { type DocRecord, type Fields, hasDerivedPlace } from './doc-record.ts'
import {
	type Direction,
	type HistoryDiff,
	type HistorySteps,
	openHistory,
} from './history-steps.ts'
import { diffRecords, fieldsOf, isObject } from './record-path.ts'
import { StepRewriter } from './rewrite-steps.ts'
import { interceptHistory, type StoreChanges } from './store-history.ts'

/** What is needed of tldraw's Editor. */
export interface UndoableEditor {
	readonly store: TLStore
	undo(): unknown
	redo(): unknown
	getCanUndo(): boolean
	getCanRedo(): boolean
}

export interface UndoOutcome {
	/** Whether anything was undone or redone. */
	changed: boolean
	/** Steps passed over because others had changed everything in them since (U7). */
	overtaken: number
	/** Whether something of one's own stayed as it is because others worked on it since (U2–U6). */
	kept: boolean
	/** Why steps of another kind could not be taken back or done again, each a sentence (U12). */
	refused: string[]
}

/** What became of one step of another kind: `nothing` is passed over without a word. */
export type OwnStepResult = 'done' | 'nothing' | { refused: string }

/** A step that is no change of this store: a command to the room that can be taken back (U9, U11). */
export interface OwnStep {
	undo(): OwnStepResult
	redo(): OwnStepResult
	/** What of a remote change is this step's own work in the document, or null (U13). */
	effectIn?(changes: StoreChanges): OwnEffect | null
}

/** What the room wrote when it carried a step out, or took away when it took the step back. */
export interface OwnEffect {
	isDone: boolean
	/** Changed paths by record id. */
	paths: ReadonlyMap<string, ReadonlySet<string>>
	/** Ids of the records it made. */
	made: ReadonlySet<string>
}

export interface RebasedHistory {
	undo(): UndoOutcome
	redo(): UndoOutcome
	/** Puts a step of another kind on top of own changes, in the order in which things were done. */
	add(step: OwnStep): void
	/** Takes in a remote change that met no record in the store (`BindStoreOptions.onMissed`). */
	missed(change: { id: string; before: DocRecord; after: DocRecord | undefined }): void
	dispose(): void
}

const NONE: ReadonlySet<HistoryDiff> = new Set()

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
	private readonly ownSteps = new Map<string, OwnStep>()
	private addedSteps = 0
	/** Effects of own steps that older steps do not know of, as long as the own step can go first. */
	private readonly effects = new Map<string, OwnEffect>()
	private readonly rewriter: StepRewriter
	private changedDocument = false
	readonly dispose: () => void

	constructor(editor: UndoableEditor, steps: HistorySteps) {
		this.editor = editor
		this.steps = steps
		this.rewriter = new StepRewriter(steps)
		this.types = editor.store.scopedTypes.document
		this.dispose = interceptHistory(editor.store, ({ changes }, source) => {
			if (source === 'user') this.noteOwn(changes)
			else this.rebase(changes)
		})
	}

	undo(): UndoOutcome {
		return this.walk('undo')
	}

	redo(): UndoOutcome {
		return this.walk('redo')
	}

	add(step: OwnStep): void {
		const id = String(++this.addedSteps)
		this.ownSteps.set(id, step)
		this.steps.pushOwn(id)
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
		if (after) this.rewriter.takePaths(fieldsOf(before), fieldsOf(after), () => NONE)
		else this.rewriter.forget([id])
		this.steps.refresh()
	}

	/** U7: goes on until something changed or nothing is left. */
	private walk(direction: Direction): UndoOutcome {
		const outcome: UndoOutcome = { changed: false, overtaken: 0, kept: false, refused: [] }
		for (;;) {
			const next = this.steps.next(direction)
			if (next.kind === 'none') {
				this.noteKept(direction, outcome)
				return outcome
			}
			const isDone =
				next.kind === 'own'
					? this.passOwn(next.id, direction, outcome)
					: this.passChange(direction, outcome)
			if (isDone) return { ...outcome, changed: true }
		}
	}

	private passChange(direction: Direction, outcome: UndoOutcome): boolean {
		const isTrimmed = this.noteKept(direction, outcome)
		this.changedDocument = false
		this.steps.fence(direction)
		if (direction === 'undo') this.editor.undo()
		else this.editor.redo()
		if (!this.changedDocument && isTrimmed) outcome.overtaken++
		return this.changedDocument
	}

	private noteKept(direction: Direction, outcome: UndoOutcome): boolean {
		const isTrimmed = this.rewriter.tellTrimmed(this.steps.nextChanges(direction))
		outcome.kept ||= isTrimmed
		return isTrimmed
	}

	private passOwn(id: string, direction: Direction, outcome: UndoOutcome): boolean {
		const result = this.ownSteps.get(id)?.[direction]() ?? 'nothing'
		const isDone = result === 'done'
		this.steps.passOwn(id, direction, { drop: !isDone })
		if (!isDone) this.letGo(id)
		if (typeof result === 'object') outcome.refused.push(result.refused)
		return isDone
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
		const own = this.ownEffect(changes)
		const gone = new Set([...Object.keys(changes.removed), ...Object.keys(changes.added)])
		const touched = new Set<string>()
		for (const record of Object.values(changes.added)) {
			if (!own?.effect.made.has(record.id)) this.touch(fieldsOf(record), touched)
		}
		for (const [before, after] of Object.values(changes.updated)) {
			const [from, to] = [fieldsOf(before), fieldsOf(after)]
			const theirs = diffRecords(from, to)
			for (const path of own?.effect.paths.get(after.id) ?? []) theirs.delete(path)
			const isOnlyPlace = theirs.size === 1 && theirs.has('xy') && hasDerivedPlace(to)
			if (theirs.size > 0 && !isOnlyPlace) {
				this.touchWithParents(after.id, touched)
				this.touch(to, touched)
			}
			if (!this.mine.has(after.id)) continue
			this.rewriter.takePaths(from, to, (path) => (theirs.has(path) ? NONE : (own?.below ?? NONE)))
		}
		this.rewriter.forget([...gone].filter((id) => this.mine.has(id)))
		this.rewriter.keep([...touched].filter((id) => this.mine.has(id)))
		this.rewriter.dropParents(new Set(Object.keys(changes.removed)))
		if (movesIntoOthers(changes)) this.rewriter.dropCircles((id) => this.recordOf(id))
		this.steps.refresh()
	}

	/** U13: what the room did for an own step is not others' work to the steps under it. */
	private ownEffect(changes: StoreChanges) {
		for (const [id, step] of this.ownSteps) {
			const effect = step.effectIn?.(changes)
			if (!effect) continue
			if (effect.isDone) this.effects.set(id, effect)
			else this.effects.delete(id)
			return { effect, below: this.steps.below(id) }
		}
		return null
	}

	/** A step that stays for good: what it did stays too, whatever older steps held there. */
	private letGo(id: string) {
		const effect = this.effects.get(id)
		this.ownSteps.delete(id)
		this.effects.delete(id)
		if (!effect) return
		const touched = new Set<string>()
		for (const [recordId, paths] of effect.paths) {
			const record = this.recordOf(recordId)
			if (!record) continue
			this.touchWithParents(recordId, touched)
			this.touch(record, touched)
			this.rewriter.takeCurrent(record, paths)
		}
		for (const recordId of effect.made) this.touch(this.recordOf(recordId) ?? {}, touched)
		this.rewriter.keep([...touched].filter((each) => this.mine.has(each)))
		this.steps.refresh()
	}

	private recordOf(id: string): Fields | undefined {
		// Cast at a library edge: the store brands the ids of its records.
		const record = this.editor.store.unsafeGetWithoutCapture(id as TLRecord['id'])
		return record && fieldsOf(record)
	}

	/** A record somebody added or changed touches everything it stands in, ends at or refers to. */
	private touch(record: Fields, touched: Set<string>) {
		if (isOffer(record)) return
		for (const id of referencesOf(record)) this.touchWithParents(id, touched)
	}

	private touchWithParents(id: string, touched: Set<string>) {
		let next: string | undefined = id
		while (next && !touched.has(next)) {
			touched.add(next)
			const parentId: unknown = this.recordOf(next)?.parentId
			next = typeof parentId === 'string' ? parentId : undefined
		}
	}
}

/** Whether somebody put a shape into another parent, so that an older step could close a circle. */
function movesIntoOthers(changes: StoreChanges): boolean {
	return Object.values(changes.updated).some(
		([from, to]) => fieldsOf(from).parentId !== fieldsOf(to).parentId,
	)
}

const REFERENCE_KEYS = ['parentId', 'fromId', 'toId', 'sceneId', 'suggestionId', 'targetId']
const REFERENCE_PROPS = ['shotId', 'assetId', 'scriptBlockIds']

/** An offer of the program's is nobody's work: what it is about can still be undone. */
function isOffer({ typeName, generatorId }: Fields): boolean {
	return typeName === 'suggestion' && !String(generatorId).startsWith('person')
}

function referencesOf(record: Fields): string[] {
	const props = isObject(record.props) ? record.props : {}
	const values = [
		...REFERENCE_KEYS.map((key) => record[key]),
		...REFERENCE_PROPS.map((key) => props[key]),
	]
	return values.flat().filter((value): value is string => typeof value === 'string')
}
