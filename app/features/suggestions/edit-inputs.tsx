/** The inputs of the edit form, one per kind of value. A missing value is an empty field. */
import { useState } from 'react'
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { shotFieldSpec } from '#core/board/shot-fields.ts'
import { type ShotFields, ShotFieldsSchema } from '#core/board/shot-record.ts'
import { formatSeconds, parseDuration } from '#core/board/timing.ts'
import * as words from '#core/board/vocabulary.ts'
import type { Edit } from '#core/suggestions/edit.ts'

/** A panel as a choice in a list. */
export interface PanelChoice {
	id: string
	label: string
}

type EditOf<T extends Edit['type']> = Extract<Edit, { type: T }>
type Words = readonly (readonly [string, string])[]

const CHOICES: Partial<Record<keyof ShotFields, readonly [string, Words]>> = {
	size: ['Size', words.SHOT_SIZES],
	kind: ['Kind', words.SHOT_KINDS],
	framing: ['Framing', words.FRAMINGS],
	angle: ['Angle', words.ANGLES],
	movement: ['Move', words.MOVEMENTS],
	screenDirection: ['Direction', words.SCREEN_DIRECTIONS],
	keySide: ['Key light', words.KEY_SIDES],
	lightPattern: ['Pattern', words.LIGHT_PATTERNS],
	lightMotivation: ['Light from', words.LIGHT_MOTIVATIONS],
	vfx: ['VFX', words.VFX_KINDS],
	transition: ['Transition', words.TRANSITIONS],
}
const NUMBERS: Partial<Record<keyof ShotFields, readonly [string, string]>> = {
	lensMm: ['Lens', 'mm'],
	keyToFill: ['Key to fill', ': 1'],
	colorTempK: ['Colour', 'K'],
}

/** The set-up's fields that the edit names. */
export function ShotFieldset(props: {
	fields: Partial<ShotFields>
	onChange: (fields: Partial<ShotFields>) => void
}) {
	const { fields, onChange } = props
	const set = (key: string, value: unknown) => {
		const parsed = ShotFieldsSchema.partial().safeParse({ ...fields, [key]: value })
		if (parsed.success) onChange(parsed.data)
		return parsed.success
	}
	return (
		<>
			{Object.entries(fields).map(([key, value]) => (
				<ShotField key={key} name={key} value={value} onSet={(next) => set(key, next)} />
			))}
		</>
	)
}

function ShotField({
	name,
	value,
	onSet,
}: {
	name: string
	value: unknown
	onSet: (value: unknown) => boolean
}) {
	const choice = choiceOf(name)
	if (choice) {
		return (
			<SelectField
				layout="row"
				label={choice[0]}
				value={typeof value === 'string' ? value : ''}
				emptyLabel="Not said"
				options={choice[1].map(([code, label]) => ({ value: code, label }))}
				onValueChange={(code) => onSet(code === '' ? null : code)}
			/>
		)
	}
	const number = numberOf(name)
	if (number)
		return (
			<NumberField
				label={number[0]}
				unit={number[1]}
				value={typeof value === 'number' ? value : null}
				onSet={onSet}
			/>
		)
	if (Array.isArray(value)) {
		return (
			<WordsField
				label={name === 'subjects' ? 'In it' : labelOfField(name)}
				text={value.join(', ')}
				onChange={(text) =>
					onSet(
						text
							.split(',')
							.map((each) => each.trim())
							.filter(Boolean),
					)
				}
			/>
		)
	}
	return (
		<WordsField
			label={labelOfField(name)}
			text={typeof value === 'string' ? value : ''}
			onChange={onSet}
		/>
	)
}

// Fields that the table alone names have its label, words and unit.
function choiceOf(name: string): readonly [string, Words] | undefined {
	const spec = shotFieldSpec(name)
	const fromTable = spec?.kind === 'word' ? ([spec.label, spec.words] as const) : undefined
	return Object.entries(CHOICES).find(([key]) => key === name)?.[1] ?? fromTable
}

