/** Which lines of the script the board's panels show, and a panel made from lines nobody shows yet. */

import { computed, type Signal, type TLStore } from 'tldraw'
import { sortInStoryOrder } from '#core/board/order.ts'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import type { PanelShapeProps } from '#core/canvas/panel-shape.ts'
import type { BoardModel } from './board-model.ts'
import { recordsOfType } from './board-records.ts'
import { type BoardHand, insertPanel } from './panel-actions.ts'

/** The scene's script in order. */
export function scriptOfScene(
	project: TLStore,
	sceneId: string,
): Signal<readonly ScriptBlockRecord[]> {
	const blocks = recordsOfType(project, 'script_block')
	return computed('script of the scene', () =>
		sortInStoryOrder(blocks.get().filter((block) => block.sceneId === `scene:${sceneId}`)),
	)
}

export function coveredBlocks(model: BoardModel): Signal<ReadonlySet<string>> {
	return computed(
		'covered lines',
		() => new Set(model.panels.get().flatMap(({ props }) => props.scriptBlockIds)),
		{ isEqual: sameSet },
	)
}

export function blocksOfCurrent(model: BoardModel): Signal<ReadonlySet<string>> {
	return computed(
		'lines of the panel in hand',
		() => {
			const current = model.currentId.get()
			const panel = model.panels.get().find(({ id }) => id === current)
			return new Set(panel?.props.scriptBlockIds ?? [])
		},
		{ isEqual: sameSet },
	)
}

/** Makes a panel that shows these lines, where they fall in the story, with their words as caption. */
export function makePanelFromScript(
	hand: BoardHand,
	script: readonly ScriptBlockRecord[],
	blockIds: readonly string[],
): void {
	const wanted = new Set(blockIds)
	const blocks = script.filter(({ id }) => wanted.has(id))
	const first = script.findIndex(({ id }) => wanted.has(id))
	const earlier = new Set<string>(script.slice(0, Math.max(0, first)).map(({ id }) => id))
	const panels = hand.model.panels.get()
	const before = panels.findLast(({ props }) => props.scriptBlockIds.some((id) => earlier.has(id)))
	const showsAny = panels.some(({ props }) => props.scriptBlockIds.length > 0)
	const afterId = before?.id ?? (showsAny ? null : hand.model.currentId.get())
	insertPanel(hand, afterId, captionOf(blocks))
}

function captionOf(blocks: readonly ScriptBlockRecord[]): Partial<PanelShapeProps> {
	const action = blocks.filter(({ type }) => type === 'action').map(({ text }) => text.trim())
	return {
		action: action.join('\n'),
		dialogue: dialogueOf(blocks),
		scriptBlockIds: blocks.map(({ id }): string => id),
	}
}

/** `IDA: That’s not the buoy.`, one line per speech. */
function dialogueOf(blocks: readonly ScriptBlockRecord[]): string {
	let cue = ''
	const lines: string[] = []
	for (const { type, text } of blocks) {
		if (type === 'character') cue = text.trim()
		if (type === 'dialogue' || type === 'lyrics')
			lines.push(cue ? `${cue}: ${text.trim()}` : text.trim())
	}
	return lines.join('\n')
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	return a.size === b.size && [...a].every((id) => b.has(id))
}
