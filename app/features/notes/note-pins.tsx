/**
 * Notes on the wall: a numbered pin in its author's colour where each one stands, quiet when it is
 * done, the region it means when it is open; and the hand that sets a new one. In page units, in front
 * of the drawing; pins keep their size at any zoom, and a pen goes through everything else.
 */

import { Check } from 'lucide-react'
import { type PointerEvent, useRef, useState } from 'react'
import type { Editor } from 'tldraw'
import { personStyle } from '#app/ui/avatar.tsx'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import type { Anchor } from '#core/notes/anchor.ts'
import type { Thread } from '#core/notes/threads.ts'
import { useSignal } from '../sync/use-signal.ts'
import type { Crew } from './crew.ts'
import { forwardWheel } from './forward-wheel.ts'
import styles from './note-pins.module.css'
import type { NotesModel } from './notes-model.ts'

/** Nearer than this, of the panel, a press is a point and no region. */
const MIN_REGION = 0.02
const WORDS_IN_LABEL = 60

export interface Box {
	x: number
	y: number
	w: number
	h: number
}
export interface Places {
	/** Where a panel stands on the wall; null when it is off it. */
	panel(panelId: string): Box | null
	/** Where something drawn stands. */
	shape(shapeId: string): Box | null
}

export function NotePins(props: {
	model: NotesModel
	crew: Crew
	places: Places
	panelIds: readonly string[]
	editor: Editor
	onOpen: (thread: Thread) => void
}) {
	const { model, places, crew } = props
	const threads = useSignal(model.shown)
	const activeId = useSignal(model.activeId)
	const draft = useSignal(model.draft)
	return (
		<>
			{draft ? (
				<PlaceLayer {...props} onPlace={(anchor) => model.draft.set(anchor)} draft={draft} />
			) : null}
			{threads.map((thread) => (
				<Pin
					key={thread.id}
					{...{ thread, crew }}
					box={boxOf(thread.anchor, places)}
					isActive={thread.id === activeId}
					onOpen={() => props.onOpen(thread)}
				/>
			))}
		</>
	)
}

function Pin(props: {
	thread: Thread
	crew: Crew
	box: Box | null
	isActive: boolean
	onOpen: () => void
}) {
	const { thread, crew, box, isActive } = props
	if (!box) return null
	const author = crew.of(thread.record.authorId)
	const first = thread.notes.find(({ removed }) => !removed)
	return (
		<>
			{isActive && box.w > 0 ? (
				<div
					className={styles.region}
					style={{ ...personStyle(author.color), ...rect(box) }}
					aria-hidden
				/>
			) : null}
			<button
				type="button"
				className={cx(
					styles.pin,
					!thread.isOpen && styles.done,
					isActive && styles.active,
					thread.isNew && styles.new,
				)}
				style={{ ...personStyle(author.color), left: box.x, top: box.y }}
				aria-label={`Note ${thread.number}, ${thread.isOpen ? 'open' : 'done'}, ${author.name}: ${(first?.text ?? '').slice(0, WORDS_IN_LABEL)}`}
				aria-pressed={isActive}
				data-pin={thread.number}
				onPointerDown={(event) => event.stopPropagation()}
				onClick={props.onOpen}
			>
				{thread.isOpen ? thread.number : <Icon of={Check} size={12} />}
			</button>
		</>
	)
}

/** Takes the pointer over every panel while a note is begun: a press is a point, a drag a region. */
function PlaceLayer(props: {
	places: Places
	panelIds: readonly string[]
	editor: Editor
	draft: Anchor
	onPlace: (anchor: Anchor) => void
}) {
	const { places, panelIds, draft } = props
	const box = boxOf(draft, places)
	return (
		<>
			{panelIds.map((panelId) => {
				const panel = places.panel(panelId)
				return panel ? (
					<PlaceOnPanel
						key={panelId}
						{...{ panelId, panel }}
						editor={props.editor}
						onPlace={props.onPlace}
					/>
				) : null
			})}
			{box ? (
				<>
					{box.w > 0 ? <div className={styles.region} style={rect(box)} aria-hidden /> : null}
					<span
						className={cx(styles.pin, styles.draft)}
						style={{ left: box.x, top: box.y }}
						aria-hidden
					>
						+
					</span>
				</>
			) : null}
		</>
	)
}

function PlaceOnPanel(props: {
	panelId: string
	panel: Box
	editor: Editor
	onPlace: (anchor: Anchor) => void
}) {
	const { panelId, panel, onPlace } = props
	const from = useRef<{ x: number; y: number } | null>(null)
	const [region, setRegion] = useState<Box | null>(null)
	const anchorTo = (event: PointerEvent<HTMLDivElement>): Anchor => {
		const to = partOf(event)
		const start = from.current ?? to
		const w = Math.abs(to.x - start.x)
		const h = Math.abs(to.y - start.y)
		if (w < MIN_REGION && h < MIN_REGION) return { kind: 'panel', panelId, ...start, w: 0, h: 0 }
		return {
			...{ kind: 'panel', panelId, w, h },
			...{ x: Math.min(to.x, start.x), y: Math.min(to.y, start.y) },
		}
	}
	return (
		<div
			className={styles.sheet}
			style={rect(panel)}
			data-note-sheet={panelId}
			onWheel={(event) => forwardWheel(props.editor, event)}
			onPointerDown={(event) => {
				// The words that are being typed keep the focus.
				event.preventDefault()
				event.stopPropagation()
				event.currentTarget.setPointerCapture(event.pointerId)
				from.current = partOf(event)
			}}
			onPointerMove={(event) => {
				if (!from.current) return
				event.stopPropagation()
				const anchor = anchorTo(event)
				if (anchor.kind === 'panel') setRegion(anchor)
			}}
			onPointerUp={(event) => {
				if (!from.current) return
				event.stopPropagation()
				onPlace(anchorTo(event))
				from.current = null
				setRegion(null)
			}}
			onPointerCancel={() => {
				from.current = null
				setRegion(null)
			}}
		>
			{region && region.w > 0 ? (
				<div
					className={styles.region}
					style={{
						left: region.x * panel.w,
						top: region.y * panel.h,
						width: region.w * panel.w,
						height: region.h * panel.h,
					}}
				/>
			) : null}
		</div>
	)
}

/** Where the pointer is, in 0–1 of what it is over. */
function partOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLDivElement>) {
	const { left, top, width, height } = currentTarget.getBoundingClientRect()
	const part = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000
	return { x: part((clientX - left) / width), y: part((clientY - top) / height) }
}

/** Where on the wall an anchor is, in page units; null when it is not on it. */
function boxOf(anchor: Anchor, places: Places): Box | null {
	if (anchor.kind === 'shape') {
		const shape = places.shape(anchor.shapeId)
		if (shape) return shape
		const panel = anchor.panelId === null ? null : places.panel(anchor.panelId)
		return panel && { x: panel.x, y: panel.y, w: 0, h: 0 }
	}
	if (anchor.kind === 'time') {
		const panel = places.panel(anchor.panelId)
		return panel && { x: panel.x + panel.w, y: panel.y + panel.h, w: 0, h: 0 }
	}
	if (anchor.kind !== 'panel') return null
	const panel = places.panel(anchor.panelId)
	if (!panel) return null
	const { x, y, w, h } = anchor
	return { x: panel.x + x * panel.w, y: panel.y + y * panel.h, w: w * panel.w, h: h * panel.h }
}

function rect({ x, y, w, h }: Box) {
	return { left: x, top: y, width: w, height: h }
}
