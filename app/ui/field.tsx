/**
 * Fields with their label, hint and error. A missing value is an empty field, never an invented
 * default; an error says what to type instead and is tied to the field for ears too.
 */
import {
	forwardRef,
	type InputHTMLAttributes,
	type ReactNode,
	type TextareaHTMLAttributes,
	useId,
} from 'react'
import { cx } from './cx.ts'
import styles from './field.module.css'
import { type FieldLook, Labelled } from './labelled.tsx'

export const TextField = forwardRef<
	HTMLInputElement,
	Omit<InputHTMLAttributes<HTMLInputElement>, 'size' | 'prefix'> &
		FieldLook & { size?: 'medium' | 'large'; prefix?: ReactNode; suffix?: ReactNode }
>(function TextField(props, ref) {
	const { label, hideLabel, layout, hint, error, size, prefix, suffix, className, ...rest } = props
	const made = useId()
	const id = rest.id ?? made
	return (
		<Labelled {...{ label, hideLabel, layout, hint, error }} controlId={id} noteId={`${id}-note`}>
			<span
				className={cx(
					styles.field,
					size === 'large' && styles.large,
					Boolean(error) && styles.invalid,
					rest.disabled && styles.disabled,
					className,
				)}
			>
				{prefix}
				<input
					type="text"
					{...rest}
					id={id}
					ref={ref}
					aria-invalid={error ? true : undefined}
					aria-describedby={error || hint ? `${id}-note` : rest['aria-describedby']}
				/>
				{suffix ? <span className={styles.suffix}>{suffix}</span> : null}
			</span>
		</Labelled>
	)
})

export const TextArea = forwardRef<
	HTMLTextAreaElement,
	TextareaHTMLAttributes<HTMLTextAreaElement> & FieldLook & { script?: boolean }
>(function TextArea(props, ref) {
	const { label, hideLabel, layout, hint, error, script, className, ...rest } = props
	const made = useId()
	const id = rest.id ?? made
	return (
		<Labelled {...{ label, hideLabel, layout, hint, error }} controlId={id} noteId={`${id}-note`}>
			<span
				className={cx(
					styles.field,
					styles.area,
					script && styles.script,
					Boolean(error) && styles.invalid,
					rest.disabled && styles.disabled,
					className,
				)}
			>
				<textarea
					rows={3}
					{...rest}
					id={id}
					ref={ref}
					aria-invalid={error ? true : undefined}
					aria-describedby={error || hint ? `${id}-note` : rest['aria-describedby']}
				/>
			</span>
		</Labelled>
	)
})

export { SelectField } from './select-field.tsx'
