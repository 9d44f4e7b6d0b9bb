/** A choice of one from a list, as a field. '' is "not said" and shows as an empty field. */
import { Check, ChevronDown } from 'lucide-react'
import { Select } from 'radix-ui'
import { useId } from 'react'
import { cx } from './cx.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'
import { type FieldLook, Labelled } from './labelled.tsx'

/** Radix keeps '' for itself, so "not said" travels under this name inside the list only. */
const NOT_SAID = '__not_said__'

export interface SelectOption {
	value: string
	label: string
	disabled?: boolean
}

export function SelectField(
	props: FieldLook & {
		/** '' shows the placeholder. */
		value: string
		onValueChange: (value: string) => void
		options: readonly SelectOption[]
		placeholder?: string
		/** When given, the list begins with this choice, which clears the field. */
		emptyLabel?: string
		name?: string
		disabled?: boolean
		id?: string
	},
) {
	const { value, onValueChange, options, placeholder = '', emptyLabel, name, disabled } = props
	const made = useId()
	const id = props.id ?? made
	return (
		<Labelled {...props} controlId={id} noteId={`${id}-note`}>
			<Select.Root
				value={value}
				onValueChange={(next) => onValueChange(next === NOT_SAID ? '' : next)}
				{...(name ? { name } : {})}
				disabled={disabled ?? false}
			>
				<Select.Trigger
					id={id}
					className={cx(
						styles.field,
						Boolean(props.error) && styles.invalid,
						disabled && styles.disabled,
					)}
					aria-invalid={props.error ? true : undefined}
					aria-describedby={props.error || props.hint ? `${id}-note` : undefined}
				>
					<span className={styles.grow}>
						<Select.Value placeholder={placeholder} />
					</span>
					<Icon of={ChevronDown} size={14} />
				</Select.Trigger>
				<Select.Portal>
					<Select.Content
						className={styles.list}
						position="popper"
						sideOffset={4}
						collisionPadding={8}
					>
						<Select.Viewport>
							{emptyLabel ? <Option value={NOT_SAID} label={emptyLabel} /> : null}
							{options.map((option) => (
								<Option key={option.value} {...option} />
							))}
						</Select.Viewport>
					</Select.Content>
				</Select.Portal>
			</Select.Root>
		</Labelled>
	)
}

function Option(option: SelectOption) {
	return (
		<Select.Item value={option.value} disabled={option.disabled ?? false} className={styles.option}>
			<Select.ItemText>{option.label}</Select.ItemText>
			<Select.ItemIndicator>
				<Icon of={Check} size={14} />
			</Select.ItemIndicator>
		</Select.Item>
	)
}
