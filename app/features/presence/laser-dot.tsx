/**
 * Somebody's laser pointer: a bright dot with a tail that fades. It travels as the cursor it is, so it
 * costs nothing of its own; the tail is made here.
 */
import { useEffect, useRef, useState } from 'react'
import { personStyle } from '#app/ui/avatar.tsx'
import type { PresenceUser } from '#core/sync/presence.ts'
import styles from './people.module.css'

/** How long a place stays in the tail, milliseconds, and how many there are at most. */
const TAIL_MS = 700
const MAX_PLACES = 24

interface Place {
	x: number
	y: number
	at: number
}

export function LaserDot(props: { at: { x: number; y: number }; user: PresenceUser }) {
	const { at, user } = props
	const tail = useTail(at)
	return (
		<div style={personStyle(user.color)} aria-hidden data-laser={user.userId}>
			<svg className={styles.tail} aria-hidden="true">
				{tail.slice(1).map((place, index) => {
					const from = tail[index] ?? place
					return (
						<line
							key={place.at}
							{...{ x1: from.x, y1: from.y, x2: place.x, y2: place.y }}
							strokeOpacity={(index + 1) / tail.length}
						/>
					)
				})}
			</svg>
			<span
				className={styles.laser}
				style={{ transform: `translate(${at.x}px, ${at.y}px) scale(calc(1 / var(--tl-zoom)))` }}
			>
				<b>{user.name}</b>
			</span>
		</div>
	)
}

/** The places of the last moments, oldest first, in page units. */
function useTail({ x, y }: { x: number; y: number }): readonly Place[] {
	const [tail, setTail] = useState<readonly Place[]>([])
	const last = useRef(0)
	useEffect(() => {
		const at = performance.now()
		last.current = at
		setTail((places) =>
			[...places.filter((place) => at - place.at < TAIL_MS), { x, y, at }].slice(-MAX_PLACES),
		)
		// A pointer at rest has no tail.
		const timer = setTimeout(() => setTail((places) => places.slice(-1)), TAIL_MS)
		return () => clearTimeout(timer)
	}, [x, y])
	return tail
}
