/**
 * The camera's move as a film crew draws it: the start frame in green, the end frame in red, arrows
 * from corner to corner. The one mark that is part of a panel's picture (MK5).
 */
import type { CameraFrame, CameraMoveProps } from './mark-shapes.ts'
import { num } from './svg-paint.ts'

export const START_GREEN = '#1d8a4e'
export const END_RED = '#d0392e'
/** Line width, page units. */
const LINE = 3
const HEAD = 16

export interface Corner {
	x: number
	y: number
}

/** The corners of a frame, clockwise from the top left. */
export function cornersOf({ x, y, w }: CameraFrame, heightPerWidth: number): readonly Corner[] {
	const h = w * heightPerWidth
	return [
		{ x, y },
		{ x: x + w, y },
		{ x: x + w, y: y + h },
		{ x, y: y + h },
	]
}

/** The ways the corners go, those too short to be seen left out. */
export function movePaths(
	{ from, to }: CameraMoveProps,
	heightPerWidth: number,
): readonly (readonly [Corner, Corner])[] {
	const ends = cornersOf(to, heightPerWidth)
	return cornersOf(from, heightPerWidth).flatMap((start, i) => {
		const end = ends[i]
		return end && Math.hypot(end.x - start.x, end.y - start.y) > HEAD ? [[start, end] as const] : []
	})
}

/** A line with a head at its end, as the `d` of a path. */
export function arrowPath([start, end]: readonly [Corner, Corner]): string {
	const back = Math.atan2(start.y - end.y, start.x - end.x)
	const [a, b] = [back - 0.42, back + 0.42].map(
		(turn) => `${num(end.x + Math.cos(turn) * HEAD)} ${num(end.y + Math.sin(turn) * HEAD)}`,
	)
	return `M${num(start.x)} ${num(start.y)}L${num(end.x)} ${num(end.y)}M${a}L${num(end.x)} ${num(end.y)}L${b}`
}

/** @param heightPerWidth of the panel it stands on */
export function cameraMoveSvg(props: CameraMoveProps, heightPerWidth: number): string {
	const frame = (at: CameraFrame, color: string, dash: string) =>
		`<rect x="${num(at.x)}" y="${num(at.y)}" width="${num(at.w)}" height="${num(at.w * heightPerWidth)}" fill="none" stroke="${color}" stroke-width="${LINE}"${dash}/>`
	const ways = movePaths(props, heightPerWidth).map((way) => `<path d="${arrowPath(way)}"/>`)
	const arrows = `<g fill="none" stroke="#3d4450" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${ways.join('')}</g>`
	return `${frame(props.from, START_GREEN, '')}${arrows}${frame(props.to, END_RED, ' stroke-dasharray="12 7"')}`
}
