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

/** What the next undo or redo meets: a change of records, a step of another kind, or nothing. */
export type NextStep = { kind: 'change' } | { kind: 'own'; id: string } | { kind: 'none' }
export type Direction = 'undo' | 'redo'

export interface HistorySteps {
	/** Own steps from the newest (also the one still open) to the oldest. */
	undos(): Iterable<HistoryDiff>
	/** Undone steps from the next to be redone to the last. */
	redos(): Iterable<HistoryDiff>
	all(): Iterable<HistoryDiff>
	/** To be called after rewriting: the open step may have become empty. */
	refresh(): void
	/** Ends the open step and puts one of another kind on top; what was undone is gone, as after any change. */
	pushOwn(id: string): void
	next(direction: Direction): NextStep
	/** To be called before tldraw's own undo or redo: puts back stops that a cancelled gesture took. */
	fence(direction: Direction): void
	/** The changes that the next undo or redo goes through. */
	nextChanges(direction: Direction): HistoryDiff[]
	/** The undoable changes older than a step of another kind; all of them when it was undone. */
	below(id: string): ReadonlySet<HistoryDiff>
	/** Moves the step of another kind that is next to the other stack, or drops it. */
	passOwn(id: string, direction: Direction, options: { drop: boolean }): void
}

interface Entry {
	type: string
	id?: string
	diff?: HistoryDiff
}
interface Stack {
	head: Entry | null
	tail: Stack
	length: number
	push(entry: Entry): Stack
}
interface Stacks {
	undos: Stack
	redos: Stack
}
interface History {
	stacks: {
		get(): Stacks
		set(stacks: Stacks): unknown
		__unsafe__getWithoutCapture(): Stacks
	}
	pendingDiff: { diff: HistoryDiff; restore(diff: HistoryDiff): void; isEmpty(): boolean }
	_mark(id: string): void
}

/**
 * A step of another kind stands among tldraw's stops as three: tldraw's undo and redo swallow the stop
 * that bounds what they go through, on either side, and must never swallow the step itself.
 */
const OWN = 'own step '
const BEFORE = 'before own step '
const AFTER = 'after own step '

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
		pushOwn(id) {
			for (const name of [BEFORE, OWN, AFTER]) history._mark(name + id)
			const { undos, redos: old } = stacks()
			history.stacks.set({ undos, redos: bottomOf(old) })
		},
		next(direction) {
			if (direction === 'undo' && !history.pendingDiff.isEmpty()) return { kind: 'change' }
			for (const entry of entriesOf(stacks()[STACK_OF[direction]])) {
				if (entry.type === 'diff') return { kind: 'change' }
				if (entry.id?.startsWith(OWN)) return { kind: 'own', id: entry.id.slice(OWN.length) }
			}
			return { kind: 'none' }
		},
		fence(direction) {
			const name = STACK_OF[direction]
			const above: Entry[] = []
			let rest = stacks()[name]
			for (; rest.head && !rest.head.id?.startsWith(OWN); rest = rest.tail) above.push(rest.head)
			const own = rest.head?.id?.slice(OWN.length)
			if (own === undefined || above.at(-1)?.type === 'stop') return
			rest = rest.push({ type: 'stop', id: (direction === 'undo' ? AFTER : BEFORE) + own })
			while (above.length > 0) rest = rest.push(above.pop() ?? { type: 'stop' })
			history.stacks.set({ ...stacks(), [name]: rest })
		},
		nextChanges(direction) {
			const pending = history.pendingDiff
			// An open step that others emptied is one that is gone through, too.
			const met = direction === 'undo' ? [pending.diff] : []
			let isInChange = direction === 'undo' && !pending.isEmpty()
			for (const entry of entriesOf(stacks()[STACK_OF[direction]])) {
				if (entry.diff) met.push(entry.diff)
				else if (isInChange || entry.id?.startsWith(OWN)) break
				isInChange ||= entry.diff !== undefined
			}
			return met
		},
		below(id) {
			const entries = [...entriesOf(stacks().undos)]
			const place = entries.findIndex((entry) => entry.id === OWN + id)
			const older =
				place < 0 ? [...undos()] : entries.slice(place).flatMap(({ diff }) => diff ?? [])
			return new Set(older)
		},
		passOwn(id, direction, { drop }) {
			const now = stacks()
			let [from, to] = direction === 'undo' ? [now.undos, now.redos] : [now.redos, now.undos]
			for (let isPast = false; from.head && !isPast; from = from.tail) {
				isPast = from.head.id === OWN + id
				if (!drop) to = to.push(from.head)
			}
			// A step that was done again keeps the stop above it.
			if (direction === 'redo' && !drop && from.head?.id === AFTER + id) {
				to = to.push(from.head)
				from = from.tail
			}
			history.stacks.set(
				direction === 'undo' ? { undos: from, redos: to } : { undos: to, redos: from },
			)
		},
	}
}

const STACK_OF = { undo: 'undos', redo: 'redos' } as const

function* entriesOf(stack: Stack): Generator<Entry> {
	for (let rest = stack; rest.head; rest = rest.tail) yield rest.head
}

function bottomOf(stack: Stack): Stack {
	let rest = stack
	while (rest.length > 0) rest = rest.tail
	return rest
}

function* stepsOf(stack: Stack): Generator<HistoryDiff> {
	for (const entry of entriesOf(stack)) {
		if (entry.type === 'diff' && entry.diff) yield entry.diff
	}
}

function knownHistory(editor: object): History {
	const history: unknown = 'history' in editor ? editor.history : undefined
	if (isObject(history) && isObject(history.stacks) && isObject(history.pendingDiff)) {
		const { stacks, pendingDiff } = history
		const hasMethods =
			typeof stacks.__unsafe__getWithoutCapture === 'function' &&
			typeof stacks.set === 'function' &&
			typeof pendingDiff.restore === 'function' &&
			typeof pendingDiff.isEmpty === 'function' &&
			'_mark' in history &&
			typeof history._mark === 'function'
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
	return (
		isObject(value) &&
		typeof value.length === 'number' &&
		typeof value.push === 'function' &&
		'head' in value &&
		'tail' in value
	)
}
