/**
 * Edit-and-accept: the suggestion's own typed edit as a form, nothing more. What is sent is the same
 * kind of edit on the same target, checked by the same schema as everywhere.
 */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { type Edit, EditSchema } from '#core/suggestions/edit.ts'
import {
	type DraftPart,
	draftOf,
	type EditDraft,
	editOfDraft,
} from '#core/suggestions/reshape/edit-draft.ts'
import styles from './card.module.css'
import { DrawFields } from './draw-fields.tsx'
import {
	InsertFields,
	LengthField,
	MoveField,
	type PanelChoice,
	ShotFieldset,
	WordsField,
} from './edit-inputs.tsx'

export function EditForm(props: {
	edit: Edit
	frameRate: number
	panels: readonly PanelChoice[]
	label?: string
	submitLabel?: string
	/** What is changed elsewhere too, on the wall; without it the form keeps its own. */
	shared?: SharedDraft
	onSubmit: (edit: Edit) => void
	onCancel: () => void
}) {
	const form = useRef<HTMLFormElement>(null)
	const [own, setOwn] = useState(() => draftOf(props.edit))
	/** Of a field, while it holds; of the whole, until something in it is changed. */
	const [fieldProblem, setFieldProblem] = useState<string | null>(null)
	const [problem, setProblem] = useState<string | null>(null)
	const { shared } = props
	const draft = shared?.draft ?? own
	const change = (next: EditDraft) => {
		setProblem(null)
		const keep = shared?.onChange ?? setOwn
		keep(next)
	}
	const submit = (event: FormEvent) => {
		event.preventDefault()
		const parsed = EditSchema.safeParse(editOfDraft(draft))
		if (parsed.success && fieldProblem === null) props.onSubmit(parsed.data)
		else setProblem('Something in here cannot be used. Look at the fields again.')
	}
	// On a card the hand goes to the drawing on the wall where there is one, else to the first field.
	const goesToField = shared !== undefined && draft.parts.length === 0
	useEffect(() => {
		if (goesToField) form.current?.querySelector<HTMLElement>('input, textarea, button')?.focus()
	}, [goesToField])
	const said = fieldProblem ?? problem ?? shared?.problem
	return (
		<form
			ref={form}
			className={styles.form}
			onSubmit={submit}
			onKeyDown={(event) => {
				// A list that is open over the form closes by the same key, and stands elsewhere.
				const isInForm = event.target instanceof Node && event.currentTarget.contains(event.target)
				if (event.key === 'Escape' && isInForm) props.onCancel()
			}}
			aria-label={props.label ?? 'Change it, then accept'}
		>
			<Fields
				{...props}
				draft={draft.edit}
				onChange={(edit) => change({ ...draft, edit })}
				onProblem={setFieldProblem}
			/>
			{draft.parts.length > 0 ? (
				<DrawFields
					parts={draft.parts}
					partAt={shared?.partAt ?? null}
					mayBeEmpty={draft.edit.type === 'insert_panel'}
					onChange={(parts: readonly DraftPart[]) => change({ ...draft, parts })}
				/>
			) : null}
			{said ? (
				<p role="alert" className={styles.why}>
					{said}
				</p>
			) : null}
			<div className={styles.formActions}>
				<Button variant="plain" onClick={props.onCancel}>
					Cancel
				</Button>
				<Button variant="suggest" type="submit">
					{props.submitLabel ?? 'Accept this'}
				</Button>
			</div>
		</form>
	)
}

export interface SharedDraft {
	draft: EditDraft
	/** The part in hand, by its place. */
	partAt: number | null
	problem: string | null
	onChange: (draft: EditDraft) => void
}

interface FieldsProps {
	draft: Edit
	frameRate: number
	panels: readonly PanelChoice[]
	onChange: (edit: Edit) => void
	onProblem: (problem: string | null) => void
}

function Fields({ draft, frameRate, panels, onChange, onProblem }: FieldsProps) {
	switch (draft.type) {
		case 'set_shot':
			return (
				<ShotFieldset fields={draft.fields} onChange={(fields) => onChange({ ...draft, fields })} />
			)
		case 'set_duration':
			return (
				<LengthField
					frames={draft.durationFrames}
					frameRate={frameRate}
					onChange={(durationFrames) =>
						durationFrames !== null && onChange({ ...draft, durationFrames })
					}
					onProblem={onProblem}
				/>
			)
		case 'set_text':
		case 'add_note':
			return (
				<WordsField
					label="Words"
					text={draft.text}
					onChange={(text) => onChange({ ...draft, text })}
				/>
			)
		case 'move_panel':
			return <MoveField draft={draft} panels={panels} onChange={onChange} />
		case 'draw':
			return null
		case 'insert_panel':
			return (
				<InsertFields
					draft={draft}
					frameRate={frameRate}
					onChange={onChange}
					onProblem={onProblem}
				/>
			)
	}
}
