import { describe, expect, it } from 'vitest'
import type { Edit } from '#core/suggestions/edit.ts'
import { sketchOf } from '#core/suggestions/render-sketch.ts'
import { editOfDraft } from '#core/suggestions/reshape/edit-draft.ts'
import { movePart } from '#core/suggestions/reshape/move-part.ts'
import {
	beginReshaping,
	leftOut,
	letGo,
	madeAgain,
	partChanged,
	taken,
	takenBack,
} from './reshaping.ts'

const edit: Edit = {
	...{ type: 'draw', panelId: 'shape:p' },
	sketch: sketchOf([
		{ kind: 'horizon', y: 0.4 },
		{ kind: 'horizon', y: 0.5 },
	]),
}
const begun = () => beginReshaping({ id: 'suggestion:one', edit })
const nudged = (last: ReturnType<typeof begun>, at: number, step: string) => {
	const part = last.draft.parts[at]
	if (!part) throw new Error('no part')
	return partChanged(last, at, { element: movePart(part.element, [0, 0.01]), step })
}

describe('a suggestion while it is changed', () => {
	it('[SG104] goes back one gesture at a time and forward again', () => {
		const twice = nudged(nudged(begun(), 0, 'nudge 0'), 0, 'nudge 0')
		const other = nudged(twice, 1, 'nudge 1')
		expect(other.past).toHaveLength(2)
		expect(takenBack(other).draft).toEqual(twice.draft)
		expect(editOfDraft(takenBack(takenBack(other)).draft)).toEqual(edit)
		expect(takenBack(takenBack(takenBack(other))).draft).toEqual(begun().draft)
		expect(madeAgain(madeAgain(takenBack(takenBack(other)))).draft).toEqual(other.draft)
	})

	it('[SG104] a part left out hands over to the next one, and comes back with undo', () => {
		const one = leftOut(begun(), 0)
		expect(one.partAt).toBe(1)
		const none = leftOut(one, 1)
		expect(none.partAt).toBeNull()
		expect(takenBack(none).partAt).toBe(1)
	})

	it('[SG104] a finger’s pull is one step, and none when it only touched', () => {
		const held = taken(begun(), 1)
		expect(held.rest?.parts.map(({ isLeftOut }) => isLeftOut)).toEqual([false, true])
		expect(held.draft).toEqual(begun().draft)
		expect(letGo(held, 1, null)).toMatchObject({ past: [], rest: null, partAt: 1 })
		const part = held.draft.parts[1]
		if (!part) throw new Error('no part')
		const pulled = { element: movePart(part.element, [0, 0.2]), step: 'drag 1' }
		const done = letGo(held, 1, pulled)
		expect(done).toMatchObject({ rest: null, past: [begun().draft] })
		expect(takenBack(done).draft).toEqual(begun().draft)
	})

	it('[SG104] what lies behind everything does not come to hand first', () => {
		const elements = sketchOf([
			{ kind: 'set', set: 'room' },
			{ kind: 'figure', at: [0.5, 0.9] },
		])
		const { partAt } = beginReshaping({
			...{ id: 'suggestion:two', edit: { type: 'draw', panelId: 'shape:p', sketch: elements } },
		})
		expect(partAt).toBe(1)
	})

	it('[SG104] the same gesture after a step back is a step of its own', () => {
		const again = nudged(takenBack(nudged(begun(), 0, 'nudge 0')), 0, 'nudge 0')
		expect(again.past).toHaveLength(1)
		expect(again.future).toHaveLength(0)
	})
})
