/**
 * The offered drawing as things to take in hand, over its panel: parts to move, handles to pull, and
 * what to do with the whole. Page units, like all of the ghost; nothing here is a shape of the board.
 */
import { type ReactNode, useEffect, useMemo, useRef, type WheelEvent } from 'react'
import { cx } from '#app/ui/cx.ts'
import { renderPanelSvg } from '#core/canvas/panel-svg.ts'
import { renderSketch } from '#core/suggestions/render-sketch.ts'
import { handlesOf } from '#core/suggestions/reshape/part-handles.ts'
import { boxOf, inFrame, type PartFrame } from '#core/suggestions/reshape/part-outline.ts'
import { nameOfPart } from '#core/suggestions/reshape/part-words.ts'
import type { SketchElement } from '#core/suggestions/sketch.ts'
import { imageOf } from '../edit-preview.tsx'
import styles from './reshape.module.css'
import { ReshapeBar } from './reshape-bar.tsx'
import { type ReshapeHand, useReshaping } from './reshape-context.tsx'
import type { Reshaping } from './reshaping.ts'
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
		onTake: (at) => focusPart(layer.current, at),
	})
	const { held } = drag
	usePartKeys(layer, frame)
	// The keys are at once on what came to hand: at the start, and after a part was left out.
	const { partAt } = now
	useEffect(() => {
		const { activeElement } = document
		if (partAt !== null && !isIn('form', activeElement)) focusPart(layer.current, partAt)
	}, [partAt])
	const kept = now.draft.parts.flatMap(({ element, isLeftOut }, at) =>
		isLeftOut ? [] : [{ element: held?.at === at ? held.element : element, at }],
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
			{held ? <Pulled element={held.element} frame={frame} /> : null}
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
			<ReshapeBar hand={hand} now={now} chosen={chosen ?? null} />
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
	const { w, h } = frame
	const box = useMemo(() => {
		const whole = boxOf(element, { w, h })
		return inFrame(whole, { w, h }) ?? whole
	}, [element, w, h])
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

/** The part under the finger alone, over the drawing without it. */
function Pulled({ element, frame }: { element: SketchElement; frame: PartFrame }) {
	const { w, h } = frame
	const src = useMemo(() => {
		const panel = { id: 'shape:pulled', w, h }
		const place = { panelId: panel.id, w, h, suggestionId: 'suggestion:pulled', above: null }
		const ghost = renderSketch({ elements: [element] }, place)
		return imageOf(renderPanelSvg({ panel, shapes: [], ghost, isSheer: true }))
	}, [element, w, h])
	return <img className={styles.pulled} src={src} alt="" />
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
