import { describe, expect, it } from 'vitest'
import {
	COLUMN_GAP,
	HEADER_HEIGHT,
	insertionAt,
	layoutPanels,
	overlap,
	panelHeight,
	slotOf,
} from './layout.ts'
import { PANEL_WIDTH } from './panel-shape.ts'

const panel = (id: string, index: string, h = 346) => ({ id, index, props: { w: PANEL_WIDTH, h } })
const wall = ['a1', 'a2', 'a3', 'a4', 'a5'].map((index, at) => panel(`p${at}`, index))

describe('layout of the wall', () => {
	it('stands panels in rows of three in story order', () => {
		const places = layoutPanels([...wall].reverse())

		expect(places.get('p0')).toEqual({ x: 0, y: HEADER_HEIGHT })
		expect(places.get('p2')).toEqual({ x: 2 * (PANEL_WIDTH + COLUMN_GAP), y: HEADER_HEIGHT })
		expect(places.get('p3')?.x).toBe(0)
		expect(places.get('p3')?.y).toBeGreaterThan(HEADER_HEIGHT + 346)
	})

	it('gives two people who insert at one place the same wall', () => {
		const mine = [...wall, panel('x', 'a2V'), panel('y', 'a2V')]
		const theirs = [panel('y', 'a2V'), panel('x', 'a2V'), ...wall]

		expect(layoutPanels(mine)).toEqual(layoutPanels(theirs))
	})

	it('makes a row as high as its highest panel', () => {
		const places = layoutPanels([panel('tall', 'a0', 640), ...wall])

		expect(places.get('p2')?.y).toBeGreaterThan(HEADER_HEIGHT + 640)
	})

	it('grows around a sketch that lies beside or below it, and never over it', () => {
		const below = { x: 100, y: layoutPanels(wall).get('p3')?.y ?? 0, w: 300, h: 200 }
		const places = layoutPanels(wall, [below])
		const slots = wall.map((each) => slotOf(places.get(each.id) ?? { x: 0, y: 0 }, each))

		expect(slots.some((slot) => overlap(slot, below))).toBe(false)
		expect(places.get('p2')).toEqual(layoutPanels(wall).get('p2'))
		expect(places.get('p3')?.x).toBe(PANEL_WIDTH + COLUMN_GAP)
	})

	it('leaves whole rows to a wide reference, and ends under a sketch without end', () => {
		const wide = { x: 0, y: layoutPanels(wall).get('p3')?.y ?? 0, w: 2000, h: 700 }
		const endless = { ...wide, h: 1e9 }

		expect(layoutPanels(wall, [wide]).get('p3')?.y).toBeGreaterThan(wide.y + wide.h)
		expect(layoutPanels(wall, [endless]).size).toBe(wall.length)
	})

	it('offers the gap nearest to a dragged panel', () => {
		const places = layoutPanels(wall)
		const second = places.get('p1') ?? { x: 0, y: 0 }

		const insertion = insertionAt(wall, 'p4', { x: second.x - COLUMN_GAP, y: second.y + 170 })

		expect(insertion?.afterId).toBe('p0')
		expect(insertion?.bar.height).toBe(346)
	})

	it('offers the first and the last place of the wall', () => {
		const last = layoutPanels(wall).get('p4') ?? { x: 0, y: 0 }

		expect(insertionAt(wall, 'p2', { x: -100, y: HEADER_HEIGHT })?.afterId).toBeNull()
		expect(insertionAt(wall, 'p2', { x: last.x + 900, y: last.y + 170 })?.afterId).toBe('p4')
	})

	it('leaves a panel dropped on its own place where it is', () => {
		const places = layoutPanels(wall)
		const own = places.get('p1') ?? { x: 0, y: 0 }

		const insertion = insertionAt(wall, 'p1', { x: own.x + PANEL_WIDTH, y: own.y + 170 })

		expect(insertion?.afterId).toBe('p0')
	})

	it('keeps the project’s aspect ratio', () => {
		expect(panelHeight(1.85)).toBe(346)
		expect(panelHeight(2.39)).toBe(268)
	})
})
