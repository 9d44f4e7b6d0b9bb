import type { TLStore } from '@tldraw/tlschema'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import { seededRandom } from '#core/random.ts'
import { MAX_LINE } from '#core/screenplay/edit-script.ts'
import { attachRebasedHistory } from '#core/sync/undo-rebase.ts'
import { createPlainStore } from '../sync/create-plain-store.ts'
import { createScriptWriting, type ScriptWriting } from './script-writing.ts'

let store: TLStore
let writing: ScriptWriting

function line(id: string, text: string, meta: ScriptBlockRecord['meta'] = {}): ScriptBlockRecord {
	return {
		...{ id: `script_block:${id}`, typeName: 'script_block', sceneId: 'scene:s' },
		...{ index: `a${id}`, type: 'action', text, dual: null, meta },
	}
}

/** The lines in order, id and words. */
function script(): string[] {
	const lines = store.allRecords() as unknown as ScriptBlockRecord[]
	return lines
		.filter(({ typeName }) => typeName === 'script_block')
		.sort((a, b) => (a.index < b.index ? -1 : 1))
		.map(({ id, text }) => `${id.replace('script_block:', '').slice(0, 2)} ${text}`)
}

function open(...lines: ScriptBlockRecord[]): void {
	store.put(lines as never)
	writing = createScriptWriting({
		connection: { store, attachHistory: attachRebasedHistory },
		...{ sceneId: 's', random: seededRandom('script-writing') },
	})
}

beforeEach(() => {
	store = createPlainStore()
})

describe('writing in the script', () => {
	it('[SP62] never joins a line into one that nobody sees', () => {
		open(
			line('1', 'Rain.'),
			line('2', 'Cut.', { boneyard: true }),
			line('3', 'Wind.'),
			line('4', 'Gone.', { notInDraft: true }),
			line('5', 'Fog.'),
		)

		expect(writing.join('script_block:5')).toBeNull()
		expect(writing.join('script_block:3')).toEqual({ blockId: 'script_block:1', caret: 5 })
		expect(script()).toEqual(['1 Rain. Wind.', '2 Cut.', '4 Gone.', '5 Fog.'])
		// What the draft left out may go with what it kept.
		expect(writing.join('script_block:4')).toMatchObject({ blockId: 'script_block:1' })
	})

	it('[SP62] joins no two lines that together are longer than one may be', () => {
		open(line('1', 'a'.repeat(MAX_LINE - 4)), line('2', 'four'))

		expect(writing.join('script_block:2')).toBeNull()
		writing.write('script_block:2', 'wd.')
		expect(writing.join('script_block:2')).not.toBeNull()
		expect(script()[0]).toHaveLength(MAX_LINE + 2)
	})

	it('[SP60] Enter before the first word leaves identity, words and facts where they are', () => {
		open(line('1', 'Rain.'), line('2', 'Wind.', { joined: 'script_block:9' }))

		expect(writing.split('script_block:2', 0)).toEqual({ blockId: 'script_block:2', caret: 0 })
		expect(script()).toEqual(['1 Rain.', expect.stringMatching(/^\S+ $/u), '2 Wind.'])
		expect(writing.split('script_block:1', 0)).toEqual({ blockId: 'script_block:1', caret: 0 })
		expect(script()[1]).toBe('1 Rain.')
		writing.undo()
		expect(script()[0]).toBe('1 Rain.')
	})
})
