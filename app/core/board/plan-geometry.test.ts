import { describe, expect, it } from 'vitest'
import { axisSide, crossesLine, readPlans, type ShotPlan } from './plan-geometry.ts'
import type { PlanItemRecord } from './plan-record.ts'

function item(name: string, at: [number, number], more: Partial<PlanItemRecord> = {}) {
	return {
		id: `plan_item:${name}`,
		typeName: 'plan_item',
		shotId: 'shot:1',
		kind: 'subject',
		name,
		x: at[0],
		y: at[1],
		headingDeg: null,
		onLine: false,
		meta: {},
		...more,
	} satisfies PlanItemRecord
}
function plan(...items: PlanItemRecord[]): ShotPlan {
	const made = readPlans(items).get('shot:1')
	if (!made) throw new Error('no plan')
	return made
}
const two = plan(item('TOMAS', [2, 0]), item('IDA', [-2, 0]))

describe('a plan', () => {
	it('[PL2] has a line between its two subjects, from the first name to the other', () => {
		expect(two.line).toMatchObject({ from: { name: 'IDA' }, to: { name: 'TOMAS' } })
	})

	it('has none with three subjects, until two are chosen', () => {
		const three = [item('A', [0, 0]), item('B', [1, 0]), item('C', [2, 0])]
		expect(plan(...three).line).toBeNull()
		const chosen = three.map((one) => ({ ...one, onLine: one.name !== 'B' }))
		expect(plan(...chosen).line).toMatchObject({ from: { name: 'A' }, to: { name: 'C' } })
	})

	it('[PL3] says on which side of the line a camera stands, how far and how square to it', () => {
		expect(axisSide(two, { x: 0, y: 3 })).toEqual({
			side: 'right',
			distanceM: 3,
			angleDeg: 90,
			between: ['IDA', 'TOMAS'],
		})
		expect(axisSide(two, { x: 3, y: -3 })).toMatchObject({ side: 'left', distanceM: 3 })
		expect(axisSide(two, { x: 3, y: -3 })?.angleDeg).toBeCloseTo(45)
		expect(axisSide(two, { x: 6, y: 0.1 })?.side).toBe('on')
		expect(axisSide(plan(item('IDA', [0, 0])), { x: 1, y: 1 })).toBeNull()
	})

	it('tells a crossing between shots however their plans are turned', () => {
		const turned = plan(item('IDA', [0, -2]), item('TOMAS', [0, 2]))
		const front = axisSide(two, { x: 0, y: 3 })
		expect(crossesLine(front, axisSide(turned, { x: -3, y: 0 }))).toBe(false)
		expect(crossesLine(front, axisSide(turned, { x: 3, y: 0 }))).toBe(true)
		expect(crossesLine(front, axisSide(two, { x: 9, y: 0 }))).toBeNull()
		const others = plan(item('IDA', [0, 0]), item('WREN', [1, 0]))
		expect(crossesLine(front, axisSide(others, { x: 0, y: 3 }))).toBeNull()
	})
})
