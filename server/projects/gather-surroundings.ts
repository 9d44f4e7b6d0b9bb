/**
 * What panels of one board stand on and other panels may share: their backgrounds with all that is drawn
 * in them, and the plans of their set-ups. Reads only; `move-panels.ts` writes.
 */
import type { TLShape } from '@tldraw/tlschema'
import type { PlanItemRecord } from '#core/board/plan-record.ts'
import { backdropIdOf, shapesBelow } from '#core/canvas/backdrop.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { shotOf } from '#core/suggestions/board-records.ts'
import { fieldsOf } from '#core/sync/record-path.ts'
import { isGrowingStroke } from '#core/sync/stroke-codec.ts'
import type { DocRecord, RecordReader } from '../realtime/rooms-api.ts'

/**
 * The backgrounds that these panels show, each before what is drawn in it, as far as it is drawn: a
 * stroke whose pen is down belongs to where it is being drawn.
 */
export function gatherBackdrops(records: RecordReader, panels: readonly PanelShape[]): TLShape[] {
	const ids = new Set(
		panels.map((panel) => backdropIdOf(panel, shotOf(records, panel.props.shotId))),
	)
	const children = new Map<string, TLShape[]>()
	for (const record of records.all()) {
		if (record.typeName !== 'shape') continue
		const siblings = children.get(record.parentId)
		if (siblings) siblings.push(record)
		else children.set(record.parentId, [record])
	}
	return [...ids].flatMap((id) => {
		const backdrop = id === null ? undefined : records.get(id)
		if (backdrop?.typeName !== 'shape' || backdrop.type !== 'backdrop') return []
		const drawn = shapesBelow(backdrop.id, children)
		return [backdrop, ...drawn.filter((one) => !isGrowingStroke(fieldsOf(one)))]
	})
}

/** Everything on the plan of one set-up. */
export function planOf(records: RecordReader, shotId: string): PlanItemRecord[] {
	return [...records.all()].filter(
		(record): record is DocRecord & PlanItemRecord =>
			record.typeName === 'plan_item' && record.shotId === shotId,
	)
}
