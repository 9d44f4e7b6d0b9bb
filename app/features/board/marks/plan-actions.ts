/** A shot's overhead plan: what stands on it, moved and turned in metres and degrees. One undo step each. */

import type { PlanItemRecord } from '#core/board/plan-record.ts'
import { normalDeg } from '#core/canvas/light-geometry.ts'
import { createId } from '#core/ids.ts'
import {
	getPanel,
	getRecord,
	getShot,
	putRecords,
	recordsOfType,
	removeRecords,
} from '../board-records.ts'
import type { BoardHand } from '../panel-actions.ts'
import { setShotFields } from '../shot-fields.ts'

type PlanChange = Partial<Pick<PlanItemRecord, 'name' | 'x' | 'y' | 'headingDeg' | 'onLine'>>

const MOST_METRES = 200

/** The items on the plan of the panel's shot, by kind and name. */
export function planItems({ model }: BoardHand, panelId: string): PlanItemRecord[] {
	const shotId = getPanel(model.store, panelId)?.props.shotId ?? null
	if (shotId === null) return []
	const items = recordsOfType(model.store, 'plan_item').get()
	return items
		.filter((item) => item.shotId === shotId)
		.sort((a, b) => (`${a.kind}${a.name}${a.id}` < `${b.kind}${b.name}${b.id}` ? -1 : 1))
}

/** Puts a subject or the next camera on the plan, where nothing stands yet. */
export function addPlanItem(
	hand: BoardHand,
	panelId: string,
	kind: 'camera' | 'subject',
	name: string,
) {
	const { editor, model, random } = hand
	if (editor.getIsReadonly()) return
	const shotId = shotIdOf(hand, panelId)
	if (shotId === null) return
	const count = planItems(hand, panelId).filter((item) => item.kind === kind).length
	const step = (count % 2 === 0 ? -1 : 1) * (1 + Math.floor(count / 2) * 1.5)
	const place =
		kind === 'camera'
			? { x: count * 1.5, y: 3, headingDeg: 0 }
			: { x: step, y: 0, headingDeg: step < 0 ? 90 : -90 }
	editor.markHistoryStoppingPoint('plan')
	putRecords(model.store, [
		{
			id: `plan_item:${createId(random)}`,
			typeName: 'plan_item',
			...{ shotId, kind, name, onLine: false, meta: {} },
			...place,
		},
	])
}

/** A panel without a set-up gets one, as with the first of its fields. */
function shotIdOf(hand: BoardHand, panelId: string): string | null {
	const { store } = hand.model
	const known = getShot(store, getPanel(store, panelId)?.props.shotId ?? null)
	if (known) return known.id
	setShotFields(hand, panelId, {})
	return getPanel(store, panelId)?.props.shotId ?? null
}

/** @param isStep whether it is a step of its own for undo, and not a drag that goes on */
export function setPlanItem(
	{ editor, model }: BoardHand,
	id: string,
	change: PlanChange,
	isStep = true,
): void {
	const item = getRecord(model.store, id)
	if (item?.typeName !== 'plan_item' || editor.getIsReadonly()) return
	if (isStep) editor.markHistoryStoppingPoint('plan')
	const next = { ...item, ...change }
	const held = (value: number) =>
		Math.round(Math.min(MOST_METRES, Math.max(-MOST_METRES, value)) * 100) / 100
	const headingDeg = next.headingDeg === null ? null : Math.round(normalDeg(next.headingDeg))
	editor.run(() =>
		putRecords(model.store, [{ ...next, x: held(next.x), y: held(next.y), headingDeg }]),
	)
}

export function removePlanItem({ editor, model }: BoardHand, id: string): void {
	const item = getRecord(model.store, id)
	if (item?.typeName !== 'plan_item' || editor.getIsReadonly()) return
	editor.markHistoryStoppingPoint('plan')
	removeRecords(model.store, [id])
}
