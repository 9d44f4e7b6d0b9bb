import { describe, expect, it } from 'vitest'
import type { SceneRecord, ScriptBlockRecord } from '../board/project-records.ts'
import { scriptOfRecords } from './script-of-records.ts'
import { writeFountain } from './write-fountain.ts'

function scene(id: string, more: Partial<SceneRecord> = {}): SceneRecord {
	return {
		...{ id: `scene:${id}`, typeName: 'scene', index: `a${id}`, number: '', heading: '' },
		...{ synopsis: '', trashedAt: null, meta: {} },
		...more,
	}
}

function block(index: string, text: string, more: Partial<ScriptBlockRecord>): ScriptBlockRecord {
	return {
		...{ id: `script_block:${index}`, typeName: 'script_block', sceneId: 'scene:1', index, text },
		...{ type: 'action', dual: null, meta: {} },
		...more,
	}
}

describe('the script of a film', () => {
	it('[SP57] goes out in story order, with printed numbers, without what the newest draft left out', () => {
		const scenes = [
			scene('2', { heading: 'EXT. PIER - DAY', number: '12A' }),
			scene('1', { heading: 'INT. BOAT - NIGHT' }),
			scene('3', { heading: 'INT. GONE', trashedAt: 1 }),
		]
		const blocks = [
			block('a3', 'Rain.', {}),
			block('a2', 'INT. BOAT - NIGHT', { type: 'sceneHeading' }),
			block('a4', 'Cut words.', { meta: { notInDraft: true } }),
			block('a1', 'NIGHT FERRY', { type: 'titlePage', sceneId: null, meta: { key: 'Title' } }),
			block('a5', 'INT. GONE', { type: 'sceneHeading', sceneId: 'scene:3' }),
		]

		expect(writeFountain(scriptOfRecords(scenes, blocks))).toBe(
			'Title: NIGHT FERRY\n\nINT. BOAT - NIGHT\n\nRain.\n\nEXT. PIER - DAY #12A#\n',
		)
	})
})
