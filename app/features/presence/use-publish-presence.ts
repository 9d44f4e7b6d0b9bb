/** Tells the others where one's pointer is, which panel and tool is in hand, and where one draws. */
import { react, type Signal } from '@tldraw/state'
import { useEffect } from 'react'
import type { Editor, TLShapeId } from 'tldraw'
import { MAX_SELECTION } from '#core/sync/presence.ts'
import type { RoomConnection } from '../sync/connect-room.ts'
import { usePresence } from '../sync/use-presence.ts'

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
		const panels = editor.store.query.ids('shape', () => ({ type: { eq: 'panel' } }))
		let pointer: PointerEvent | null = null
		// Found only when it is sent: a pen moves far more often.
		const cursor = () => ({ cursor: pointer && cursorAt(editor, panels.get(), pointer) })
		const onMove = (event: PointerEvent) => {
			pointer = event
			publish(cursor)
		}
		const onLeave = () => {
			pointer = null
			publish(cursor)
		}
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

function cursorAt(
	editor: Editor,
	panelIds: ReadonlySet<TLShapeId>,
	{ clientX, clientY }: PointerEvent,
) {
	const point = editor.screenToPage({ x: clientX, y: clientY })
	for (const panelId of panelIds) {
		if (editor.isShapeHidden(panelId)) continue
		const bounds = editor.getShapePageBounds(panelId)
		if (!bounds?.containsPoint(point)) continue
		return { x: Math.round(point.x - bounds.x), y: Math.round(point.y - bounds.y), panelId }
	}
	return { x: Math.round(point.x), y: Math.round(point.y), panelId: null }
}
