/**
 * The floor of a shot seen from above: cameras, subjects, the line of action. Dragged by hand, or with
 * the item focused moved by arrows, turned by Shift and arrows; what the line says is read below it.
 */
import { Plus, Trash2 } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Switch } from '#app/ui/switch.tsx'
import { axisSide, readPlans, type ShotPlan } from '#core/board/plan-geometry.ts'
import type { PlanItemRecord } from '#core/board/plan-record.ts'
import { getPanel, getShot } from '../board-records.ts'
import { DraftField } from '../draft-field.tsx'
import type { BoardHand } from '../panel-actions.ts'
import styles from './marks.module.css'
import plan from './plan.module.css'
import { addPlanItem, planItems, removePlanItem, setPlanItem } from './plan-actions.ts'

/** Metres: what the plan shows at least. */
const HALF_WIDTH = 5
const HALF_HEIGHT = HALF_WIDTH * 0.75
/** Metres an arrow key moves, degrees it turns. */
const STEP_M = 0.25
const TURN_DEG = 15

interface SectionProps {
	hand: BoardHand
	panelId: string
	canEdit: boolean
}

export function PlanSection({ hand, panelId, canEdit }: SectionProps) {
	const items = useValue('plan', () => planItems(hand, panelId), [hand, panelId])
	const shot = useValue(
		'shot',
		() => getShot(hand.model.store, getPanel(hand.model.store, panelId)?.props.shotId ?? null),
		[hand, panelId],
	)
	const cast = useValue('cast', () => hand.model.cast.get(), [hand])
	const read = [...readPlans(items).values()][0] ?? null
	const standing = new Set(items.map(({ kind, name }) => `${kind}:${name}`))
	const missing = [...new Set([...(shot?.subjects ?? []), ...cast])].filter(
		(name) => !standing.has(`subject:${name}`),
	)
	const cameras = items.filter(({ kind }) => kind === 'camera').length
	const add = { size: 'small', disabled: !canEdit, icon: <Icon of={Plus} size={14} /> } as const
	return (
		<div className={styles.marks}>
			{items.length > 0 ? (
				<Floor {...{ hand, canEdit, items, read }} lensMm={shot?.lensMm ?? null} />
			) : (
				<p className={styles.hint}>Where the camera and the subjects stand, seen from above.</p>
			)}
			<PlanWords read={read} />
			{items.map((item) => (
				<ItemFields key={item.id} {...{ hand, canEdit, item }} />
			))}
			<div className={styles.add}>
				<Button
					{...add}
					onClick={() =>
						addPlanItem(hand, panelId, 'camera', String.fromCharCode(65 + (cameras % 26)))
					}
				>
					Camera
				</Button>
				{missing.slice(0, 6).map((name) => (
					<Button key={name} {...add} onClick={() => addPlanItem(hand, panelId, 'subject', name)}>
						{name}
					</Button>
				))}
				{missing.length === 0 ? (
					<Button {...add} onClick={() => addPlanItem(hand, panelId, 'subject', '')}>
						Subject
					</Button>
				) : null}
			</div>
		</div>
	)
}

/** What the line of action says about each camera, in numbers. */
function PlanWords({ read }: { read: ShotPlan | null }) {
	if (!read || read.cameras.length === 0) return null
	if (!read.line) {
		return <p className={styles.hint}>With two subjects there is a line of action between them.</p>
	}
	const sides = { left: 'left', right: 'right' }
	return (
		<ul className={plan.words}>
			{read.cameras.map((camera) => {
				const side = axisSide(read, camera)
				if (!side) return null
				const line = `${side.between[0] || 'one'} to ${side.between[1] || 'the other'}`
				const where =
					side.side === 'on'
						? `on the line from ${line}`
						: `${sides[side.side]} of the line from ${line}`
				return (
					<li key={camera.id}>
						Camera {camera.name} is {where}, {side.distanceM.toFixed(1)} m off it, at{' '}
						{Math.round(side.angleDeg)}°.
					</li>
				)
			})}
		</ul>
	)
}

