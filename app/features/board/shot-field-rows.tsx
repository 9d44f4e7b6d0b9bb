/**
 * The fields of a set-up as rows, drawn from the one table of fields (core/board/shot-fields.ts):
 * grouped, folded when nothing is said in a group, and found by typing a few letters of a name.
 */
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useValue } from 'tldraw'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import {
	parseShotField,
	SHOT_FIELD_GROUPS,
	SHOT_FIELDS,
	type ShotFieldSpec,
} from '#core/board/shot-fields.ts'
import { EMPTY_PRODUCTION, EMPTY_SHOT, type ShotRecord } from '#core/board/shot-record.ts'
import { getPanel, getShot } from './board-records.ts'
import { DraftField } from './draft-field.tsx'
import type { BoardHand } from './panel-actions.ts'
import { type ShotChange, setShotFields } from './shot-fields.ts'
import styles from './shot-inspector.module.css'

/** Groups that stand open even when nothing is said in them. */
const ALWAYS_OPEN: readonly string[] = ['picture', 'camera']

export function ShotFieldRows(props: { hand: BoardHand; panelId: string; canEdit: boolean }) {
	const { hand, panelId, canEdit } = props
	const { model } = hand
	const [wanted, setWanted] = useState('')
	const shot = useValue(
		'set-up',
		() => getShot(model.store, getPanel(model.store, panelId)?.props.shotId ?? null),
		[model, panelId],
	)
	const values: Partial<ShotRecord> = shot ?? { ...EMPTY_SHOT, ...EMPTY_PRODUCTION }
	const found = SHOT_FIELDS.filter((field) => isFound(field, wanted))
	const set = (change: ShotChange) => setShotFields(hand, panelId, change)
	const row = (field: ShotFieldSpec) => (
		<FieldRow key={field.key} {...{ field, set, canEdit }} value={values[field.key]} />
	)
	return (
		<>
			<TextField
				hideLabel
				label="Find a field"
				placeholder="Find a field"
				type="search"
				value={wanted}
				onChange={(event) => setWanted(event.target.value)}
			/>
			{wanted.trim() ? (
				<section className={styles.section} aria-label="Fields found">
					{found.map(row)}
					{found.length === 0 ? <p className={styles.none}>No field of that name.</p> : null}
				</section>
			) : (
				SHOT_FIELD_GROUPS.map(([group, title]) => {
					const fields = SHOT_FIELDS.filter((field) => field.group === group)
					const said = fields.filter(({ key }) => isSaid(values[key])).length
					return (
						<FieldGroup key={group} {...{ title, said }} isOpen={ALWAYS_OPEN.includes(group)}>
							{fields.map(row)}
						</FieldGroup>
					)
				})
			)}
		</>
	)
}

/** Opens by itself where something is said; what a person opens or folds stays so. */
function FieldGroup(props: {
	title: string
	said: number
	isOpen: boolean
	children: React.ReactNode
}) {
	const { title, said } = props
	const [chosen, setChosen] = useState<boolean | null>(null)
	const isOpen = chosen ?? (props.isOpen || said > 0)
	return (
		<section className={styles.group}>
			<button type="button" aria-expanded={isOpen} onClick={() => setChosen(!isOpen)}>
				<Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
				<span>{title}</span>
				{said > 0 ? <span className={styles.said}>{said} said</span> : null}
			</button>
			{isOpen ? <div className={styles.section}>{props.children}</div> : null}
		</section>
	)
}

function FieldRow(props: {
	field: ShotFieldSpec
	value: unknown
	set: (change: ShotChange) => void
	canEdit: boolean
}) {
	const { field, value, set, canEdit } = props
	const { label, key } = field
	const shared = { label, disabled: !canEdit }
	if (field.kind === 'word') {
		const options = field.words.map(([code, word]) => ({
			value: code,
			label: field.withCode ? `${code} · ${word}` : word,
		}))
		return (
			<SelectField
				layout="row"
				{...{ ...shared, options }}
				value={typeof value === 'string' ? value : ''}
				emptyLabel="Not said"
				onValueChange={(code) => set({ [key]: code === '' ? null : code })}
			/>
		)
	}
	const onSet = (typed: string) => {
		const read = parseShotField(field, typed)
		if (!read.ok) return read.why
		set({ [key]: read.value })
		return null
	}
	return (
		<DraftField
			{...{ ...shared, onSet }}
			value={Array.isArray(value) ? value.join(', ') : String(value ?? '')}
			{...(field.kind === 'number' ? { suffix: field.unit } : {})}
			{...(field.kind === 'names' ? { placeholder: field.placeholder } : {})}
		/>
	)
}

/** By the field's name or one of its words. */
function isFound(field: ShotFieldSpec, wanted: string): boolean {
	const letters = wanted.trim().toLowerCase()
	const words = field.kind === 'word' ? field.words.flat() : []
	return [field.label, ...words].some((each) => each.toLowerCase().includes(letters))
}

function isSaid(value: unknown): boolean {
	return Array.isArray(value) ? value.length > 0 : (value ?? '') !== ''
}
