import { describe, expect, test } from 'vitest'
import { createCanvasSchema } from '../canvas/canvas-schema.ts'
import { renderPanelSvg } from '../canvas/panel-svg.ts'
import { renderSketch, sketchOf } from './render-sketch.ts'
import { FIGURE_FACINGS, FIGURE_HAIR } from './sketch.ts'

const place = {
	panelId: 'shape:panel',
	w: 640,
	h: 346,
	suggestionId: 'suggestion:one',
	above: null,
}

describe('a rendered sketch', () => {
	test('[SG40] is the same on every machine and every time, and other for another suggestion', () => {
		const sketch = sketchOf([{ kind: 'figure', at: [0.5, 0.9], height: 0.7, name: 'ANNA' }])
		expect(renderSketch(sketch, place)).toEqual(renderSketch(sketch, place))
		const other = renderSketch(sketch, { ...place, suggestionId: 'suggestion:two' })
		expect(other[0]?.id).not.toBe(renderSketch(sketch, place)[0]?.id)
	})

	test('[SG40] a cue of any length names a figure: what a figure cannot hold is cut', () => {
		const cue = 'THE VOICE OF '.repeat(20)
		const sketch = sketchOf([{ kind: 'figure', at: [0.5, 0.9], height: 0.7, name: cue }])
		expect(sketch.elements[0]).toMatchObject({ name: cue.slice(0, 80) })
	})

	test('[SG41] stands above what is drawn already, marked as a sketch, guides as guides', () => {
		const sketch = sketchOf([
			{ kind: 'horizon', y: 0.5, tone: 'guide' },
			{ kind: 'horizon', y: 0.4 },
		])
		const [guide, line] = renderSketch(sketch, { ...place, above: 'a5' })
		expect(guide && guide.index > 'a5').toBe(true)
		expect(guide?.meta).toEqual({ sketch: true, suggestionId: 'suggestion:one', guide: true })
		expect(line?.meta).toEqual({ sketch: true, suggestionId: 'suggestion:one' })
	})

	test('every figure there is makes valid shapes, and close ones leave out what is out of frame', () => {
		const schema = createCanvasSchema()
		for (const facing of FIGURE_FACINGS) {
			for (const hair of FIGURE_HAIR) {
				const near = renderSketch(
					sketchOf([{ kind: 'figure', at: [0.5, 0.4], height: 5, anchor: 'face', facing, hair }]),
					place,
				)
				const far = renderSketch(
					sketchOf([{ kind: 'figure', at: [0.5, 0.9], height: 0.7, facing, hair }]),
					place,
				)
				for (const shape of [...near, ...far])
					expect(() => schema.types.shape.validate(shape)).not.toThrow()
				expect(near.every((shape) => shape.type === 'draw')).toBe(true)
			}
		}
	})

	test('[SG42] pen strokes carry pressure that lands and lifts', () => {
		const [shape] = renderSketch(
			sketchOf([
				{
					kind: 'stroke',
					points: [
						[0, 0],
						[1, 1],
					],
				},
			]),
			place,
		)
		if (shape?.type !== 'draw') throw new Error('no stroke')
		expect(shape.props.isPen).toBe(true)
		expect(shape.props.segments[0]?.dim).toBe(3)
	})
})

describe('a panel’s picture', () => {
	test('holds what lies in the frame, in order, and nothing that lies outside', () => {
		const shapes = renderSketch(
			sketchOf([
				{ kind: 'horizon', y: 0.3 },
				{ kind: 'horizon', y: 0.7 },
			]),
			place,
		)
		const [a, b] = shapes
		if (!a || !b) throw new Error('no shapes')
		const outside = { ...a, y: 900 }
		const panel = { id: 'shape:panel', w: 640, h: 346 }
		const count = (list: typeof shapes) =>
			renderPanelSvg({ panel, shapes: list }).split('<path').length - 1

		expect(count(shapes)).toBe(2)
		expect(count([outside, b])).toBe(1)
	})

	test('escapes what people write and survives control characters', () => {
		const text = renderSketch(
			sketchOf([{ kind: 'label', at: [0.2, 0.2], text: '<b>&"\u0001 ok' }]),
			place,
		)
		const svg = renderPanelSvg({ panel: { id: 'shape:panel', w: 640, h: 346 }, shapes: text })
		expect(svg).toContain('&lt;b&gt;&amp;&quot; ok')
	})
})
