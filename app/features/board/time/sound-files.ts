/**
 * Sound files between disk, server and ear: read and outlined once where they come in, fetched and
 * decoded where they play. What cannot be read is said in a sentence.
 */
import { z } from 'zod'
import { computePeaks } from '#core/board/peaks.ts'
import { refusalMessage } from '#core/refusal.ts'

export const SOUND_TYPES = '.wav,.mp3,.m4a,.ogg,audio/wav,audio/mpeg,audio/mp4,audio/ogg'
const MAX_BYTES = 60 * 1024 * 1024
const OUTLINE_RATE = 44_100
const HashSchema = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) })

export interface BroughtSound {
	hash: string
	name: string
	sourceMs: number
}

/** @throws Error whose message is a sentence for the person */
export async function bringSound(file: File): Promise<BroughtSound> {
	if (file.size > MAX_BYTES) {
		throw new Error(`“${file.name}” has more than 60 MB. Nothing was added; send it as MP3 or M4A.`)
	}
	const decoded = await decode(
		new OfflineAudioContext(1, 1, OUTLINE_RATE),
		await file.arrayBuffer(),
	)
	if (!decoded) {
		throw new Error(
			`“${file.name}” is no sound that can be played here. WAV, MP3, M4A and OGG can come in.`,
		)
	}
	const channels = Array.from({ length: decoded.numberOfChannels }, (_, i) =>
		decoded.getChannelData(i),
	)
	const form = new FormData()
	form.set('file', file)
	form.set('peaks', new Blob([computePeaks(channels, decoded.sampleRate)]))
	const response = await fetch('/api/v1/sounds', { method: 'POST', body: form }).catch(() => null)
	if (!response) throw new Error('No connection. Bring the sound in again when the line is back.')
	const body: unknown = await response.json().catch(() => null)
	const kept = HashSchema.safeParse(body)
	if (!response.ok || !kept.success) {
		throw new Error(refusalMessage(body) ?? `“${file.name}” could not be brought in.`)
	}
	const sourceMs = Math.max(1, Math.round(decoded.duration * 1000))
	return { hash: kept.data.hash, name: file.name.replace(/\.[^.]+$/, ''), sourceMs }
}

/** A stored sound ready to play; null when it cannot be had or opened. */
export async function soundBuffer(
	context: BaseAudioContext,
	hash: string,
): Promise<AudioBuffer | null> {
	const response = await fetch(`/assets/${hash}`).catch(() => null)
	return response?.ok ? decode(context, await response.arrayBuffer()) : null
}

/** The outline of a stored sound, or null. */
export async function soundPeaks(hash: string): Promise<Uint8Array | null> {
	const response = await fetch(`/assets/${hash}.peaks`).catch(() => null)
	return response?.ok ? new Uint8Array(await response.arrayBuffer()) : null
}

async function decode(context: BaseAudioContext, bytes: ArrayBuffer): Promise<AudioBuffer | null> {
	return context.decodeAudioData(bytes).catch(() => null)
}
