/** The contact sheet's keys: open it, choose more with Shift, choose all. */
import type { Command } from '#app/ui/commands/command-registry.ts'
import { getPanel } from './board-records.ts'
import { type BoardHand, takeInHand } from './panel-actions.ts'

export function sheetCommands(hand: BoardHand, onToggle: () => void): Command[] {
	const small = { group: 'Panels', where: 'sheet', isSmall: true } as const
	return [
		{
			...{
				id: 'sheet.toggle',
				group: 'View',
				label: 'Contact sheet',
				also: 'grid overview reorder',
			},
			...{ keys: ['g'], storyboarder: ['tab', 'g'], run: onToggle },
		},
		{
			...{ ...small, id: 'sheet.more', label: 'Choose the next panel too' },
			...{ keys: ['shift+arrowright'], run: () => extendBy(hand, 1) },
		},
		{
			...{ ...small, id: 'sheet.less', label: 'Choose the panel before too' },
			...{ keys: ['shift+arrowleft'], run: () => extendBy(hand, -1) },
		},
		{
			...{ ...small, id: 'sheet.all', label: 'Choose all panels', keys: ['mod+a'] },
			run: () => hand.editor.setSelectedShapes(hand.model.panels.get().map(({ id }) => id)),
		},
	]
}

/** Chooses everything between the panel in hand and `id`, which is then in hand. */
export function extendChoice(hand: BoardHand, id: string): void {
	const { editor, model } = hand
	const panels = model.panels.get()
	const from = panels.findIndex((panel) => panel.id === model.currentId.get())
	const to = panels.findIndex((panel) => panel.id === id)
	if (from < 0 || to < 0) return
	const between = panels.slice(Math.min(from, to), Math.max(from, to) + 1)
	editor.setSelectedShapes([
		...new Set([...editor.getSelectedShapeIds(), ...between.map((p) => p.id)]),
	])
	model.setCurrent(id)
}

function extendBy(hand: BoardHand, by: 1 | -1): void {
	const { editor, model } = hand
	const ids = model.panelIds.get()
	const current = getPanel(model.store, model.currentId.get())
	const next = ids[ids.indexOf(current?.id ?? '') + by]
	if (!current || !next) return
	if (editor.getSelectedShapeIds().length === 0) editor.select(current.id)
	extendChoice(hand, next)
	takeInHand(hand, next)
}
