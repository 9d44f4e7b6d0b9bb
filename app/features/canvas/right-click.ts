/**
 * A right click, and a pen's button, take the select tool for as long as the menu is open: what it offers
 * is about what is chosen. Afterwards the tool is in hand again that was, unless a drawing was chosen.
 */
import { type Editor, react } from 'tldraw'

const RIGHT_BUTTON = 2

/** Watches until the returned function is called. */
export function keepToolOverMenu(editor: Editor): () => void {
	let toolBefore: string | null = null
	let wasOpen = false
	const dispatch = editor.dispatch
	editor.dispatch = (info) => {
		const isRight =
			info.type === 'pointer' && info.name === 'pointer_down' && info.button === RIGHT_BUTTON
		// While the menu is open its own tool is in hand, which was nobody's choice.
		if (isRight && !wasOpen) toolBefore = editor.isIn('select') ? null : editor.getCurrentToolId()
		return dispatch.call(editor, info)
	}
	const stop = react('the tool after the menu', () => {
		const isOpen = editor.menus.getOpenMenus().some((id) => id.startsWith('context menu'))
		const hasClosed = wasOpen && !isOpen
		wasOpen = isOpen
		if (!hasClosed || toolBefore === null) return
		const isAboutDrawings = editor.getSelectedShapes().some(({ type }) => type !== 'panel')
		if (!isAboutDrawings) editor.setCurrentTool(toolBefore)
		toolBefore = null
	})
	return () => {
		stop()
		editor.dispatch = dispatch
	}
}
