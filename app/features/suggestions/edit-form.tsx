/**
 * Edit-and-accept: the suggestion's own typed edit as a form, nothing more. What is sent is the same
 * kind of edit on the same target, checked by the same schema as everywhere.
 */
import { type FormEvent, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { type Edit, EditSchema } from '#core/suggestions/edit.ts'
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
	onSubmit: (edit: Edit) => void
	onCancel: () => void
}) {
	const [draft, setDraft] = useState<Edit>(props.edit)
	const [problem, setProblem] = useState<string | null>(null)
	const submit = (event: FormEvent) => {
		event.preventDefault()
		const parsed = EditSchema.safeParse(draft)
		if (parsed.success && problem === null) props.onSubmit(parsed.data)
		else setProblem((last) => last ?? 'Something in here cannot be used. Look at the fields again.')
	}
	return (
		<form
			className={styles.form}
			onSubmit={submit}
			aria-label={props.label ?? 'Change it, then accept'}
		>
			<Fields {...props} draft={draft} onChange={setDraft} onProblem={setProblem} />
			{problem ? (
				<p role="alert" className={styles.why}>
					{problem}
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
			return (
				<DrawFields sketch={draft.sketch} onChange={(sketch) => onChange({ ...draft, sketch })} />
			)
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
