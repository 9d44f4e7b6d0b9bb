// @vitest-environment jsdom

import { createShapeId, type Editor } from 'tldraw'
import { beforeEach, describe, expect, it } from 'vitest'
import { overlap, slotOf } from '#core/canvas/layout.ts'
import { BOARD_PAGE_ID, newPanelRecords } from '#core/canvas/new-panel.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { seededRandom } from '#core/random.ts'
import { createEditor } from '#tests/convergence/peers.ts'
import { arrange } from './arranger.ts'
import { keptAreas, markKept, panelsOf } from './wall-layout.ts'

let editor: Editor
const random = seededRandom('wall-layout')
const sketchId = createShapeId('sketch')

function addPanel(index: string): PanelShape {
	const { panel } = newPanelRecords({ index, sceneAspect: 1.85, random })
	editor.store.put([panel])
	arrange(editor)
	return panel
}
function sketchAt(x: number, y: number) {
	editor.createShape({ id: sketchId, type: 'geo', x, y, props: { w: 200, h: 150 } })
	markKept(editor, new Set([sketchId]))
}
const isCovered = () => {
	const area = keptAreas(editor)[0]
	return panelsOf(editor).some((panel) => area && overlap(slotOf(panel, panel), area))
}

beforeEach(() => {
	editor = createEditor()
	const page = editor.getCurrentPage()
	editor.createPage({ id: BOARD_PAGE_ID, name: 'Board' })
	editor.setCurrentPage(BOARD_PAGE_ID)
	editor.deletePage(page.id)
	addPanel('a1')
})

describe('a loose sketch on the wall', () => {
	it('is never covered as the wall grows', () => {
		sketchAt(100, 900)
		for (const index of ['a2', 'a3', 'a4', 'a5', 'a6', 'a7']) addPanel(index)

		expect(keptAreas(editor)).toHaveLength(1)
		expect(isCovered()).toBe(false)
	})

	it('keeps the free place beside the last panel too', () => {
		sketchAt(800, 150)
		addPanel('a2')

		expect(isCovered()).toBe(false)
	})

	it('that lies across a panel moves none', () => {
		const before = panelsOf(editor).map(({ x, y }) => ({ x, y }))
		sketchAt(600, 200)
		arrange(editor)

		expect(keptAreas(editor)).toEqual([])
		expect(panelsOf(editor).map(({ x, y }) => ({ x, y }))).toEqual(before)
	})
})
