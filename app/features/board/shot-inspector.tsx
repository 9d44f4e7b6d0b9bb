/**
 * The tray's Shot tab: what is said about the panel in hand and its set-up. Empty means not said; no
 * default is invented. What others set shows at once.
 */

import { SquarePen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useValue } from 'tldraw'
import { Empty } from '#app/ui/empty.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { EMPTY_SHOT, type ShotRecord } from '#core/board/shot-record.ts'
import { formatSeconds, parseDuration } from '#core/board/timing.ts'
import {
	ANGLES,
	FRAMINGS,
	KEY_SIDES,
	LIGHT_MOTIVATIONS,
	LIGHT_PATTERNS,
	MOVEMENTS,
	SCREEN_DIRECTIONS,
	SHOT_KINDS,
	SHOT_SIZES,
	TRANSITIONS,
	VFX_KINDS,
} from '#core/board/vocabulary.ts'
import { getPanel, getShot } from './board-records.ts'
import { DraftField } from './draft-field.tsx'
import type { BoardHand } from './panel-actions.ts'
import {
	panelBeforeOf,
	type ShotChange,
	setPanelProps,
	setSetUp,
	setShotFields,
	sharesSetUp,
} from './shot-fields.ts'
import styles from './shot-inspector.module.css'

export interface TextSlotProps {
	panelId: string
	field: 'action' | 'dialogue' | 'notes'
	label: string
	placeholder?: string
}

export function ShotInspector(props: {
	hand: BoardHand
	canEdit: boolean
	/** A field whose words merge letter by letter with what others type. */
	renderText: (text: TextSlotProps) => ReactNode
}) {
	const { hand, canEdit } = props
	const { model } = hand
	const panelId = useValue('panel in hand', () => model.currentId.get(), [model])
	const number = useValue('number', () => model.numbers.get().get(panelId ?? '') ?? '', [
		model,
		panelId,
	])
	if (!panelId) {
		return (
			<Empty icon={<Icon of={SquarePen} size={20} />} title="No panel in hand">
				<p>Choose a panel on the wall or in the strip.</p>
			</Empty>
		)
	}
	return (
		<div className={styles.inspector}>
			<h2 className={styles.title}>Panel {number}</h2>
			<Section title="What happens">
				{props.renderText({ panelId, field: 'action', label: 'What we see' })}
				{props.renderText({
					panelId,
					field: 'dialogue',
					label: 'What is said',
					placeholder: 'IDA: That’s not the buoy.',
				})}
				{props.renderText({ panelId, field: 'notes', label: 'Notes' })}
				<LengthField key={panelId} {...{ hand, panelId, canEdit }} />
			</Section>
			<SetUpFields key={`set-up ${panelId}`} {...{ hand, panelId, canEdit }} />
		</div>
	)
}

function Section(props: { title: string; children: ReactNode }) {
	return (
		<section className={styles.section}>
			<h3>{props.title}</h3>
			{props.children}
		</section>
	)
}

interface FieldsOf {
	hand: BoardHand
	panelId: string
	canEdit: boolean
}

function LengthField({ hand, panelId, canEdit }: FieldsOf) {
	const { model } = hand
	const frames = useValue(
		'length',
		() => getPanel(model.store, panelId)?.props.durationFrames ?? null,
		[model, panelId],
	)
	const rate = useValue('rate', () => model.frameRate.get(), [model])
	const set = (typed: string) => {
		const durationFrames = typed === '' ? null : parseDuration(typed, rate)
		if (typed !== '' && durationFrames === null)
			return 'Type seconds (2.5), seconds and frames (2:12) or frames (60f).'
		setPanelProps(hand, panelId, { durationFrames })
		return null
	}
	return (
		<DraftField
			label="Length"
			value={frames === null ? '' : formatSeconds(frames, rate)}
			suffix={frames === null ? 's' : `s · ${frames}f`}
			placeholder="2.5, 2:12 or 60f"
			disabled={!canEdit}
			onSet={set}
		/>
	)
}

function SetUpFields({ hand, panelId, canEdit }: FieldsOf) {
	const { model } = hand
	const shot = useValue(
		'set-up',
		() => getShot(model.store, getPanel(model.store, panelId)?.props.shotId ?? null),
		[model, panelId],
	)
	const set = (change: ShotChange) => setShotFields(hand, panelId, change)
	const shown: ShotFieldsShown = shot ?? { ...EMPTY_SHOT, numberOverride: null, backdropId: null }
	const choices = { shown, set, disabled: !canEdit }
	return (
		<>
			<Section title="Set-up">
				<SetUpChoice {...{ hand, panelId, canEdit }} />
				<NumberField {...{ hand, panelId, canEdit }} />
				<Choice {...choices} field="size" label="Size" words={SHOT_SIZES} withCode />
				<Choice {...choices} field="kind" label="Kind" words={SHOT_KINDS} />
				<Choice {...choices} field="framing" label="Framing" words={FRAMINGS} />
				<Choice {...choices} field="angle" label="Angle" words={ANGLES} />
				<Choice {...choices} field="movement" label="Movement" words={MOVEMENTS} />
				<Quantity {...choices} field="lensMm" label="Lens" unit="mm" range={[4, 2000]} />
				<Choice {...choices} field="screenDirection" label="Direction" words={SCREEN_DIRECTIONS} />
				<Choice {...choices} field="transition" label="Out by" words={TRANSITIONS} />
				<DraftField
					label="Subjects"
					value={shown.subjects.join(', ')}
					placeholder="IDA, TOMAS"
					disabled={!canEdit}
					onSet={(typed) => setSubjects(set, typed)}
				/>
			</Section>
			<Section title="Light">
				<Choice {...choices} field="keySide" label="Key" words={KEY_SIDES} />
				<Quantity {...choices} field="keyToFill" label="Key to fill" unit=": 1" range={[1, 64]} />
				<Choice {...choices} field="lightPattern" label="Pattern" words={LIGHT_PATTERNS} />
				<Choice
					{...choices}
					field="lightMotivation"
					label="Motivated by"
					words={LIGHT_MOTIVATIONS}
				/>
				<Quantity {...choices} field="colorTempK" label="Colour" unit="K" range={[1000, 20000]} />
			</Section>
			<Section title="Effects">
				<Choice {...choices} field="vfx" label="VFX" words={VFX_KINDS} />
				<DraftField
					label="VFX note"
					value={shown.vfxNote}
					disabled={!canEdit}
					onSet={(typed) => setNote(set, typed)}
				/>
			</Section>
		</>
	)
}

