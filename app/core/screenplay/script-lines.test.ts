import { describe, expect, it } from 'vitest'
import type { ScriptBlockRecord } from '../board/project-records.ts'
import { groupLines, isCovered } from './script-lines.ts'

function blocks(
	...lines: [ScriptBlockRecord['type'], ScriptBlockRecord['meta']?][]
): ScriptBlockRecord[] {
	return lines.map(([type, meta = {}], at) => ({
		id: `script_block:${at}`,
		typeName: 'script_block',
		sceneId: 'scene:s',
		index: `a${at}`,
		type,
		text: 'x',
		dual: null,
		meta,
	}))
}

describe('lines of a scene', () => {
	it('[SP30] counts a speech as one line and leaves headings, transitions and notes uncounted', () => {
		const lines = groupLines(
			blocks(
				['sceneHeading'],
				['action'],
				['character'],
				['parenthetical'],
				['dialogue'],
				['character'],
				['dialogue'],
				['transition'],
				['note'],
			),
		)

		expect(lines.map((line) => [line.blocks.length, line.isCounted])).toEqual([
			[1, false],
			[1, true],
			[3, true],
			[2, true],
			[1, false],
			[1, false],
		])
	})

	it('[SP30] hides what was cut, and does not count what the newest draft lacks', () => {
		const lines = groupLines(
			blocks(['note', { boneyard: true }], ['action', { notInDraft: true }], ['action']),
		)

		expect(lines.map((line) => [line.isCounted, line.isNotInDraft])).toEqual([
			[false, true],
			[true, false],
		])
	})

	it('[SP30] takes a speech for covered when a panel shows any block of it', () => {
		const [line] = groupLines(blocks(['character'], ['dialogue']))

		expect(line && isCovered(line, new Set(['script_block:1']))).toBe(true)
		expect(line && isCovered(line, new Set())).toBe(false)
	})
})
