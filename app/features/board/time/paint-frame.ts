/** Paints one frame of the film: camera, dissolve or wipe, fade. Pure but for the canvas it is given. */
import type { PlayedClip, ShownFrame } from '#core/board/shown-frame.ts'
import type { MarkBox } from '#core/canvas/panel-marks.ts'

export interface FramePainter {
	pictureOf(panelId: string): CanvasImageSource | null
	/** What the camera sees, 0–1 of the panel; null = all of it. */
	cameraOf(panelId: string, t: number): MarkBox | null
}

const PAPER = '#fdfcf9'

export function paintFrame(
	canvas: CanvasRenderingContext2D,
	shown: ShownFrame | null,
	painter: FramePainter,
): void {
	const { width, height } = canvas.canvas
	canvas.globalAlpha = 1
	canvas.fillStyle = '#000'
	canvas.fillRect(0, 0, width, height)
	if (!shown) return
	paintPanel(canvas, shown, painter)
	const { over } = shown
	if (over) {
		canvas.save()
		if (over.by === 'wipe') {
			canvas.beginPath()
			canvas.rect(0, 0, width * over.amount, height)
			canvas.clip()
		} else canvas.globalAlpha = over.amount
		paintPanel(canvas, over, painter)
		canvas.restore()
	}
	if (shown.black > 0) {
		canvas.globalAlpha = shown.black
		canvas.fillStyle = '#000'
		canvas.fillRect(0, 0, width, height)
	}
}

function paintPanel(
	canvas: CanvasRenderingContext2D,
	{ clip, frameInClip }: { clip: PlayedClip; frameInClip: number },
	painter: FramePainter,
): void {
	const { width, height } = canvas.canvas
	canvas.fillStyle = PAPER
	canvas.fillRect(0, 0, width, height)
	const picture = painter.pictureOf(clip.panelId)
	if (!picture) return
	const t = clip.durationFrames > 1 ? frameInClip / (clip.durationFrames - 1) : 0
	const seen = painter.cameraOf(clip.panelId, t) ?? { x: 0, y: 0, w: 1, h: 1 }
	canvas.drawImage(
		picture,
		...([-(seen.x / seen.w) * width, -(seen.y / seen.h) * height] as const),
		...([width / seen.w, height / seen.h] as const),
	)
}
