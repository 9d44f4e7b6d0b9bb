/**
 * The scene as time: every panel a clip as long as it lasts, with its picture. A list in story order:
 * arrows walk it, Alt+arrows move the panel in hand, clips are dragged to reorder.
 */

import { Film, SkipBack, SkipForward } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useValue } from 'tldraw'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Rule, Spacer } from '#app/ui/topbar.tsx'
import { formatClock, formatSeconds, formatTimecode, UNTIMED_SECONDS } from '#core/board/timing.ts'
import type { BoardModel } from './board-model.ts'
import { Clip } from './clip.tsx'
import { type BoardHand, movePanels, takeInHand, walk } from './panel-actions.ts'
import type { PictureSource } from './picture-source.ts'
import styles from './time-strip.module.css'
import { useClipDrag } from './use-clip-drag.ts'

/** Narrowest and widest a second may be drawn, px. */
const SECOND_PX = { min: 12, max: 76 }
const TICKS = [1, 2, 5, 10, 15, 30, 60, 120]

export function TimeStrip(props: {
	hand: BoardHand
	pictures: PictureSource
	renderPeople: (panelId: string) => ReactNode
}) {
	const { model } = props.hand
	const room = useRef<HTMLDivElement>(null)
	const width = useWidth(room)
	const ids = useValue('clips', () => model.panelIds.get(), [model])
	const seconds = useValue('strip length', () => stripSeconds(model), [model])
	const secondPx = Math.max(
		SECOND_PX.min,
		Math.min(SECOND_PX.max, (width - 40) / Math.max(1, seconds)),
	)
	const drag = useClipDrag(
		ids,
		(moved, afterId) => movePanels(props.hand, [moved], afterId),
		(id) => takeInHand(props.hand, id),
	)
	return (
		<section className={styles.strip} aria-label="Time">
			<Transport hand={props.hand} />
			<div className={styles.scroll} ref={room} data-strip>
				<div className={styles.length} style={{ width: seconds * secondPx + 40 }}>
					<Ruler seconds={seconds} secondPx={secondPx} />
					<div
						className={styles.track}
						role="listbox"
						aria-label="Panels in story order"
						aria-orientation="horizontal"
					>
						{ids.map((id, place) => (
							<Clip
								key={id}
								{...{ id, place, secondPx, model }}
								editor={props.hand.editor}
								pictures={props.pictures}
								onTake={() => takeInHand(props.hand, id)}
								drag={drag}
								people={props.renderPeople(id)}
							/>
						))}
					</div>
				</div>
			</div>
			<span className={styles.trackName} aria-hidden>
				<Icon of={Film} />
			</span>
		</section>
	)
}

function Transport({ hand }: { hand: BoardHand }) {
	const { model } = hand
	const start = useValue('start of the panel in hand', () => startOfCurrent(model), [model])
	const total = useValue('total', () => model.length.get(), [model])
	const frameRate = useValue('rate', () => model.frameRate.get(), [model])
	return (
		<div className={styles.transport}>
			<IconButton label="Previous panel" shortcut="PgUp" onClick={() => walk(hand, -1)}>
				<Icon of={SkipBack} />
			</IconButton>
			<IconButton label="Next panel in the story" shortcut="PgDn" onClick={() => walk(hand, 1)}>
				<Icon of={SkipForward} />
			</IconButton>
			<span className={styles.timecode}>{formatTimecode(start, frameRate)}</span>
			<Rule />
			<span className={styles.total}>
				<b>{formatSeconds(total.frames, frameRate)} s</b>
				{total.untimed > 0 ? <span>{untimedWords(total.untimed)}</span> : null}
			</span>
			<Spacer />
		</div>
	)
}

function untimedWords(count: number): string {
	return count === 1 ? '1 panel has no length yet' : `${count} panels have no length yet`
}

function Ruler({ seconds, secondPx }: { seconds: number; secondPx: number }) {
	const every = TICKS.find((tick) => tick * secondPx >= 64) ?? 300
	const ticks = Array.from({ length: Math.floor(seconds / every) + 1 }, (_, place) => place * every)
	return (
		<div className={styles.ruler} aria-hidden>
			{ticks.map((second) => (
				<span key={second} style={{ left: second * secondPx }}>
					{formatClock(second)}
				</span>
			))}
		</div>
	)
}

/** Length of the strip in seconds, untimed panels drawn at a guess. */
function stripSeconds(model: BoardModel): number {
	const { frames, untimed } = model.length.get()
	return frames / model.frameRate.get() + untimed * UNTIMED_SECONDS
}

/** Frames before the panel in hand. */
function startOfCurrent(model: BoardModel): number {
	const current = model.currentId.get()
	let frames = 0
	for (const panel of model.panels.get()) {
		if (panel.id === current) break
		frames += panel.props.durationFrames ?? 0
	}
	return frames
}

function useWidth(of: React.RefObject<HTMLElement>): number {
	const [width, setWidth] = useState(1200)
	const observer = useMemo(
		() =>
			typeof ResizeObserver === 'undefined'
				? null
				: new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 1200)),
		[],
	)
	useEffect(() => {
		if (of.current) observer?.observe(of.current)
		return () => observer?.disconnect()
	}, [of, observer])
	return width
}
