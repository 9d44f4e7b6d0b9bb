/**
 * A panel's picture without a browser: its shapes on white paper, clipped to the frame, as one SVG
 * string. Pure: the bytes of images come from the caller. Thumbnails, the log, print and models all
 * show what this draws, so that nobody judges another picture than the one on the board. Paper alone
 * shows more: what reaches outside, drawn beside it by the same hand (`renderOverhangSvg`).
 */
import type { TLShape } from '@tldraw/tlschema'
import type { Overhang } from '../board/board-projection.ts'
import { sortInStoryOrder } from '../board/order.ts'
import { byParent } from './backdrop.ts'
import { type InkBounds, shapeBounds } from './ink.ts'
import { isInPicture } from './mark-shapes.ts'
import { isOnMargin, isOverhanging } from './overhang.ts'
import { drawSvg, highlightSvg, lineSvg } from './svg-ink.ts'
import { cameraMoveSvg } from './svg-marks.ts'
import { num, PAPER } from './svg-paint.ts'
import { arrowSvg, geoSvg, imageSvg, noteSvg, textSvg } from './svg-shapes.ts'

/** Version of the picture's looks; part of its hash, so that a better renderer redraws. */
export const PICTURE_VERSION = 2
const MAX_DEPTH = 20

export interface PanelPicture {
	panel: { id: string; w: number; h: number }
	/** Shapes below the panel and below its background, at any depth, in any order. */
	shapes: readonly TLShape[]
	/** The background under it (backdrop.ts). */
	backdropId?: string | null
	/** Whether the camera's move is drawn on it; off where it is played instead. */
	showsMove?: boolean
	/** Address of an image's bytes (`data:`), by tldraw asset id; null = not to be had. */
	imageHref?: (assetId: string) => string | null
	/** Shapes painted over it in the ghost's colour. */
	ghost?: readonly TLShape[]
	/** Without paper, to be laid over what is there. */
	isSheer?: boolean
}

/** Renders a panel as SVG; its size is the panel's own, in page units. */
export function renderPanelSvg(picture: PanelPicture): string {
	const { w, h } = picture.panel
	const href = picture.imageHref ?? (() => null)
	const paint: Painting = { children: sortByParent(picture), href, heightPerWidth: h / w }
	const under = picture.backdropId ? levelSvg(picture.backdropId, paint, 0) : ''
	const body = under + levelSvg(picture.panel.id, paint, 0)
	const ghost = (picture.ghost ?? []).map((shape) => shapeSvg(shape, '', paint)).join('')
	const over = ghost === '' ? '' : `<g opacity="0.85">${ghost}</g>`
	const size = `width="${num(w)}" height="${num(h)}"`
	const paper = picture.isSheer ? '' : `<rect ${size} fill="${PAPER}"/>`
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${num(w)} ${num(h)}" ${size}>${paper}${body}${over}</svg>`
}

/**
 * What reaches outside the frame, on nothing: the frame's size with the overhang round it. Laid under
 * the panel's picture, which hides what of it is inside.
 */
export function renderOverhangSvg(
	{ panel, shapes }: Pick<PanelPicture, 'panel' | 'shapes'>,
	{ top, right, bottom, left }: Overhang,
): string {
	const { w, h } = panel
	const byId = new Map<string, TLShape>(shapes.map((shape) => [shape.id, shape]))
	const isDrawn = (shape: TLShape) =>
		shape.type === 'group' || (isOverhanging(shape) && isOnMargin(shape, panel, byId))
	const children = byParent(shapes.filter(isDrawn))
	const body = levelSvg(panel.id, { children, href: () => null, heightPerWidth: h / w }, 0)
	const [width, height] = [w * (1 + left + right), h * (1 + top + bottom)]
	const box = [-left * w, -top * h, width, height].map(num).join(' ')
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${num(width)}" height="${num(height)}">${body}</svg>`
}

/**
 * Shapes by parent, without those that lie wholly outside the frame: they would not be seen, and an
 * empty layer makes resvg abort its whole process.
 */
function sortByParent({ panel, shapes, showsMove = true }: PanelPicture): Map<string, TLShape[]> {
	const byId = new Map<string, TLShape>(shapes.map((shape) => [shape.id, shape]))
	const isSeen = (shape: TLShape) => {
		if (shape.type === 'camera_move' ? !showsMove : !isInPicture(shape)) return false
		const bounds = shapeBounds(shape, panel, byId)
		return !bounds || isInFrame(bounds, panel)
	}
	return byParent(shapes.filter(isSeen))
}

function isInFrame({ x0, y0, x1, y1 }: InkBounds, { w, h }: { w: number; h: number }): boolean {
	return x1 * w > 0.5 && y1 * h > 0.5 && x0 * w < w - 0.5 && y0 * h < h - 0.5
}

interface Painting {
	children: ReadonlyMap<string, readonly TLShape[]>
	href: (assetId: string) => string | null
	/** The panel's. */
	heightPerWidth: number
}

function levelSvg(parentId: string, paint: Painting, depth: number): string {
	if (depth > MAX_DEPTH) return ''
	return sortInStoryOrder(paint.children.get(parentId) ?? [])
		.map((shape) => shapeSvg(shape, levelSvg(shape.id, paint, depth + 1), paint))
		.join('')
}

function shapeSvg(shape: TLShape, inside: string, paint: Painting): string {
	const turn = shape.rotation === 0 ? '' : ` rotate(${num((shape.rotation * 180) / Math.PI)})`
	const fade = shape.opacity === 1 ? '' : ` opacity="${num(shape.opacity)}"`
	const body = bodySvg(shape, paint) + inside
	return body === ''
		? ''
		: `<g transform="translate(${num(shape.x)} ${num(shape.y)})${turn}"${fade}>${body}</g>`
}

function bodySvg(shape: TLShape, { href, heightPerWidth }: Painting): string {
	switch (shape.type) {
		case 'draw':
			return drawSvg(shape)
		case 'highlight':
			return highlightSvg(shape)
		case 'line':
			return lineSvg(shape)
		case 'arrow':
			return arrowSvg(shape)
		case 'geo':
			return geoSvg(shape)
		case 'text':
			return textSvg(shape)
		case 'note':
			return noteSvg(shape)
		case 'image':
			return imageSvg(shape, shape.props.assetId === null ? null : href(shape.props.assetId))
		case 'camera_move':
			return cameraMoveSvg(shape.props, heightPerWidth)
		default:
			return ''
	}
}
