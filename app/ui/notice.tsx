/** What happened, what is safe, what to do next; as a box in the page or a banner across a view. */
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './notice.module.css'

export function Notice(props: {
	title: string
	tone?: 'plain' | 'danger'
	icon?: ReactNode
	actions?: ReactNode
	/** Read out at once when it appears. */
	announce?: boolean
	children?: ReactNode
}) {
	return (
		<div
			className={cx(styles.notice, props.tone === 'danger' && styles.danger)}
			role={props.announce ? 'alert' : undefined}
		>
			{props.icon ? <span className={styles.icon}>{props.icon}</span> : null}
			<div className={styles.text}>
				<h3 className={styles.title}>{props.title}</h3>
				{props.children}
				{props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
			</div>
		</div>
	)
}

/** Across the top of a view, for a state that lasts: no connection, looking at the past. */
export function Banner(props: { icon?: ReactNode; action?: ReactNode; children: ReactNode }) {
	return (
		<div className={styles.banner} role="status">
			{props.icon ? <span className={styles.icon}>{props.icon}</span> : null}
			<span>{props.children}</span>
			{props.action ? <span className={styles.push}>{props.action}</span> : null}
		</div>
	)
}
