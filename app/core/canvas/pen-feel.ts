/**
 * How hard a person presses, as numbers: a curve from what the pen reports to what the line gets. One
 * exponent is enough for a hand: below 1 a soft touch counts for more, above 1 it counts for less.
 */
export const FIRMEST = 2.5
export const SOFTEST = 0.4

/** What of a reported pressure (0–1) reaches the line. */
export function feltPressure(pressure: number, firmness: number): number {
	return Math.min(1, Math.max(0, pressure)) ** firmness
}

/** As upright as a hand writes, and as flat as a flank draws: angles between pen and paper, degrees. */
const WRITING_DEG = 50
const LAID_DEG = 20

/**
 * How far a pen lies on its side: 0 while it writes, 1 when its flank draws. Tilt in degrees from
 * upright towards x and y (W3C Pointer Events 3, `tiltX`, `tiltY`); a pen that reports none writes.
 */
export function laidOf({ tiltX, tiltY }: { tiltX: number; tiltY: number }): number {
	const lean = Math.hypot(Math.tan(radians(tiltX)), Math.tan(radians(tiltY)))
	const altitude = 90 - (Math.atan(lean) * 180) / Math.PI
	return Math.min(1, Math.max(0, (WRITING_DEG - altitude) / (WRITING_DEG - LAID_DEG)))
}

/**
 * What the line gets of a pen that may lie on its side (`leansOn` in `brush.ts`): 0–1 is pressure, and
 * what goes beyond 1 is how much of the flank is on the paper, at most 2.
 */
export function feltLaid(felt: number, laid: number): number {
	return felt + laid * (1.4 + 0.6 * felt - felt)
}

function radians(degrees: number): number {
	return (Math.min(89, Math.max(-89, degrees)) * Math.PI) / 180
}

export interface PenSample {
	timeMs: number
	pressure: number
	tiltX: number
	tiltY: number
}
export interface PenReport {
	/** Samples a second, or null while there are too few. */
	rateHz: number | null
	/** Whether pressure varies: a device that only says “down” reports one number for ever. */
	hasPressure: boolean
	hasTilt: boolean
}

/** What can be told of a pen after some strokes with it. */
export function readPen(samples: readonly PenSample[]): PenReport {
	const pressed = samples.map(({ pressure }) => pressure).filter((pressure) => pressure > 0)
	const steps = samples
		.slice(1)
		.map(({ timeMs }, at) => timeMs - (samples[at]?.timeMs ?? timeMs))
		.filter((step) => step > 0 && step < 100)
		.sort((a, b) => a - b)
	const middle = steps[Math.floor(steps.length / 2)]
	return {
		rateHz: middle === undefined || steps.length < 8 ? null : Math.round(1000 / middle),
		hasPressure: pressed.length > 0 && Math.max(...pressed) - Math.min(...pressed) > 0.02,
		hasTilt: samples.some(({ tiltX, tiltY }) => tiltX !== 0 || tiltY !== 0),
	}
}
