/**
 * Writes other people's changes into the steps of a person's history, in place, so that what is left
 * in a step is that person's own (U2 to U6). Remembers which steps lost something, for telling it.
 */
import { isEqual } from '@tldraw/utils'
import { type Fields, textPathsOf } from './doc-record.ts'
import type { HistoryDiff, HistorySteps } from './history-steps.ts'
import { diffRecords, getPath, withPaths } from './record-path.ts'
import { mergeText } from './text-merge.ts'

const PLACE_PATHS = ['parentId', 'index', 'xy', 'rotation']

export class StepRewriter {
	private readonly steps: HistorySteps
	private readonly trimmed = new WeakSet<HistoryDiff>()

	constructor(steps: HistorySteps) {
		this.steps = steps
	}

	/** Whether something of these steps stays as it is because of others' work; told once. */
	tellTrimmed(diffs: readonly HistoryDiff[]): boolean {
		// All of them: `some` would leave the later ones to be told again.
		return diffs.filter((diff) => this.trimmed.delete(diff)).length > 0
	}

	/** U2, U3: the remote values of one record, through all steps that `spared` does not name. */
	takePaths(from: Fields, to: Fields, spared: (path: string) => ReadonlySet<HistoryDiff>): void {
		for (const [path, value] of diffRecords(from, to)) this.take(to, [path, value], spared(path))
	}

	/** The values that a record has now, through all steps. */
	takeCurrent(record: Fields, paths: Iterable<string>): void {
		for (const path of paths) this.take(record, [path, getPath(record, path)], new Set())
	}

	private take(record: Fields, change: [string, unknown], spared: ReadonlySet<HistoryDiff>) {
		const id = String(record.id)
		const [path, value] = change
		if (textPathsOf(record).includes(path)) this.takeText(id, path, String(value ?? ''), spared)
		else this.takeValue(id, change, spared)
	}

	private takeValue(id: string, change: [string, unknown], spared: ReadonlySet<HistoryDiff>) {
		for (const diff of this.steps.all()) {
			if (spared.has(diff)) continue
			const pair = diff.updated[id]
			if (pair && !isSameAt(change[0], pair)) this.trimmed.add(diff)
			rewrite(diff, id, (record) => withPaths(record, [change]))
		}
	}

	/** U3: newest to oldest, each step keeps its own letters on top of what others wrote. */
	private takeText(id: string, path: string, now: string, spared: ReadonlySet<HistoryDiff>) {
		let carry = now
		const set = (record: Fields, text: string) => withPaths(record, [[path, text]])
		const setAll = (diff: HistoryDiff) => {
			rewriteOne(diff.added, id, (record) => set(record, carry))
			rewriteOne(diff.removed, id, (record) => set(record, carry))
		}
		for (const diff of this.steps.undos()) {
			if (spared.has(diff)) continue
			setAll(diff)
			rewritePair(diff, id, (from, to) => {
				const before = mergeText(textAt(to, path), textAt(from, path), carry)
				const pair: [Fields, Fields] = [set(from, before), set(to, carry)]
				carry = before
				return pair
			})
		}
		carry = now
		for (const diff of this.steps.redos()) {
			if (spared.has(diff)) continue
			setAll(diff)
			rewritePair(diff, id, (from, to) => {
				const after = mergeText(textAt(from, path), textAt(to, path), carry)
				const pair: [Fields, Fields] = [set(from, carry), set(to, after)]
				carry = after
				return pair
			})
		}
	}

	/** U4: what another person deleted or restored is no longer in any step. */
	forget(ids: Iterable<string>): void {
		for (const id of ids) {
			for (const diff of this.steps.all()) {
				for (const part of [diff.added, diff.updated, diff.removed]) this.drop(diff, part, id)
			}
		}
	}

	/** U5: what others touched is not removed by undoing its creation or redoing its deletion. */
	keep(ids: Iterable<string>): void {
		for (const id of ids) {
			for (const diff of this.steps.undos()) this.drop(diff, diff.added, id)
			for (const diff of this.steps.redos()) this.drop(diff, diff.removed, id)
		}
	}

	/** U6: no step may put a shape back into a parent that is gone. */
	dropParents(gone: ReadonlySet<string>): void {
		if (gone.size === 0) return
		for (const diff of this.steps.all()) {
			for (const [id, [from, to]] of Object.entries(diff.updated)) {
				if (from.parentId === to.parentId) continue
				if (gone.has(String(from.parentId))) diff.updated[id] = [withPaths(from, place(to)), to]
				else if (gone.has(String(to.parentId)))
					diff.updated[id] = [from, withPaths(to, place(from))]
				else continue
				this.trimmed.add(diff)
			}
		}
	}

	/** U6: no step may put a shape into what others have put into that shape; `now` reads the store. */
	dropCircles(now: (id: string) => Fields | undefined): void {
		this.dropCirclesOf(this.steps.undos(), now, 0)
		this.dropCirclesOf(this.steps.redos(), now, 1)
	}

	/** Goes through the steps in the order they would be taken; `side`: which half they bring back. */
	private dropCirclesOf(
		diffs: Iterable<HistoryDiff>,
		now: (id: string) => Fields | undefined,
		side: 0 | 1,
	) {
		const parents = new Map<string, unknown>()
		const parentOf = (id: string) => (parents.has(id) ? parents.get(id) : now(id)?.parentId)
		for (const diff of diffs) {
			const moved = Object.entries(diff.updated).filter(
				([, [from, to]]) => from.parentId !== to.parentId,
			)
			for (const [id, pair] of moved) parents.set(id, pair[side].parentId)
			for (const [id, [from, to]] of moved) {
				if (!standsInItself(id, parentOf)) continue
				diff.updated[id] =
					side === 0 ? [withPaths(from, place(to)), to] : [from, withPaths(to, place(from))]
				parents.set(id, (side === 0 ? to : from).parentId)
				this.trimmed.add(diff)
			}
		}
	}

	private drop(diff: HistoryDiff, part: Record<string, unknown>, id: string) {
		if (!Object.hasOwn(part, id)) return
		delete part[id]
		this.trimmed.add(diff)
	}
}

function place(record: Fields): [string, unknown][] {
	return PLACE_PATHS.map((path) => [path, getPath(record, path)])
}

function standsInItself(id: string, parentOf: (id: string) => unknown): boolean {
	const seen = new Set([id])
	for (let next = parentOf(id); typeof next === 'string'; next = parentOf(next)) {
		if (next === id) return true
		if (seen.has(next)) return false
		seen.add(next)
	}
	return false
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

function isSameAt(path: string, [from, to]: [Fields, Fields]): boolean {
	return isEqual(getPath(from, path), getPath(to, path))
}

function textAt(record: Fields, path: string): string {
	const value = getPath(record, path)
	return typeof value === 'string' ? value : ''
}
