/**
 * The sound of a demo scene, made by arithmetic: wind that comes and goes over a low hum, and a drop
 * now and then. Small enough to be made at every first start, so that a newcomer hears and sees one.
 */
import type { AudioClipRecord } from '#core/board/audio-clip-record.ts'
import { computePeaks } from '#core/board/peaks.ts'
import { createId } from '#core/ids.ts'
import { type Random, seededRandom } from '#core/random.ts'
import type { SoundService } from '../assets/sounds.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { DemoScene } from './demo-film.ts'

const RATE = 8000
const FRAME_RATE = 24
const HEADER_BYTES = 44
const LONGEST_SECONDS = 40

/** A record that lays the sound under all of a scene; nothing where the film has no drawn scenes. */
export async function demoSound(
	sounds: SoundService,
	principal: Principal,
	{ scene, random }: { scene: DemoScene; random: Random },
): Promise<AudioClipRecord[]> {
	const frames = scene.panels.reduce((sum, panel) => sum + panel.durationFrames, 0)
	const seconds = Math.min(LONGEST_SECONDS, frames / FRAME_RATE)
	if (seconds === 0) return []
	const samples = windAndDrops(seconds, seededRandom(scene.heading))
	const { hash } = await sounds.upload(principal, {
		bytes: toWav(samples),
		peaks: computePeaks([samples], RATE),
	})
	return [
		{
			id: `audio_clip:${createId(random)}`,
			typeName: 'audio_clip',
			cutId: null,
			assetHash: hash,
			name: 'Wind, a drop now and then',
			sourceMs: Math.round((samples.length / RATE) * 1000),
			startFrame: 0,
			inFrame: 0,
			durationFrames: Math.round((samples.length / RATE) * FRAME_RATE),
			...{ gainDb: -6, muted: false, meta: {} },
		},
	]
}

function windAndDrops(seconds: number, random: Random): Float32Array {
	const samples = new Float32Array(Math.round(seconds * RATE))
	let wind = 0
	let nextDrop = RATE
	let sinceDrop = RATE
	for (let i = 0; i < samples.length; i++) {
		const time = i / RATE
		// Noise through a slow filter is wind; two slow waves let it come and go.
		wind += 0.06 * (random() * 2 - 1 - wind)
		const swell = 0.5 + 0.3 * Math.sin(time * 0.9) + 0.2 * Math.sin(time * 2.3)
		const hum = 0.05 * Math.sin(time * 2 * Math.PI * 55)
		if (i >= nextDrop) {
			sinceDrop = 0
			nextDrop = i + RATE * (1.5 + 2.5 * random())
		}
		const fading = Math.exp(-sinceDrop / (RATE * 0.06))
		const drop = 0.4 * fading * Math.sin((sinceDrop / RATE) * 2 * Math.PI * 880)
		sinceDrop += 1
		samples[i] = Math.max(-1, Math.min(1, wind * swell * 1.6 + hum + drop))
	}
	return samples
}

/** 16 bits, one channel. */
function toWav(samples: Float32Array): Uint8Array {
	const file = Buffer.alloc(HEADER_BYTES + samples.length * 2)
	file.write('RIFF', 0, 'latin1')
	file.writeUInt32LE(file.length - 8, 4)
	file.write('WAVEfmt ', 8, 'latin1')
	file.writeUInt32LE(16, 16)
	file.writeUInt16LE(1, 20)
	file.writeUInt16LE(1, 22)
	file.writeUInt32LE(RATE, 24)
	file.writeUInt32LE(RATE * 2, 28)
	file.writeUInt16LE(2, 32)
	file.writeUInt16LE(16, 34)
	file.write('data', 36, 'latin1')
	file.writeUInt32LE(samples.length * 2, 40)
	for (const [i, sample] of samples.entries())
		file.writeInt16LE(Math.round(sample * 32_767), HEADER_BYTES + i * 2)
	return file
}