function numberOf(name: string): readonly [string, string] | undefined {
	const spec = shotFieldSpec(name)
	const fromTable = spec?.kind === 'number' ? ([spec.label, spec.unit] as const) : undefined
	return Object.entries(NUMBERS).find(([key]) => key === name)?.[1] ?? fromTable
}

function labelOfField(name: string): string {
	return shotFieldSpec(name)?.label ?? name
}

function NumberField(props: {
	label: string
	unit: string
	value: number | null
	onSet: (value: number | null) => boolean
}) {
	const [text, setText] = useState(props.value === null ? '' : String(props.value))
	const [error, setError] = useState<string | null>(null)
	const type = (next: string) => {
		setText(next)
		const value = next.trim() === '' ? null : Number(next.replace(',', '.'))
		const isRead = (value === null || Number.isFinite(value)) && props.onSet(value)
		setError(isRead ? null : 'That is out of range.')
	}
	return (
		<TextField
			layout="row"
			inputMode="decimal"
			label={props.label}
			suffix={props.unit}
			value={text}
			error={error}
			onChange={(event) => type(event.target.value)}
		/>
	)
}

export function LengthField(props: {
	frames: number | null
	frameRate: number
	onChange: (frames: number | null) => void
	onProblem: (problem: string | null) => void
}) {
	const { frames, frameRate, onChange, onProblem } = props
	const [text, setText] = useState(frames === null ? '' : `${formatSeconds(frames, frameRate)} s`)
	const [error, setError] = useState<string | null>(null)
	const type = (next: string) => {
		setText(next)
		const read = parseDuration(next, frameRate)
		const problem = read === null ? 'Try 2.5, 2:12 or 60f.' : null
		setError(problem)
		onProblem(problem)
		if (read !== null) onChange(read)
	}
	return (
		<TextField
			layout="row"
			label="Length"
			value={text}
			error={error}
			onChange={(event) => type(event.target.value)}
		/>
	)
}

export function WordsField({
	label,
	text,
	onChange,
}: {
	label: string
	text: string
	onChange: (text: string) => void
}) {
	return (
		<TextArea
			label={label}
			rows={text.length > 80 ? 4 : 2}
			value={text}
			onChange={(event) => onChange(event.target.value)}
		/>
	)
}

export function MoveField({
	draft,
	panels,
	onChange,
}: {
	draft: EditOf<'move_panel'>
	panels: readonly PanelChoice[]
	onChange: (edit: Edit) => void
}) {
	const options = panels
		.filter(({ id }) => id !== draft.panelId)
		.map(({ id, label }) => ({ value: id, label }))
	return (
		<SelectField
			layout="row"
			label="After"
			value={draft.afterPanelId ?? ''}
			emptyLabel="At the start"
			placeholder="At the start"
			options={options}
			// The choices are panels of this board: their ids carry the prefix.
			onValueChange={(id) =>
				onChange({ ...draft, afterPanelId: id === '' ? null : (id as `shape:${string}`) })
			}
		/>
	)
}

export function InsertFields(props: {
	draft: EditOf<'insert_panel'>
	frameRate: number
	onChange: (edit: Edit) => void
	onProblem: (problem: string | null) => void
}) {
	const { draft, frameRate, onChange, onProblem } = props
	const { panel, shot } = draft
	const set = (change: Partial<typeof panel>) =>
		onChange({ ...draft, panel: { ...panel, ...change } })
	return (
		<>
			<WordsField label="Action" text={panel.action} onChange={(action) => set({ action })} />
			<WordsField
				label="Dialogue"
				text={panel.dialogue}
				onChange={(dialogue) => set({ dialogue })}
			/>
			<LengthField
				frames={panel.durationFrames}
				frameRate={frameRate}
				onChange={(durationFrames) => set({ durationFrames })}
				onProblem={onProblem}
			/>
			{shot ? (
				<ShotFieldset fields={shot} onChange={(fields) => onChange({ ...draft, shot: fields })} />
			) : null}
		</>
	)
}
