/**
 * Alternates of a panel: other drawings for the same place of the story, A, B, C in the order in which
 * they were made. One of them plays; the others stand off the wall. Each change is one undo step.
 */
import { computed, type Signal } from 'tldraw'
import { letterName } from '#core/board/letter-name.ts'
import { alternatesOf } from '#core/board/story.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { allPanels, getPanel, putRecords } from './board-records.ts'
import { copyDrawing } from './copy-drawing.ts'
import { type BoardHand, takeInHand } from './panel-actions.ts'

export interface Alternate {
	panelId: string
	/** `A`, `B` … */
	letter: string
	plays: boolean
}

/** The alternates of a panel's place, the playing one included; those in the trash are left out. */
export function alternatesAt(hand: BoardHand, panelId: string): Alternate[] {
	return alternatesOf(allPanels(hand.model.store), panelId).flatMap(({ id, props }, place) =>
		props.trashedAt === null
			? [{ panelId: id, letter: letterName(place), plays: props.alternateOf === null }]
			: [],
	)
}

/** Panel id -> `B of 2`, for panels of the story that have alternates. */
export function alternateMarks(
	panels: Signal<readonly PanelShape[]>,
	all: Signal<readonly PanelShape[]>,
): Signal<ReadonlyMap<string, string>> {
	return computed('alternates', () => {
		const marks = new Map<string, string>()
		const some = new Set(all.get().flatMap(({ props }) => props.alternateOf ?? []))
		for (const { id } of panels.get()) {
			if (!some.has(id)) continue
			const group = alternatesOf(all.get(), id)
			const letter = letterName(group.findIndex((one) => one.id === id))
			const count = group.filter(({ props }) => props.trashedAt === null).length
			if (count > 1) marks.set(id, `${letter} of ${count}`)
		}
		return marks
	})
}

/** A new alternate that plays from now on: the same drawing to go on from, or empty paper. */
export function makeAlternate(hand: BoardHand, panelId: string, from: 'copy' | 'blank'): void {
	const { editor, model, random } = hand
	const playing = getPanel(model.store, panelId)
	if (!playing || editor.getIsReadonly()) return
	const group = alternatesOf(allPanels(model.store), panelId)
	const { panel } = newPanelRecords({
		...{ index: playing.index, random, joinShotId: playing.props.shotId },
		sceneAspect: playing.props.w / playing.props.h,
		panel: { ...playing.props, alternateRank: 1 + Math.max(...group.map(rankOf)) },
	})
	editor.markHistoryStoppingPoint('alternate')
	editor.run(() => {
		putRecords(model.store, [{ ...panel, x: playing.x, y: playing.y }])
		if (from === 'copy') copyDrawing(editor, playing.id, panel.id)
		standIn(hand, group, panel)
	})
	takeInHand(hand, panel.id)
}

/** Another alternate plays in the place of the one that did. */
export function playAlternate(hand: BoardHand, panelId: string): void {
	const { editor, model } = hand
	const chosen = getPanel(model.store, panelId)
	if (!chosen || chosen.props.alternateOf === null || editor.getIsReadonly()) return
	const group = alternatesOf(allPanels(model.store), panelId)
	editor.markHistoryStoppingPoint('play alternate')
	editor.run(() => standIn(hand, group, chosen))
	takeInHand(hand, panelId)
}

/** `panel` takes the place, the set-up and the locked number of the one that plays; the rest stand off. */
function standIn({ editor, model }: BoardHand, group: readonly PanelShape[], panel: PanelShape) {
	const playing = group.find(({ props }) => props.alternateOf === null) ?? group[0]
	const { shotId, lockedNumber } = playing?.props ?? panel.props
	editor.updateShapes<PanelShape>([
		...group
			.filter(({ id }) => id !== panel.id)
			.map(({ id }) => ({ id, type: 'panel' as const, props: { alternateOf: panel.id } })),
		{
			...{ id: panel.id, type: 'panel', index: playing?.index ?? panel.index },
			props: { alternateOf: null, trashedAt: null, trashedBy: null, shotId, lockedNumber },
		},
	])
	if (editor.getSelectedShapes().some(({ type }) => type === 'panel')) editor.select(panel.id)
	model.setCurrent(panel.id)
}

function rankOf({ props }: PanelShape): number {
	return props.alternateRank
}
