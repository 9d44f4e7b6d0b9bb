/** Tabs of a tray or page: arrows move between them, the panel of the chosen one is shown. */
import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './tabs.module.css'

export function Tabs(props: {
	value?: string
	defaultValue?: string
	onValueChange?: (value: string) => void
	className?: string | undefined
	children: ReactNode
}) {
	return <Radix.Root {...props} />
}

export function TabList(props: { label: string; className?: string; children: ReactNode }) {
	return (
		<Radix.List className={cx(styles.list, props.className)} aria-label={props.label}>
			{props.children}
		</Radix.List>
	)
}

export function Tab(props: { value: string; disabled?: boolean; children: ReactNode }) {
	return <Radix.Trigger {...props} className={styles.tab ?? ''} />
}

/** `keepMounted` keeps a hidden panel's state (scroll, half-typed words). */
export function TabPanel(props: {
	value: string
	keepMounted?: boolean
	className?: string
	children: ReactNode
}) {
	const { keepMounted, className, ...rest } = props
	return (
		<Radix.Content
			{...rest}
			{...(keepMounted ? { forceMount: true } : {})}
			className={cx(styles.panel, className)}
		/>
	)
}
