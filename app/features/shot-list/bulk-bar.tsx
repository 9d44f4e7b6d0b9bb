/** Over the foot of the list while rows are chosen: one field, set for all of them at once. */
import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import type { ListColumn } from '#core/shot-list/list-column.ts'
import styles from './shot-list-page.module.css'

export function BulkBar(props: {
	count: number
	noun: string
	columns: readonly ListColumn[]
	onSet: (column: ListColumn, typed: string) => string | null
	onClose: () => void
}) {
	const { count, columns } = props
	const open = columns.filter(({ target, id }) => target !== 'none' && id !== 'numberOverride')
	const [columnId, setColumnId] = useState(open[0]?.id ?? '')
	const [typed, setTyped] = useState('')
	const [error, setError] = useState<string | null>(null)
	const column = open.find(({ id }) => id === columnId) ?? open[0]
	const words = wordsOf(column)
	const submit = (event: FormEvent) => {
		event.preventDefault()
		if (column) setError(props.onSet(column, typed))
	}
	return (
		<form className={styles.bulk} onSubmit={submit} aria-label="Set for the chosen rows">
			<b>
				{count} {props.noun}
			</b>
			<SelectField
				label="Field"
				hideLabel
				value={column?.id ?? ''}
				onValueChange={(id) => {
					setColumnId(id)
					setTyped('')
					setError(null)
				}}
				options={open.map(({ id, label }) => ({ value: id, label }))}
			/>
			{words ? (
				<SelectField
					label="Value"
					hideLabel
					placeholder="Choose"
					emptyLabel="Not said"
					value={typed}
					onValueChange={setTyped}
					options={words.map(([value, label]) => ({ value, label }))}
				/>
			) : (
				<TextField
					label="Value"
					hideLabel
					placeholder={column?.of.kind === 'length' ? '2.5, 2:12 or 60f' : 'Not said'}
					value={typed}
					onChange={(event) => setTyped(event.target.value)}
				/>
			)}
			<Button type="submit" variant="solid">
				Set for all {count} <Kbd>Enter</Kbd>
			</Button>
			<IconButton label="Choose none" onClick={props.onClose}>
				<Icon of={X} />
			</IconButton>
			{error ? (
				<p role="alert" className={styles.bulkError}>
					{error}
				</p>
			) : null}
		</form>
	)
}

function wordsOf(column: ListColumn | undefined) {
	if (column?.of.kind === 'choice') return column.of.words
	if (column?.of.kind === 'checkbox')
		return [
			['yes', 'Yes'],
			['no', 'No'],
		] as const
	return null
}
