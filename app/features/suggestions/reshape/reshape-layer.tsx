/**
 * The offered drawing as things to take in hand, over its panel: parts to move, handles to pull, and
 * what to do with the whole. Page units, like all of the ghost; nothing here is a shape of the board.
 */
import { FlipHorizontal2, RotateCw, Trash2, Undo2 } from 'lucide-react'
import { type ReactNode, useEffect, useRef, type WheelEvent } from 'react'
import { Button } from '#app/ui/button.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import { handlesOf, turnedPart } from '#core/suggestions/reshape/part-handles.ts'
import { boxOf, inFrame, type PartFrame } from '#core/suggestions/reshape/part-outline.ts'
import { nameOfPart } from '#core/suggestions/reshape/part-words.ts'
import type { SketchElement } from '#core/suggestions/sketch.ts'
import styles from './reshape.module.css'
import { type ReshapeHand, useReshaping } from './reshape-context.tsx'
import { leftOut, partChanged, type Reshaping, takenBack } from './reshaping.ts'
import { usePartDrag } from './use-part-drag.ts'
import { usePartKeys } from './use-part-keys.ts'

/** Nothing while nothing is changed, or when there is no drawing to take in hand. */
export function ReshapeLayer({ frame }: { frame: PartFrame }) {
	const hand = useReshaping()
	if (!hand.now || hand.now.draft.parts.length === 0) return null
	return <Parts frame={frame} hand={hand} now={hand.now} />
}

function Parts({ frame, hand, now }: { frame: PartFrame; hand: ReshapeHand; now: Reshaping }) {
	const layer = useRef<HTMLElement>(null)
	const surface = useRef<HTMLDivElement>(null)
	const inHand = (at: number) => hand.change((last) => ({ ...last, partAt: at }))
	const drag = usePartDrag({
		...{ surface, frame },
		onTake(at) {
			inHand(at)
			focusPart(layer.current, at)
		},
	})
	usePartKeys(layer, frame)
	// The keys are at once on what came to hand: at the start, and after a part was left out.
	const { partAt } = now
	useEffect(() => {
		const { activeElement } = document
		if (partAt !== null && !isIn('form', activeElement)) focusPart(layer.current, partAt)
	}, [partAt])
	const kept = now.draft.parts.flatMap(({ element, isLeftOut }, at) =>
		isLeftOut ? [] : [{ element, at }],
	)
	const chosen = kept.find(({ at }) => at === partAt)
	return (
		<section
			ref={layer}
			className={styles.layer}
			aria-label="The suggestion, to be changed"
			data-own-keys
			data-reshape
			onWheel={wheelToCanvas}
		>
			<div
				ref={surface}
				className={cx(styles.surface, drag.hovered !== null && styles.overPart)}
				{...drag.onSurface}
			/>
			{kept.map(({ element, at }, i) => (
				<Part
					key={at}
					{...{ element, at, frame }}
					label={`${nameOfPart(element)}, ${i + 1} of ${kept.length}`}
					isInHand={at === partAt}
					isHovered={at === drag.hovered}
					onFocus={() => at !== partAt && inHand(at)}
				>
					{at === partAt
						? handlesOf(element, frame).map((handle) => (
								<button
									key={handle.id}
									type="button"
									className={styles.handle}
									style={{ left: handle.at[0] * frame.w, top: handle.at[1] * frame.h }}
									aria-label={`${handle.label} of ${nameOfPart(element)}`}
									title={handle.label}
									data-part={at}
									data-handle={handle.id}
									onPointerDown={(event) => drag.takeHandle(event, handle.id, handle.at)}
									onPointerMove={drag.onSurface.onPointerMove}
									onPointerUp={drag.onSurface.onPointerUp}
									onPointerCancel={drag.onSurface.onPointerCancel}
								/>
							))
						: null}
				</Part>
			))}
			<Bar hand={hand} now={now} chosen={chosen ?? null} />
			<p className="visually-hidden" role="status">
				{now.problem ?? (chosen ? placeOf(chosen.element, frame) : OPENING)}
			</p>
		</section>
	)
}

