/**
 * What a hand does to panels: new, duplicate, into the trash, move, walk. Each is one undo step; the tool in
 * hand stays in hand.
 */

import type { Editor } from 'tldraw'
import { indexAfter, indexesForMove } from '#core/board/order.ts'
import type { Place } from '#core/canvas/layout.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import type { PanelShape, PanelShapeProps } from '#core/canvas/panel-shape.ts'
import type { Random } from '#core/random.ts'
import type { BoardModel } from './board-model.ts'
import { getPanel, putRecords } from './board-records.ts'
import { copyDrawing } from './copy-drawing.ts'
import type { BoardLayers } from './marks/board-layers.ts'

export interface BoardHand {
	editor: Editor
	model: BoardModel
	random: Random
	/** Who acts, and when: said of what is put in the trash. */
	userId: string
	now: () => number
	/** Marks shown or not, a background under the pen. */
	layers: BoardLayers
	/** Panel id -> where it stands on a wall of these panels. */
	layout(panels: readonly PanelShape[]): ReadonlyMap<string, Place>
}

/** Milliseconds in which the wall glides to a panel, so that the eye can follow the order. */
const GLIDE_MS = 280

/**
 * Makes a panel in a new set-up right after `afterId` (null = at the start), takes it in hand and
 * brings it into view.
 */
export function insertPanel(
	hand: BoardHand,
	afterId: string | null,
	props: Partial<PanelShapeProps> = {},
): PanelShape | null {
	const { editor, model } = hand
	if (editor.getIsReadonly()) return null
	const index = indexAfter(model.panels.get(), afterId)
	const sceneAspect = model.settings.get().aspectRatio
	const { panel, shot } = newPanelRecords({ index, sceneAspect, random: hand.random, panel: props })
	const place = hand.layout([...model.panels.get(), panel]).get(panel.id)
	editor.markHistoryStoppingPoint('new panel')
	editor.run(() => {
		putRecords(model.store, [...(shot ? [shot] : []), { ...panel, ...place }])
		editor.selectNone()
	})
	takeInHand(hand, panel.id)
	return panel
}

/** N: the next panel, after the one in hand. */
export function nextPanel(hand: BoardHand): void {
	insertPanel(hand, hand.model.currentId.get())
}

/** Shift+N: a panel before the one in hand. */
export function panelBefore(hand: BoardHand): void {
	const ids = hand.model.panelIds.get()
	const place = ids.indexOf(hand.model.currentId.get() ?? '')
	insertPanel(hand, ids[place - 1] ?? null)
}

/** The chosen panels in story order, or the one in hand. */
export function chosenPanels({ editor, model }: BoardHand): string[] {
	const ids = model.panelIds.get()
	const selected = new Set<string>(editor.getSelectedShapeIds())
	const chosen = ids.filter((id) => selected.has(id))
	const current = model.currentId.get()
	if (chosen.length > 0) return chosen
	return current !== null && ids.includes(current) ? [current] : []
}

/**
 * Copies a panel right after it, in the same set-up, with its words: with its drawing, or on empty
 * paper (`bare`).
 */
export function duplicatePanel(
	hand: BoardHand,
	panelId: string | null,
	how: 'deep' | 'bare' = 'deep',
): void {
	const { editor, model, random } = hand
	const panel = getPanel(model.store, panelId)
	if (!panel || editor.getIsReadonly()) return
	const { panel: copy } = newPanelRecords({
		index: indexAfter(model.panels.get(), panel.id),
		...{ random, joinShotId: panel.props.shotId },
		sceneAspect: panel.props.w / panel.props.h,
		panel: { ...panel.props, lockedNumber: null, alternateRank: 0 },
	})
	const place = hand.layout([...model.panels.get(), copy]).get(copy.id)
	editor.markHistoryStoppingPoint('duplicate panel')
	editor.run(() => {
		putRecords(model.store, [{ ...copy, ...place }])
		if (how === 'deep') copyDrawing(editor, panel.id, copy.id)
		if (editor.getSelectedShapes().some(({ type }) => type === 'panel')) editor.select(copy.id)
	})
	takeInHand(hand, copy.id)
}

