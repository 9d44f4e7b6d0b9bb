/**
 * The board's own commands: panels, walking, undo. Other parts register theirs where they live (see
 * app/ui/commands/command-registry.ts for how); nobody listens to the keyboard for a command himself.
 */
import type { Command } from '#app/ui/commands/command-registry.ts'
import { tracePictures } from './aids/trace-picture.ts'
import { makeAlternate } from './alternates.ts'
import { hasOwnUndo, sheetColumns, stripHasFocus } from './board-focus.ts'
import { areNumbersLocked, lockSceneNumbers, unlockSceneNumbers } from './number-lock-actions.ts'
import {
	type BoardHand,
	chosenPanels,
	deletePanels,
	duplicatePanel,
	nextPanel,
	panelBefore,
	shiftPanels,
	takeInHand,
	walk,
} from './panel-actions.ts'
import { canMergePanels, mergePanels, mergeShots, toggleNewShot } from './set-up-actions.ts'

export interface BoardActs {
	hand: BoardHand
	canEdit: boolean
	/** Writes notes: the same undo takes them back. */
	canNote: boolean
	onKeys(): void
	/** Moves the focus to the suggestion. */
	onSuggestion(): void
	onUndo(): void
	onRedo(): void
}

export function boardCommands(acts: BoardActs): Command[] {
	const isEditable = () => acts.canEdit
	const editing = (commands: Command[]) =>
		commands.map((command) => ({ isOn: isEditable, ...command }))
	return [
		...editing(panelCommands(acts.hand)),
		...walkCommands(acts.hand),
		...editing(numberCommands(acts.hand)),
		...editing(undoCommands(acts)),
		{
			...{ id: 'tray.suggestion', group: 'Suggestions', label: 'To the suggestion' },
			...{ keys: ['.'], run: acts.onSuggestion },
		},
		{
			...{ id: 'keys.show', group: 'Everywhere', label: 'All keys', also: 'keyboard shortcuts' },
			...{ keys: ['?'], run: acts.onKeys },
		},
	]
}

function panelCommands(hand: BoardHand): Command[] {
	const current = () => hand.model.currentId.get()
	const withCurrent = (run: (id: string) => void) => {
		const id = current()
		if (id) run(id)
	}
	return [
		{
			...{ id: 'panel.trace', group: 'Panels', label: 'Trace the picture', also: 'fade image' },
			...{ keys: ['shift+t'], run: () => tracePictures(hand) },
		},
		{
			...{ id: 'panel.next', group: 'Panels', label: 'Next panel', also: 'new insert after' },
			...{ keys: ['n'], run: () => nextPanel(hand) },
		},
		{
			...{ id: 'panel.before', group: 'Panels', label: 'Panel before', also: 'new insert' },
			...{ keys: ['shift+n'], run: () => panelBefore(hand) },
		},
		{
			...{ id: 'panel.duplicate', group: 'Panels', label: 'Duplicate the panel', also: 'copy' },
			...{ keys: ['d', 'mod+d'], where: 'panel', run: () => duplicatePanel(hand, current()) },
		},
		{
			...{ id: 'panel.duplicateBare', group: 'Panels', label: 'Duplicate without the drawing' },
			...{ keys: ['alt+d'], run: () => duplicatePanel(hand, current(), 'bare') },
		},
		{
			...{ id: 'panel.merge', group: 'Panels', label: 'Merge the chosen panels', also: 'join' },
			isOn: () => !hand.editor.getIsReadonly() && canMergePanels(hand),
			run: () => mergePanels(hand),
		},
		{
			...{
				id: 'shot.toggle',
				group: 'Panels',
				label: 'Begin a new shot here, or join the one before',
			},
			...{ also: 'split set-up', keys: ['/'], run: () => toggleNewShot(hand, current()) },
		},
		{
			...{ id: 'shot.merge', group: 'Panels', label: 'Merge the shots of the chosen panels' },
			run: () => mergeShots(hand),
		},
		{
			...{ id: 'alternate.copy', group: 'Alternates', label: 'New alternate from this drawing' },
			run: () => withCurrent((id) => makeAlternate(hand, id, 'copy')),
		},
		{
			...{ id: 'alternate.blank', group: 'Alternates', label: 'New alternate on empty paper' },
			run: () => withCurrent((id) => makeAlternate(hand, id, 'blank')),
		},
		{
			...{ id: 'panel.earlier', group: 'Panels', label: 'Move the panel earlier' },
			...{
				keys: ['alt+arrowleft', 'alt+arrowup'],
				run: () => shiftPanels(hand, chosenPanels(hand), -1),
			},
		},
		{
			...{ id: 'panel.later', group: 'Panels', label: 'Move the panel later' },
			...{
				keys: ['alt+arrowright', 'alt+arrowdown'],
				run: () => shiftPanels(hand, chosenPanels(hand), 1),
			},
		},
		{
			...{
				id: 'panel.trash',
				group: 'Panels',
				label: 'Put the panel in the trash',
				also: 'delete',
			},
			...{ keys: ['delete', 'backspace'], storyboarder: ['mod+backspace', 'delete', 'backspace'] },
			...{ where: 'strip', run: () => deletePanels(hand, chosenPanels(hand)) },
		},
		{
			...{ id: 'panel.caption', group: 'Panels', label: 'Write the caption', where: 'panel' },
			keys: ['enter'],
			run() {
				const panelId = current()
				if (panelId) hand.model.caption.set({ panelId, field: 'action' })
			},
		},
	]
}