const OPENING = 'No part is left.'

function Part(props: {
	element: SketchElement
	at: number
	frame: PartFrame
	label: string
	isInHand: boolean
	isHovered: boolean
	onFocus: () => void
	children: ReactNode
}) {
	const { element, at, frame, label, isInHand, isHovered, onFocus, children } = props
	const whole = boxOf(element, frame)
	const box = inFrame(whole, frame) ?? whole
	return (
		<>
			<button
				type="button"
				className={cx(styles.part, isInHand && styles.inHand, isHovered && styles.hovered)}
				style={{ left: box.x - 4, top: box.y - 4, width: box.w + 8, height: box.h + 8 }}
				aria-label={label}
				aria-pressed={isInHand}
				aria-description="Arrows move it, Delete leaves it out, Enter accepts, Escape gives it up"
				data-part={at}
				onFocus={onFocus}
				onClick={onFocus}
			/>
			{children}
		</>
	)
}

function Bar({
	hand,
	now,
	chosen,
}: {
	hand: ReshapeHand
	now: Reshaping
	chosen: { element: SketchElement; at: number } | null
}) {
	const turned = chosen && turnedPart(chosen.element)
	return (
		<div
			className={styles.bar}
			role="toolbar"
			aria-label="Change the suggestion"
			onPointerDown={(event) => event.stopPropagation()}
		>
			{now.problem ? <p className={styles.problem}>{now.problem}</p> : null}
			<span className={styles.name}>{chosen ? nameOfPart(chosen.element) : 'Nothing is left'}</span>
			{chosen && turned ? (
				<IconButton
					label={chosen.element.kind === 'prop' ? 'Mirror it' : 'Turn it'}
					size="small"
					shortcut="R"
					onClick={() =>
						hand.change((last) =>
							partChanged(last, chosen.at, { element: turned, step: `turn ${chosen.at}` }),
						)
					}
				>
					<Icon of={chosen.element.kind === 'prop' ? FlipHorizontal2 : RotateCw} size={14} />
				</IconButton>
			) : null}
			{chosen ? (
				<IconButton
					label="Leave this part out"
					size="small"
					onClick={() => hand.change((last) => leftOut(last, chosen.at))}
				>
					<Icon of={Trash2} size={14} />
				</IconButton>
			) : null}
			<IconButton
				label="Undo the last change to it"
				size="small"
				disabled={now.past.length === 0}
				onClick={() => hand.change(takenBack)}
			>
				<Icon of={Undo2} size={14} />
			</IconButton>
			<span className={styles.gap} />
			<Button size="small" variant="plain" onClick={hand.giveUp}>
				Give up <Kbd>Esc</Kbd>
			</Button>
			<Button size="small" variant="suggest" onClick={hand.accept}>
				Accept this <Kbd>↵</Kbd>
			</Button>
		</div>
	)
}

/** Read aloud after each step: where the part is now. */
function placeOf(element: SketchElement, frame: PartFrame): string {
	const { x, y, w, h } = boxOf(element, frame)
	const percent = (value: number) => Math.round(value * 100)
	const across = percent((x + w / 2) / frame.w)
	const down = percent((y + h / 2) / frame.h)
	return `${nameOfPart(element)}: ${across} % across, ${down} % down, ${percent(w / frame.w)} % wide.`
}

function focusPart(layer: HTMLElement | null, at: number): void {
	const part = layer?.querySelector<HTMLElement>(`[data-part="${at}"]:not([data-handle])`)
	// A scrolled canvas would stand beside its own coordinates.
	part?.focus({ preventScroll: true })
}

function isIn(selector: string, element: Element | null): boolean {
	return (element?.closest(selector) ?? null) !== null
}

/** Over the parts as over the wall, the wheel moves the wall. */
function wheelToCanvas({ nativeEvent }: WheelEvent): void {
	const canvas = document.querySelector('.tl-canvas')
	canvas?.dispatchEvent(new window.WheelEvent(nativeEvent.type, nativeEvent))
}
