/** Tells the others where one's pointer is, which panel and tool is in hand, and where one draws. */
import { react, type Signal } from '@tldraw/state'
import { useEffect } from 'react'
import type { Editor } from 'tldraw'
import { MAX_SELECTION } from '#core/sync/presence.ts'
import type { RoomConnection } from '../sync/connect-room.ts'
import { usePresence } from '../sync/use-people.ts'

export function usePublishPresence(options: {
	room: RoomConnection
	editor: Editor | null
	sceneId: string
	panelId: Signal<string | null>
}): void {
	const { room, editor, sceneId, panelId } = options
	const publish = usePresence(room)
	useEffect(() => {
		if (!editor) return undefined
		const container = editor.getContainer()
		const onMove = (event: PointerEvent) => {
			publish({ cursor: cursorAt(editor, event) })
		}
		const onLeave = () => publish({ cursor: null })
		container.addEventListener('pointermove', onMove)
		container.addEventListener('pointerleave', onLeave)
		const stop = react('publish presence', () => {
			publish({
				sceneId,
				panelId: panelId.get(),
				tool: editor.getCurrentToolId(),
				isDrawing: editor.isInAny('draw.drawing', 'highlight.drawing'),
				selection: editor.getSelectedShapeIds().slice(0, MAX_SELECTION),
			})
		})
		return () => {
			container.removeEventListener('pointermove', onMove)
			container.removeEventListener('pointerleave', onLeave)
			stop()
		}
	}, [editor, publish, sceneId, panelId])
}

function cursorAt(editor: Editor, { clientX, clientY }: PointerEvent) {
	const point = editor.screenToPage({ x: clientX, y: clientY })
	for (const shape of editor.getCurrentPageShapes()) {
		if (shape.type !== 'panel' || editor.isShapeHidden(shape)) continue
		const bounds = editor.getShapePageBounds(shape.id)
		if (!bounds?.containsPoint(point)) continue
		return {
			x: Math.round(point.x - bounds.x),
			y: Math.round(point.y - bounds.y),
			panelId: shape.id,
		}
	}
	return { x: Math.round(point.x), y: Math.round(point.y), panelId: null }
}
