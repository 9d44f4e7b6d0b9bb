/** The playhead: dragged or pressed, the film is shown at any frame; it never eases. */
import type { KeyboardEvent, PointerEvent } from 'react'
import { formatTimecode, frameBase } from '#core/board/timing.ts'
import styles from './strip.module.css'
import { framesOfPx, pxOf, type StripScale } from './strip-scale.ts'
import type { Transport } from './transport.ts'
import { useTransport } from './use-transport.ts'

export function Playhead({ transport, scale }: { transport: Transport; scale: StripScale }) {
	const frame = useTransport(transport, (state) => state.frame)
	const frames = useTransport(transport, (state) => state.frames)
	const onKeyDown = (event: KeyboardEvent) => {
		if (!pressTransport(transport, event)) return
		event.preventDefault()
		event.stopPropagation()
	}
	return (
		<div
			className={styles.playhead}
			style={{ left: pxOf(frame, scale) }}
			role="slider"
			tabIndex={0}
			aria-label="Playhead"
			aria-orientation="horizontal"
			aria-valuemin={0}
			aria-valuemax={Math.max(0, frames - 1)}
			aria-valuenow={frame}
			aria-valuetext={formatTimecode(frame, scale.frameRate)}
			data-own-keys
			onKeyDown={onKeyDown}
		/>
	)
}

/** Presses and drags on the ruler move the playhead. */
export function scrubHandlers(transport: Transport, scale: StripScale) {
	const seek = (event: PointerEvent<HTMLElement>) => {
		const { left } = event.currentTarget.getBoundingClientRect()
		transport.seek(framesOfPx(event.clientX - left, scale))
	}
	return {
		onPointerDown(event: PointerEvent<HTMLElement>) {
			if (event.button !== 0) return
			event.currentTarget.setPointerCapture(event.pointerId)
			transport.pause()
			seek(event)
		},
		onPointerMove(event: PointerEvent<HTMLElement>) {
			if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event)
		},
	}
}

/** Keys of a player: Space, J K L, arrows by frame, Shift+arrows by second, Home, End. */
export function pressTransport(transport: Transport, event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey) return false
	const { frames, frameRate } = transport.get()
	const far = event.shiftKey ? frameBase(frameRate) : 1
	const acts: Record<string, () => void> = {
		' ': () => transport.toggle(),
		k: () => transport.pause(),
		j: () => transport.shuttle(-1),
		l: () => transport.shuttle(1),
		arrowleft: () => transport.step(-far),
		arrowright: () => transport.step(far),
		home: () => transport.seek(0),
		end: () => transport.seek(frames - 1),
	}
	const act = acts[event.key.toLowerCase()]
	act?.()
	return act !== undefined
}
