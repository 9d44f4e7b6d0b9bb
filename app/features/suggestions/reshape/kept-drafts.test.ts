import { describe, expect, it } from 'vitest'
import type { Edit } from '#core/suggestions/edit.ts'
import { sketchOf } from '#core/suggestions/render-sketch.ts'
import { draftOf, withPart } from '#core/suggestions/reshape/edit-draft.ts'
import { openKeptDrafts } from './kept-drafts.ts'

function fakeStorage() {
	const map = new Map<string, string>()
	return {
		map,
		getItem: (key: string) => map.get(key) ?? null,
		setItem: (key: string, value: string) => void map.set(key, value),
		removeItem: (key: string) => void map.delete(key),
		key: (at: number) => [...map.keys()][at] ?? null,
		get length() {
			return map.size
		},
	}
}
const edit: Edit = {
	...{ type: 'draw', panelId: 'shape:p' },
	sketch: sketchOf([
		{ kind: 'horizon', y: 0.4 },
		{ kind: 'horizon', y: 0.5 },
	]),
}
const words: Edit = { type: 'set_text', panelId: 'shape:p', field: 'action', text: 'She waits.' }
const offer = (id: string, of: Edit = edit) => ({ id: `suggestion:${id}`, edit: of })
const half = () => withPart(draftOf(edit), 1, { isLeftOut: true })

describe('[SG106] a half-made version', () => {
	it('is there again after the page was left, with what was left out of it', () => {
		const storage = fakeStorage()
		openKeptDrafts({ userId: 'ada', storage, now: () => 5 }).write(offer('one'), half())
		const again = openKeptDrafts({ userId: 'ada', storage, now: () => 6 })
		expect(again.ids()).toEqual(['suggestion:one'])
		expect(again.read(offer('one'))).toEqual(half())
		again.drop('suggestion:one')
		expect(storage.map.size).toBe(0)
	})

	it('is not kept when it is what was offered, and goes when undo brings it back to that', () => {
		const storage = fakeStorage()
		const kept = openKeptDrafts({ userId: 'ada', storage, now: () => 5 })
		kept.write(offer('one', words), draftOf({ ...words, text: 'She waits, coat on.' }))
		expect(kept.ids()).toHaveLength(1)
		kept.write(offer('one', words), draftOf(words))
		expect(kept.ids()).toEqual([])
		kept.write(offer('two'), half())
		kept.write(offer('two'), draftOf(edit))
		expect(kept.ids()).toEqual([])
	})

	it('of another offer, another person, another time or another form is none', () => {
		const storage = fakeStorage()
		openKeptDrafts({ userId: 'ada', storage, now: () => 5 }).write(offer('one'), half())
		const same = openKeptDrafts({ userId: 'ada', storage, now: () => 6 })
		expect(same.read(offer('one', { ...edit, panelId: 'shape:q' }))).toBeNull()
		storage.map.set('dailies.version.ada.suggestion:bad', '{"at":5}')
		storage.map.set('dailies.tray.quiet', 'on')
		expect(openKeptDrafts({ userId: 'ada', storage, now: () => 7 }).ids()).toHaveLength(1)
		expect(openKeptDrafts({ userId: 'ben', storage, now: () => 7 }).ids()).toEqual([])
		expect([...storage.map.keys()]).toEqual(['dailies.tray.quiet'])
		same.write(offer('one'), half())
		openKeptDrafts({ userId: 'ada', storage, now: () => 15 * 86_400_000 })
		expect([...storage.map.keys()]).toEqual(['dailies.tray.quiet'])
	})

	it('is bounded: the oldest make room, and what no room would take is not kept', () => {
		const storage = fakeStorage()
		let now = 0
		const kept = openKeptDrafts({ userId: 'ada', storage, now: () => ++now })
		for (let i = 0; i < 25; i++) kept.write(offer(String(i)), half())
		expect(kept.ids()).toHaveLength(20)
		expect(kept.read(offer('4'))).toBeNull()
		expect(kept.read(offer('24'))).toEqual(half())
		kept.write(offer('long', words), draftOf({ ...words, text: 'x'.repeat(10_001) }))
		expect(kept.ids()).not.toContain('suggestion:long')
	})
})
