/**
 * Exact time of whole frames. A film's rate is typed as crews say it (23.976, 29.97); what is meant
 * is a ratio (24000/1001), and only the ratio stays on the frame over an hour. Seconds are made from
 * frames here and nowhere else, never added up, so nothing drifts.
 */

/** Frames a second as a ratio. */
export interface ExactRate {
	readonly frames: number
	readonly seconds: number
}

/** How far a typed rate may lie from n × 1000/1001 to mean it. */
const NTSC_TOLERANCE = 0.006
/** Seconds that rounding of a clock may take away: a frame begins a little before its time. */
const EPSILON_FRAMES = 1e-4

/** 24 → 24/1, 23.976 or 23.98 → 24000/1001, 12.5 → 12.5/1. */
export function exactRate(frameRate: number): ExactRate {
	const whole = Math.round(frameRate)
	const isNtsc =
		frameRate !== whole && whole > 0 && Math.abs(frameRate - (whole * 1000) / 1001) < NTSC_TOLERANCE
	return isNtsc ? { frames: whole * 1000, seconds: 1001 } : { frames: frameRate, seconds: 1 }
}

/** When a frame begins, in seconds from frame 0. */
export function secondsOfFrame(frame: number, frameRate: number): number {
	const { frames, seconds } = exactRate(frameRate)
	return (frame * seconds) / frames
}

/** The frame that is on screen at a time. */
export function frameAtSeconds(seconds: number, frameRate: number): number {
	const rate = exactRate(frameRate)
	return Math.floor((seconds * rate.frames) / rate.seconds + EPSILON_FRAMES)
}

/** Whole frames nearest to a length in seconds, at least 1. */
export function framesOfSeconds(seconds: number, frameRate: number): number {
	const rate = exactRate(frameRate)
	return Math.max(1, Math.round((seconds * rate.frames) / rate.seconds))
}
