/**
 * The button and its link twin. One solid button to a view; `suggest` (amber) only for taking a
 * suggestion. A busy button keeps its focus and its place and does nothing until it is done.
 */
import { Link, type LinkProps } from '@remix-run/react'
import { type ButtonHTMLAttributes, forwardRef, type MouseEvent, type ReactNode } from 'react'
import styles from './button.module.css'
import { cx } from './cx.ts'
import { Spinner } from './spinner.tsx'

export type ButtonVariant = 'solid' | 'line' | 'plain' | 'suggest' | 'danger'
interface ButtonLook {
	variant?: ButtonVariant
	/** 24, 28 or 36 px high; 44 on touch. */
	size?: 'small' | 'medium' | 'large'
	/** An `Icon` before the words; replaced by a turning ring while busy. */
	icon?: ReactNode
}

function lookOf({ variant = 'line', size = 'medium' }: ButtonLook, className?: string): string {
	return cx(
		styles.button,
		variant !== 'plain' && styles[variant],
		size !== 'medium' && styles[size],
		className,
	)
}

export const Button = forwardRef<
	HTMLButtonElement,
	ButtonHTMLAttributes<HTMLButtonElement> & ButtonLook & { busy?: boolean }
>(function Button(props, ref) {
	const { variant, size, busy = false, icon, className, children, onClick, ...rest } = props
	const click = (event: MouseEvent<HTMLButtonElement>) => {
		if (busy) event.preventDefault()
		else onClick?.(event)
	}
	return (
		<button
			type="button"
			{...rest}
			ref={ref}
			className={lookOf({ variant, size }, className)}
			aria-busy={busy || undefined}
			onClick={click}
		>
			{busy ? <Spinner /> : icon}
			{children}
		</button>
	)
})

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink(props: LinkProps & ButtonLook) {
	const { variant, size, icon, className, children, ...rest } = props
	return (
		<Link {...rest} className={lookOf({ variant, size }, className)}>
			{icon}
			{children}
		</Link>
	)
}
