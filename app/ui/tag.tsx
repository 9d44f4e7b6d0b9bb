/** A word about the state of a thing: accepted, checking again, your role. Not a control. */
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './tag.module.css'

export function Tag(props: { tone?: 'plain' | 'ok' | 'danger' | 'suggest'; children: ReactNode }) {
	const { tone = 'plain' } = props
	return <span className={cx(styles.tag, tone !== 'plain' && styles[tone])}>{props.children}</span>
}
