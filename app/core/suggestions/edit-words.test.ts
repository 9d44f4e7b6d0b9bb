import { describe, expect, it } from 'vitest'
import { type Mark, markedRecords, wordsOfModels } from '../board/made-words.ts'
import type { Edit } from './edit.ts'
import { wordsOfEdit } from './edit-words.ts'

const edit: Edit = {
	...{ type: 'set_text', panelId: 'shape:p', field: 'action', text: 'Rain hits the glass.' },
}
const mark = (more: Partial<Mark> = {}): Mark => ({
	...{ recordIds: ['shape:p'], fields: ['action'], generatorId: 'model:studio' },
	...{ meta: { words: wordsOfEdit(edit, []) }, ...more },
})
const board = (action: string) => (id: string) =>
	id === 'shape:p' ? { id, props: { action } } : undefined

describe('words that a suggestion brought', () => {
	it('[S95] are a model’s until a person rewrites them, and again when that is undone', () => {
		const key = 'shape:p props.action'
		const made = (action: string) => wordsOfModels([mark()], board(action))
		expect(made('Rain hits the glass.').get(key)).toBe('model:studio')
		expect(made('Night. Rain hits the glass. Nobody moves.').has(key)).toBe(true)
		expect(made('Rain runs down the glass.').size).toBe(0)
		expect(wordsOfModels([mark({ generatorId: 'rule:K2' })], board(edit.text)).size).toBe(0)
	})

	it('[S95] leave no mark on a panel once they are rewritten, if they were all that came', () => {
		expect([...markedRecords([mark()], board('Rain hits the glass.'))]).toEqual(['shape:p'])
		expect(markedRecords([mark()], board('Mine.')).size).toBe(0)
		expect(markedRecords([mark({ fields: ['panel'] })], board('Mine.')).size).toBe(1)
		// A mark that says nothing of words stays, as it always did.
		expect(markedRecords([mark({ meta: {} })], board('Mine.')).size).toBe(1)
	})

	it('[S95] are found in every kind of edit that brings any', () => {
		const shot = { vfxNote: 'Rain', location: '', lensMm: 35 }
		const panel = { action: 'A bell.', dialogue: '', notes: ' ', durationFrames: null }
		const inserted: Edit = {
			...{ type: 'insert_panel', afterPanelId: null, sketch: null, shot },
			panel: { ...panel, scriptBlockIds: [] },
		}
		expect(wordsOfEdit(inserted, ['shot:new', 'shape:new', 'shape:stroke'])).toEqual([
			{ recordId: 'shape:new', path: 'props.action', text: 'A bell.' },
			{ recordId: 'shot:new', path: 'vfxNote', text: 'Rain' },
		])
		expect(wordsOfEdit({ type: 'add_note', panelId: 'shape:p', text: 'Wet' }, [])).toEqual([
			{ recordId: 'shape:p', path: 'props.notes', text: 'Wet' },
		])
		expect(
			wordsOfEdit({ type: 'set_duration', panelId: 'shape:p', durationFrames: 2 }, []),
		).toEqual([])
	})
})
