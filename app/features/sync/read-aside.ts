/** The panels of a copy that was kept aside, as pictures and words, without opening it in a room. */
import type { TLShape } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { sortInStoryOrder } from '#core/board/order.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { renderPanelSvg } from '#core/canvas/panel-svg.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'

export interface AsidePanel {
	id: string
	action: string
	dialogue: string
	/** The drawing, or null when it cannot be read. */
	svg: string | null
}

/** The panels in story order; none when the copy cannot be read. */
export function readAside(update: Uint8Array): AsidePanel[] {
	const doc = new Y.Doc()
	const records = new RecordDoc(doc)
	try {
		Y.applyUpdate(doc, update)
		const shapes = [...records.all()].filter((each): each is TLShape => each.typeName === 'shape')
		const panels = shapes.filter((shape): shape is PanelShape => shape.type === 'panel')
		return sortInStoryOrder(panels).map((panel) => ({
			id: panel.id,
			action: panel.props.action,
			dialogue: panel.props.dialogue,
			svg: pictureOf(panel, shapes),
		}))
	} catch {
		// The copy was written by another version of this page.
		return []
	} finally {
		records.dispose()
		doc.destroy()
	}
}

function pictureOf({ id, props }: PanelShape, all: readonly TLShape[]): string | null {
	try {
		return renderPanelSvg({ panel: { id, w: props.w, h: props.h }, shapes: below(id, all) })
	} catch {
		// What a room refused may hold shapes that nobody can draw; the others still show.
		return null
	}
}

function below(parentId: string, all: readonly TLShape[], depth = 0): TLShape[] {
	if (depth > 20) return []
	return all
		.filter((shape) => shape.parentId === parentId)
		.flatMap((shape) => [shape, ...below(shape.id, all, depth + 1)])
}
