/** An empty place that teaches: what belongs here, and the button that makes the first one. */
import type { ReactNode } from 'react'
import styles from './empty.module.css'

export function Empty(props: {
	icon?: ReactNode
	title: string
	actions?: ReactNode
	children?: ReactNode
}) {
	return (
		<div className={styles.empty}>
			{props.icon}
			<h2 className={styles.title}>{props.title}</h2>
			{props.children ? <div>{props.children}</div> : null}
			{props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
		</div>
	)
}
