/**
 * The marks of the panel in hand, as fields: who is in the picture and where they look, the lamps, the
 * camera's move. Everything the tools do by hand is done here by keyboard, and is quick to correct.
 */
import { Plus, Trash2 } from 'lucide-react'
import { useValue } from 'tldraw'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Switch } from '#app/ui/switch.tsx'
import { LIGHT_PATTERNS, labelOf, MOVEMENTS } from '#core/board/vocabulary.ts'
import { keySideOf, patternOf } from '#core/canvas/light-geometry.ts'
import { MAX_SUBJECT_NAME } from '#core/canvas/mark-shapes.ts'
import type { LightMark, SubjectMark } from '#core/canvas/panel-marks.ts'
import { getPanel, getShot } from '../board-records.ts'
import { DraftField } from '../draft-field.tsx'
import type { BoardHand } from '../panel-actions.ts'
import { setShotFields } from '../shot-fields.ts'
import {
	addLight,
	addMove,
	addSubject,
	marksOn,
	moveOn,
	moveWord,
	removeMark,
	setMark,
	takeLight,
	turnLight,
} from './mark-actions.ts'
import styles from './marks.module.css'

interface SectionProps {
	hand: BoardHand
	panelId: string
	canEdit: boolean
}

export function MarksSection({ hand, panelId, canEdit }: SectionProps) {
	const marks = useValue('marks', () => marksOn(hand, panelId), [hand, panelId])
	const shown = useValue('marks shown', () => hand.layers.areMarksShown(), [hand])
	const add = { size: 'small', disabled: !canEdit, icon: <Icon of={Plus} size={14} /> } as const
	return (
		<div className={styles.marks}>
			<Switch
				label="Show marks on the panels"
				checked={shown}
				onCheckedChange={(next) => hand.layers.showMarks(next)}
			/>
			{marks.subjects.map((mark) => (
				<SubjectFields key={mark.id} {...{ hand, panelId, canEdit, mark }} />
			))}
			{marks.lights.map((light, place) => (
				<LightFields key={light.id} {...{ hand, panelId, canEdit, light, place }} />
			))}
			{marks.cameraMove ? <MoveFields {...{ hand, panelId, canEdit }} /> : null}
			<div className={styles.add}>
				<Button {...add} onClick={() => addSubject(hand, panelId)}>
					Subject
				</Button>
				<Button {...add} onClick={() => addLight(hand, panelId)}>
					Light
				</Button>
				{marks.cameraMove ? null : (
					<Button {...add} onClick={() => addMove(hand, panelId)}>
						Camera move
					</Button>
				)}
			</div>
		</div>
	)
}

const FACINGS = [
	['0', 'Into the lens'],
	['45', 'Toward us, right'],
	['90', 'Screen right'],
	['135', 'Away, right'],
	['180', 'Away'],
	['-135', 'Away, left'],
	['-90', 'Screen left'],
	['-45', 'Toward us, left'],
] as const

function SubjectFields({ hand, panelId, canEdit, mark }: SectionProps & { mark: SubjectMark }) {
	const cast = useValue('cast', () => castOf(hand, panelId), [hand, panelId])
	const named = mark.name === '' ? 'Subject' : mark.name
	const setName = (name: string) => {
		if (name.length > MAX_SUBJECT_NAME) return `A name has at most ${MAX_SUBJECT_NAME} letters.`
		setMark(hand, mark.id, { name })
		return null
	}
	const said = mark.facingDeg === null ? '' : String(mark.facingDeg)
	const isListed = FACINGS.some(([value]) => value === said)
	const options = FACINGS.map(([value, label]) => ({ value, label }))
	const own = said === '' || isListed ? [] : [{ value: said, label: `${said}°` }]
	return (
		<fieldset className={styles.mark} aria-label={`Subject: ${named}`}>
			<Head hand={hand} id={mark.id} title="Subject" label={`Remove ${named}`} canEdit={canEdit} />
			<DraftField
				label="Name"
				value={mark.name}
				placeholder="Who is it?"
				disabled={!canEdit}
				onSet={setName}
			/>
			{canEdit ? (
				<div className={styles.cast}>
					{cast
						.filter((name) => name !== mark.name)
						.map((name) => (
							<Button key={name} size="small" onClick={() => setName(name)}>
								{name}
							</Button>
						))}
				</div>
			) : null}
			<SelectField
				layout="row"
				label="Looks"
				value={said}
				emptyLabel="Not said"
				options={[...own, ...options]}
				disabled={!canEdit}
				onValueChange={(value) =>
					setMark(hand, mark.id, { facingDeg: value === '' ? null : Number(value) })
				}
			/>
		</fieldset>
	)
}

/** The shot's own subjects first, then the script's, then who is marked elsewhere; the first dozen. */
function castOf({ model }: BoardHand, panelId: string): string[] {
	const own = getShot(model.store, getPanel(model.store, panelId)?.props.shotId ?? null)?.subjects
	return [...new Set([...(own ?? []), ...model.cast.get()])].slice(0, 12)
}

