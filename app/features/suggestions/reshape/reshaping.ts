/**
 * A suggestion while one person changes it before taking it: kept on their page alone, with its own
 * steps back. Until it is accepted nothing of it is in the document, and nobody else sees it (SG104).
 */
import type { Edit } from '#core/suggestions/edit.ts'
import { draftOf, type EditDraft, withPart } from '#core/suggestions/reshape/edit-draft.ts'
import type { SketchElement } from '#core/suggestions/sketch.ts'

export interface Reshaping {
	suggestionId: string
	offered: Edit
	draft: EditDraft
	/** Earlier drafts, the newest last. */
	past: readonly EditDraft[]
	/** Drafts taken back, the next to come first. */
	future: readonly EditDraft[]
	/** What the last step was; more of the same joins it. */
	step: string | null
	/** The part in hand, by its place in the draft. */
	partAt: number | null
	/** While a finger pulls a part: the drawing without it, which stays still under the hand. */
	rest: EditDraft | null
	/** Why it could not be taken as it is. */
	problem: string | null
}

/** Steps that can be taken back; nobody goes further. */
const MAX_STEPS = 100

/** What lies behind everything comes to hand last. */
const BEHIND: ReadonlySet<SketchElement['kind']> = new Set([
	...(['set', 'perspective', 'guide', 'horizon'] as const),
])

/** @param half a version to go on with; what was offered is then one step back */
export function beginReshaping(
	suggestion: { id: string; edit: Edit },
	half: EditDraft | null = null,
): Reshaping {
	const { id: suggestionId, edit: offered } = suggestion
	const asOffered = draftOf(offered)
	const draft = half ?? asOffered
	const front = draft.parts.findIndex(
		({ element, isLeftOut }) => !isLeftOut && !BEHIND.has(element.kind),
	)
	const partAt = front >= 0 ? front : inHandOf(draft, null)
	return {
		...{ suggestionId, offered, draft, partAt },
		...{ past: half ? [asOffered] : [], future: [], step: null, rest: null, problem: null },
	}
}

/** The next state; changes of one `step` are taken back together. */
export function changed(last: Reshaping, draft: EditDraft, step: string): Reshaping {
	if (draft === last.draft) return last
	const past = step === last.step ? last.past : [...last.past, last.draft].slice(-MAX_STEPS)
	return { ...last, draft, past, future: [], step, problem: null }
}

export function partChanged(
	last: Reshaping,
	at: number,
	{ element, step }: { element: SketchElement; step: string },
): Reshaping {
	return changed(last, withPart(last.draft, at, { element }), step)
}

/** Leaves the part in hand out; the next one that is kept comes to hand. */
export function leftOut(last: Reshaping, at: number): Reshaping {
	const draft = withPart(last.draft, at, { isLeftOut: true })
	const kept = draft.parts.flatMap(({ isLeftOut }, i) => (isLeftOut ? [] : [i]))
	const partAt = kept.find((i) => i > at) ?? kept.at(-1) ?? null
	return { ...changed(last, draft, `left out ${at}`), partAt }
}

export function takenBack(last: Reshaping): Reshaping {
	const before = last.past.at(-1)
	if (!before) return last
	return {
		...last,
		...{ draft: before, past: last.past.slice(0, -1), future: [last.draft, ...last.future] },
		...{ step: null, problem: null },
		partAt: inHandOf(before, last.partAt),
	}
}

export function madeAgain(last: Reshaping): Reshaping {
	const [next, ...future] = last.future
	if (!next) return last
	return {
		...last,
		...{ draft: next, past: [...last.past, last.draft], future, step: null, problem: null },
		partAt: inHandOf(next, last.partAt),
	}
}

/** The part stays in hand if it is there. */
function inHandOf({ parts }: EditDraft, at: number | null): number | null {
	if (at !== null && parts[at] && !parts[at].isLeftOut) return at
	const first = parts.findIndex(({ isLeftOut }) => !isLeftOut)
	return first < 0 ? null : first
}

/** A finger takes a part: the rest of the drawing stands still meanwhile. */
export function taken(last: Reshaping, at: number): Reshaping {
	return { ...last, partAt: at, rest: withPart(last.draft, at, { isLeftOut: true }) }
}

/** The finger let go: the part is where it was pulled to, in one step. */
export function letGo(
	last: Reshaping,
	at: number,
	pulled: { element: SketchElement; step: string } | null,
): Reshaping {
	return { ...(pulled ? partChanged(last, at, pulled) : last), rest: null }
}
