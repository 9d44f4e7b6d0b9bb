import { expect, it } from 'vitest'
import { editIn, rationaleIn } from './sealed-words.ts'

it('a rationale has a title, and words when they were given', () => {
	expect(rationaleIn('{"title":"Hold longer","rationale":"She has not sat down."}')).toEqual({
		...{ title: 'Hold longer', rationale: 'She has not sat down.' },
	})
	expect(rationaleIn('{"title":"Hold longer","by":1}')).toEqual({
		...{ title: 'Hold longer', rationale: null },
	})
})

it('plain text is its own title, at most 160 letters; anything else says nothing', () => {
	expect(rationaleIn('She has not sat down.')?.title).toBe('She has not sat down.')
	expect(rationaleIn('x'.repeat(200))?.title).toHaveLength(160)
	expect(rationaleIn('{"rationale":"no title"}')).toBeNull()
	expect(rationaleIn(null)).toBeNull()
})

it('an edit is read only when it is one', () => {
	const edit = { type: 'set_duration', panelId: 'shape:p1', durationFrames: 24 }
	expect(editIn(JSON.stringify(edit))).toEqual(edit)
	expect(editIn('{"type":"set_fire"}')).toBeNull()
	expect(editIn('no JSON')).toBeNull()
	expect(editIn(null)).toBeNull()
})
