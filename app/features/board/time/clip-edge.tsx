/** The right edge of a clip: dragged, it makes the panel longer or shorter and says how long it is. */
import { useRef, useState } from 'react'
import { snapFrame } from '#core/board/sequence.ts'
import { formatSeconds, formatSecondsFrames } from '#core/board/timing.ts'
import styles from './strip.module.css'
import { type StripScale, snapReach } from './strip-scale.ts'
import { setLength, type TimeHand } from './time-actions.ts'
import { useFrameDrag } from './use-frame-drag.ts'

export function ClipEdge(props: {
	act: TimeHand
	panelId: string
	scale: StripScale
	/** Frames that an edge holds on to: playhead, target, ends of sounds. */
	snapTargets: () => readonly number[]
	/** While it is dragged the strip keeps its scale. */
	onDragging: (isDragging: boolean) => void
}) {
	const { act, panelId, scale } = props
	const base = useRef({ start: 0, frames: 1 })
	const [frames, setFrames] = useState<number | null>(null)
	const drag = useFrameDrag({
		hand: act.hand,
		scale,
		step: 'length',
		onStart() {
			const clip = act.time.sequence.get().clips.find((one) => one.panelId === panelId)
			base.current = { start: clip?.startFrame ?? 0, frames: clip?.durationFrames ?? 1 }
			props.onDragging(true)
		},
		onMove(by, snaps) {
			const { start, frames: before } = base.current
			const end = start + before + by
			const targets = props.snapTargets().filter((target) => target > start)
			const held = snaps ? snapFrame(end, targets, snapReach(scale)) : end
			const next = Math.max(1, held - start)
			setFrames(next)
			setLength(act, [panelId], next, false)
		},
		onEnd() {
			setFrames(null)
			props.onDragging(false)
		},
	})
	const { frameRate } = scale
	return (
		<>
			<i className={styles.edge} data-edge={panelId} {...drag.bind} />
			{frames !== null && drag.isDragging ? (
				<span className={styles.live} role="status">
					{formatSeconds(frames, frameRate)} s <b>{formatSecondsFrames(frames, frameRate)}</b>
				</span>
			) : null}
		</>
	)
}
