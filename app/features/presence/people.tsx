/** Who is here, who is on a panel, who writes in a field: discs and chips in people's colours. */

import { useMemo } from 'react'
import { personStyle } from '#app/ui/avatar.tsx'
import { initials } from '#core/board/person.ts'
import { useSignal } from '../sync/use-signal.ts'
import styles from './people.module.css'
import type { PeopleHere } from './people-signal.ts'

/** Discs on the corner of a panel. */
export function PeopleOnPanel(props: { people: PeopleHere; panelId: string }) {
	const { people, panelId } = props
	const faces = useSignal(useMemo(() => people.onPanel(panelId), [people, panelId]))
	return faces.map((face) => (
		<span
			key={face.userId}
			className={styles.disc}
			style={personStyle(face.color)}
			title={face.name}
		>
			{initials(face.name).slice(0, 1)}
		</span>
	))
}

/** Dots on a clip, where there is no room for letters. */
export function PeopleOnClip(props: { people: PeopleHere; panelId: string }) {
	const { people, panelId } = props
	const faces = useSignal(useMemo(() => people.onPanel(panelId), [people, panelId]))
	return faces.map((face) => (
		<i key={face.userId} className={styles.dot} style={personStyle(face.color)} title={face.name} />
	))
}

/** Who else writes in a field, by name. */
export function Writers(props: { people: PeopleHere; recordId: string; path?: string }) {
	const { people, recordId, path } = props
	const faces = useSignal(useMemo(() => people.writing(recordId, path), [people, recordId, path]))
	if (faces.length === 0) return null
	return (
		<span className={styles.writers} aria-live="polite">
			{faces.map((face) => (
				<span key={face.userId} className={styles.writer} style={personStyle(face.color)}>
					{face.name}
				</span>
			))}
		</span>
	)
}
