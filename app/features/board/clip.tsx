/** One panel in the strip: its picture, number and length, and who is on it. */

import { memo, type ReactNode, useEffect, useRef } from 'react'
import { useValue } from 'tldraw'
import { cx } from '#app/ui/cx.ts'
import { formatSeconds } from '#core/board/timing.ts'
import type { BoardModel } from './board-model.ts'
import { getPanel, getShot } from './board-records.ts'
import type { PictureSource } from './picture-source.ts'
import { ClipEdge } from './time/clip-edge.tsx'
import { pxOf, type StripScale } from './time/strip-scale.ts'
import type { TimeHand } from './time/time-actions.ts'
import styles from './time-strip.module.css'
import type { ClipDrag } from './use-clip-drag.ts'
import { usePanelPicture } from './use-panel-picture.ts'

export const Clip = memo(function Clip(props: {
	act: TimeHand
	id: string
	place: number
	scale: StripScale
	/** In the version that is open. */
	durationFrames: number
	/** Not timed yet: drawn at a guess. */
	isGuess: boolean
	isChosen: boolean
	canEdit: boolean
	pictures: PictureSource
	drag: ClipDrag
	snapTargets: () => readonly number[]
	onTake: () => void
	onLength: () => void
	onDragging: (isDragging: boolean) => void
	people: ReactNode
}) {
	const { act, id, drag, scale, isGuess, durationFrames } = props
	const { editor, model } = act.hand
	const frames = isGuess ? null : durationFrames
	const number = useValue('number', () => model.numbers.get().get(id) ?? '', [model, id])
	const isCurrent = useValue('current', () => model.currentId.get() === id, [model, id])
	const waits = useValue('waits', () => model.withSuggestion.get().has(id), [model, id])
	const label = useValue('label', () => clipLabel(model, id, frames), [model, id, frames])
	const element = useRef<HTMLDivElement>(null)
	const picture = usePanelPicture(editor, props.pictures, id, { place: element })
	useEffect(() => {
		if (isCurrent) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
	}, [isCurrent])
	const moving = drag.state?.id === id
	const rate = scale.frameRate
	// Arrows, Enter and Delete on a clip are the board's keys (use-board-keys.ts).
	return (
		<div
			ref={element}
			className={cx(
				styles.clip,
				isCurrent && styles.current,
				props.isChosen && styles.chosen,
				frames === null && styles.untimed,
				moving && styles.moving,
				drag.state && drag.state.afterId === id && styles.before,
				drag.state && drag.state.afterId === null && props.place === 0 && styles.first,
			)}
			style={{
				width: pxOf(durationFrames, scale),
				translate: moving ? `${drag.state?.byPx ?? 0}px 0` : undefined,
			}}
			role="option"
			aria-selected={isCurrent || props.isChosen}
			tabIndex={isCurrent ? 0 : -1}
			data-clip={id}
			data-frames={durationFrames}
			onDoubleClick={props.canEdit ? props.onLength : undefined}
			onFocus={() => isCurrent || drag.isPressed() || props.onTake()}
			{...drag.bind(id)}
		>
			<span className="visually-hidden">{label}</span>
			<div className={styles.thumb}>
				{picture ? <img src={picture} alt="" draggable={false} /> : null}
				{waits ? <i className={styles.waits} title="A suggestion waits" /> : null}
				<span className={styles.people}>{props.people}</span>
			</div>
			<footer aria-hidden>
				{number}
				<span>{frames === null ? '–' : formatSeconds(frames, rate)}</span>
			</footer>
			{props.canEdit ? (
				<ClipEdge
					panelId={id}
					{...{ act, scale, snapTargets: props.snapTargets, onDragging: props.onDragging }}
				/>
			) : null}
		</div>
	)
})

/** `Panel 4A-1, CU, 2.5 seconds`, for ears. */
function clipLabel(model: BoardModel, id: string, durationFrames: number | null): string {
	const panel = getPanel(model.store, id)
	if (!panel) return ''
	const size = getShot(model.store, panel.props.shotId)?.size
	const rate = model.frameRate.get()
	const length =
		durationFrames === null ? 'no length yet' : `${formatSeconds(durationFrames, rate)} seconds`
	return [`Panel ${model.numbers.get().get(id) ?? ''}`, size, length].filter(Boolean).join(', ')
}