type ShotFieldsShown = Omit<ShotRecord, 'id' | 'typeName' | 'meta'>
type WordField =
	| 'size'
	| 'kind'
	| 'framing'
	| 'angle'
	| 'movement'
	| 'screenDirection'
	| 'transition'
	| 'keySide'
	| 'lightPattern'
	| 'lightMotivation'
	| 'vfx'
type NumberField = 'lensMm' | 'keyToFill' | 'colorTempK'

function Choice<F extends WordField>(props: {
	shown: ShotFieldsShown
	set: (change: ShotChange) => void
	disabled: boolean
	field: F
	label: string
	words: readonly (readonly [NonNullable<ShotFieldsShown[F]>, string])[]
	/** Puts the crew's code before the word: `CU · Close-up`. */
	withCode?: boolean
}) {
	const { shown, set, field, words, label, disabled, withCode } = props
	const options = words.map(([value, word]) => ({
		value,
		label: withCode ? `${value} · ${word}` : word,
	}))
	const change = (value: string) => {
		const word = words.find(([code]) => code === value)
		set({ [field]: word ? word[0] : null })
	}
	return (
		<SelectField
			layout="row"
			{...{ label, options, disabled }}
			value={shown[field] ?? ''}
			emptyLabel="Not said"
			onValueChange={change}
		/>
	)
}

function Quantity(props: {
	shown: ShotFieldsShown
	set: (change: ShotChange) => void
	disabled: boolean
	field: NumberField
	label: string
	unit: string
	range: readonly [number, number]
}) {
	const { shown, set, field, label, unit, range, disabled } = props
	const [least, most] = range
	const onSet = (typed: string) => {
		const value = typed === '' ? null : Number(typed.replace(',', '.').replace(/[^\d.]/g, ''))
		if (value !== null && !(value >= least && value <= most))
			return `Type a number from ${least} to ${most}.`
		set({ [field]: value })
		return null
	}
	const value = shown[field]
	return (
		<DraftField
			{...{ label, disabled, onSet }}
			value={value === null ? '' : String(value)}
			suffix={unit}
		/>
	)
}

function SetUpChoice({ hand, panelId, canEdit }: FieldsOf) {
	const { model } = hand
	const shared = useValue('shared', () => sharesSetUp(hand, panelId), [hand, panelId])
	const own = useValue(
		'set-up name',
		() =>
			model.shotNumbers.get().get(getPanel(model.store, panelId)?.props.shotId ?? panelId) ?? '',
		[model, panelId],
	)
	const before = useValue('set-up before', () => {
		const panel = panelBeforeOf(hand, panelId)
		const isOther =
			panel?.props.shotId && panel.props.shotId !== getPanel(model.store, panelId)?.props.shotId
		return isOther ? (model.shotNumbers.get().get(panel.props.shotId ?? '') ?? '') : null
	}, [hand, panelId])
	const options = [
		{ value: 'now', label: shared ? `${own}, with other panels` : `${own}, this panel alone` },
		...(before === null ? [] : [{ value: 'before', label: `${before}, as the panel before` }]),
		...(shared ? [{ value: 'own', label: 'A set-up of its own' }] : []),
	]
	return (
		<SelectField
			layout="row"
			label="Camera"
			value="now"
			options={options}
			disabled={!canEdit}
			onValueChange={(choice) => {
				if (choice === 'own' || choice === 'before') setSetUp(hand, panelId, choice)
			}}
		/>
	)
}

function NumberField({ hand, panelId, canEdit }: FieldsOf) {
	const { model } = hand
	const typed = useValue(
		'typed number',
		() =>
			getShot(model.store, getPanel(model.store, panelId)?.props.shotId ?? null)?.numberOverride ??
			'',
		[model, panelId],
	)
	const derived = useValue(
		'number',
		() =>
			model.shotNumbers.get().get(getPanel(model.store, panelId)?.props.shotId ?? panelId) ?? '',
		[model, panelId],
	)
	const onSet = (text: string) => {
		if (text.length > 20) return 'A number has at most 20 letters.'
		setShotFields(hand, panelId, { numberOverride: text || null })
		return null
	}
	return (
		<DraftField
			label="Number"
			value={typed}
			placeholder={derived}
			suffix={typed ? 'set by hand' : 'by order'}
			disabled={!canEdit}
			onSet={onSet}
		/>
	)
}

function setSubjects(set: (change: ShotChange) => void, typed: string): string | null {
	const subjects = [
		...new Set(
			typed
				.split(/[,;]/)
				.map((name) => name.trim())
				.filter(Boolean),
		),
	]
	if (subjects.length > 20) return 'At most 20 names.'
	if (subjects.some((name) => name.length > 80)) return 'A name has at most 80 letters.'
	set({ subjects })
	return null
}

function setNote(set: (change: ShotChange) => void, typed: string): string | null {
	if (typed.length > 500) return 'At most 500 letters.'
	set({ vfxNote: typed })
	return null
}
