/** Menus: icon at the left, key cap at the right, the dangerous entry last and in red. */
import { Link } from '@remix-run/react'
import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import styles from './menu.module.css'

/** `trigger` is the button that opens it; it must pass its ref and props on (ours do). */
export function Menu(props: {
	trigger: ReactElement
	align?: 'start' | 'center' | 'end'
	onOpenChange?: (open: boolean) => void
	children: ReactNode
}) {
	return (
		<Radix.Root modal={false} {...(props.onOpenChange ? { onOpenChange: props.onOpenChange } : {})}>
			<Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					className={styles.menu}
					align={props.align ?? 'end'}
					sideOffset={4}
					collisionPadding={8}
				>
					{props.children}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	)
}

/** A menu where a pointer asked for it; null = closed. */
export function MenuAt(props: {
	label: string
	at: { x: number; y: number } | null
	onClose: () => void
	children: ReactNode
}) {
	const { at } = props
	return (
		<Radix.Root modal={false} open={at !== null} onOpenChange={(open) => open || props.onClose()}>
			{/* In the body: a place in the window, whatever layer asked for the menu. */}
			{at === null
				? null
				: createPortal(
						<Radix.Trigger asChild>
							<span
								aria-hidden
								style={{ position: 'fixed', left: at.x, top: at.y, pointerEvents: 'none' }}
							/>
						</Radix.Trigger>,
						document.body,
					)}
			<Radix.Portal>
				<Radix.Content
					className={styles.menu}
					align="start"
					sideOffset={2}
					collisionPadding={8}
					aria-label={props.label}
				>
					{props.children}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	)
}

export function MenuItem(props: {
	icon?: ReactNode
	shortcut?: string
	danger?: boolean
	disabled?: boolean
	onSelect: () => void
	children: ReactNode
}) {
	return (
		<Radix.Item
			className={cx(styles.item, props.danger && styles.danger)}
			disabled={props.disabled ?? false}
			onSelect={props.onSelect}
		>
			{props.icon}
			{props.children}
			{props.shortcut ? (
				<span className={styles.end}>
					<Kbd>{props.shortcut}</Kbd>
				</span>
			) : null}
		</Radix.Item>
	)
}

export function MenuLink(props: { to: string; icon?: ReactNode; children: ReactNode }) {
	return (
		<Radix.Item asChild>
			<Link to={props.to} className={styles.item}>
				{props.icon}
				{props.children}
			</Link>
		</Radix.Item>
	)
}

export function MenuLabel({ children }: { children: ReactNode }) {
	return <Radix.Label className={styles.label}>{children}</Radix.Label>
}

export function MenuSeparator() {
	return <Radix.Separator className={styles.separator} />
}

/** One choice of several, ticked. */
export function MenuChoices(props: {
	value: string
	onValueChange: (value: string) => void
	options: readonly { value: string; label: string; icon?: ReactNode }[]
}) {
	return (
		<Radix.RadioGroup value={props.value} onValueChange={props.onValueChange}>
			{props.options.map((option) => (
				<Radix.RadioItem key={option.value} value={option.value} className={styles.item}>
					{option.icon}
					{option.label}
					<Radix.ItemIndicator className={styles.end}>
						<Icon of={Check} size={14} />
					</Radix.ItemIndicator>
				</Radix.RadioItem>
			))}
		</Radix.RadioGroup>
	)
}
