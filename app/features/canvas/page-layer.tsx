/**
 * A layer in front of the drawing, in page units: cursors, ghosts, the insertion bar, the caption
 * being written. Only what asks for it takes the pointer, so a pen goes through the rest.
 */
import { type ReactNode, useRef } from 'react'
import { useEditor, useQuickReactor, useValue } from 'tldraw'
import { isDraggingPanels } from './arranger.ts'
import styles from './page-layer.module.css'
import { dropOfDraggedPanels } from './panel-shape-util.tsx'

export function PageLayer({ children }: { children: ReactNode }) {
	const editor = useEditor()
	const layer = useRef<HTMLDivElement>(null)
	useQuickReactor('place the page layer', () => {
		const { x, y, z } = editor.getCamera()
		if (layer.current) layer.current.style.transform = `scale(${z}) translate(${x}px, ${y}px)`
	}, [editor])
	return (
		<div className={styles.window}>
			<div ref={layer} className={styles.layer}>
				<InsertionBar />
				{children}
			</div>
		</div>
	)
}

/** Where the dragged panels would go in the story. */
function InsertionBar() {
	const editor = useEditor()
	const bar = useValue('insertion bar', () => {
		if (!isDraggingPanels(editor)) return null
		// Read so that the bar follows the hand: the pointer itself is no signal of the store.
		editor.getSelectionPageBounds()
		const drop = dropOfDraggedPanels(editor)
		return drop && drop.indexes.size > 0 ? drop.bar : null
	}, [editor])
	if (!bar) return null
	return <div className={styles.bar} style={{ left: bar.x, top: bar.y, height: bar.height }} />
}
