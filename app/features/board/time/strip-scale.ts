/** Frames to pixels and back, for everything that lies along the strip. */
import { exactRate, secondsOfFrame } from '#core/board/frame-rate.ts'

export interface StripScale {
	secondPx: number
	frameRate: number
}

/** How near an edge comes to what it snaps to, pixels. */
const SNAP_PX = 7

export function pxOf(frame: number, { secondPx, frameRate }: StripScale): number {
	return secondsOfFrame(frame, frameRate) * secondPx
}

/** Whole frames nearest to a way along the strip. */
export function framesOfPx(px: number, { secondPx, frameRate }: StripScale): number {
	const rate = exactRate(frameRate)
	return Math.round(((px / secondPx) * rate.frames) / rate.seconds)
}

export function snapReach(scale: StripScale): number {
	return Math.max(1, framesOfPx(SNAP_PX, scale))
}
