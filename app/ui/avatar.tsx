/**
 * A person as a disc in their colour with their initials (suggestions are diamonds). Initials come
 * from `initials(name)` in core, colours from the person: `blue`, `rose`, …
 */
import type { CSSProperties } from 'react'
import styles from './avatar.module.css'
import { cx } from './cx.ts'

export interface AvatarPerson {
	name: string
	initials: string
	color: string
}

/** The person's colour as `--person`, for any element that should wear it. */
export function personStyle(color: string): CSSProperties {
	// React's CSSProperties type knows no custom properties.
	return { '--person': `var(--person-${color})` } as CSSProperties
}

export function Avatar(props: AvatarPerson & { size?: 'small' | 'medium'; away?: boolean }) {
	const { name, initials, color, size = 'medium', away } = props
	const letters = size === 'small' ? ([...initials][0] ?? '') : initials
	return (
		<span
			className={cx(styles.avatar, size === 'small' && styles.small, away && styles.away)}
			style={personStyle(color)}
			role="img"
			aria-label={away ? `${name}, away` : name}
			title={name}
		>
			{letters}
		</span>
	)
}

/** Several people, at most `max`, then how many more. */
export function Avatars(props: {
	people: readonly (AvatarPerson & { id: string; away?: boolean })[]
	size?: 'small' | 'medium'
	max?: number
}) {
	const { people, size = 'medium', max = 5 } = props
	const hidden = people.slice(max)
	return (
		<div className={cx(styles.avatars, size === 'small' && styles.tight)}>
			{people.slice(0, max).map(({ id, ...person }) => (
				<Avatar key={id} {...person} size={size} />
			))}
			{hidden.length > 0 ? (
				<span
					className={cx(styles.avatar, styles.more, size === 'small' && styles.small)}
					title={hidden.map((person) => person.name).join(', ')}
				>
					+{hidden.length}
				</span>
			) : null}
		</div>
	)
}
