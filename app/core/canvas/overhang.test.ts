import { type TLArrowShape, type TLShape, toRichText } from '@tldraw/tlschema'
import { expect, it } from 'vitest'
import { plainShape } from './mark-shapes.ts'
import { MAX_OVERHANG, overhangOf } from './overhang.ts'
import { renderOverhangSvg, renderPanelSvg } from './panel-svg.ts'
import { END_RED } from './svg-marks.ts'

const panel = { id: 'shape:panel', w: 640, h: 320 }
const arrow = (id: string, start: [number, number], end: [number, number]): TLArrowShape => ({
	...plainShape({ id, parentId: panel.id, index: 'a2', x: start[0], y: start[1] }),
	type: 'arrow',
	props: {
		...{ kind: 'arc', dash: 'draw', size: 'm', fill: 'none', color: 'black', labelColor: 'black' },
		...{ bend: 0, labelPosition: 0.5, scale: 1, font: 'draw', elbowMidPoint: 0.5 },
		...{ arrowheadStart: 'none', arrowheadEnd: 'arrow', richText: toRichText('') },
		start: { x: 0, y: 0 },
		end: { x: end[0] - start[0], y: end[1] - start[1] },
	},
})
const words = (x: number, said: string): TLShape => ({
	...plainShape({ id: 'words', parentId: panel.id, index: 'a3', x, y: 100 }),
	type: 'text',
	props: {
		...{ color: 'black', size: 'm', font: 'draw', textAlign: 'start', w: 8, autoSize: true },
		...{ scale: 1, richText: toRichText(said) },
	},
})
const box: TLShape = {
	...plainShape({ id: 'box', parentId: panel.id, index: 'a1', x: 600, y: 20 }),
	type: 'geo',
	props: {
		...{ geo: 'rectangle', dash: 'draw', url: '', w: 200, h: 50, growY: 0, scale: 1 },
		...{ flipX: false, flipY: false, labelColor: 'black', color: 'black', fill: 'none', size: 'm' },
		...{ font: 'draw', align: 'middle', verticalAlign: 'middle', richText: toRichText('') },
	},
}

it('[FR4] arrows and words reach outside, what is drawn does not', () => {
	expect(overhangOf(panel, [box])).toBeNull()
	expect(overhangOf(panel, [arrow('in', [100, 100], [300, 200])])).toBeNull()
	const up = overhangOf(panel, [arrow('up', [300, 200], [300, -22])])
	expect(up).toEqual({ top: 0.1, right: 0, bottom: 0, left: 0 })
	// Words are as wide as they read, whatever their box says.
	expect(overhangOf(panel, [words(600, 'PUSH IN')])?.right).toBeGreaterThan(0.05)
	expect(overhangOf(panel, [words(100, 'PUSH IN')])).toBeNull()
})

it('[FR4] no farther than paper leaves room for; what lies wholly beyond is not printed', () => {
	expect(overhangOf(panel, [arrow('far', [600, 100], [2000, 100])])?.right).toBe(MAX_OVERHANG)
	expect(overhangOf(panel, [arrow('off', [900, 100], [2000, 100])])).toBeNull()
})

it('[MK4] the camera’s frames reach outside as they stand', () => {
	const move: TLShape = {
		...plainShape({ id: 'move', parentId: panel.id, index: 'a2' }),
		type: 'camera_move',
		props: { from: { x: 0, y: 0, w: 640 }, to: { x: 384, y: 0, w: 320 } },
	}
	const overhang = overhangOf(panel, [move])
	expect(overhang?.right).toBeCloseTo(0.12, 5)
	if (!overhang) throw new Error('it reaches outside')
	expect(renderOverhangSvg({ panel, shapes: [move, box] }, overhang)).toContain(END_RED)
})

it('[FR2] the picture of the frame ends there; the overhang holds only what goes on', () => {
	const shapes = [box, arrow('out', [500, 200], [700, 200]), arrow('in', [10, 20], [30, 40])]
	const overhang = overhangOf(panel, shapes)
	if (!overhang) throw new Error('it reaches outside')
	expect(renderPanelSvg({ panel, shapes })).toContain('viewBox="0 0 640 320"')
	const svg = renderOverhangSvg({ panel, shapes }, overhang)
	expect(svg).toContain('viewBox="0 0 710.4 320"')
	expect(svg).toContain('translate(500 200)')
	expect(svg).not.toContain('translate(10 20)')
	expect(svg).not.toContain('translate(600 20)')
})
