import type { TLShape } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { createCanvasSchema } from './canvas-schema.ts'
import { plainShape } from './mark-shapes.ts'
import { newPanelRecords } from './new-panel.ts'
import { NO_MARKS, readPanelMarks } from './panel-marks.ts'

const { panel } = newPanelRecords({
	index: 'a1',
	sceneAspect: 2,
	random: seededRandom('marks'),
	panel: { w: 640, h: 320 },
})
const on = (id: string, index: string, x = 0, y = 0) =>
	plainShape({ id, parentId: panel.id, index, x, y })
const ida: TLShape = {
	...on('ida', 'a1', 160, 32),
	type: 'subject_mark',
	props: { w: 160, h: 160, name: 'IDA', eye: { x: 0.5, y: 0.25 }, facingDeg: 90 },
}
const lamp: TLShape = {
	...on('lamp', 'a2', 640 + 160, 160),
	type: 'light_mark',
	props: { elevationDeg: 30, pattern: null },
}
const move: TLShape = {
	...on('move', 'a3'),
	type: 'camera_move',
	props: { from: { x: 0, y: 0, w: 640 }, to: { x: 320, y: 160, w: 320 } },
}

describe('[MK1] marks of a panel', () => {
	it('are read as fractions of the panel, also beyond its frame', () => {
		const marks = readPanelMarks([panel, ida, lamp, move], panel.id)
		expect(marks.subjects).toEqual([
			{
				id: 'shape:ida',
				name: 'IDA',
				box: { x: 0.25, y: 0.1, w: 0.25, h: 0.5 },
				eye: { x: 0.375, y: 0.225 },
				facingDeg: 90,
			},
		])
		expect(marks.lights).toEqual([
			{
				id: 'shape:lamp',
				at: { x: 1.25, y: 0.5 },
				azimuthDeg: 90,
				elevationDeg: 30,
				pattern: 'split',
				patternIsSaid: false,
			},
		])
		expect(marks.cameraMove).toEqual({
			from: { x: 0, y: 0, w: 1, h: 1 },
			to: { x: 0.5, y: 0.5, w: 0.5, h: 0.5 },
		})
	})

	it('count inside groups; [MK4] of two moves the first', () => {
		const group: TLShape = { ...on('group', 'a4', 320, 0), type: 'group', props: {} }
		const inGroup: TLShape = { ...ida, parentId: group.id }
		const second: TLShape = {
			...move,
			...on('second', 'a9'),
			type: 'camera_move',
			props: { from: { x: 0, y: 0, w: 10 }, to: { x: 0, y: 0, w: 20 } },
		}
		const marks = readPanelMarks([second, inGroup, group, panel, move], panel.id)
		expect(marks.subjects[0]?.box.x).toBeCloseTo(0.75)
		expect(marks.cameraMove?.to.w).toBe(0.5)
	})

	it('are none where none were made, and none of another panel', () => {
		expect(readPanelMarks([panel], panel.id)).toBe(NO_MARKS)
		expect(readPanelMarks([panel, { ...ida, parentId: 'shape:else' }], panel.id)).toEqual(NO_MARKS)
		expect(readPanelMarks([ida], panel.id)).toBe(NO_MARKS)
	})

	it('are valid records of the board, and what is out of range is none', () => {
		const { shape } = createCanvasSchema().types
		for (const one of [ida, lamp, move]) expect(shape.validate(one)).toEqual(one)
		const wild = { ...lamp, props: { ...lamp.props, elevationDeg: 120 } }
		expect(() => shape.validate(wild)).toThrow('an angle from -90 to 90')
	})
})
