/**
 * tldraw's actions and tools as a board wants them: panels have a place in the story and no z-order,
 * group, rotation or lock; what would fetch from elsewhere or add pages is gone; undo is the board's.
 */
import type { Editor, TLUiActionItem, TLUiOverrides, TLUiToolItem } from 'tldraw'

/** Done to the other shapes of a selection, never to panels. */
const NOT_FOR_PANELS = [
	'bring-to-front',
	'bring-forward',
	'send-backward',
	'send-to-back',
	'group',
	'ungroup',
	'toggle-lock',
	'rotate-cw',
	'rotate-ccw',
	'flip-horizontal',
	'flip-vertical',
	'align-left',
	'align-center-horizontal',
	'align-right',
	'align-top',
	'align-center-vertical',
	'align-bottom',
	'distribute-horizontal',
	'distribute-vertical',
	'stretch-horizontal',
	'stretch-vertical',
	'pack',
	'stack-vertical',
	'stack-horizontal',
	'enlarge-shapes',
	'shrink-shapes',
	'flatten-to-image',
] as const
const GONE = [
	'insert-embed',
	'convert-to-bookmark',
	'convert-to-embed',
	'open-embed-link',
	'edit-link',
	'frame-selection',
	'remove-frame',
	'fit-frame-to-content',
	'move-to-new-page',
	'change-page-prev',
	'change-page-next',
	'toggle-dark-mode',
	'toggle-debug-mode',
	'toggle-focus-mode',
	'print',
	'export-all-as-svg',
	'export-all-as-png',
	'copy-as-json',
	'open-cursor-chat',
	'open-kbd-shortcuts',
	'insert-media',
	'image-replace',
	'video-replace',
	'toggle-grid',
	'select-geo-tool',
] as const
const GONE_TOOLS = ['note', 'frame', 'embed', 'asset'] as const

const BOARD_TOOLS = ['select', 'hand', 'draw', 'highlight', 'eraser', 'arrow', 'text'] as const

export interface BoardHistory {
	undo(): void
	redo(): void
	/** Copies the selected panels with their drawings; false when none is selected. */
	duplicatePanels(): boolean
	/** Puts panels in the trash, as part of the step that has begun. */
	trashPanels(panelIds: readonly string[]): void
}

/** Overrides for one board; memoise the result. */
export function canvasOverrides(history: BoardHistory): TLUiOverrides {
	return {
		actions(editor, actions) {
			const next = { ...actions }
			for (const id of GONE) delete next[id]
			for (const id of NOT_FOR_PANELS) {
				const action = next[id]
				if (action) next[id] = sparingPanels(editor, action)
			}
			replace(next, 'undo', () => history.undo())
			replace(next, 'redo', () => history.redo())
			const duplicate = next.duplicate
			if (duplicate) {
				next.duplicate = {
					...duplicate,
					onSelect: (source) =>
						history.duplicatePanels() ? undefined : duplicate.onSelect(source),
				}
			}
			return next
		},
		tools(_editor, tools) {
			const next = { ...tools }
			for (const id of GONE_TOOLS) delete next[id]
			// Their keys are the board's commands, which a person may give other keys.
			for (const id of BOARD_TOOLS) {
				const tool = next[id]
				if (tool) next[id] = withoutKeys(tool)
			}
			return next
		},
	}
}

function withoutKeys({ kbd: _kbd, ...tool }: TLUiToolItem): TLUiToolItem {
	return tool
}

function replace(actions: Record<string, TLUiActionItem>, id: string, onSelect: () => void) {
	const action = actions[id]
	if (action) actions[id] = { ...action, onSelect }
}

/** The action with the panels taken out of the selection while it runs; nothing when all are panels. */
function sparingPanels(editor: Editor, action: TLUiActionItem): TLUiActionItem {
	return {
		...action,
		onSelect(source) {
			const selected = editor.getSelectedShapes()
			const others = selected.filter((shape) => shape.type !== 'panel')
			if (others.length === selected.length) return action.onSelect(source)
			if (others.length === 0) return undefined
			editor.setSelectedShapes(others.map((shape) => shape.id))
			return action.onSelect(source)
		},
	}
}
