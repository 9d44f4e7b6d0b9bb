/**
 * Hands the sounds of a film to the hardware, each at its exact time on the hardware's clock. Sounds
 * are fetched and decoded once; one that arrives late joins where it should be by then.
 */
import { soundBuffer } from './sound-files.ts'

export interface PlacedSound {
	assetHash: string
	startSeconds: number
	/** Seconds of the file left out at its beginning. */
	inSeconds: number
	seconds: number
	/** Factor on the loudness; 0 = silent. */
	gain: number
}

export class SoundMixer {
	private readonly running = new Set<AudioBufferSourceNode>()
	private readonly buffers = new Map<string, AudioBuffer | null>()
	private readonly context: AudioContext
	private readonly onArrived: () => void
	private isDisposed = false

	/** @param onArrived a sound that was asked for can be heard from now on */
	constructor(context: AudioContext, onArrived: () => void) {
		this.context = context
		this.onArrived = onArrived
	}

	/** Starts everything that sounds from `seconds` of the film on, at `at` on the hardware's clock. */
	start(
		sounds: readonly PlacedSound[],
		{ at, seconds, speed }: { at: number; seconds: number; speed: number },
	): void {
		for (const sound of sounds) {
			const left = sound.startSeconds + sound.seconds - seconds
			if (left <= 0 || sound.gain === 0) continue
			const buffer = this.bufferOf(sound.assetHash)
			if (!buffer) continue
			const source = new AudioBufferSourceNode(this.context, { buffer, playbackRate: speed })
			const gain = new GainNode(this.context, { gain: sound.gain })
			source.connect(gain).connect(this.context.destination)
			const into = Math.max(0, seconds - sound.startSeconds)
			const wait = Math.max(0, sound.startSeconds - seconds) / speed
			source.start(at + wait, sound.inSeconds + into, sound.seconds - into)
			source.onended = () => this.running.delete(source)
			this.running.add(source)
		}
	}

	stop(): void {
		for (const source of this.running) {
			source.onended = null
			source.stop()
			source.disconnect()
		}
		this.running.clear()
	}

	dispose(): void {
		this.isDisposed = true
		this.stop()
		this.buffers.clear()
	}

	private bufferOf(hash: string): AudioBuffer | null {
		const known = this.buffers.get(hash)
		if (known !== undefined) return known
		this.buffers.set(hash, null)
		void soundBuffer(this.context, hash).then((buffer) => {
			if (!buffer || this.isDisposed) return
			this.buffers.set(hash, buffer)
			this.onArrived()
		})
		return null
	}
}
