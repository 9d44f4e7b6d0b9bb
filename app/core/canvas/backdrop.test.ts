import type { TLShape } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { BACKDROP_INDEX, backdropIdOf, panelsOn } from './backdrop.ts'
import { createCanvasSchema } from './canvas-schema.ts'
import { plainShape } from './mark-shapes.ts'
import { newPanelRecords } from './new-panel.ts'
import { renderPanelSvg } from './panel-svg.ts'
import { END_RED } from './svg-marks.ts'

const { panel, shot } = newPanelRecords({
	index: 'a1',
	sceneAspect: 2,
	random: seededRandom('backdrop'),
})
const line = (id: string, parentId: string, y: number): TLShape => ({
	...plainShape({ id, parentId, index: 'a1', x: 0, y }),
	type: 'geo',
	props: {
		...{ geo: 'rectangle', dash: 'draw', url: '', w: 100, h: 50, growY: 0, scale: 1 },
		...{ flipX: false, flipY: false, labelColor: 'black', color: 'black', fill: 'none', size: 'm' },
		...{ font: 'draw', align: 'middle', verticalAlign: 'middle' },
		richText: { type: 'doc', content: [] },
	},
})
const move: TLShape = {
	...plainShape({ id: 'move', parentId: panel.id, index: 'a2' }),
	type: 'camera_move',
	props: { from: { x: 0, y: 0, w: 640 }, to: { x: 100, y: 100, w: 200 } },
}

describe('[BG1] the background of a panel', () => {
	it('is its set-up’s, unless the panel has another one or none', () => {
		if (!shot) throw new Error('no shot')
		const said = { ...shot, backdropId: 'shape:room' }
		const other = { ...panel, props: { ...panel.props, backdrop: 'shape:yard' } }
		const none = { ...panel, props: { ...panel.props, backdrop: 'none' } }
		expect(backdropIdOf(panel, shot)).toBeNull()
		expect(backdropIdOf(panel, said)).toBe('shape:room')
		expect(backdropIdOf(other, said)).toBe('shape:yard')
		expect(backdropIdOf(none, said)).toBeNull()
		const shots = new Map([[shot.id as string, said]])
		expect(panelsOn('shape:room', [panel, other, none], shots)).toEqual([panel])
	})

	it('is painted under the drawing, and only where it is shown', () => {
		const shapes = [line('own', panel.id, 10), line('wall', 'shape:room', 20)]
		const frame = { id: panel.id, w: 640, h: 320 }
		const svg = renderPanelSvg({ panel: frame, shapes, backdropId: 'shape:room' })
		expect(svg.indexOf('translate(0 20)')).toBeGreaterThan(0)
		expect(svg.indexOf('translate(0 20)')).toBeLessThan(svg.indexOf('translate(0 10)'))
		expect(renderPanelSvg({ panel: frame, shapes })).not.toContain('translate(0 20)')
	})

	it('stands below every panel', () => {
		expect(BACKDROP_INDEX < panel.index).toBe(true)
		expect(BACKDROP_INDEX < 'Zz').toBe(true)
		const backdrop = {
			...plainShape({ id: 'room', parentId: panel.parentId, index: BACKDROP_INDEX }),
			type: 'backdrop',
			props: { w: 640, h: 320 },
		}
		expect(createCanvasSchema().types.shape.validate(backdrop)).toEqual(backdrop)
	})
})

describe('[MK5] of the marks, a picture shows what the camera does', () => {
	const subject: TLShape = {
		...plainShape({ id: 'ida', parentId: panel.id, index: 'a3', x: 77 }),
		type: 'subject_mark',
		props: { w: 10, h: 10, name: 'IDA', eye: { x: 0.5, y: 0.5 }, facingDeg: null },
	}
	const picture = { panel: { id: panel.id, w: 640, h: 320 }, shapes: [move, subject] }

	it('with frames of the panel’s own shape, and no subject', () => {
		const svg = renderPanelSvg(picture)
		expect(svg).toContain(`width="200" height="100" fill="none" stroke="${END_RED}"`)
		expect(svg).not.toContain('IDA')
		expect(svg).not.toContain('translate(77')
	})

	it('and not even that where the move is played', () => {
		expect(renderPanelSvg({ ...picture, showsMove: false })).not.toContain(END_RED)
	})
})
