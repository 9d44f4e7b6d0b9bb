/** The frame of every field: its label, its control, and below it a hint or what to type instead. */
import type { ReactNode } from 'react'
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
