/**
 * A sound's outline for drawing: the loudest of each fiftieth of a second as one byte. Computed once
 * when the sound comes in and kept beside it, so that nobody decodes a sound to see it.
 */

export const PEAKS_PER_SECOND = 50
/** No more than an hour of outline. */
export const MAX_PEAKS = PEAKS_PER_SECOND * 3600

/** @param channels samples from -1 to 1, all of one length */
export function computePeaks(
	channels: readonly ArrayLike<number>[],
	sampleRate: number,
): Uint8Array<ArrayBuffer> {
	const samples = channels[0]?.length ?? 0
	const count = Math.min(MAX_PEAKS, Math.ceil((samples / sampleRate) * PEAKS_PER_SECOND))
	const peaks = new Uint8Array(count)
	for (let place = 0; place < count; place++) {
		const from = Math.floor((place * sampleRate) / PEAKS_PER_SECOND)
		const to = Math.min(samples, Math.floor(((place + 1) * sampleRate) / PEAKS_PER_SECOND))
		let loudest = 0
		for (const channel of channels)
			for (let i = from; i < to; i++) loudest = Math.max(loudest, Math.abs(channel[i] ?? 0))
		peaks[place] = Math.round(Math.min(1, loudest) * 255)
	}
	return peaks
}

/** The loudest between two times, 0–1; 0 outside the sound. */
export function peakBetween(peaks: Uint8Array, fromSeconds: number, toSeconds: number): number {
	const from = Math.max(0, Math.floor(fromSeconds * PEAKS_PER_SECOND))
	const to = Math.max(from + 1, Math.ceil(toSeconds * PEAKS_PER_SECOND))
	let loudest = 0
	for (let i = from; i < to && i < peaks.length; i++) loudest = Math.max(loudest, peaks[i] ?? 0)
	return loudest / 255
}
