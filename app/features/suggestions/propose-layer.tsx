/** The sheet laid over a panel while a proposal is drawn: takes the pen, writes nothing to the board. */
import { type PointerEvent, useRef, useState } from 'react'
import type { Place } from '#core/canvas/layout.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import styles from './ghost.module.css'
import { type SketchLine, useProposing } from './propose-context.tsx'

/** A sketch's stroke holds this many points at most. */
const MAX_POINTS = 400
/** Nearer points than this, of the panel's width, tell nothing. */
const MIN_STEP = 0.003

export function ProposeLayer(props: {
	panels: readonly PanelShape[]
	places: ReadonlyMap<string, Place>
}) {
	const { panelId, lines, addLine } = useProposing()
	const [open, setOpen] = useState<SketchLine>([])
	const line = useRef<SketchLine>([])
	const panel = props.panels.find(({ id }) => id === panelId)
	const place = panel && props.places.get(panel.id)
	if (!panel || !place) return null
	const { w, h } = panel.props
	const end = () => {
		if (line.current.length > 1) addLine(line.current)
		line.current = []
		setOpen([])
	}
	return (
		<svg
			className={styles.sheet}
			style={{ left: place.x, top: place.y, width: w, height: h }}
			viewBox={`0 0 ${w} ${h}`}
			role="img"
			aria-label="Sheet for your proposal, over the panel"
			data-proposal-sheet
			onPointerDown={(event) => {
				event.stopPropagation()
				event.currentTarget.setPointerCapture(event.pointerId)
				line.current = [pointOf(event)]
			}}
			onPointerMove={(event) => {
				if (line.current.length === 0) return
				event.stopPropagation()
				line.current = withPoint(line.current, pointOf(event))
				setOpen(line.current)
			}}
			onPointerUp={end}
			onPointerCancel={end}
		>
			{[...lines, open].map((each, at) => (
				<polyline
					// Lines are only added and taken from the end.
					key={String(at)}
					points={each.map(([x, y]) => `${x * w},${y * h}`).join(' ')}
				/>
			))}
		</svg>
	)
}

function pointOf({
	currentTarget,
	clientX,
	clientY,
}: PointerEvent<SVGSVGElement>): [number, number] {
	const { left, top, width, height } = currentTarget.getBoundingClientRect()
	const share = (value: number) => Math.min(1.2, Math.max(-0.2, value))
	return [share((clientX - left) / width), share((clientY - top) / height)]
}

/** The line with one point more; long ones lose every second point, so that they never grow past the limit. */
function withPoint(line: SketchLine, point: [number, number]): SketchLine {
	const last = line.at(-1)
	if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < MIN_STEP) return line
	const kept = line.length < MAX_POINTS ? line : line.filter((_, at) => at % 2 === 0)
	return [...kept, point]
}
