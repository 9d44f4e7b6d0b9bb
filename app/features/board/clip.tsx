/** One panel in the strip: its picture, number and length, and who is on it. */

import { memo, type ReactNode, useEffect, useRef } from 'react'
import { type Editor, useValue } from 'tldraw'
import { cx } from '#app/ui/cx.ts'
import { formatSeconds, UNTIMED_SECONDS } from '#core/board/timing.ts'
import type { BoardModel } from './board-model.ts'
import { getPanel, getShot } from './board-records.ts'
import type { PictureSource } from './picture-source.ts'
import styles from './time-strip.module.css'
import type { ClipDrag } from './use-clip-drag.ts'
import { usePanelPicture } from './use-panel-picture.ts'

export const Clip = memo(function Clip(props: {
	id: string
	place: number
	secondPx: number
	model: BoardModel
	editor: Editor
	pictures: PictureSource
	drag: ClipDrag
	onTake: () => void
	people: ReactNode
}) {
	const { id, model, drag } = props
	const frames = useValue('length', () => getPanel(model.store, id)?.props.durationFrames ?? null, [
		model,
		id,
	])
	const number = useValue('number', () => model.numbers.get().get(id) ?? '', [model, id])
	const rate = useValue('rate', () => model.frameRate.get(), [model])
	const isCurrent = useValue('current', () => model.currentId.get() === id, [model, id])
	const waits = useValue('waits', () => model.withSuggestion.get().has(id), [model, id])
	const label = useValue('label', () => clipLabel(model, id), [model, id])
	const element = useRef<HTMLDivElement>(null)
	const picture = usePanelPicture(props.editor, props.pictures, id)
	useEffect(() => {
		if (isCurrent) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
	}, [isCurrent])
	const moving = drag.state?.id === id
	const seconds = frames === null ? UNTIMED_SECONDS : frames / rate
	// Arrows, Enter and Delete on a clip are the board's keys (use-board-keys.ts).
	return (
		<div
			ref={element}
			className={cx(
				styles.clip,
				isCurrent && styles.current,
				frames === null && styles.untimed,
				moving && styles.moving,
				drag.state && drag.state.afterId === id && styles.before,
				drag.state && drag.state.afterId === null && props.place === 0 && styles.first,
			)}
			style={{
				width: seconds * props.secondPx,
				translate: moving ? `${drag.state?.byPx ?? 0}px 0` : undefined,
			}}
			role="option"
			aria-selected={isCurrent}
			tabIndex={isCurrent ? 0 : -1}
			data-clip={id}
			onFocus={isCurrent ? undefined : props.onTake}
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
		</div>
	)
})

/** `Panel 4A-1, CU, 2.5 seconds`, for ears. */
function clipLabel(model: BoardModel, id: string): string {
	const panel = getPanel(model.store, id)
	if (!panel) return ''
	const size = getShot(model.store, panel.props.shotId)?.size
	const { durationFrames } = panel.props
	const rate = model.frameRate.get()
	const length =
		durationFrames === null ? 'no length yet' : `${formatSeconds(durationFrames, rate)} seconds`
	return [`Panel ${model.numbers.get().get(id) ?? ''}`, size, length].filter(Boolean).join(', ')
}