function LightFields(props: SectionProps & { light: LightMark; place: number }) {
	const { hand, panelId, canEdit, light, place } = props
	const title = place === 0 ? 'Key light' : `Light ${place + 1}`
	const around = Math.round(light.azimuthDeg)
	const number = (typed: string, most: number, set: (value: number) => void) => {
		const value = Number(typed.replace('°', '').replace(',', '.').replace('−', '-'))
		if (typed === '' || !(Math.abs(value) <= most)) return `Type degrees from -${most} to ${most}.`
		set(value)
		return null
	}
	const shot = useValue(
		'shot',
		() => getShot(hand.model.store, getPanel(hand.model.store, panelId)?.props.shotId ?? null),
		[hand, panelId],
	)
	const isTaken = shot?.keySide === keySideOf(light) && shot.lightPattern === light.pattern
	const derived = labelOf(LIGHT_PATTERNS, patternOf(light))
	return (
		<fieldset className={styles.mark} aria-label={title}>
			<Head
				hand={hand}
				id={light.id}
				title={title}
				label={`Remove ${title.toLowerCase()}`}
				canEdit={canEdit}
			/>
			<DraftField
				label="Round"
				value={String(around)}
				suffix="° (90 = right)"
				disabled={!canEdit}
				onSet={(typed) => number(typed, 180, (value) => turnLight(hand, panelId, light, value))}
			/>
			<DraftField
				label="Height"
				value={String(Math.round(light.elevationDeg))}
				suffix="°"
				disabled={!canEdit}
				onSet={(typed) =>
					number(typed, 90, (value) => setMark(hand, light.id, { elevationDeg: value }))
				}
			/>
			<SelectField
				layout="row"
				label="Pattern"
				value={light.patternIsSaid ? light.pattern : ''}
				placeholder={`${derived}, from its place`}
				emptyLabel={`${derived}, from its place`}
				options={LIGHT_PATTERNS.map(([value, label]) => ({ value, label }))}
				disabled={!canEdit}
				onValueChange={(value) => {
					const word = LIGHT_PATTERNS.find(([code]) => code === value)
					setMark(hand, light.id, { pattern: word ? word[0] : null })
				}}
			/>
			{place === 0 && canEdit && !isTaken ? (
				<Button size="small" onClick={() => takeLight(hand, panelId, light)}>
					Use as the shot’s key light
				</Button>
			) : null}
		</fieldset>
	)
}

function MoveFields({ hand, panelId, canEdit }: SectionProps) {
	const panel = useValue('panel', () => getPanel(hand.model.store, panelId), [hand, panelId])
	const move = useValue('move', () => (panel ? moveOn(hand, panel) : null), [hand, panel])
	const word = useValue('word', () => moveWord(hand, panelId), [hand, panelId])
	const movement = useValue(
		'movement',
		() => getShot(hand.model.store, panel?.props.shotId ?? null)?.movement ?? null,
		[hand, panel],
	)
	if (!panel || !move) return null
	const { w, h } = panel.props
	const frames = (name: 'from' | 'to') => {
		const { x, y, w: width } = move.props[name]
		return `${Math.round((100 * x) / w)}, ${Math.round((100 * y) / h)}, ${Math.round((100 * width) / w)}`
	}
	const setFrame = (name: 'from' | 'to') => (typed: string) => {
		const [x, y, width] = typed.split(/[,;\s]+/).map(Number)
		if (x === undefined || y === undefined || !(width && width >= 5 && width <= 1000))
			return 'Type left, top and width in per cent of the panel: 20, 20, 60.'
		if (Number.isNaN(x) || Number.isNaN(y)) return 'Type three numbers: 20, 20, 60.'
		const frame = { x: (x * w) / 100, y: (y * h) / 100, w: (width * w) / 100 }
		setMark(hand, move.id, { [name]: frame })
		return null
	}
	return (
		<fieldset className={styles.mark} aria-label="Camera move">
			<Head
				hand={hand}
				id={move.id}
				title="Camera move"
				label="Remove the move"
				canEdit={canEdit}
			/>
			<DraftField
				label="Start"
				value={frames('from')}
				suffix="%"
				disabled={!canEdit}
				onSet={setFrame('from')}
			/>
			<DraftField
				label="End"
				value={frames('to')}
				suffix="%"
				disabled={!canEdit}
				onSet={setFrame('to')}
			/>
			{canEdit ? (
				<div className={styles.add}>
					<Button
						size="small"
						onClick={() => setMark(hand, move.id, { from: move.props.to, to: move.props.from })}
					>
						Turn round
					</Button>
					{word && word !== movement ? (
						<Button size="small" onClick={() => setShotFields(hand, panelId, { movement: word })}>
							Say “{labelOf(MOVEMENTS, word)}” in the shot
						</Button>
					) : null}
				</div>
			) : null}
		</fieldset>
	)
}

function Head(props: {
	hand: BoardHand
	id: string
	title: string
	label: string
	canEdit: boolean
}) {
	return (
		<div className={styles.head}>
			<span>{props.title}</span>
			{props.canEdit ? (
				<IconButton
					label={props.label}
					size="small"
					onClick={() => removeMark(props.hand, props.id)}
				>
					<Icon of={Trash2} size={14} />
				</IconButton>
			) : null}
		</div>
	)
}
