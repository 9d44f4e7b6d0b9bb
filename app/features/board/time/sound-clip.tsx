/** A sound on the lane: dragged to move it, at its edges to trim it, and by keys all the same. */
import { type KeyboardEvent, useRef } from 'react'
import { cx } from '#app/ui/cx.ts'
import type { AudioClipRecord } from '#core/board/audio-clip-record.ts'
import { secondsOfFrame } from '#core/board/frame-rate.ts'
import { snapFrame } from '#core/board/sequence.ts'
import { formatClock, formatSeconds, frameBase } from '#core/board/timing.ts'
import styles from './strip.module.css'
import { pxOf, type StripScale, snapReach } from './strip-scale.ts'
import { changeSound, removeSound, type SoundChange, type TimeHand } from './time-actions.ts'
import { useFrameDrag } from './use-frame-drag.ts'
import { Waveform } from './waveform.tsx'

const HEIGHT_PX = 30
const GAIN_STEP_DB = 1

export function SoundClip(props: {
	act: TimeHand
	sound: AudioClipRecord
	scale: StripScale
	snapTargets: () => readonly number[]
	isChosen: boolean
	onChoose: () => void
	onOpen: () => void
}) {
	const { act, sound, scale } = props
	const { hand } = act
	const base = useRef(sound)
	const start = () => {
		base.current = sound
		props.onChoose()
	}
	const change = (next: SoundChange) => changeSound(hand, sound.id, next, false)
	const snap = (frame: number, snaps: boolean) =>
		snaps ? snapFrame(frame, props.snapTargets(), snapReach(scale)) : frame
	const shared = { hand, scale, step: 'sound', onStart: start }
	const body = useFrameDrag({
		...shared,
		onMove: (by, snaps) => change({ startFrame: snap(base.current.startFrame + by, snaps) }),
		onEnd: props.onChoose,
	})
	const head = useFrameDrag({
		...shared,
		onMove(by, snaps) {
			const { startFrame, inFrame, durationFrames } = base.current
			const to = snap(startFrame + by, snaps)
			const moved = Math.max(
				-Math.min(inFrame, startFrame),
				Math.min(durationFrames - 1, to - startFrame),
			)
			change({
				startFrame: startFrame + moved,
				inFrame: inFrame + moved,
				durationFrames: durationFrames - moved,
			})
		},
	})
	const tail = useFrameDrag({
		...shared,
		onMove(by, snaps) {
			const { startFrame, durationFrames } = base.current
			change({ durationFrames: snap(startFrame + durationFrames + by, snaps) - startFrame })
		},
	})
	const { frameRate } = scale
	const onKeyDown = (event: KeyboardEvent) => {
		if (!pressOnSound(act, sound, event, props.onOpen)) return
		event.preventDefault()
		event.stopPropagation()
	}
	const seconds = secondsOfFrame(sound.durationFrames, frameRate)
	const widthPx = pxOf(sound.durationFrames, scale)
	return (
		<button
			type="button"
			className={cx(
				styles.sound,
				sound.muted && styles.muted,
				props.isChosen && styles.chosenSound,
			)}
			style={{ left: pxOf(sound.startFrame, scale), width: widthPx }}
			aria-pressed={props.isChosen}
			aria-label={`Sound ${sound.name}, from ${formatClock(secondsOfFrame(sound.startFrame, frameRate))}, ${formatSeconds(sound.durationFrames, frameRate)} seconds${sound.muted ? ', muted' : ''}`}
			data-sound={sound.id}
			data-start={sound.startFrame}
			data-in={sound.inFrame}
			data-length={sound.durationFrames}
			data-own-keys
			onKeyDown={onKeyDown}
			onDoubleClick={props.onOpen}
			{...body.bind}
		>
			<Waveform
				hash={sound.assetHash}
				inSeconds={secondsOfFrame(sound.inFrame, frameRate)}
				gain={sound.muted ? 1 : 10 ** (sound.gainDb / 20)}
				heightPx={HEIGHT_PX}
				{...{ seconds, widthPx }}
			/>
			<span>{sound.name}</span>
			<i className={styles.soundEdge} style={{ left: 0 }} data-sound-edge="in" {...head.bind} />
			<i className={styles.soundEdge} style={{ right: 0 }} data-sound-edge="out" {...tail.bind} />
		</button>
	)
}

/** Arrows move by a frame (Shift: a second), brackets trim, M mutes, plus and minus its loudness. */
function pressOnSound(
	{ hand }: TimeHand,
	sound: AudioClipRecord,
	event: KeyboardEvent,
	onOpen: () => void,
): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey) return false
	const { startFrame, durationFrames, gainDb, muted, id } = sound
	const far = event.shiftKey ? frameBase(hand.model.frameRate.get()) : 1
	const change = (next: SoundChange) => () => changeSound(hand, id, next)
	const acts: Record<string, () => void> = {
		ArrowLeft: change({ startFrame: startFrame - far }),
		ArrowRight: change({ startFrame: startFrame + far }),
		'[': change({ durationFrames: durationFrames - 1 }),
		']': change({ durationFrames: durationFrames + 1 }),
		m: change({ muted: !muted }),
		'+': change({ gainDb: gainDb + GAIN_STEP_DB }),
		'-': change({ gainDb: gainDb - GAIN_STEP_DB }),
		Delete: () => removeSound(hand, id),
		Backspace: () => removeSound(hand, id),
		Enter: onOpen,
	}
	const act = acts[event.key]
	act?.()
	return act !== undefined
}
