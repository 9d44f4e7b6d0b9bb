/** One dialog for naming things: new project, rename, new scene. Enter sends, Escape leaves it be. */
import { useId } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { TextField } from '#app/ui/field.tsx'
import styles from './name-dialog.module.css'
import { useMutation } from './use-mutation.ts'

export interface NameField {
	name: string
	label: string
	value?: string
	placeholder?: string
	hint?: string
	required?: boolean
	maxLength?: number
}

export function NameDialog(props: {
	open: boolean
	onOpenChange: (open: boolean) => void
	title: string
	description?: string
	submitLabel: string
	/** Sent along: the intent and the ids. */
	hidden: Record<string, string>
	fields: readonly NameField[]
}) {
	const { open, onOpenChange, title, description, submitLabel, hidden, fields } = props
	const formId = useId()
	const { Form, busy } = useMutation(() => onOpenChange(false))
	return (
		<Dialog
			open={open}
			onOpenChange={onOpenChange}
			title={title}
			description={description}
			footer={
				<>
					<Button variant="plain" onClick={() => onOpenChange(false)}>
						Cancel
					</Button>
					<Button variant="solid" type="submit" form={formId} busy={busy}>
						{submitLabel}
					</Button>
				</>
			}
		>
			<Form method="post" id={formId} className={styles.fields}>
				{Object.entries(hidden).map(([name, value]) => (
					<input key={name} type="hidden" name={name} value={value} />
				))}
				{fields.map(({ value, ...field }) => (
					<TextField
						key={field.name}
						{...field}
						size="large"
						defaultValue={value}
						autoComplete="off"
					/>
				))}
			</Form>
		</Dialog>
	)
}
