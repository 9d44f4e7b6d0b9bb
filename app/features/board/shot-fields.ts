/**
 * Setting the fields of a set-up and of a panel: one undo step each, and a set-up that is missing
 * (a panel pasted from another board) is made when its first field is set.
 */

import { z } from 'zod'
import type { ShotRecord } from '#core/board/shot-record.ts'
import { newShotRecord } from '#core/canvas/new-panel.ts'
import type { PanelShape, PanelShapeProps } from '#core/canvas/panel-shape.ts'
import { getPanel, getShot, putRecords } from './board-records.ts'
import type { BoardHand } from './panel-actions.ts'

export type ShotChange = Partial<Omit<ShotRecord, 'id' | 'typeName' | 'meta'>>

export function setShotFields(hand: BoardHand, panelId: string, change: ShotChange): void {
	changeShot(hand, panelId, change)
}

function changeShot(
	hand: BoardHand,
	panelId: string,
	change: ShotChange & Partial<Pick<ShotRecord, 'meta'>>,
) {
	const { editor, model, random } = hand
	const panel = getPanel(model.store, panelId)
	if (!panel || editor.getIsReadonly()) return
	const shot = getShot(model.store, panel.props.shotId)
	editor.markHistoryStoppingPoint('set-up')
	editor.run(() => {
		const made = shot ?? newShotRecord(random)
		putRecords(model.store, [{ ...made, ...change }])
		if (!shot) setProps(hand, panel, { shotId: made.id })
	})
}

/** Sets one of the film's own fields (`meta.field:…`); null or '' takes the value away. */
export function setCustomField(
	hand: BoardHand,
	panelId: string,
	path: string,
	value: unknown,
): void {
	const { model } = hand
	const shot = getShot(model.store, getPanel(model.store, panelId)?.props.shotId ?? null)
	const key = path.replace('meta.', '')
	const { [key]: _before, ...meta } = shot?.meta ?? {}
	const json = z.json().safeParse(value)
	const isSaid = json.success && json.data !== null && json.data !== ''
	changeShot(hand, panelId, { meta: isSaid ? { ...meta, [key]: json.data } : meta })
}

export function setPanelProps(
	hand: BoardHand,
	panelId: string,
	change: Partial<PanelShapeProps>,
): void {
	const panel = getPanel(hand.model.store, panelId)
	if (!panel || hand.editor.getIsReadonly()) return
	hand.editor.markHistoryStoppingPoint('panel')
	setProps(hand, panel, change)
}

/** Puts the panel into a set-up of its own, or into the one of the panel before it. */
export function setSetUp(hand: BoardHand, panelId: string, choice: 'own' | 'before'): void {
	const { editor, model, random } = hand
	const panel = getPanel(model.store, panelId)
	if (!panel || editor.getIsReadonly()) return
	if (choice === 'before') {
		const before = panelBeforeOf(hand, panelId)
		if (before?.props.shotId) setPanelProps(hand, panelId, { shotId: before.props.shotId })
		return
	}
	const {
		id: _id,
		numberOverride: _number,
		lockedNumber: _locked,
		setUpOf: _setUp,
		...fields
	} = getShot(model.store, panel.props.shotId) ?? newShotRecord(random)
	const own = { ...newShotRecord(random), ...fields }
	editor.markHistoryStoppingPoint('set-up')
	editor.run(() => {
		putRecords(model.store, [own])
		setProps(hand, panel, { shotId: own.id })
	})
}

/** Whether the panel shares its set-up with another one. */
export function sharesSetUp(hand: BoardHand, panelId: string): boolean {
	const shotId = getPanel(hand.model.store, panelId)?.props.shotId
	if (!shotId) return false
	return hand.model.panels.get().some(({ id, props }) => id !== panelId && props.shotId === shotId)
}

export function panelBeforeOf(hand: BoardHand, panelId: string): PanelShape | null {
	const ids = hand.model.panelIds.get()
	return getPanel(hand.model.store, ids[ids.indexOf(panelId) - 1] ?? null)
}

function setProps({ editor }: BoardHand, panel: PanelShape, props: Partial<PanelShapeProps>): void {
	editor.updateShape<PanelShape>({ id: panel.id, type: 'panel', props })
}
