/**
 * The steps of tldraw's undo and redo as objects that can be rewritten (U10). tldraw keeps them
 * private; their shape is checked when opened and pinned by a test on the installed version.
 */
import type { Fields } from './doc-record.ts'
import { isObject } from './record-path.ts'

/** One step: whole records before and after. Rewritten in place, never replaced. */
export interface HistoryDiff {
	added: Record<string, Fields>
	updated: Record<string, [from: Fields, to: Fields]>
	removed: Record<string, Fields>
}

export interface HistorySteps {
	/** Own steps from the newest (also the one still open) to the oldest. */
	undos(): Iterable<HistoryDiff>
	/** Undone steps from the next to be redone to the last. */
	redos(): Iterable<HistoryDiff>
	all(): Iterable<HistoryDiff>
	/** To be called after rewriting: the open step may have become empty. */
	refresh(): void
}

interface Stack {
	head: { type: string; diff?: HistoryDiff } | null
	tail: Stack
	length: number
}
interface History {
	stacks: {
		get(): { undos: Stack; redos: Stack }
		__unsafe__getWithoutCapture(): { undos: Stack; redos: Stack }
	}
	pendingDiff: { diff: HistoryDiff; restore(diff: HistoryDiff): void }
}

/** @throws Error when an editor's history is not of the known shape. */
export function openHistory(editor: object): HistorySteps {
	const history = knownHistory(editor)
	const stacks = () => history.stacks.__unsafe__getWithoutCapture()
	function* undos() {
		yield history.pendingDiff.diff
		yield* stepsOf(stacks().undos)
	}
	const redos = () => stepsOf(stacks().redos)
	return {
		undos,
		redos,
		*all() {
			yield* undos()
			yield* redos()
		},
		refresh: () => history.pendingDiff.restore(history.pendingDiff.diff),
	}
}

function* stepsOf(stack: Stack): Generator<HistoryDiff> {
	for (let rest = stack; rest.length > 0; rest = rest.tail) {
		if (rest.head?.type === 'diff' && rest.head.diff) yield rest.head.diff
	}
}

function knownHistory(editor: object): History {
	const history: unknown = 'history' in editor ? editor.history : undefined
	if (isObject(history) && isObject(history.stacks) && isObject(history.pendingDiff)) {
		const { stacks, pendingDiff } = history
		const hasMethods =
			typeof stacks.__unsafe__getWithoutCapture === 'function' &&
			typeof pendingDiff.restore === 'function'
		// Cast at a library edge: the shape was checked above and below.
		const known = history as unknown as History
		if (hasMethods && isDiff(pendingDiff.diff)) {
			const now: unknown = known.stacks.__unsafe__getWithoutCapture()
			if (isObject(now) && isStack(now.undos) && isStack(now.redos)) return known
		}
	}
	throw new Error('the history of this version of tldraw is not the known one: undo stays off')
}

function isDiff(value: unknown): boolean {
	return (
		isObject(value) && isObject(value.added) && isObject(value.updated) && isObject(value.removed)
	)
}

function isStack(value: unknown): boolean {
	return isObject(value) && typeof value.length === 'number' && 'head' in value && 'tail' in value
}
