import { expect, it } from 'vitest'
import { readFilmFilter, writeFilmFilter } from './film-filter.ts'

it('a narrowed list of notes is an address, and an address that says nothing it knows is the whole list', () => {
	const read = (text: string) => readFilmFilter(new URLSearchParams(text))
	const open = { state: 'open', whose: 'all', personId: null, sceneId: null, panelId: null }
	expect(read('')).toEqual(open)
	expect(read('state=gone&whose=everyone&scene=')).toEqual(open)
	const narrow = 'state=resolved&whose=assigned&by=u1&scene=s2'
	expect(writeFilmFilter(read(narrow)).toString()).toBe(narrow)
	expect(writeFilmFilter(read('')).toString()).toBe('')
})
