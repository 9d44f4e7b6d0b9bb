/** Everybody on the board, oneself first; a press on somebody follows them. */

import { Avatar, personStyle } from '#app/ui/avatar.tsx'
import { cx } from '#app/ui/cx.ts'
import { Tooltip } from '#app/ui/tooltip.tsx'
import { initials } from '#core/board/person.ts'
import type { PeopleHere, PersonFace } from '../presence/people-signal.ts'
import { useSignal } from '../sync/use-signal.ts'
import styles from './together.module.css'
import type { Follow } from './use-follow.ts'

/** More would crowd the bar. */
const MAX_SHOWN = 6

export function PeopleBar(props: { people: PeopleHere; me: PersonFace; follow: Follow }) {
	const { me, follow } = props
	const others = useSignal(props.people.others)
	const followedId = follow.followed?.userId
	return (
		<section aria-label="On this board" className={styles.people}>
			<Avatar name={me.name} color={me.color} initials={initials(me.name)} />
			{others.slice(0, MAX_SHOWN).map(({ userId, name, color }) => (
				<Tooltip key={userId} label={userId === followedId ? 'Stop following' : `Follow ${name}`}>
					<button
						type="button"
						className={cx(styles.face, userId === followedId && styles.followed)}
						style={personStyle(color)}
						data-initials={initials(name)}
						aria-label={`Follow ${name}`}
						aria-pressed={userId === followedId}
						onClick={() => (userId === followedId ? follow.stop() : follow.start(userId))}
					></button>
				</Tooltip>
			))}
			{others.length > MAX_SHOWN ? (
				<span className={styles.quiet}>+{others.length - MAX_SHOWN}</span>
			) : null}
		</section>
	)
}

/** Who is on another scene, and on which of its panels. */
export function PeopleOnScene(props: { film: PeopleHere; sceneId: string }) {
	const all = useSignal(props.film.all)
	const there = [
		...new Map(
			all.filter((one) => one.sceneId === props.sceneId).map((one) => [one.user.userId, one]),
		).values(),
	]
	if (there.length === 0) return null
	return (
		<span className={styles.onScene}>
			{there.slice(0, 4).map(({ user, label }) => (
				<span key={user.userId} className={styles.onPanel}>
					<Avatar name={user.name} color={user.color} initials={initials(user.name)} size="small" />
					{label ? <span>{label}</span> : null}
				</span>
			))}
		</span>
	)
}
