/**
 * A dialog for one question. Escape and the cross close it, focus goes back to where it came from.
 * Wrap body and footer in a form by giving `footer` a button with `form="the form's id"`.
 */
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './dialog.module.css'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'

export function Dialog(props: {
	open: boolean
	onOpenChange: (open: boolean) => void
	title: string
	description?: ReactNode
	/** `full`: nearly the whole page, for what is looked at rather than answered. */
	size?: 'medium' | 'wide' | 'full'
	/** A question that must be answered: no cross, and Escape or a click outside do nothing. */
	mustAnswer?: boolean
	footer?: ReactNode
	children?: ReactNode
}) {
	const { open, onOpenChange, title, description, size, mustAnswer = false, footer } = props
	const keep = (event: Event) => {
		if (mustAnswer) event.preventDefault()
	}
	return (
		<Radix.Root open={open} onOpenChange={onOpenChange}>
			<Radix.Portal>
				<Radix.Overlay className={styles.scrim} />
				<Radix.Content
					className={cx(styles.dialog, size && size !== 'medium' && styles[size])}
					tabIndex={-1}
					onOpenAutoFocus={focusFirstField}
					onEscapeKeyDown={keep}
					onInteractOutside={keep}
					{...(description ? {} : { 'aria-describedby': undefined })}
				>
					<header className={styles.head}>
						<Radix.Title className={styles.title}>{title}</Radix.Title>
						{mustAnswer ? null : <CloseCross />}
						{description ? (
							<Radix.Description className={styles.description}>{description}</Radix.Description>
						) : null}
					</header>
					<div className={styles.body}>{props.children}</div>
					{footer ? <footer className={styles.foot}>{footer}</footer> : null}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	)
}

/** The first thing to fill in gets the focus, or the dialog itself; never the cross. */
function focusFirstField(event: Event) {
	const dialog = event.currentTarget
	if (!(dialog instanceof HTMLElement)) return
	event.preventDefault()
	const field = dialog.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')
	const first = field ?? dialog
	first.focus()
}

function CloseCross() {
	return (
		<Radix.Close asChild>
			<IconButton label="Close">
				<Icon of={X} />
			</IconButton>
		</Radix.Close>
	)
}
