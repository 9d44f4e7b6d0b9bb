/** The film's own fields: name, kind and what can be chosen. Everybody on the film has them at once. */

import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { useToast } from '#app/ui/toast.tsx'
import {
	CUSTOM_FIELD_TYPES,
	type CustomField,
	type CustomFieldRecord,
	MAX_CHOICES,
	MAX_CUSTOM_FIELDS,
} from '#core/board/custom-field.ts'
import { indexAfter } from '#core/board/order.ts'
import { createId } from '#core/ids.ts'
import { cryptoRandom } from '#core/random.ts'
import styles from './shot-list-page.module.css'

const TYPE_WORDS = {
	text: 'Text',
	number: 'Number',
	choice: 'Choice',
	checkbox: 'Yes or no',
} as const

export function CustomFieldsDialog(props: {
	open: boolean
	onOpenChange: (open: boolean) => void
	fields: readonly CustomField[]
	store: TLStore
}) {
	const { fields, store } = props
	const toast = useToast()
	const put = (record: CustomFieldRecord) => putRecord(store, record)
	const add = () => {
		const index = indexAfter(fields, fields.at(-1)?.id ?? null)
		const id = createId(cryptoRandom(window.crypto))
		put({ ...newField(id, index), name: `Field ${fields.length + 1}` })
	}
	const remove = (field: CustomField) => {
		store.remove([field.id as unknown as TLRecord['id']])
		toast({
			title: `${field.name || 'The field'} is gone`,
			description: 'What was said in it is kept with the shots.',
			action: { label: 'Bring it back', onSelect: () => put(recordOf(field)) },
		})
	}
	return (
		<Dialog
			open={props.open}
			onOpenChange={props.onOpenChange}
			title="Your own fields"
			description="What this film’s crew wants to know of each shot. They stand in the shot list and in its CSV file."
			size="wide"
			footer={
				<Button variant="solid" onClick={() => props.onOpenChange(false)}>
					Done
				</Button>
			}
		>
			<ul className={styles.fields}>
				{fields.map((field) => (
					<FieldRow
						key={field.id}
						field={field}
						onChange={(change) => put({ ...recordOf(field), ...change })}
						onRemove={() => remove(field)}
					/>
				))}
			</ul>
			<Button
				icon={<Icon of={Plus} size={14} />}
				disabled={fields.length >= MAX_CUSTOM_FIELDS}
				onClick={add}
			>
				Add a field
			</Button>
		</Dialog>
	)
}

function FieldRow(props: {
	field: CustomField
	onChange: (change: Partial<CustomFieldRecord>) => void
	onRemove: () => void
}) {
	const { field, onChange } = props
	const [choices, setChoices] = useState<string | null>(null)
	return (
		<li>
			<TextField
				label="Name"
				maxLength={60}
				value={field.name}
				onChange={(event) => onChange({ name: event.target.value })}
			/>
			<SelectField
				label="Kind"
				value={field.type}
				onValueChange={(type) => {
					const found = CUSTOM_FIELD_TYPES.find((each) => each === type)
					if (found) onChange({ type: found })
				}}
				options={CUSTOM_FIELD_TYPES.map((type) => ({ value: type, label: TYPE_WORDS[type] }))}
			/>
			{field.type === 'choice' ? (
				<TextField
					label="Choices"
					placeholder="A unit, B unit"
					value={choices ?? field.choices.join(', ')}
					onChange={(event) => setChoices(event.target.value)}
					onBlur={() => {
						if (choices !== null) onChange({ choices: choicesIn(choices) })
						setChoices(null)
					}}
				/>
			) : (
				<span />
			)}
			<IconButton label={`Remove ${field.name}`} onClick={props.onRemove}>
				<Icon of={Trash2} />
			</IconButton>
		</li>
	)
}

function choicesIn(typed: string): string[] {
	const words = typed.split(/[,;\n]/).map((word) => word.trim().slice(0, 60))
	return [...new Set(words)].filter(Boolean).slice(0, MAX_CHOICES)
}

function newField(id: string, index: string): CustomFieldRecord {
	return {
		id: `custom_field:${id}`,
		typeName: 'custom_field',
		index,
		name: '',
		type: 'text',
		choices: [],
		meta: {},
	}
}

function recordOf({ id, index, name, type, choices }: CustomField): CustomFieldRecord {
	return { id, typeName: 'custom_field', index, name, type, choices: [...choices], meta: {} }
}

function putRecord(store: TLStore, record: CustomFieldRecord): void {
	// Cast at a library edge: tldraw types its store by its own records.
	store.put([record as unknown as TLRecord])
}