/** Puts panels in the trash, with what is drawn in them; anybody can bring them back. */
export function deletePanels(hand: BoardHand, panelIds: readonly string[]): void {
	if (hand.editor.getIsReadonly()) return
	hand.editor.markHistoryStoppingPoint('panel to the trash')
	putInTrash(hand, panelIds)
}

/** The same as part of a step that has begun. */
export function putInTrash({ editor, model, ...hand }: BoardHand, panelIds: readonly string[]) {
	const panels = panelIds.flatMap((id) => getPanel(model.store, id) ?? [])
	const props = { trashedAt: hand.now(), trashedBy: hand.userId }
	editor.updateShapes(panels.map(({ id }) => ({ id, type: 'panel' as const, props })))
}

/** Puts panels behind `afterId` (null = to the start); only their indexes change. */
export function movePanels(
	hand: BoardHand,
	panelIds: readonly string[],
	afterId: string | null,
): void {
	const { editor, model } = hand
	if (editor.getIsReadonly()) return
	const indexes = indexesForMove(model.panels.get(), new Set(panelIds), afterId)
	const changes = panelIds.flatMap((id) => {
		const panel = getPanel(model.store, id)
		const index = indexes.get(id)
		return panel && index ? [{ id: panel.id, type: 'panel' as const, index }] : []
	})
	if (changes.length === 0) return
	editor.markHistoryStoppingPoint('move panel')
	editor.updateShapes(changes)
}

/** Alt+arrows: the chosen panels one place earlier (-1) or later (1), together. */
export function shiftPanels(hand: BoardHand, panelIds: readonly string[], by: -1 | 1): void {
	const ids = hand.model.panelIds.get()
	const places = panelIds.map((id) => ids.indexOf(id)).filter((place) => place >= 0)
	if (places.length === 0) return
	const edge = by === 1 ? Math.max(...places) : Math.min(...places)
	if (!ids[edge + by]) return
	movePanels(hand, panelIds, by === 1 ? (ids[edge + 1] ?? null) : (ids[edge - 2] ?? null))
	const current = hand.model.currentId.get()
	if (current) bringIntoView(hand, current)
}

/** Page up and down, arrows on the strip. */
export function walk(hand: BoardHand, by: number): void {
	const ids = hand.model.panelIds.get()
	const place = ids.indexOf(hand.model.currentId.get() ?? '')
	const next = ids[Math.max(0, Math.min(ids.length - 1, place + by))]
	if (next) takeInHand(hand, next)
}

/** Makes a panel the one in hand and shows it. */
export function takeInHand(hand: BoardHand, panelId: string): void {
	hand.model.setCurrent(panelId)
	if (hand.editor.getOnlySelectedShape()?.type === 'panel') {
		const panel = getPanel(hand.model.store, panelId)
		if (panel) hand.editor.select(panel.id)
	}
	bringIntoView(hand, panelId)
}

/** Centres the panel unless all of it is in view; never while a pen is down. */
export function bringIntoView(hand: BoardHand, panelId: string): void {
	const { editor, model } = hand
	const panel = getPanel(model.store, panelId)
	const place = panel && hand.layout(model.panels.get()).get(panel.id)
	if (!panel || !place || editor.inputs.getIsPointing()) return
	const { w, h } = panel.props
	const view = editor.getViewportPageBounds()
	const isVisible =
		view.minX <= place.x &&
		view.minY <= place.y &&
		view.maxX >= place.x + w &&
		view.maxY >= place.y + h
	if (isVisible) return
	const wide = view.w > 2 * w
	// Far out, the wall only scrolls up and down, so that its columns stay where the eye left them.
	const x = wide ? view.center.x : place.x + w / 2
	editor.centerOnPoint({ x, y: place.y + h / 2 }, { animation: { duration: GLIDE_MS } })
}

/** The middle of the paper in hand, in page units: where a picture comes in. */
export function middleOfCurrent({ model }: BoardHand): Place | undefined {
	const panel = getPanel(model.store, model.currentId.get())
	if (!panel) return undefined
	return { x: panel.x + panel.props.w / 2, y: panel.y + panel.props.h / 2 }
}
