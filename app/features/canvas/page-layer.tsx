/**
 * A layer in front of the drawing, in page units: cursors, ghosts, the insertion bar, the caption
 * being written. Only what asks for it takes the pointer, so a pen goes through the rest.
 */
import { type ReactNode, useEffect, useRef } from 'react'
import { useEditor, useQuickReactor, useValue } from 'tldraw'
import { isDraggingPanels } from './arranger.ts'
import styles from './page-layer.module.css'
import { dropOfDraggedPanels } from './panel-shape-util.tsx'
import { usePanelWall } from './panel-wall.tsx'

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

/** Where the dragged panels would go in the story; their numbers say what they would become. */
function InsertionBar() {
	const editor = useEditor()
	const { onPreview } = usePanelWall()
	const drop = useValue('insertion bar', () => {
		if (!isDraggingPanels(editor)) return null
		// Read so that the bar follows the hand: the pointer itself is no signal of the store.
		editor.getSelectionPageBounds()
		const found = dropOfDraggedPanels(editor)
		return found && found.indexes.size > 0 ? found : null
	}, [editor])
	useEffect(() => onPreview(drop?.indexes ?? null), [drop, onPreview])
	useEffect(() => () => onPreview(null), [onPreview])
	if (!drop) return null
	const { bar } = drop
	return <div className={styles.bar} style={{ left: bar.x, top: bar.y, height: bar.height }} />
}
