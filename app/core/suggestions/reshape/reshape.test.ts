import { describe, expect, test } from 'vitest'
import { renderPanelSvg } from '../../canvas/panel-svg.ts'
import { CROPS } from '../drawn/figure.ts'
import type { Edit } from '../edit.ts'
import { EditSchema } from '../edit.ts'
import { countEditFields } from '../edit-fields.ts'
import { renderSketch, sketchOf } from '../render-sketch.ts'
import type { SketchElement, SketchInput } from '../sketch.ts'
import { SketchElementSchema } from '../sketch.ts'
import { draftOf, editOfDraft, whyNotTaken, withPart } from './edit-draft.ts'
import { movePart } from './move-part.ts'
import { handlesOf, pullHandle, turnedPart } from './part-handles.ts'
import { boxOf, partAt } from './part-outline.ts'
import { namesOfParts } from './part-words.ts'

const frame = { w: 640, h: 346 }
const place = { panelId: 'shape:p', ...frame, suggestionId: 'suggestion:one', above: null }

function part(input: SketchInput['elements'][number]): SketchElement {
	const [element] = sketchOf([input]).elements
	if (!element) throw new Error('no element')
	return element
}
function kind<K extends SketchElement['kind']>(element: SketchElement, as: K) {
	if (element.kind !== as) throw new Error(`a ${element.kind}, not a ${as}`)
	return element as Extract<SketchElement, { kind: K }>
}

/** One of every kind. */
const EVERY: SketchElement[] = [
	part({
		kind: 'stroke',
		points: [
			[0.1, 0.1],
			[0.2, 0.3],
			[0.4, 0.2],
			[0.5, 0.5],
		],
	}),
	part({
		kind: 'stroke',
		points: [
			[0.1, 0.1],
			[0.5, 0.5],
		],
	}),
	part({ kind: 'arrow', from: [0.2, 0.5], to: [0.7, 0.5], bend: 0.3 }),
	part({ kind: 'label', at: [0.4, 0.1], text: 'rim' }),
	part({ kind: 'frame', x: 0.2, y: 0.2, w: 0.5, h: 0.5 }),
	part({ kind: 'horizon', y: 0.4 }),
	part({ kind: 'figure', at: [0.5, 0.9], height: 0.7, name: 'ANNA' }),
	part({ kind: 'figure', at: [0.5, 0.5], size: 'CU' }),
	part({ kind: 'light', from: [0.1, 0.1], to: [0.5, 0.6] }),
	part({ kind: 'light_plan', at: [0.6, 0.1], lamps: [{ role: 'key', azimuth: 45 }] }),
	part({
		kind: 'perspective',
		points: [
			[0.3, 0.4],
			[0.8, 0.4],
		],
	}),
	part({ kind: 'set', set: 'street' }),
	part({ kind: 'prop', prop: 'lamp', at: [0.3, 0.8], size: 0.1 }),
	part({ kind: 'guide', guide: 'thirds' }),
	part({ kind: 'callout', at: [0.6, 0.1], to: [0.4, 0.4], text: 'wire removal' }),
]

