/**
 * Drawn notes: lines over a panel in their author's colour, on the notes' own layer and never in the
 * drawing. Shown or hidden as one; while their pen is in hand a sheet over each panel takes it.
 */
import { type PointerEvent, useRef, useState } from 'react'
import type { Editor } from 'tldraw'
import { personStyle } from '#app/ui/avatar.tsx'
import { useSignal } from '../sync/use-signal.ts'
import type { Crew } from './crew.ts'
import { forwardWheel } from './forward-wheel.ts'
import styles from './note-pins.module.css'
import type { Box, Places } from './note-pins.tsx'
import type { NotesModel } from './notes-model.ts'

/** A line holds this many points at most. */
const MAX_POINTS = 2000
/** Nearer points than this, of the panel, tell nothing. */
const MIN_STEP = 0.002

export function InkNotes(props: {
	model: NotesModel
	crew: Crew
	places: Places
	panelIds: readonly string[]
	editor: Editor
	userId: string
	onLine: (panelId: string, points: number[]) => void
}) {
	const { model, crew, places, panelIds } = props
	const inks = useSignal(model.inks)
	const isInking = useSignal(model.isInking)
	const areShown = useSignal(model.areInksShown)
	return panelIds.map((panelId) => {
		const box = places.panel(panelId)
		const here = areShown || isInking ? inks.filter((ink) => ink.panelId === panelId) : []
		if (!box || (here.length === 0 && !isInking)) return null
		return (
			<div
				key={panelId}
				className={styles.inks}
				style={{ left: box.x, top: box.y, width: box.w, height: box.h }}
				data-drawn-notes={panelId}
			>
				<svg
					viewBox={`0 0 ${box.w} ${box.h}`}
					role="img"
					aria-label={`${here.length} drawn ${here.length === 1 ? 'note' : 'notes'}`}
				>
					{here.map((ink) => (
						<polyline
							key={ink.id}
							style={personStyle(crew.of(ink.authorId).color)}
							points={pointsOf(ink.points, box)}
						/>
					))}
				</svg>
				{isInking ? (
					<InkSheet
						{...{ panelId, box }}
						editor={props.editor}
						color={crew.of(props.userId).color}
						onLine={props.onLine}
					/>
				) : null}
			</div>
		)
	})
}

function InkSheet(props: {
	panelId: string
	box: Box
	editor: Editor
	color: string
	onLine: (panelId: string, points: number[]) => void
}) {
	const { panelId, box, editor } = props
	const line = useRef<number[]>([])
	const [open, setOpen] = useState<readonly number[]>([])
	const end = () => {
		if (line.current.length >= 2) props.onLine(panelId, line.current)
		line.current = []
		setOpen([])
	}
	return (
		<svg
			className={styles.sheet}
			viewBox={`0 0 ${box.w} ${box.h}`}
			role="img"
			aria-label="Sheet for drawn notes, over the panel"
			data-ink-sheet={panelId}
			onWheel={(event) => forwardWheel(editor, event)}
			onPointerDown={(event) => {
				event.stopPropagation()
				event.currentTarget.setPointerCapture(event.pointerId)
				line.current = pointOf(event)
			}}
			onPointerMove={(event) => {
				if (line.current.length === 0) return
				event.stopPropagation()
				line.current = withPoint(line.current, pointOf(event))
				setOpen(line.current)
			}}
			onPointerUp={(event) => {
				event.stopPropagation()
				end()
			}}
			onPointerCancel={end}
		>
			<polyline style={personStyle(props.color)} points={pointsOf(open, box)} />
		</svg>
	)
}

function pointOf({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): number[] {
	const { left, top, width, height } = currentTarget.getBoundingClientRect()
	const part = (value: number) => Math.round(Math.min(1.2, Math.max(-0.2, value)) * 10_000) / 10_000
	return [part((clientX - left) / width), part((clientY - top) / height)]
}

/** The line with one point more; a long one loses every second point, so that it never grows past the limit. */
function withPoint(line: number[], point: number[]): number[] {
	const [x = 0, y = 0] = point
	const [lastX = 0, lastY = 0] = line.slice(-2)
	if (Math.hypot(x - lastX, y - lastY) < MIN_STEP) return line
	const kept = line.length < MAX_POINTS * 2 ? line : line.filter((_, at) => at % 4 < 2)
	return [...kept, x, y]
}

function pointsOf(points: readonly number[], { w, h }: Box): string {
	const pairs: string[] = []
	for (let at = 0; at + 1 < points.length; at += 2)
		pairs.push(`${(points[at] ?? 0) * w},${(points[at + 1] ?? 0) * h}`)
	// A dot is a line to itself.
	return pairs.length === 1 ? `${pairs[0]} ${pairs[0]}` : pairs.join(' ')
}
