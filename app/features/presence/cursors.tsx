/**
 * The others' cursors, in page units, as large at any zoom. A cursor over a panel is sent relative to
 * it, so that it points at the same line of the drawing even while the panel is being moved (P5).
 */
import { computed } from '@tldraw/state'
import { useMemo } from 'react'
import { type Editor, type TLShapeId, useValue } from 'tldraw'
import { personStyle } from '#app/ui/avatar.tsx'
import { useSignal } from '../sync/use-signal.ts'
import { LaserDot } from './laser-dot.tsx'
import styles from './people.module.css'
import type { PeopleHere } from './people-signal.ts'

export function Cursors({ people, editor }: { people: PeopleHere; editor: Editor }) {
	const ids = useSignal(
		useMemo(
			() =>
				computed(
					'tabs with a cursor',
					() =>
						people.all
							.get()
							.filter((person) => person.cursor)
							.map(({ connectionId }) => connectionId),
					{
						isEqual: (a: readonly number[], b: readonly number[]) =>
							a.length === b.length && a.every((id, at) => id === b[at]),
					},
				),
			[people],
		),
	)
	return ids.map((id) => <Cursor key={id} connectionId={id} {...{ people, editor }} />)
}

function Cursor(props: { connectionId: number; people: PeopleHere; editor: Editor }) {
	const { connectionId, people, editor } = props
	const person = useValue(
		'person',
		() => people.all.get().find((one) => one.connectionId === connectionId),
		[people, connectionId],
	)
	const origin = useValue('origin', () => originOf(editor, person?.cursor?.panelId ?? null), [
		editor,
		person?.cursor?.panelId,
	])
	if (!person?.cursor || !origin) return null
	const { user, cursor } = person
	if (person.tool === 'laser')
		return <LaserDot at={{ x: origin.x + cursor.x, y: origin.y + cursor.y }} user={user} />
	const transform = `translate(${origin.x + cursor.x}px, ${origin.y + cursor.y}px) scale(calc(1 / var(--tl-zoom)))`
	return (
		<div className={styles.cursor} style={{ ...personStyle(user.color), transform }} aria-hidden>
			<svg viewBox="0 0 18 20" aria-hidden="true">
				<path d="M2 1.5 15.5 10 9.2 11.4 5.9 17.3z" strokeLinejoin="round" />
			</svg>
			<span>{user.name}</span>
		</div>
	)
}

/** Where a panel stands here; null when it is not on this wall. */
function originOf(editor: Editor, panelId: string | null): { x: number; y: number } | null {
	if (panelId === null) return { x: 0, y: 0 }
	// A shape's id as another client names it; what is not there gives no bounds.
	const bounds = editor.getShapePageBounds(panelId as TLShapeId)
	return bounds ? { x: bounds.x, y: bounds.y } : null
}
