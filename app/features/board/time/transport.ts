/**
 * Plays frames by the clock of the sound hardware. The one rule: the frame is computed from that clock
 * each time it is asked for and never counted on, so picture and sound cannot drift apart, however
 * busy the page is. It knows nothing of panels; whoever shows asks for the frame.
 */
import { frameAtSeconds, secondsOfFrame } from '#core/board/frame-rate.ts'
import { type PlacedSound, SoundMixer } from './sound-mixer.ts'

export interface FrameRange {
	from: number
	/** The frame after the last. */
	to: number
}
export interface TransportState {
	readonly frame: number
	readonly isPlaying: boolean
	/** 1 = as it is; negative = backwards. */
	readonly speed: number
	readonly loop: FrameRange | null
	readonly frames: number
	readonly frameRate: number
	/** Somebody plays or looks for a frame; false while the playhead only follows the panel in hand. */
	readonly isLookedAt: boolean
	/** What keeps the sound from being heard, as a sentence; null = nothing. */
	readonly trouble: string | null
}
export interface TransportSource {
	frames: number
	frameRate: number
	sounds: readonly PlacedSound[]
}

const SPEEDS = [1, 2, 4, 8] as const
/** Sound hardware is given this long to begin, seconds. */
const LEAD_SECONDS = 0.03
const WAKE_MS = 1500
const NO_SOUND = 'This device gives no sound now, so the picture plays by itself.'

export class Transport {
	private state: TransportState = {
		...{ frame: 0, isPlaying: false, speed: 1, loop: null },
		...{ frames: 0, frameRate: 24, isLookedAt: false, trouble: null },
	}
	private sounds: readonly PlacedSound[] = []
	private readonly listeners = new Set<() => void>()
	private context: AudioContext | null = null
	private mixer: SoundMixer | null = null
	/** Where on the clock playing began, and at which second of the film. */
	private anchor = { clock: 0, seconds: 0 }
	private usesAudioClock = true
	private request = 0
	private wake: ReturnType<typeof setTimeout> | undefined
	private readonly onHidden = () => {
		if (document.hidden) this.pause()
	}

	constructor() {
		document.addEventListener('visibilitychange', this.onHidden)
	}

	readonly subscribe = (listener: () => void): (() => void) => {
		this.listeners.add(listener)
		return () => this.listeners.delete(listener)
	}
	readonly get = (): TransportState => this.state

	/** The second of the film that is heard now, read from the clock. */
	position(): number {
		const { isPlaying, frame, frameRate, speed } = this.state
		if (!isPlaying) return secondsOfFrame(frame, frameRate)
		return this.anchor.seconds + Math.max(0, this.clock() - this.anchor.clock) * speed
	}

	setSource({ frames, frameRate, sounds }: TransportSource): void {
		const heardBefore = JSON.stringify(this.sounds)
		this.sounds = sounds
		const frame = Math.max(0, Math.min(this.state.frame, frames - 1))
		this.change({ frames, frameRate, frame })
		if (this.state.isPlaying && JSON.stringify(sounds) !== heardBefore) this.restart()
	}

	play(): void {
		const { frame, frames, loop, speed } = this.state
		if (frames === 0) return
		const context = this.open()
		const last = loop ? loop.to - 1 : frames - 1
		const isPast = speed > 0 ? frame >= last : frame <= (loop?.from ?? 0)
		const isOutside = loop !== null && (frame < loop.from || frame >= loop.to)
		if (isPast || isOutside) this.change({ frame: speed > 0 ? (loop?.from ?? 0) : last })
		this.change({ isPlaying: true, isLookedAt: true })
		this.usesAudioClock = context !== null
		if (context && context.state !== 'running') this.wakeUp(context)
		this.restart()
		this.schedule()
	}

	pause(): void {
		if (!this.state.isPlaying) return
		const frame = this.frameNow()
		clearTimeout(this.wake)
		cancelAnimationFrame(this.request)
		this.mixer?.stop()
		this.change({ isPlaying: false, frame, speed: 1 })
	}

	toggle(): void {
		if (this.state.isPlaying) this.pause()
		else this.play()
	}

	/** Shows a frame, held inside the film; playing goes on from there. */
	seek(frame: number): void {
		const held = Math.max(0, Math.min(this.state.frames - 1, Math.round(frame)))
		this.change({ frame: held, isLookedAt: true })
		if (this.state.isPlaying) this.restart()
	}

