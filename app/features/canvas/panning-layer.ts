/**
 * While the camera pans, the wall is a layer of its own: moved, not painted anew in each frame. Only
 * then: a layer kept over a zoom would show its ink blurred, and one kept at rest costs memory.
 */
import { type Editor, react } from 'tldraw'

/** Marks the canvas (`data-panning`) until the returned function is called. */
export function startPanningLayer(editor: Editor): () => void {
	const container = editor.getContainer()
	let zoom = editor.getCamera().z
	const stop = react('a layer for the panned wall', () => {
		const { z } = editor.getCamera()
		const isPanning = editor.getCameraState() === 'moving' && z === zoom
		zoom = z
		container.toggleAttribute('data-panning', isPanning)
	})
	return () => {
		stop()
		container.removeAttribute('data-panning')
	}
}
