/** How a rule shows another framing: the panel's own frame as a guide, shifted no farther than a sketch can hold. */
import type { SketchInput } from '../sketch.ts'

const FARTHEST = 0.45

/** @param by shares of the panel's width and height */
export function shiftedFrame(by: { x?: number; y?: number }): SketchInput['elements'][number] {
	const { x = 0, y = 0 } = by
	return { kind: 'frame', x: shiftOf(x), y: shiftOf(y), w: 1, h: 1, tone: 'guide' }
}

/** A shift, cut short where the frame would leave what a sketch can hold. */
export function shiftOf(share: number): number {
	return Math.min(FARTHEST, Math.max(-FARTHEST, share))
}
