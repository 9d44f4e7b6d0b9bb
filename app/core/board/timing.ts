/**
 * Lengths in whole frames and how people write them. A frame count is the only thing stored;
 * seconds and timecode are derived. Fractional rates (23.976) count frames on the whole base (24),
 * non-drop, as on a slate.
 */

/** How wide an untimed panel is drawn in the strip, seconds; it never counts toward a length. */
export const UNTIMED_SECONDS = 2
const MAX_FRAMES = 1_000_000

/** Frames in one second of timecode. */
export function frameBase(frameRate: number): number {
	return Math.max(1, Math.round(frameRate))
}

/**
 * Reads a length as people type it: `2.5`, `2,5 s`, `60f`, `2:12` (seconds:frames), `1:02:12`
 * (minutes:seconds:frames).
 * @returns whole frames, at least 1; null when it cannot be read
 */
export function parseDuration(text: string, frameRate: number): number | null {
	const typed = text.trim().toLowerCase().replace(',', '.')
	const frames = /^(\d+)\s*(f|fr|frames?)$/.exec(typed)
	if (frames) return inRange(Number(frames[1]))
	const seconds = /^(\d+(?:\.\d*)?|\.\d+)\s*(s|sec|seconds?|″|")?$/.exec(typed)
	if (seconds) return inRange(Math.round(Number(seconds[1]) * frameRate))
	const clock = /^(?:(?:(\d+):)?(\d+):)?(\d+):(\d+)$/.exec(typed)
	if (!clock) return null
	const [hours, minutes, secs, rest] = [1, 2, 3, 4].map((group) => Number(clock[group] ?? 0))
	const total = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (secs ?? 0)
	return inRange(total * frameBase(frameRate) + (rest ?? 0))
}

/** Seconds with one decimal, `2.5`. */
export function formatSeconds(frames: number, frameRate: number): string {
	return (frames / frameRate).toFixed(1)
}

/** Seconds and frames, `2:12`. */
export function formatSecondsFrames(frames: number, frameRate: number): string {
	const base = frameBase(frameRate)
	return `${Math.floor(frames / base)}:${pad(frames % base)}`
}

/** Non-drop timecode, `00:00:23:14`. */
export function formatTimecode(frames: number, frameRate: number): string {
	const base = frameBase(frameRate)
	const seconds = Math.floor(frames / base)
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
	return [...parts, frames % base].map(pad).join(':')
}

/** Minutes and seconds for a ruler, `0:22`. */
export function formatClock(seconds: number): string {
	const whole = Math.floor(seconds)
	return `${Math.floor(whole / 60)}:${pad(whole % 60)}`
}

/** What the timed panels add up to, and how many are not timed yet. */
export function totalLength(durations: Iterable<number | null>): {
	frames: number
	untimed: number
} {
	let frames = 0
	let untimed = 0
	for (const duration of durations) {
		if (duration === null) untimed += 1
		else frames += duration
	}
	return { frames, untimed }
}

function pad(value: number): string {
	return String(value).padStart(2, '0')
}

function inRange(frames: number): number | null {
	return Number.isFinite(frames) && frames >= 1 && frames <= MAX_FRAMES ? frames : null
}