function numberCommands(hand: BoardHand): Command[] {
	const isTicked = () => areNumbersLocked(hand)
	return [
		{
			...{ id: 'numbers.lock', group: 'Numbers', label: 'Lock the numbers of this scene' },
			...{ isTicked, run: () => lockSceneNumbers(hand) },
		},
		{
			...{ id: 'numbers.free', group: 'Numbers', label: 'Free the numbers of this scene' },
			run: () => unlockSceneNumbers(hand),
		},
	]
}

function walkCommands(hand: BoardHand): Command[] {
	const row = () => sheetColumns() ?? (stripHasFocus() ? 1 : 3)
	const edge = (place: 0 | -1) => () => {
		const id = hand.model.panelIds.get().at(place)
		if (id) takeInHand(hand, id)
	}
	const small = { group: 'Panels', where: 'panel', isSmall: true } as const
	return [
		{
			...{ id: 'walk.forth', group: 'Panels', label: 'To the next panel', keys: ['pagedown'] },
			run: () => walk(hand, 1),
		},
		{
			...{ id: 'walk.back', group: 'Panels', label: 'To the previous panel', keys: ['pageup'] },
			run: () => walk(hand, -1),
		},
		{
			...small,
			...{ id: 'walk.right', label: 'One panel on', keys: ['arrowright'] },
			run: () => walk(hand, 1),
		},
		{
			...small,
			...{ id: 'walk.left', label: 'One panel back', keys: ['arrowleft'] },
			run: () => walk(hand, -1),
		},
		{
			...small,
			...{ id: 'walk.down', label: 'One row down', keys: ['arrowdown'] },
			run: () => walk(hand, row()),
		},
		{
			...small,
			...{ id: 'walk.up', label: 'One row up', keys: ['arrowup'] },
			run: () => walk(hand, -row()),
		},
		{ ...small, id: 'walk.first', label: 'First panel', keys: ['home'], run: edge(0) },
		{ ...small, id: 'walk.last', label: 'Last panel', keys: ['end'], run: edge(-1) },
	]
}

/** Undo and redo do the same wherever the focus is (U11), but for words that are still being typed. */
function undoCommands({ onUndo, onRedo, canEdit, canNote }: BoardActs): Command[] {
	const isOn = () => (canEdit || canNote) && !hasOwnUndo(document.activeElement)
	return [
		{
			...{ id: 'undo', group: 'Everywhere', label: 'Undo your own last change' },
			...{ keys: ['mod+z'], where: 'everywhere', isOn, run: onUndo },
		},
		{
			...{ id: 'redo', group: 'Everywhere', label: 'Redo', keys: ['mod+shift+z', 'mod+y'] },
			...{ where: 'everywhere', isOn, run: onRedo },
		},
	]
}
