/** In which order pictures are painted: what is in view first, from its middle outwards. */
import type { Editor, TLShapeId } from 'tldraw'

export interface WantedPicture {
	id: TLShapeId
	scale: number
}

/** `wants` says the scale a panel's picture should get, or null; near = in view or a screen away. */
export function queueOf(
	editor: Editor,
	ids: readonly TLShapeId[],
	wants: (id: TLShapeId, isNear: boolean) => number | null,
): WantedPicture[] {
	const view = editor.getViewportPageBounds()
	const near = view.clone().expandBy(Math.max(view.w, view.h) / 2)
	return ids
		.flatMap((id) => {
			const bounds = editor.getShapePageBounds(id)
			const scale = bounds ? wants(id, near.collides(bounds)) : null
			if (!bounds || scale === null) return []
			const { center } = bounds
			return [
				{ id, scale, distance: Math.hypot(center.x - view.center.x, center.y - view.center.y) },
			]
		})
		.sort((a, b) => a.distance - b.distance)
}
