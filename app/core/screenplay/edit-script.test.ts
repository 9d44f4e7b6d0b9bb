import { describe, expect, it } from 'vitest'
import type { ScriptBlockRecord } from '../board/project-records.ts'
import { idsOfLine, joinLines, splitLine, typeByTab, WRITTEN_TYPES } from './edit-script.ts'

function line(type: ScriptBlockRecord['type'], text: string, id = 'a'): ScriptBlockRecord {
	return {
		...{ id: `script_block:${id}`, typeName: 'script_block', sceneId: null, index: 'a1' },
		...{ type, text, dual: null, meta: {} },
	}
}

describe('writing in the script', () => {
	it('[SP60] Enter at the end begins the element that follows, in the middle it cuts the line', () => {
		expect(splitLine(line('character', 'IDA'), 3).next).toMatchObject({
			type: 'dialogue',
			text: '',
		})
		expect(splitLine(line('dialogue', 'Now.'), 4).next).toMatchObject({ type: 'action' })
		expect(splitLine(line('action', 'Rain on glass.'), 4)).toEqual({
			...{ text: 'Rain', side: 'below' },
			next: { type: 'action', text: 'on glass.', dual: null },
		})
	})

	it('[SP60] Enter before the first word opens an empty line above and leaves the line alone', () => {
		expect(splitLine(line('sceneHeading', 'INT. BOAT'), 0)).toEqual({
			...{ text: 'INT. BOAT', side: 'above' },
			next: { type: 'action', text: '', dual: null },
		})
		const sung = { ...line('lyrics', '  Home'), dual: 'left' } as const
		expect(splitLine(sung, 2)).toEqual({
			...{ text: '  Home', side: 'above' },
			next: { type: 'lyrics', text: '', dual: 'left' },
		})
		expect(splitLine(line('action', '  '), 0)).toMatchObject({ text: '', side: 'below' })
	})

	it('[SP61] Tab walks through the elements and comes round, either way', () => {
		let type = typeByTab('action', 1)
		for (let at = 1; at < WRITTEN_TYPES.length; at += 1) type = typeByTab(type, 1)
		expect(type).toBe('action')
		expect(typeByTab('action', -1)).toBe(WRITTEN_TYPES.at(-1))
		expect(typeByTab('pageBreak', 1)).toBe('action')
	})

	it('[SP62] a line joined to another brings its panels along', () => {
		const joined = joinLines(line('action', 'Rain'), line('action', 'on glass.', 'b'))

		expect(joined).toEqual({ text: 'Rain on glass.', joined: 'script_block:b', caret: 4 })
		const upper = { ...line('action', joined.text), meta: { joined: joined.joined } }
		expect(idsOfLine(upper)).toEqual(['script_block:a', 'script_block:b'])
		expect(joinLines(upper, line('action', 'x', 'c')).joined).toBe('script_block:b script_block:c')
	})
})
