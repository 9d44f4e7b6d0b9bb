/** Circles a part of a panel's picture: by pointer, or with the arrow keys (Shift sizes). 0–1 of the panel. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { Region } from '#core/signals/event.ts'
import styles from './card.module.css'

const STEP = 0.05
const MIN_SIZE = 0.05
const START: Region = { x: 0.35, y: 0.3, w: 0.3, h: 0.4 }

export function RegionPicker(props: {
	src: string
	value: Region | null
	onChange: (region: Region) => void
	onDone: (region: Region) => void
}) {
	const { src, value, onChange, onDone } = props
	const from = useRef<[number, number] | null>(null)
	const latest = useRef(value)
	latest.current = value
	const drag = (event: PointerEvent<HTMLButtonElement>) => {
		if (!from.current) return
		onChange(between(from.current, pointOf(event)))
	}
	const press = (event: KeyboardEvent) => {
		const next = moved(value ?? START, event)
		if (!next) return
		event.preventDefault()
		event.stopPropagation()
		onChange(next)
		onDone(next)
	}
	return (
		<button
			type="button"
			className={styles.region}
			aria-label="Circle the part you mean: drag, or move it with the arrow keys and size it with Shift"
			onPointerDown={(event) => {
				event.currentTarget.setPointerCapture(event.pointerId)
				from.current = pointOf(event)
			}}
			onPointerMove={drag}
			onPointerUp={(event) => {
				drag(event)
				from.current = null
				if (latest.current) onDone(latest.current)
			}}
			onKeyDown={press}
		>
			<img className={styles.picture} src={src} alt="" draggable={false} />
			{value ? (
				<span
					className={styles.circle}
					style={{
						left: `${value.x * 100}%`,
						top: `${value.y * 100}%`,
						width: `${value.w * 100}%`,
						height: `${value.h * 100}%`,
					}}
				/>
			) : null}
		</button>
	)
}

function pointOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): [number, number] {
	const { left, top, width, height } = currentTarget.getBoundingClientRect()
	return [unit((clientX - left) / width), unit((clientY - top) / height)]
}

function unit(value: number): number {
	return Math.min(1, Math.max(0, value))
}

function between([ax, ay]: [number, number], [bx, by]: [number, number]): Region {
	const [x, y] = [Math.min(ax, bx, 1 - MIN_SIZE), Math.min(ay, by, 1 - MIN_SIZE)]
	return {
		x,
		y,
		w: Math.max(MIN_SIZE, Math.abs(bx - ax)),
		h: Math.max(MIN_SIZE, Math.abs(by - ay)),
	}
}

function moved({ x, y, w, h }: Region, { key, shiftKey }: KeyboardEvent): Region | null {
	const step = {
		ArrowLeft: [-STEP, 0],
		ArrowRight: [STEP, 0],
		ArrowUp: [0, -STEP],
		ArrowDown: [0, STEP],
	}[key]
	if (!step) return null
	const [dx = 0, dy = 0] = step
	if (shiftKey) {
		const size = (value: number, room: number) => Math.min(room, Math.max(MIN_SIZE, value))
		return { x, y, w: size(w + dx, 1 - x), h: size(h + dy, 1 - y) }
	}
	const stay = (value: number, size: number) => Math.min(1 - size, Math.max(0, value))
	return { x: stay(x + dx, w), y: stay(y + dy, h), w, h }
}