	/** Puts the playhead to a frame that nobody asked to see. */
	cue(frame: number): void {
		this.seek(frame)
		this.lookAway()
	}

	lookAway(): void {
		this.pause()
		this.change({ isLookedAt: false })
	}

	step(by: number): void {
		this.pause()
		this.seek(this.state.frame + by)
	}

	/** J and L: each press a step faster in its direction; the other direction begins at once. */
	shuttle(direction: 1 | -1): void {
		const { isPlaying, speed } = this.state
		const goesThatWay = isPlaying && Math.sign(speed) === direction
		const faster = SPEEDS.find((each) => each > Math.abs(speed)) ?? SPEEDS.at(-1) ?? 1
		this.setSpeed(direction * (goesThatWay ? faster : 1))
		if (!isPlaying) this.play()
	}

	setSpeed(speed: number): void {
		const frame = this.frameNow()
		this.change({ speed, frame })
		if (this.state.isPlaying) this.restart()
	}

	setLoop(loop: FrameRange | null): void {
		this.change({ loop })
		const { frame, isPlaying } = this.state
		if (isPlaying && loop && (frame < loop.from || frame >= loop.to)) this.seek(loop.from)
	}

	dispose(): void {
		this.pause()
		clearTimeout(this.wake)
		document.removeEventListener('visibilitychange', this.onHidden)
		this.mixer?.dispose()
		void this.context?.close()
		this.listeners.clear()
	}

	private open(): AudioContext | null {
		if (this.context || typeof AudioContext === 'undefined') return this.context
		this.context = new AudioContext({ latencyHint: 'interactive' })
		this.mixer = new SoundMixer(this.context, () => {
			if (this.state.isPlaying) this.restart()
		})
		return this.context
	}

	/** Browsers keep sound asleep until a hand has moved; without it the picture still plays. */
	private wakeUp(context: AudioContext): void {
		void context.resume().catch(() => undefined)
		clearTimeout(this.wake)
		this.wake = setTimeout(() => {
			if (!this.state.isPlaying || context.state === 'running') return
			this.usesAudioClock = false
			this.change({ trouble: NO_SOUND })
			this.restart()
		}, WAKE_MS)
	}

	private clock(): number {
		const { context } = this
		if (!this.usesAudioClock || !context) return performance.now() / 1000
		// What is computed now is heard a little later; the picture waits for it.
		return context.currentTime - (context.outputLatency || 0)
	}

	/** Begins anew at the frame on screen: after a seek, another speed, or another sound. */
	private restart(): void {
		const { frame, frameRate, speed } = this.state
		const seconds = secondsOfFrame(frame, frameRate)
		const { context, mixer } = this
		if (!this.usesAudioClock || !context || !mixer) {
			this.anchor = { clock: performance.now() / 1000, seconds }
			return
		}
		const at = context.currentTime + LEAD_SECONDS
		this.anchor = { clock: at, seconds }
		mixer.stop()
		if (speed > 0) mixer.start(this.sounds, { at, seconds, speed })
	}

	private frameNow(): number {
		const { isPlaying, frame, frames, frameRate } = this.state
		if (!isPlaying) return frame
		const now = frameAtSeconds(this.position(), frameRate)
		return Math.max(0, Math.min(frames - 1, now))
	}

	private schedule(): void {
		cancelAnimationFrame(this.request)
		this.request = requestAnimationFrame(() => this.tick())
	}

	private tick(): void {
		if (!this.state.isPlaying) return
		const { frames, frameRate, loop, speed, frame: shown } = this.state
		const range = loop ?? { from: 0, to: frames }
		const frame = frameAtSeconds(this.position(), frameRate)
		if (speed > 0 ? frame >= range.to : frame < range.from) {
			this.atEnd(range)
			return
		}
		const held = Math.max(0, Math.min(frames - 1, frame))
		if (held !== shown) this.change({ frame: held })
		this.schedule()
	}

	private atEnd(range: FrameRange): void {
		const { speed, loop } = this.state
		if (!loop) {
			this.pause()
			this.seek(speed > 0 ? range.to - 1 : range.from)
			return
		}
		this.change({ frame: speed > 0 ? range.from : range.to - 1 })
		this.restart()
		this.schedule()
	}

	private change(part: Partial<TransportState>): void {
		this.state = { ...this.state, ...part }
		for (const listener of this.listeners) listener()
	}
}
