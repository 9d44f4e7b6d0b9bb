/** A small choice that can be on or off: a reason, a filter. Chosen shows a tick, not only a colour. */
import { Check } from 'lucide-react'
import type { ButtonHTMLAttributes } from 'react'
import styles from './chip.module.css'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

export function Chip(
	props: ButtonHTMLAttributes<HTMLButtonElement> & {
		pressed?: boolean
		onPressedChange?: (pressed: boolean) => void
	},
) {
	const { pressed, onPressedChange, className, children, onClick, ...rest } = props
	return (
		<button
			type="button"
			{...rest}
			className={cx(styles.chip, className)}
			aria-pressed={pressed}
			onClick={(event) => {
				onClick?.(event)
				onPressedChange?.(!pressed)
			}}
		>
			{pressed ? <Icon of={Check} size={12} /> : null}
			{children}
		</button>
	)
}
