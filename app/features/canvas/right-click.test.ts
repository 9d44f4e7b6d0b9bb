// @vitest-environment jsdom

import {
	createShapeId,
	createTLStore,
	defaultBindingUtils,
	defaultShapeTools,
	defaultShapeUtils,
	defaultTools,
	Editor,
} from 'tldraw'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepToolOverMenu } from './right-click.ts'

const MENU = 'context menu'
let editor: Editor
let stop: () => void

beforeEach(() => {
	editor = new Editor({
		store: createTLStore({ shapeUtils: defaultShapeUtils, bindingUtils: defaultBindingUtils }),
		...{ shapeUtils: defaultShapeUtils, bindingUtils: defaultBindingUtils },
		tools: [...defaultTools, ...defaultShapeTools],
		getContainer: () => document.body,
		initialState: 'select',
	})
	stop = keepToolOverMenu(editor)
})
afterEach(() => {
	stop()
	editor.dispose()
})

function rightClick() {
	const keys = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, accelKey: false }
	const at = { type: 'pointer', target: 'canvas', point: { x: 5, y: 5, z: 0.5 } } as const
	const pen = { pointerId: 1, button: 2, isPen: false, ...keys }
	editor.dispatch({ ...at, name: 'pointer_down', ...pen })
	editor.dispatch({ ...at, name: 'pointer_up', ...pen })
}
function closeMenu() {
	editor.menus.addOpenMenu(MENU)
	editor.menus.deleteOpenMenu(MENU)
}

it('the tool that was in hand is in hand again after the menu', () => {
	editor.setCurrentTool('draw')
	rightClick()
	expect(editor.getCurrentToolId()).toBe('select')
	closeMenu()
	expect(editor.getCurrentToolId()).toBe('draw')
})

it('a second right click while the menu is open keeps it, too', () => {
	editor.setCurrentTool('draw')
	rightClick()
	editor.menus.addOpenMenu(MENU)
	rightClick()
	closeMenu()
	expect(editor.getCurrentToolId()).toBe('draw')
})

it('a drawing that was chosen stays chosen, under the select tool', () => {
	editor.setCurrentTool('draw')
	rightClick()
	editor.createShape({ id: createShapeId('drawn'), type: 'geo' })
	editor.select(createShapeId('drawn'))
	closeMenu()
	expect(editor.getCurrentToolId()).toBe('select')
})

it('a right click that opened no menu puts no tool in hand at a later one', () => {
	editor.setCurrentTool('draw')
	rightClick()
	editor.setCurrentTool('select')
	rightClick()
	closeMenu()
	expect(editor.getCurrentToolId()).toBe('select')
})

it('nothing is watched any more once it is stopped', () => {
	stop()
	editor.setCurrentTool('draw')
	rightClick()
	closeMenu()
	expect(editor.getCurrentToolId()).toBe('select')
})
