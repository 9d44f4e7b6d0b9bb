import { describe, expect, it } from 'vitest'
import { choosePanels } from './chosen-panels.ts'

const panels = ['1-1', '1-2', '1A-1', '1B-1', '2-1', '2A-1'].map((number) => ({
	panelId: number.toLowerCase(),
	number,
}))
const ids = (typed: string) => choosePanels(typed, panels).panelIds

describe('panels chosen by number', () => {
	it('are all of them when nothing is asked for', () => {
		expect(ids('  ')).toHaveLength(6)
	})
	it('are single ones, whole shots and runs, in story order and once', () => {
		expect(ids('2-1, 1A-1 1a-1')).toEqual(['1a-1', '2-1'])
		expect(ids('1')).toEqual(['1-1', '1-2'])
		expect(ids('1-2 to 1B')).toEqual(['1-2', '1a-1', '1b-1'])
		expect(ids('2A–1B')).toEqual(['1b-1', '2-1', '2a-1'])
	})
	it('name what is not there, and keep the rest', () => {
		expect(choosePanels('1A, 9, 2 to 7', panels)).toEqual({
			panelIds: ['1a-1'],
			unknown: ['9', '2–7'],
		})
	})
})
