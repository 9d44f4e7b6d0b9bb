/** Paints pictures of resting panels, in a thread of its own: the hand never waits for one. */
import { drawPaths, highlightPaths, type InkPath } from '#core/canvas/ink-paths.ts'
import type { RestingInk } from '#core/canvas/resting-ink.ts'
import type { PictureAnswer, PictureRequest } from './picture-request.ts'

self.addEventListener('message', ({ data }: MessageEvent<PictureRequest>) => {
	const answer: PictureAnswer = { id: data.id, bitmap: paint(data) }
	// The picture itself goes over, not a copy.
	self.postMessage(answer, { transfer: answer.bitmap ? [answer.bitmap] : [] })
})

function paint({ width, height, scale, shapes }: PictureRequest): ImageBitmap | null {
	const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale))
	const ink = canvas.getContext('2d')
	if (!ink) return null
	for (const { shape, matrix, opacity } of shapes) {
		ink.setTransform(scale, 0, 0, scale, 0, 0)
		ink.transform(...matrix)
		for (const path of pathsOf(shape)) paintPath(ink, path, opacity)
	}
	return canvas.transferToImageBitmap()
}

function pathsOf(shape: RestingInk): InkPath[] {
	return shape.type === 'draw' ? drawPaths(shape) : highlightPaths(shape)
}

function paintPath(ink: OffscreenCanvasRenderingContext2D, path: InkPath, fade: number): void {
	const line = new Path2D(path.d)
	ink.globalAlpha = fade * path.opacity
	if (path.fill) {
		ink.fillStyle = path.fill
		ink.fill(line)
	}
	if (!path.stroke) return
	ink.strokeStyle = path.stroke.paint
	ink.lineWidth = path.stroke.width
	ink.lineCap = 'round'
	ink.lineJoin = 'round'
	ink.setLineDash([...path.stroke.dash])
	ink.stroke(line)
}
