import { describe, expect, test } from 'vitest'
import { SHOT_SIZES } from '../../board/vocabulary.ts'
import { createCanvasSchema } from '../../canvas/canvas-schema.ts'
import { MAX_SKETCH_SHAPES, renderSketch, sketchOf } from '../render-sketch.ts'
import {
	FIGURE_FACINGS,
	FIGURE_POSES,
	LIGHT_SOURCES,
	SKETCH_GUIDES,
	SKETCH_PROPS,
	SKETCH_SETS,
	type SketchInput,
	SketchSchema,
} from '../sketch.ts'
import type { Stroke } from '../sketch-geometry.ts'
import { figureStrokes } from './figure.ts'
import { shadowSide } from './light.ts'
import { visibleStrokes } from './occlusion.ts'
import { filledShape, penLine } from './pen.ts'
import { POSES } from './poses.ts'
import { FIGURE_HEADS, skeletonOf } from './skeleton.ts'

const PANEL = {
	panelId: 'shape:panel',
	w: 640,
	h: 346,
	suggestionId: 'suggestion:one',
	above: null,
}
const schema = createCanvasSchema()

function figure(fields: Partial<Extract<SketchInput['elements'][number], { kind: 'figure' }>>) {
	const [element] = sketchOf([{ kind: 'figure', at: [0.5, 0.92], ...fields }]).elements
	if (element?.kind !== 'figure') throw new Error('no figure')
	return element
}

function extent(strokes: readonly Stroke[]) {
	const xs = strokes.flatMap(({ points }) => points.map(([x]) => x))
	const ys = strokes.flatMap(({ points }) => points.map(([, y]) => y))
	return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) }
}

describe('every kind of mark', () => {
	type Mark = SketchInput['elements'][number]
	const marks: Mark[] = [
		...SKETCH_PROPS.map((prop): Mark => ({ kind: 'prop', prop, at: [0.5, 0.8], size: 0.2 })),
		...SKETCH_SETS.map((set): Mark => ({ kind: 'set', set })),
		...SKETCH_GUIDES.map((guide): Mark => ({ kind: 'guide', guide })),
		...LIGHT_SOURCES.map(
			(source): Mark => ({ kind: 'light', source, from: [0.1, 0.1], to: [0.6, 0.7], falloff: 1 }),
		),
		...FIGURE_POSES.map((pose): Mark => ({ kind: 'figure', pose, at: [0.5, 0.9] })),
		{
			kind: 'perspective',
			points: [
				[0.2, 0.4],
				[0.9, 0.4],
			],
		},
		{
			kind: 'light_plan',
			at: [0.02, 0.5],
			lamps: [
				{ role: 'key', azimuth: -45 },
				{ role: 'back', azimuth: 160 },
			],
		},
		{ kind: 'callout', at: [0.1, 0.1], to: [0.5, 0.5], text: 'VFX rain' },
		{ kind: 'horizon', y: 0.4 },
		{ kind: 'arrow', from: [0.1, 0.5], to: [0.9, 0.5] },
		{ kind: 'label', at: [0.2, 0.2], text: 'push in' },
		{ kind: 'frame', x: 0.1, y: 0.1, w: 0.5, h: 0.5 },
		{
			kind: 'stroke',
			points: [
				[0, 0],
				[1, 1],
			],
		},
	]

	test.each(marks.map((mark) => [JSON.stringify(mark).slice(0, 60), mark]))(
		'[SG40] %s makes the same valid shapes twice',
		(_name, mark) => {
			const shapes = renderSketch(sketchOf([mark]), PANEL)
			expect(shapes.length).toBeGreaterThan(0)
			expect(renderSketch(sketchOf([mark]), PANEL)).toEqual(shapes)
			for (const shape of shapes) expect(() => schema.types.shape.validate(shape)).not.toThrow()
		},
	)

	test('[SG43] a guide, and a lighting plan given as one, are no ink', () => {
		const guides = sketchOf([
			{ kind: 'guide', guide: 'thirds' },
			{ kind: 'light_plan', at: [0, 0], lamps: [{ role: 'key', azimuth: 40 }], tone: 'guide' },
		])
		for (const shape of renderSketch(guides, PANEL)) expect(shape.meta.guide).toBe(true)
	})

	test('[SG43] a call-out stays in the frame with its words, wherever it was put', () => {
		const shapes = renderSketch(
			sketchOf([
				{ kind: 'callout', at: [1.4, 1.4], to: [0.5, 0.5], text: 'Plate: clean, locked off' },
			]),
			PANEL,
		)
		const words = shapes.find(({ type }) => type === 'text')
		expect(words && words.x > 0 && words.x < PANEL.w - 40 && words.y < PANEL.h - 20).toBe(true)
	})
})

