/** A small sheet hung on a control, for settings that are looked at while the page stays in view. */
import { Popover as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './popover.module.css'

export function Popover(props: {
	trigger: ReactElement
	label: string
	open?: boolean
	onOpenChange?: (open: boolean) => void
	side?: 'top' | 'right' | 'bottom' | 'left'
	align?: 'start' | 'center' | 'end'
	className?: string
	children: ReactNode
}) {
	const { open, onOpenChange } = props
	return (
		<Radix.Root
			{...(open === undefined ? {} : { open })}
			{...(onOpenChange ? { onOpenChange } : {})}
		>
			<Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					className={cx(styles.popover, props.className)}
					aria-label={props.label}
					side={props.side ?? 'bottom'}
					align={props.align ?? 'end'}
					sideOffset={6}
					collisionPadding={8}
				>
					{props.children}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	)
}
