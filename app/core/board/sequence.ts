/**
 * Panels laid end to end in whole frames: what strip, player and exports share. Every start is the sum
 * of the lengths before it, so the clips fill their length exactly, without gap, overlap or rounding.
 */
import { framesOfSeconds } from './frame-rate.ts'
import { UNTIMED_SECONDS } from './timing.ts'

export interface SequencePanel {
	readonly id: string
	/** Whole frames; null = not timed yet. */
	readonly durationFrames: number | null
}
export interface SequenceClip {
	readonly panelId: string
	readonly startFrame: number
	readonly durationFrames: number
	/** Not timed yet: held for a moment, and no part of the length. */
	readonly isGuess: boolean
}
export interface Sequence {
	readonly clips: readonly SequenceClip[]
	/** All of it, untimed panels held for a moment. */
	readonly frames: number
	/** What the timed panels add up to. */
	readonly timedFrames: number
	readonly untimed: number
}

export function laySequence(panels: Iterable<SequencePanel>, frameRate: number): Sequence {
	const guess = framesOfSeconds(UNTIMED_SECONDS, frameRate)
	const clips: SequenceClip[] = []
	let startFrame = 0
	let untimed = 0
	for (const { id, durationFrames: typed } of panels) {
		const durationFrames = typed ?? guess
		clips.push({ panelId: id, startFrame, durationFrames, isGuess: typed === null })
		startFrame += durationFrames
		if (typed === null) untimed += 1
	}
	return { clips, frames: startFrame, timedFrames: startFrame - untimed * guess, untimed }
}

/** The frame after a clip's last. */
export function endOf({ startFrame, durationFrames }: SequenceClip): number {
	return startFrame + durationFrames
}

/** Place of the clip on screen at a frame; frames outside show the first or the last. -1 = no clips. */
export function placeAt(clips: readonly SequenceClip[], frame: number): number {
	let low = 0
	let high = clips.length - 1
	while (low < high) {
		const middle = (low + high + 1) >> 1
		if ((clips[middle]?.startFrame ?? 0) <= frame) low = middle
		else high = middle - 1
	}
	return clips.length === 0 ? -1 : low
}

export function clipAt(clips: readonly SequenceClip[], frame: number): SequenceClip | null {
	return clips[placeAt(clips, frame)] ?? null
}

/** The frame itself, or the nearest target when one lies within reach; the earlier of two alike. */
export function snapFrame(frame: number, targets: Iterable<number>, reachFrames: number): number {
	let nearest = frame
	let distance = reachFrames
	for (const target of targets) {
		const away = Math.abs(target - frame)
		if (away < distance || (away === distance && nearest !== frame && target < nearest)) {
			nearest = target
			distance = away
		}
	}
	return nearest
}

/** Range of frames that some clips take up from the first to the last; null = none of them is here. */
export function rangeOf(
	clips: readonly SequenceClip[],
	panelIds: ReadonlySet<string>,
): { from: number; to: number } | null {
	const chosen = clips.filter(({ panelId }) => panelIds.has(panelId))
	const first = chosen[0]
	const last = chosen.at(-1)
	return first && last ? { from: first.startFrame, to: endOf(last) } : null
}
