/** A count beside a name; amber only when it counts suggestions. `label` says what is counted. */
import styles from './badge.module.css'
import { cx } from './cx.ts'

export function Badge(props: { count: number; label: string; tone?: 'plain' | 'suggest' }) {
	return (
		<span
			className={cx(styles.badge, props.tone === 'suggest' && styles.suggest)}
			title={props.label}
		>
			<span aria-hidden>{props.count}</span>
			<span className="visually-hidden">
				{props.count} {props.label}
			</span>
		</span>
	)
}