describe('a part of a sketch, reshaped', () => {
	test('[SG100] whatever is moved or pulled anywhere stays a part that the schema takes', () => {
		for (const element of EVERY) {
			for (const far of [
				[0.05, -0.03],
				[3, 3],
				[-3, -3],
			] as const) {
				const moved = movePart(element, far)
				expect(SketchElementSchema.parse(moved)).toEqual(moved)
				for (const handle of handlesOf(element, frame)) {
					const to = [handle.at[0] + far[0], handle.at[1] + far[1]] as const
					const pulled = pullHandle(element, handle, { to, frame })
					expect(SketchElementSchema.parse(pulled)).toEqual(pulled)
				}
			}
		}
	})

	test('[SG100] a handle pulled to where it stands changes nothing that is seen', () => {
		for (const element of EVERY) {
			for (const handle of handlesOf(element, frame)) {
				const same = pullHandle(element, handle, { to: handle.at, frame })
				const [a, b] = [boxOf(element, frame), boxOf(same, frame)]
				for (const side of ['x', 'y', 'w', 'h'] as const) expect(b[side]).toBeCloseTo(a[side], 0)
			}
		}
	})

	test('[SG100] a part is moved whole: at the edge of what is allowed it stops and keeps its shape', () => {
		const arrow = kind(movePart(EVERY[2] ?? part({ kind: 'horizon', y: 0 }), [5, 0]), 'arrow')
		expect(arrow.to[0]).toBe(1.5)
		expect(arrow.to[0] - arrow.from[0]).toBeCloseTo(0.5, 6)
	})

	test('[SG101] a figure that a shot size placed stays in its size sideways, and is freed as it stands when it is raised', () => {
		const figure = part({ kind: 'figure', at: [0.5, 0.5], size: 'CU' })
		expect(kind(movePart(figure, [0.1, 0]), 'figure')).toMatchObject({ size: 'CU', at: [0.6, 0.5] })
		const raised = kind(movePart(figure, [0, -0.05]), 'figure')
		expect(raised.size).toBeUndefined()
		expect(raised).toMatchObject({ height: CROPS.CU.height, anchor: 'face' })
		expect(raised.at[1]).toBeCloseTo(CROPS.CU.y - 0.05, 6)
	})

	test('[SG101] handles mean what they are: height, tip, lamp, the frame’s shape', () => {
		const figure = part({ kind: 'figure', at: [0.5, 0.9], height: 0.7 })
		const taller = pullHandle(figure, { id: 'height' }, { to: [0.5, 0.1], frame })
		expect(kind(taller, 'figure').height).toBeCloseTo(0.8, 6)

		const plan = part({ kind: 'light_plan', at: [0.3, 0.2], lamps: [{ role: 'key', azimuth: 0 }] })
		const [lamp] = handlesOf(plan, frame)
		const middle = lamp ? lamp.at : [0, 0]
		const size = 0.4 * frame.h
		const right = [
			(0.3 * frame.w + size / 2 + 100) / frame.w,
			(0.2 * frame.h + size * 0.42) / frame.h,
		] as const
		expect(middle[1]).toBeGreaterThan(0.2)
		expect(
			kind(pullHandle(plan, { id: 'lamp:0' }, { to: right, frame }), 'light_plan').lamps[0],
		).toEqual({ role: 'key', azimuth: 90 })

		const reframing = part({ kind: 'frame', x: 0.2, y: 0.2, w: 0.5, h: 0.5 })
		const pulled = kind(pullHandle(reframing, { id: 'near' }, { to: [0.1, 0.15], frame }), 'frame')
		expect(pulled.w).toBeCloseTo(pulled.h, 6)
		expect(pulled.x + pulled.w).toBeCloseTo(0.7, 6)

		const arrow = part({ kind: 'arrow', from: [0.2, 0.5], to: [0.8, 0.5] })
		const bent = kind(pullHandle(arrow, { id: 'bend' }, { to: [0.5, 0.6], frame }), 'arrow')
		expect(handlesOf(bent, frame)[1]?.at[1]).toBeCloseTo(0.6, 3)
	})

	test('[SG101] a figure turns round and comes back; a thing is mirrored', () => {
		let figure = part({ kind: 'figure', at: [0.5, 0.9] })
		const seen = new Set<string>()
		for (let i = 0; i < 6; i++) {
			figure = turnedPart(figure) ?? figure
			seen.add(kind(figure, 'figure').facing)
		}
		expect(seen.size).toBe(6)
		expect(kind(figure, 'figure').facing).toBe('front')
		const lamp = part({ kind: 'prop', prop: 'lamp', at: [0.5, 0.9], size: 0.1 })
		expect(kind(turnedPart(lamp) ?? lamp, 'prop').flipped).toBe(true)
		expect(turnedPart(part({ kind: 'horizon', y: 0.5 }))).toBeNull()
	})

	test('[SG101] a finger takes the line it is on, else the smallest part around it', () => {
		const set = part({ kind: 'set', set: 'room' })
		const figure = part({ kind: 'figure', at: [0.5, 0.9], height: 0.7 })
		const arrow = part({ kind: 'arrow', from: [0.1, 0.5], to: [0.9, 0.5] })
		const parts = [set, figure, arrow]
		const reach = 8
		expect(partAt(parts, [120, 173], { frame, reach })).toBe(2)
		expect(partAt(parts, [320, 230], { frame, reach })).toBe(1)
		expect(partAt(parts, [20, 300], { frame, reach })).toBe(0)
		expect(partAt([null, null, arrow], [20, 300], { frame, reach })).toBeNull()
	})
})

test('[SG105] parts that would be called the same are counted', () => {
	const parts = [EVERY[0], EVERY[1], EVERY[6]].flatMap((each) => (each ? [each] : []))
	expect(namesOfParts(parts)).toEqual(['Line 1', 'Line 2', 'Figure: ANNA'])
})

describe('an edit while it is changed', () => {
	const offered: Edit = {
		...{ type: 'draw', panelId: 'shape:p' },
		sketch: sketchOf([
			{ kind: 'frame', x: 0.2, y: 0.2, w: 0.5, h: 0.5 },
			{ kind: 'arrow', from: [0.2, 0.5], to: [0.7, 0.5] },
		]),
	}

	test('[SG102] what comes out is the offered kind of edit, counted as changed, and draws what is shown', () => {
		const draft = draftOf(offered)
		expect(editOfDraft(draft)).toEqual(offered)
		const [first] = draft.parts
		if (!first) throw new Error('no part')
		const moved = withPart(draft, 0, { element: movePart(first.element, [0.1, 0]) })
		const edit = EditSchema.parse(editOfDraft(moved))
		expect(countEditFields(offered, edit)).toEqual({ fieldsTotal: 1, fieldsChanged: 1 })
		if (edit.type !== 'draw') throw new Error('another kind')
		const svg = renderPanelSvg({
			panel: { id: 'shape:p', ...frame },
			shapes: renderSketch(edit.sketch, place),
		})
		expect(svg).toContain(`translate(${0.3 * 640} `)
	})

	test('[SG102] a part left out keeps its place and can be brought back', () => {
		const without = withPart(draftOf(offered), 0, { isLeftOut: true })
		expect(editOfDraft(without)).toMatchObject({ sketch: { elements: [{ kind: 'arrow' }] } })
		expect(editOfDraft(withPart(without, 0, { isLeftOut: false }))).toEqual(offered)
	})

	test('[SG103] what does not fit is refused in a sentence: nothing left, or a part moved out of the panel', () => {
		const none = draftOf(offered).parts.reduce(
			(draft, _, at) => withPart(draft, at, { isLeftOut: true }),
			draftOf(offered),
		)
		expect(whyNotTaken(offered, editOfDraft(none), frame)).toMatch(
			/^Nothing of the drawing is left/,
		)
		const away = withPart(draftOf(offered), 1, {
			element: part({ kind: 'arrow', from: [1.2, 0.5], to: [1.4, 0.5] }),
		})
		expect(whyNotTaken(offered, editOfDraft(away), frame)).toMatch(/^Arrow lies outside the panel/)
		// As it was offered, it may lie where it lies.
		const edit = editOfDraft(away)
		expect(whyNotTaken(edit, edit, frame)).toBeNull()
	})
})
