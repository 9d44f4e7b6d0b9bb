/** A shot's background: made, drawn, shown or left out. One undo step each. */
import { createShapeId, type TLShapeId } from 'tldraw'
import {
	BACKDROP_INDEX,
	BACKDROP_OF_SHOT,
	backdropIdOf,
	NO_BACKDROP,
	panelsOn,
} from '#core/canvas/backdrop.ts'
import { plainShape } from '#core/canvas/mark-shapes.ts'
import { BOARD_PAGE_ID } from '#core/canvas/new-panel.ts'
import { getPanel, getShot, putRecords } from '../board-records.ts'
import type { BoardHand } from '../panel-actions.ts'
import { setPanelProps, setShotFields } from '../shot-fields.ts'

export interface BackdropChoice {
	backdropId: string
	/** The panels that show it, by number. */
	numbers: readonly string[]
}

/** `shape:<id>` of what the panel shows, when it is there. */
export function backdropOn(
	{ editor, model }: Pick<BoardHand, 'editor' | 'model'>,
	panelId: string,
): TLShapeId | null {
	const panel = getPanel(model.store, panelId)
	if (!panel) return null
	const id = backdropIdOf(panel, getShot(model.store, panel.props.shotId)) as TLShapeId | null
	return id !== null && editor.getShape(id)?.type === 'backdrop' ? id : null
}

/** All backgrounds of the board that some panel shows. */
export function backdropsInUse(hand: BoardHand): BackdropChoice[] {
	const { model } = hand
	const panels = model.panels.get()
	const ids = new Set(panels.flatMap(({ id }) => backdropOn(hand, id) ?? []))
	return [...ids].map((backdropId) => ({
		backdropId,
		numbers: panelsOn(backdropId, panels, model.shots.get()).map(
			({ id }) => model.numbers.get().get(id) ?? '',
		),
	}))
}

/** Puts the background of the panel's shot under the pen; makes one when there is none. */
export function drawBackdrop(hand: BoardHand, panelId: string): void {
	const { editor, model } = hand
	const panel = getPanel(model.store, panelId)
	if (!panel || editor.getIsReadonly()) return
	const known = backdropOn(hand, panelId)
	const backdropId = known ?? createShapeId()
	if (!known) {
		const id = backdropId.slice('shape:'.length)
		const { w, h } = panel.props
		editor.markHistoryStoppingPoint('background')
		editor.run(() => {
			putRecords(model.store, [
				{
					...plainShape({ id, parentId: BOARD_PAGE_ID, index: BACKDROP_INDEX }),
					type: 'backdrop',
					props: { w, h },
				},
			])
			giveBackdrop(hand, panelId, backdropId)
		})
	}
	hand.layers.takeBackdrop({ backdropId, panelId: panel.id })
	editor.setCurrentTool('draw')
}

function giveBackdrop(hand: BoardHand, panelId: string, backdropId: string | null): void {
	setShotFields(hand, panelId, { backdropId })
	const panel = getPanel(hand.model.store, panelId)
	if (panel && panel.props.backdrop !== BACKDROP_OF_SHOT)
		setPanelProps(hand, panelId, { backdrop: BACKDROP_OF_SHOT })
}

/** The shot's background is another one of the board, or none. */
export function setShotBackdrop(hand: BoardHand, panelId: string, backdropId: string | null): void {
	setShotFields(hand, panelId, { backdropId })
}

/** This panel alone leaves it out, or shows it again. */
export function leaveOut(hand: BoardHand, panelId: string, isOut: boolean): void {
	setPanelProps(hand, panelId, { backdrop: isOut ? NO_BACKDROP : BACKDROP_OF_SHOT })
}

/** Shows the panel's background under every panel from it to `lastId`, whatever their shots. */
export function spreadBackdrop(hand: BoardHand, panelId: string, lastId: string): void {
	const { editor, model } = hand
	const backdropId = backdropOn(hand, panelId)
	const ids = model.panelIds.get()
	const [first, last] = [ids.indexOf(panelId), ids.indexOf(lastId)]
	if (!backdropId || first < 0 || last < first || editor.getIsReadonly()) return
	editor.markHistoryStoppingPoint('background')
	const run = ids.slice(first, last + 1).flatMap((id) => getPanel(model.store, id) ?? [])
	editor.updateShapes(
		run
			.filter(({ id }) => backdropOn(hand, id) !== backdropId)
			.map(({ id, type }) => ({ id, type, props: { backdrop: backdropId } })),
	)
}
