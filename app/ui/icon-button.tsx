/** A button that is only an icon: its label is always there for ears and, after 500 ms, for eyes. */
import { Link, type LinkProps } from '@remix-run/react'
import { type ButtonHTMLAttributes, forwardRef, type ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './icon-button.module.css'
import { Tooltip } from './tooltip.tsx'

interface IconButtonLook {
	label: string
	/** The key that does the same, shown in the tooltip. */
	shortcut?: string
	size?: 'small' | 'medium'
	tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
	children: ReactNode
}

export const IconButton = forwardRef<
	HTMLButtonElement,
	Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> &
		IconButtonLook & { pressed?: boolean }
>(function IconButton(props, ref) {
	const { label, shortcut, size, pressed, tooltipSide, className, children, ...rest } = props
	return (
		<Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
			<button
				type="button"
				{...rest}
				ref={ref}
				aria-label={label}
				aria-pressed={pressed}
				aria-keyshortcuts={shortcut}
				className={cx(styles.button, size === 'small' && styles.small, className)}
			>
				{children}
			</button>
		</Tooltip>
	)
})

/** The same for going somewhere. */
export function IconLink(props: Omit<LinkProps, 'aria-label'> & IconButtonLook) {
	const { label, shortcut, size, tooltipSide, className, children, ...rest } = props
	return (
		<Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
			<Link
				{...rest}
				aria-label={label}
				className={cx(styles.button, size === 'small' && styles.small, className)}
			>
				{children}
			</Link>
		</Tooltip>
	)
}
