/** A short name (and key) of a control, after 500 ms of resting on it; never the only place of a fact. */
import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'

const DELAY_MS = 500

/** Once around the app: moving from one control to the next shows the next tooltip at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
	return <Radix.Provider delayDuration={DELAY_MS}>{children}</Radix.Provider>
}

export function Tooltip(props: {
	label: string
	shortcut?: string | undefined
	side?: 'top' | 'right' | 'bottom' | 'left' | undefined
	children: ReactElement
}) {
	return (
		<Radix.Root>
			<Radix.Trigger asChild>{props.children}</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					className={styles.tooltip}
					side={props.side ?? 'bottom'}
					sideOffset={6}
					collisionPadding={8}
				>
					{props.label}
					{props.shortcut ? <Kbd>{props.shortcut}</Kbd> : null}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	)
}
