/**
 * One panel as it hangs on the wall: number, size and length above the paper, the caption below. The
 * drawing itself is tldraw's, clipped to the paper. Sizes are page units (240 px = PANEL_WIDTH at
 * 100 %); words stop growing when the wall comes close, so that the drawing wins.
 */

import { Sparkles, TriangleAlert } from 'lucide-react'
import { memo, type PointerEvent } from 'react'
import { HTMLContainer, useEditor, useValue } from 'tldraw'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { formatSeconds } from '#core/board/timing.ts'
import { labelOf, MOVEMENTS, SHOT_KINDS } from '#core/board/vocabulary.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { backdropInHand } from './marks/board-layers.ts'
import styles from './panel-on-wall.module.css'
import { type CaptionField, usePanelWall } from './panel-wall.tsx'
import { RestingPicture } from './resting/resting-canvas.tsx'

export const PanelOnWall = memo(function PanelOnWall({ shape }: { shape: PanelShape }) {
	const wall = usePanelWall()
	const { id, props } = shape
	const isCurrent = useValue('current', () => wall.currentId.get() === id, [wall, id])
	const editor = useEditor()
	const isSeenThrough = useValue('seen through', () => backdropInHand(editor)?.panelId === id, [
		editor,
		id,
	])
	const waits = useValue('waits', () => wall.withSuggestion.get().has(id), [wall, id])
	const isTold = useValue('told', () => wall.withScriptNews.get().has(id), [wall, id])
	return (
		<HTMLContainer
			className={cx(
				styles.panel,
				isCurrent && styles.current,
				waits && styles.waits,
				isTold && styles.told,
			)}
			style={{ width: props.w, height: props.h }}
		>
			<PanelHead shape={shape} />
			<div className={cx(styles.paper, isSeenThrough && styles.seenThrough)}>
				{wall.renderUnder(id)}
				<PaperHint id={id} />
			</div>
			<RestingPicture panelId={id} />
			<Caption shape={shape} />
			<div className={styles.people}>{wall.renderPeople(id)}</div>
			<div className={styles.writers}>{wall.renderWriters(id)}</div>
		</HTMLContainer>
	)
})

function PanelHead({ shape }: { shape: PanelShape }) {
	const wall = usePanelWall()
	const { durationFrames, shotId } = shape.props
	const number = useValue('number', () => wall.numbers.get().get(shape.id) ?? '', [wall, shape.id])
	const next = useValue('next number', () => wall.nextNumbers.get()?.get(shape.id) ?? number, [
		wall,
		shape.id,
		number,
	])
	const words = useValue('set-up', () => setUpWords(wall.shots.get().get(shotId ?? '')), [
		wall,
		shotId,
	])
	const frameRate = useValue('rate', () => wall.frameRate.get(), [wall])
	const alternate = useValue('alternate', () => wall.alternates.get().get(shape.id), [
		wall,
		shape.id,
	])
	const made = useValue('made', () => wall.fromSuggestion.get().has(shape.id), [wall, shape.id])
	return (
		<header className={styles.head}>
			<span className={styles.number}>{next === number ? number : `${number} → ${next}`}</span>
			{alternate ? <span className={styles.words}>alt {alternate}</span> : null}
			<span className={styles.words}>{words}</span>
			<span className={styles.push}>
				{wall.renderReview(shape.id)}
				{made ? (
					<span className={styles.made} title="From a suggestion">
						<Icon of={Sparkles} size={12} />
					</span>
				) : null}
				{durationFrames === null ? null : <span>{formatSeconds(durationFrames, frameRate)} s</span>}
			</span>
		</header>
	)
}

/** `CU · Push in`, as a crew reads it; a kind stands in for a size that is not said. */
function setUpWords(
	shot: { size: string | null; kind: string | null; movement: string | null } | undefined,
) {
	if (!shot) return ''
	const size = shot.size ?? (shot.kind === null ? '' : labelOf(SHOT_KINDS, shot.kind).toUpperCase())
	const moves = shot.movement !== null && shot.movement !== 'static'
	return [size, moves ? labelOf(MOVEMENTS, shot.movement) : ''].filter(Boolean).join(' · ')
}

/** On the paper itself, below what is drawn: how much could not be read, or where to begin on a board with nothing drawn. */
function PaperHint({ id }: { id: PanelShape['id'] }) {
	const wall = usePanelWall()
	const editor = useEditor()
	const damaged = useValue('damaged', () => wall.damaged.get().get(id) ?? 0, [wall, id])
	const isFirst = useValue(
		'first',
		() => wall.numbers.get().size === 1 && editor.getSortedChildIdsForParent(id).length === 0,
		[wall, editor, id],
	)
	if (damaged > 0) {
		return (
			<div className={styles.damaged} role="status">
				<Icon of={TriangleAlert} size={20} />
				<b>{damaged === 1 ? 'One drawing' : `${damaged} drawings`} here could not be read</b>
			</div>
		)
	}
	return isFirst && wall.canEdit ? <span className={styles.hint}>Draw here</span> : null
}

function Caption({ shape }: { shape: PanelShape }) {
	const wall = usePanelWall()
	const editor = useEditor()
	const isOpen = useValue('open', () => wall.captionOpenId.get() === shape.id, [wall, shape.id])
	const { action, dialogue } = shape.props
	if (isOpen) return null
	const open = (field: CaptionField) => (event: PointerEvent<HTMLDivElement>) => {
		if (event.button !== 0 || !wall.canEdit) return
		editor.markEventAsHandled(event)
		event.preventDefault()
		wall.onOpenCaption(shape.id, field)
	}
	const isEmpty = action === '' && dialogue === ''
	return (
		<div
			className={cx(
				styles.caption,
				wall.canEdit && styles.editable,
				action !== '' && dialogue !== '' && styles.both,
			)}
			data-caption={shape.id}
		>
			{action || isEmpty ? (
				<div className={styles.action} onPointerDown={open('action')}>
					<ByModel panelId={shape.id} path="props.action" />
					{action || (
						<span className={styles.placeholder}>{wall.canEdit ? 'What we see' : ''}</span>
					)}
				</div>
			) : null}
			{dialogue ? (
				<div className={styles.dialogue} onPointerDown={open('dialogue')}>
					<ByModel panelId={shape.id} path="props.dialogue" />
					<Said text={dialogue} />
				</div>
			) : null}
		</div>
	)
}

/** Before words that a model wrote, until a person rewrites them. */
function ByModel({ panelId, path }: { panelId: string; path: string }) {
	const wall = usePanelWall()
	const maker = useValue('maker', () => wall.wordsByModel.get().get(`${panelId} ${path}`), [
		wall,
		panelId,
		path,
	])
	if (maker === undefined) return null
	return (
		<span className={styles.byModel} title={`Words by ${maker}, until somebody rewrites them`}>
			AI<span className="visually-hidden">: words by a model </span>
		</span>
	)
}

/** `IDA: That’s not the buoy.` with the name as a cue. */
function Said({ text }: { text: string }) {
	const cue = /^([\p{Lu}\p{Lo}][^:\n]{0,40}):\s*/u.exec(text)
	if (!cue) return <span className={styles.said}>{text}</span>
	return (
		<>
			<span className={styles.cue}>{cue[1]}</span>{' '}
			<span className={styles.said}>{text.slice(cue[0].length)}</span>
		</>
	)
}
