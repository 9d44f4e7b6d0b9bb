/**
 * What lies on a panel's paper besides its own shapes: the picture of its background, or, while that
 * background is drawn in this panel's place, the panel's own drawing seen through it.
 */
import { useEffect, useMemo, useState } from 'react'
import { type Editor, react, useEditor, useValue } from 'tldraw'
import type { BoardModel } from '../board-model.ts'
import { getPanel } from '../board-records.ts'
import { createPictureSource } from '../picture-source.ts'
import { backdropOn } from './backdrop-actions.ts'
import type { BoardLayers } from './board-layers.ts'
import styles from './marks.module.css'

/** Milliseconds between a change and the new picture. */
const REDRAW_MS = 250

export function BackdropUnder(props: {
	model: BoardModel
	layersOf: (editor: Editor) => BoardLayers
	panelId: string
}) {
	const { model, layersOf, panelId } = props
	const editor = useEditor()
	const layers = useMemo(() => layersOf(editor), [layersOf, editor])
	const shown = useValue('background', () => backdropOn({ editor, model }, panelId), [
		editor,
		model,
		panelId,
	])
	const isHere = useValue('drawn here', () => layers.backdropInHand()?.panelId === panelId, [
		layers,
		panelId,
	])
	const url = usePaperPicture(editor, shown === null ? null : isHere ? panelId : shown, panelId)
	if (!url) return null
	return <img className={isHere ? styles.through : styles.under} src={url} alt="" />
}

/** @param paperId a panel (its own drawing) or a background; null = nothing */
function usePaperPicture(editor: Editor, paperId: string | null, panelId: string): string | null {
	const [url, setUrl] = useState<string | null>(null)
	useEffect(() => {
		if (paperId === null) return setUrl(null)
		const source = createPictureSource(editor)
		let timer: ReturnType<typeof setTimeout> | undefined
		let shownUrl: string | null = null
		let gone = false
		const draw = async () => {
			timer = undefined
			const size = getPanel(editor.store, panelId)?.props
			const next = size ? await source.drawPaper(paperId, size) : null
			if (gone) return void (next && URL.revokeObjectURL(next))
			if (shownUrl) URL.revokeObjectURL(shownUrl)
			shownUrl = next
			setUrl(next)
		}
		const stop = react('paper picture', () => {
			source.readPaper(paperId)
			timer ??= setTimeout(() => void draw(), shownUrl === null ? 20 : REDRAW_MS)
		})
		return () => {
			gone = true
			stop()
			clearTimeout(timer)
			if (shownUrl) URL.revokeObjectURL(shownUrl)
		}
	}, [editor, paperId, panelId])
	return url
}
