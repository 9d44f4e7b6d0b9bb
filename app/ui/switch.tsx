/** On or off, at once. With `description` it explains what on means, in plain words. */
import { Switch as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import styles from './switch.module.css'

export function Switch(props: {
	label: string
	hideLabel?: boolean
	description?: ReactNode
	checked?: boolean
	defaultChecked?: boolean
	onCheckedChange?: (checked: boolean) => void
	/** Submitted as `on` when checked. */
	name?: string
	disabled?: boolean
}) {
	const { label, hideLabel, description, ...rest } = props
	const id = useId()
	const control = (
		<Radix.Root
			{...rest}
			id={id}
			className={styles.switch}
			aria-label={hideLabel ? label : undefined}
			aria-describedby={description ? `${id}-note` : undefined}
		>
			<Radix.Thumb className={styles.thumb} />
		</Radix.Root>
	)
	if (hideLabel) return control
	return (
		<div className={styles.row}>
			<label htmlFor={id} className={styles.label}>
				{label}
			</label>
			{control}
			{description ? <p id={`${id}-note`}>{description}</p> : null}
		</div>
	)
}
