/**
 * What is on screen at a frame: one panel, or two while one gives way to the next. How a set-up ends
 * ("Out by") belongs to the last of its panels; the change lies half before and half after the cut,
 * and a fade wholly on its own side.
 */
import { endOf, placeAt, type SequenceClip } from './sequence.ts'
import type { ShotFields } from './shot-record.ts'

export interface PlayedClip extends SequenceClip {
	/** How the panel gives way to the next; null or any hard cut changes at once. */
	readonly outBy: ShotFields['transition']
}
export interface ShownFrame {
	clip: PlayedClip
	/** Frames since the clip began. */
	frameInClip: number
	/** The panel that comes or goes at the same time, laid over by `amount` 0–1. */
	over: { clip: PlayedClip; frameInClip: number; amount: number; by: 'dissolve' | 'wipe' } | null
	/** How black the picture is, 0–1. */
	black: number
}

/** Seconds that a dissolve, a wipe or a fade takes. */
const CHANGE_SECONDS = 0.5

/** The frame as it is to be painted; null without clips. */
export function shownFrame(
	clips: readonly PlayedClip[],
	frame: number,
	frameRate: number,
): ShownFrame | null {
	const place = placeAt(clips, frame)
	const clip = clips[place]
	if (!clip) return null
	const frameInClip = Math.max(0, Math.min(clip.durationFrames - 1, frame - clip.startFrame))
	const at = clip.startFrame + frameInClip
	const before = clips[place - 1]
	const next = clips[place + 1]
	const shown: ShownFrame = { clip, frameInClip, over: null, black: 0 }
	shown.black = Math.max(fadeOut(clip, at, frameRate), fadeIn(before, clip, at, frameRate))
	if (next) comesIn(shown, clip, next, { at, frameRate })
	if (before) goesOut(shown, before, clip, { at, frameRate })
	return shown
}

interface Moment {
	at: number
	frameRate: number
}

/** Before the cut the next panel begins to lie over this one. */
function comesIn(shown: ShownFrame, clip: PlayedClip, next: PlayedClip, moment: Moment): void {
	const amount = changed(clip, next, moment)
	if (amount === null) return
	shown.over = { clip: next, frameInClip: 0, amount, by: wayOf(clip) }
}

/** After the cut this panel goes on covering the one before. */
function goesOut(shown: ShownFrame, before: PlayedClip, clip: PlayedClip, moment: Moment): void {
	const amount = changed(before, clip, moment)
	if (amount === null) return
	const { frameInClip } = shown
	shown.over = { clip, frameInClip, amount, by: wayOf(before) }
	shown.clip = before
	shown.frameInClip = before.durationFrames - 1
}

/** How much of `next` is seen over `clip`, 0–1; null outside the change. */
function changed(clip: PlayedClip, next: PlayedClip, { at, frameRate }: Moment): number | null {
	if (clip.outBy !== 'dissolve' && clip.outBy !== 'wipe') return null
	const half = Math.min(
		Math.max(1, Math.round((CHANGE_SECONDS * frameRate) / 2)),
		Math.floor(clip.durationFrames / 2),
		Math.floor(next.durationFrames / 2),
	)
	const into = at - (next.startFrame - half)
	return half > 0 && into >= 0 && into < 2 * half ? (into + 0.5) / (2 * half) : null
}

function wayOf({ outBy }: PlayedClip): 'dissolve' | 'wipe' {
	return outBy === 'wipe' ? 'wipe' : 'dissolve'
}

function fadeFrames({ durationFrames }: PlayedClip, frameRate: number): number {
	return Math.min(durationFrames, Math.max(1, Math.round(CHANGE_SECONDS * frameRate)))
}

function fadeOut(clip: PlayedClip, at: number, frameRate: number): number {
	if (clip.outBy !== 'fade_out') return 0
	const length = fadeFrames(clip, frameRate)
	return Math.max(0, (at - (endOf(clip) - length) + 1) / length)
}

/** "Out by fade in" on a set-up lets the next one come up from black. */
function fadeIn(
	before: PlayedClip | undefined,
	clip: PlayedClip,
	at: number,
	frameRate: number,
): number {
	if (before?.outBy !== 'fade_in') return 0
	const length = fadeFrames(clip, frameRate)
	return Math.max(0, 1 - (at - clip.startFrame) / length)
}
