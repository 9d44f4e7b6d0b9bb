/** Which lines of the script the board's panels show, and a panel made from lines nobody shows yet. */

import { computed, type Signal, type TLStore } from 'tldraw'
import { sortInStoryOrder } from '#core/board/order.ts'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import type { PanelShapeProps } from '#core/canvas/panel-shape.ts'
import { idsOfLine } from '#core/screenplay/edit-script.ts'
import { plainText } from '#core/screenplay/emphasis.ts'
import { newestRevision } from '#core/screenplay/panel-news.ts'
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

/** A panel by its number, for the line it shows. */
export interface ShownBy {
	panelId: string
	number: string
}

/** Block id -> the panels that show it, in story order; a line joined to another is shown by its panels too. */
export function panelsOfBlocks(
	model: BoardModel,
	script: Signal<readonly ScriptBlockRecord[]>,
): Signal<ReadonlyMap<string, readonly ShownBy[]>> {
	const shows = shownIds(model)
	return computed('panels of the lines', () => {
		const numbers = model.numbers.get()
		const byId = new Map<string, ShownBy[]>()
		for (const [panelId, ids] of shows.get()) {
			const panel = { panelId, number: numbers.get(panelId) ?? '' }
			for (const id of ids) byId.set(id, [...(byId.get(id) ?? []), panel])
		}
		return new Map(
			script.get().map((block) => [block.id, idsOfLine(block).flatMap((id) => byId.get(id) ?? [])]),
		)
	})
}

/** Panel id -> the lines it shows; wakes only when that changes, whatever is drawn. */
function shownIds(model: BoardModel): Signal<ReadonlyMap<string, readonly string[]>> {
	return computed(
		'lines of the panels',
		() => new Map(model.panels.get().map(({ id, props }) => [id as string, props.scriptBlockIds])),
		{ isEqual: (a, b) => JSON.stringify([...a]) === JSON.stringify([...b]) },
	)
}

/** Lines of one panel, those joined to others by the line they stand in now. */
export function blocksOfPanel(
	model: BoardModel,
	script: Signal<readonly ScriptBlockRecord[]>,
	panelId: Signal<string | null>,
): Signal<ReadonlySet<string>> {
	return computed(
		'lines of a panel',
		() => {
			const id = panelId.get()
			const panel = model.panels.get().find((each) => each.id === id)
			const shown = new Set(panel?.props.scriptBlockIds ?? [])
			const lines = script.get().filter((block) => idsOfLine(block).some((each) => shown.has(each)))
			return new Set(lines.map((block): string => block.id))
		},
		{ isEqual: sameSet },
	)
}

/** Makes a panel of chosen words, linked to the lines they stand in. */
export function makePanelFromWords(
	hand: BoardHand,
	script: readonly ScriptBlockRecord[],
	words: readonly { blockId: string; text: string }[],
): void {
	const textOf = new Map(words.map(({ blockId, text }) => [blockId, text]))
	const cut = script.map((block) => ({ ...block, text: textOf.get(block.id) ?? block.text }))
	makePanelFromScript(
		hand,
		cut,
		words.map(({ blockId }) => blockId),
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
	const panel = insertPanel(hand, afterId, captionOf(blocks))
	const scriptSeen = newestRevision(blocks)
	if (panel && scriptSeen > 0)
		hand.editor.updateShape({
			...{ id: panel.id, type: 'panel' },
			meta: { ...panel.meta, scriptSeen },
		})
}

function captionOf(blocks: readonly ScriptBlockRecord[]): Partial<PanelShapeProps> {
	const action = blocks.filter(({ type }) => type === 'action').map(({ text }) => wordsOf(text))
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
		if (type === 'character') cue = wordsOf(text)
		if (type === 'dialogue' || type === 'lyrics')
			lines.push(cue ? `${cue}: ${wordsOf(text)}` : wordsOf(text))
	}
	return lines.join('\n')
}

/** A caption has no emphasis, so it has no marks either. */
function wordsOf(text: string): string {
	return plainText(text).trim()
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	return a.size === b.size && [...a].every((id) => b.has(id))
}
