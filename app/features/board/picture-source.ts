/**
 * Pictures of panels for the strip, drawn by the same pure renderer as everywhere else. Images in a
 * drawing are fetched once and put into the picture as data, because an SVG shown as an image may
 * load nothing itself.
 */

import type { Editor, TLShape, TLShapeId } from 'tldraw'
import { backdropIdOf } from '#core/canvas/backdrop.ts'
import { isMark } from '#core/canvas/mark-shapes.ts'
import { renderPanelSvg } from '#core/canvas/panel-svg.ts'
import { getPanel, getShot } from './board-records.ts'
import { createIdleTurns } from './idle-turns.ts'

export interface PictureSource {
	/**
	 * An object URL of the panel as it stands now; the caller revokes it. Null when it is gone.
	 * @param isPlayed without the camera's frames, which are played and not shown
	 */
	draw(panelId: string, isPlayed?: boolean): Promise<string | null>
	/** A panel's own drawing, without what lies under it and without the camera's move. */
	drawOwn(panelId: string): Promise<string | null>
	/** The same of a background, or of a panel's own drawing alone, with no move on it. */
	drawPaper(paperId: string, size: { w: number; h: number }): Promise<string | null>
	readPaper(paperId: string): readonly TLShape[]
	/** Reads all that the picture depends on, for whoever watches it. */
	read(panelId: string): readonly TLShape[]
}

export function createPictureSource(editor: Editor): PictureSource {
	const images = new Map<string, Promise<string | null>>()
	const inTurn = createIdleTurns(
		() => editor.inputs.getIsPointing() || editor.getCameraState() === 'moving',
	)
	const read = (panelId: string) => {
		const backdropId = backdropOf(editor, panelId)
		return [
			...shapesIn(editor, panelId),
			...(backdropId === null ? [] : shapesIn(editor, backdropId)),
		]
	}
	const drawPaper = async (paperId: string, { w, h }: { w: number; h: number }) => {
		const shapes = shapesIn(editor, paperId)
		const hrefs = await loadImages(editor, shapes, images)
		const imageHref = (assetId: string) => hrefs.get(assetId) ?? null
		return urlOf(
			renderPanelSvg({ panel: { id: paperId, w, h }, shapes, imageHref, showsMove: false }),
		)
	}
	return {
		read,
		readPaper: (paperId) => shapesIn(editor, paperId),
		drawPaper,
		drawOwn: (panelId) =>
			inTurn(() => {
				const size = getPanel(editor.store, panelId)?.props
				return size ? drawPaper(panelId, size) : null
			}),
		async draw(panelId, isPlayed = false) {
			const panel = getPanel(editor.store, panelId)
			if (!panel) return null
			const shapes = read(panelId).filter((shape) => !isPlayed || !isMark(shape))
			const hrefs = await loadImages(editor, shapes, images)
			const paint = () =>
				urlOf(
					renderPanelSvg({
						panel: { id: panelId, w: panel.props.w, h: panel.props.h },
						shapes,
						backdropId: backdropOf(editor, panelId),
						imageHref: (assetId) => hrefs.get(assetId) ?? null,
					}),
				)
			// A film that plays waits for nobody.
			return isPlayed ? paint() : inTurn(paint)
		},
	}
}

function urlOf(svg: string): string {
	return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
}

function backdropOf({ store }: Editor, panelId: string): string | null {
	const panel = getPanel(store, panelId)
	return panel && backdropIdOf(panel, getShot(store, panel.props.shotId))
}

function shapesIn(editor: Editor, parentId: string): TLShape[] {
	// The panel's id came from a record of this store.
	const ids = editor.getSortedChildIdsForParent(parentId as TLShapeId)
	return ids.flatMap((id) => {
		const shape = editor.getShape(id)
		return shape ? [shape, ...shapesIn(editor, id)] : []
	})
}

async function loadImages(
	editor: Editor,
	shapes: readonly TLShape[],
	loaded: Map<string, Promise<string | null>>,
) {
	const hrefs = new Map<string, string | null>()
	for (const shape of shapes) {
		if (shape.type !== 'image' || shape.props.assetId === null) continue
		const { assetId } = shape.props
		const src = editor.getAsset(assetId)?.props.src ?? null
		if (src === null) continue
		const data = loaded.get(src) ?? readAsData(src)
		loaded.set(src, data)
		hrefs.set(assetId, await data)
	}
	return hrefs
}

/** A picture as a data URL; null when it cannot be had. */
export async function readAsData(src: string): Promise<string | null> {
	const response = await fetch(src).catch(() => null)
	if (!response?.ok) return null
	const blob = await response.blob()
	return new Promise((resolve) => {
		const reader = new FileReader()
		reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : null)
		reader.onerror = () => resolve(null)
		reader.readAsDataURL(blob)
	})
}
