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

export interface FieldLook {
	label: string
	/** Keeps the label for ears only. */
	hideLabel?: boolean
	/** `row` puts the label at the left, as in the shot tab. */
	layout?: 'column' | 'row'
	hint?: ReactNode
	error?: string | null | undefined
}

/** The frame of a field: label, control, and hint or error below. */
export function Labelled(
	props: FieldLook & { controlId: string; noteId: string; children: ReactNode },
) {
	const { label, hideLabel, layout, hint, error, controlId, noteId, children } = props
	return (
		<div className={cx(styles.labelled, layout === 'row' && styles.row)}>
			<label htmlFor={controlId} className={hideLabel ? 'visually-hidden' : styles.label}>
				{label}
			</label>
			{children}
			{error ? (
				<p id={noteId} className={cx(styles.error, styles.below)} role="alert">
					{error}
				</p>
			) : hint ? (
				<p id={noteId} className={cx(styles.hint, styles.below)}>
					{hint}
				</p>
			) : null}
		</div>
	)
}

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