function Floor(props: {
	hand: BoardHand
	canEdit: boolean
	items: readonly PlanItemRecord[]
	read: ShotPlan | null
	lensMm: number | null
}) {
	const { hand, canEdit, items, read, lensMm } = props
	const floor = useRef<SVGSVGElement>(null)
	const far = Math.max(
		1,
		...items.map(({ x, y }) => Math.max(Math.abs(x) / 4.4, Math.abs(y) / 3.2)),
	)
	const view = { x: -HALF_WIDTH * far, y: -HALF_HEIGHT * far }
	const pointOn = (event: PointerEvent) => {
		const matrix = floor.current?.getScreenCTM()
		return matrix
			? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
			: null
	}
	const drag = (item: PlanItemRecord) => (event: PointerEvent<SVGGElement>) => {
		if (!canEdit || !event.currentTarget.hasPointerCapture(event.pointerId)) return
		const at = pointOn(event)
		if (at) setPlanItem(hand, item.id, { x: at.x, y: at.y }, false)
	}
	return (
		// biome-ignore lint/a11y/useSemanticElements: a drawing of movable parts is no fieldset.
		<svg
			ref={floor}
			className={styles.plan}
			viewBox={`${view.x} ${view.y} ${-2 * view.x} ${-2 * view.y}`}
			role="group"
			aria-label="Plan of the shot, seen from above"
			data-own-keys
		>
			{read?.line ? (
				<line
					className={plan.line}
					x1={read.line.from.x}
					y1={read.line.from.y}
					x2={read.line.to.x}
					y2={read.line.to.y}
				/>
			) : null}
			{items.map((item) => (
				// biome-ignore lint/a11y/useSemanticElements: a part of a drawing that is moved.
				<g
					key={item.id}
					className={plan.item}
					role="button"
					tabIndex={0}
					aria-label={describe(item)}
					transform={`translate(${item.x} ${item.y}) scale(${far})`}
					onPointerDown={(event) => {
						if (!canEdit) return
						hand.editor.markHistoryStoppingPoint('plan')
						event.currentTarget.setPointerCapture(event.pointerId)
					}}
					onPointerMove={drag(item)}
					onKeyDown={(event) => {
						if (canEdit && pressOn(hand, item, event)) event.preventDefault()
					}}
				>
					<g transform={`rotate(${item.headingDeg ?? 0})`}>
						{item.kind === 'camera' ? <Camera lensMm={lensMm} /> : <Subject item={item} />}
					</g>
					<text className={plan.label} y={item.kind === 'camera' ? 0.75 : 0.8}>
						{item.name || 'Who?'}
					</text>
				</g>
			))}
		</svg>
	)
}

/** Its view opens as wide as its lens: full frame, 36 mm across. */
function Camera({ lensMm }: { lensMm: number | null }) {
	const half = Math.atan(18 / (lensMm ?? 35))
	const [x, y] = [Math.sin(half) * 2.2, -Math.cos(half) * 2.2]
	return (
		<>
			<path className={plan.view} d={`M0 0L${-x} ${y}A2.2 2.2 0 0 1 ${x} ${y}Z`} />
			<path
				className={plan.camera}
				d="M-0.3 -0.1H0.3V0.4H-0.3ZM-0.12 -0.1L-0.22 -0.35H0.22L0.12 -0.1Z"
			/>
		</>
	)
}

function Subject({ item }: { item: PlanItemRecord }) {
	return (
		<>
			{item.headingDeg === null ? null : (
				<path className={plan.nose} d="M-0.14 -0.28L0 -0.55L0.14 -0.28Z" />
			)}
			<circle className={plan.subject} r={0.3} />
		</>
	)
}

function describe({ kind, name, x, y }: PlanItemRecord): string {
	const across = `${Math.abs(x).toFixed(1)} m ${x < 0 ? 'left' : 'right'}`
	const along = `${Math.abs(y).toFixed(1)} m ${y < 0 ? 'up' : 'down'}`
	return `${kind === 'camera' ? 'Camera' : 'Subject'} ${name}, ${across}, ${along}`
}

/** Carries a key out; false when it is none of ours. */
function pressOn(hand: BoardHand, item: PlanItemRecord, event: KeyboardEvent): boolean {
	const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
	if (event.key === 'Delete' || event.key === 'Backspace') {
		removePlanItem(hand, item.id)
		return true
	}
	const found = Object.entries(step).find(([key]) => key === event.key)?.[1]
	if (!found || event.ctrlKey || event.metaKey || event.altKey) return false
	const [dx = 0, dy = 0] = found
	if (event.shiftKey)
		setPlanItem(hand, item.id, { headingDeg: (item.headingDeg ?? 0) + (dx || dy) * TURN_DEG })
	else setPlanItem(hand, item.id, { x: item.x + dx * STEP_M, y: item.y + dy * STEP_M })
	return true
}

function ItemFields({
	hand,
	canEdit,
	item,
}: {
	hand: BoardHand
	canEdit: boolean
	item: PlanItemRecord
}) {
	const title = item.kind === 'camera' ? 'Camera' : 'Subject'
	const number = (typed: string, most: number, set: (value: number) => void) => {
		const value = Number(typed.replace(',', '.').replace('−', '-'))
		if (typed === '' || !(Math.abs(value) <= most)) return `Type a number from -${most} to ${most}.`
		set(value)
		return null
	}
	return (
		<details className={plan.details}>
			<summary>
				{title} {item.name}
			</summary>
			<DraftField
				label="Name"
				value={item.name}
				disabled={!canEdit}
				onSet={(name) => {
					if (name.length > 80) return 'A name has at most 80 letters.'
					setPlanItem(hand, item.id, { name })
					return null
				}}
			/>
			<DraftField
				label="Looks"
				value={item.headingDeg === null ? '' : String(item.headingDeg)}
				suffix="° (0 = up)"
				disabled={!canEdit}
				onSet={(typed) =>
					number(typed, 180, (headingDeg) => setPlanItem(hand, item.id, { headingDeg }))
				}
			/>
			{item.kind === 'subject' ? (
				<Switch
					label="The line of action runs through"
					checked={item.onLine}
					disabled={!canEdit}
					onCheckedChange={(onLine) => setPlanItem(hand, item.id, { onLine })}
				/>
			) : null}
			{canEdit ? (
				<IconButton
					label={`Take ${title.toLowerCase()} ${item.name} off the plan`}
					size="small"
					onClick={() => removePlanItem(hand, item.id)}
				>
					<Icon of={Trash2} size={14} />
				</IconButton>
			) : null}
		</details>
	)
}
