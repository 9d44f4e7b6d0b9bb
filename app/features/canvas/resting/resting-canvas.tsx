/**
 * tldraw's canvas without the strokes for which pictures stand. Only what is rendered changes: to every
 * tool, to undo and to export all strokes are there.
 */
import { createContext, useContext, useLayoutEffect, useRef, useState } from 'react'
import {
	computed,
	DefaultCanvas,
	type Editor,
	type TLShapeId,
	useEditor,
	useQuickReactor,
} from 'tldraw'
import { createPicturePainter } from './picture-painter.ts'
import styles from './resting-canvas.module.css'
import { type PanelPicture, RestingPanels } from './resting-panels.ts'

const Resting = createContext<RestingPanels | null>(null)

export function RestingCanvas() {
	const editor = useEditor()
	const [rest, setRest] = useState<ReturnType<typeof startResting> | null>(null)
	useLayoutEffect(() => {
		const started = startResting(editor)
		setRest(started)
		return started.stop
	}, [editor])
	if (!rest) return null
	return (
		<Resting.Provider value={rest.panels}>
			<DefaultCanvas />
		</Resting.Provider>
	)
}

/** Before the first stroke is rendered: a board of ten thousand opens without them. */
function startResting(editor: Editor) {
	const panels = new RestingPanels(editor, createPicturePainter())
	const all = editor.getRenderingShapes.bind(editor)
	const live = computed('live shapes', () => {
		const hidden = panels.hidden.get()
		return hidden.size === 0 ? all() : all().filter(({ id }) => !hidden.has(id))
	})
	editor.getRenderingShapes = () => live.get()
	const stop = () => {
		editor.getRenderingShapes = all
		panels.dispose()
	}
	return { panels, stop }
}

/** The picture of a panel's strokes on its paper, while they rest. */
export function RestingPicture({ panelId }: { panelId: TLShapeId }) {
	const rest = useContext(Resting)
	const canvas = useRef<HTMLCanvasElement>(null)
	const painted = useRef<PanelPicture | null>(null)
	useQuickReactor('show the picture', () => {
		const picture = rest?.shown(panelId) ?? null
		const paper = canvas.current
		if (!paper) return
		paper.hidden = picture === null
		if (picture === null || picture === painted.current) return
		painted.current = picture
		paper.width = picture.bitmap.width
		paper.height = picture.bitmap.height
		paper.getContext('2d')?.drawImage(picture.bitmap, 0, 0)
	}, [rest, panelId])
	return (
		<canvas ref={canvas} className={styles.picture} data-resting={panelId} hidden aria-hidden />
	)
}