describe('a figure', () => {
	test('[SG44] stands seven and a half heads tall, on its feet', () => {
		for (const facing of FIGURE_FACINGS) {
			const { y0, y1 } = extent(
				figureStrokes(figure({ facing, height: 0.75, shadow: 'none', hair: 'none' }), 640, 400),
			)
			expect(y1).toBeGreaterThan(0.92 * 400 - 6)
			expect(y1).toBeLessThan(0.92 * 400 + 14)
			expect((y1 - y0) / (0.75 * 400)).toBeGreaterThan(0.94)
			expect((y1 - y0) / (0.75 * 400)).toBeLessThan(1.08)
		}
	})

	test('[SG44] is cropped as its size says, each nearer than the one before', () => {
		const heights = SHOT_SIZES.map(([size]) => {
			const { y0, y1 } = extent(figureStrokes(figure({ size, shadow: 'none' }), 640, 346))
			return (y1 - y0) / 346
		})
		for (const [i, height] of heights.entries()) {
			expect(height).toBeGreaterThan(heights[i - 1] ?? 0)
		}
		const [, , full] = heights
		expect(full).toBeLessThan(1)
		expect(heights[5]).toBeGreaterThan(1.5)
	})

	test('[SG44] a medium close-up has its eyes near the upper third, whatever height was asked for', () => {
		const { head } = skeletonOf(POSES.stand, 0)
		expect(head.at[1]).toBeCloseTo(-7, 0)
		const near = extent(
			figureStrokes(figure({ size: 'MCU', at: [0.5, 0.99], height: 0.1 }), 640, 346),
		)
		expect(near.y0).toBeGreaterThan(-0.02 * 346)
		expect(near.y0).toBeLessThan(0.2 * 346)
	})

	test('[SG45] faces where it is said to: left is right in the mirror', () => {
		const noseOf = (facing: 'left' | 'right') => {
			const strokes = figureStrokes(
				figure({ facing, size: 'CU', hair: 'none', shadow: 'none' }),
				640,
				346,
			)
			const { x0, x1 } = extent(
				strokes.filter(
					({ tone, points }) => tone === 'ink' && points.every(([, y]) => y < 200 && y > 90),
				),
			)
			return facing === 'left' ? 320 - x0 : x1 - 320
		}
		expect(noseOf('right')).toBeGreaterThan(60)
		expect(noseOf('left')).toBeCloseTo(noseOf('right'), 0)
	})

	test('[SG45] a reaching hand goes where the figure looks', () => {
		const handOf = (yaw: number) => skeletonOf(POSES.point, yaw).arms[1].joints[2].at[0]
		expect(handOf(90)).toBeGreaterThan(1.5)
		expect(handOf(-90)).toBeLessThan(-1.5)
	})

	test('[SG45] feet stand on the ground in every pose but lying', () => {
		for (const pose of FIGURE_POSES.filter((each) => each !== 'lie')) {
			const lowest = Math.max(
				...skeletonOf(POSES[pose], 40).legs.map(({ joints }) => joints[2].at[1]),
			)
			expect(lowest).toBeGreaterThan(-0.5)
			expect(lowest).toBeLessThan(0.2)
		}
		expect(FIGURE_HEADS).toBe(7.5)
	})

	test('[SG46] lies dark away from the sketch’s light', () => {
		const { elements } = sketchOf([{ kind: 'light', from: [0.9, 0.1], to: [0.4, 0.6] }])
		expect(shadowSide(elements)).toBe('left')
		const meanX = (shadow: 'left' | 'right') => {
			const hatch = figureStrokes(
				figure({ height: 0.8, shadow, hair: 'cap', coat: 'paper' }),
				640,
				346,
			)
				.filter(({ faint, tone }) => faint && tone === 'ink')
				.flatMap(({ points }) => points.map(([x]) => x))
			return hatch.reduce((sum, x) => sum + x, 0) / hatch.length
		}
		expect(meanX('left')).toBeLessThan(meanX('right'))
	})
})

describe('hostile sketches', () => {
	test.each([
		['a far away point', { kind: 'prop', prop: 'car', at: [9, 0], size: 0.2 }],
		['a giant', { kind: 'figure', at: [0.5, 0.5], height: 1e9 }],
		['no number', { kind: 'set', set: 'room', horizon: Number.NaN }],
		['an unknown thing', { kind: 'prop', prop: 'javascript:', at: [0.5, 0.5], size: 0.2 }],
		['a field of its own', { kind: 'guide', guide: 'thirds', onload: 'x' }],
		[
			'a hundred lamps',
			{ kind: 'light_plan', at: [0, 0], lamps: Array(100).fill({ role: 'key', azimuth: 0 }) },
		],
	])('[SG47] %s is refused', (_name, element) => {
		expect(SketchSchema.safeParse({ elements: [element] }).success).toBe(false)
	})

	test('[SG47] a crowd of the largest marks stays a drawing of bounded size', () => {
		const crowd = sketchOf(
			Array.from(
				{ length: 200 },
				(_, i) => ({ kind: 'set', set: i % 2 ? 'street' : 'forest' }) as const,
			),
		)
		const shapes = renderSketch(crowd, PANEL)
		expect(shapes.length).toBeLessThan(MAX_SKETCH_SHAPES + 400)
		const giant = renderSketch(
			sketchOf([{ kind: 'figure', at: [0.5, 0.4], height: 12, anchor: 'face' }]),
			PANEL,
		)
		expect(JSON.stringify(giant).length).toBeLessThan(120_000)
	})
})

describe('what lies hidden', () => {
	test('[SG48] is left out when one later shape covers all of it, and kept when any of it shows', () => {
		const square = (x: number) =>
			filledShape(
				[
					[x, 0],
					[x + 100, 0],
					[x + 100, 100],
					[x, 100],
				],
				'paper',
			)
		const [under, half] = [
			penLine(
				[
					[10, 10],
					[50, 60],
					[90, 90],
				],
				3,
			),
			penLine(
				[
					[50, 50],
					[150, 50],
				],
				3,
			),
		]
		const top = square(0)
		const seen = visibleStrokes([under, half, top])
		expect([under, half, top].map((stroke) => seen.has(stroke))).toEqual([false, true, true])
		expect(visibleStrokes([top, under]).size).toBe(2)
	})
})
