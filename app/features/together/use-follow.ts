/**
 * Following somebody: what they see is seen here too, and the panel they are on is in hand, until one
 * moves by oneself. What people see travels only while somebody follows them (P7), so each tab also
 * watches whether it is followed.
 */
import { computed } from '@tldraw/state'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Editor, react, unsafe__withoutCapture } from 'tldraw'
import type { OwnPresence, Presence } from '#core/sync/presence.ts'
import type { PeopleHere, PersonHere } from '../presence/people-signal.ts'
import { useSignal } from '../sync/use-signal.ts'
import { watchOwnMoves } from './own-moves.ts'

/** So long a followed view glides from place to place, milliseconds; the next one comes before that. */
const GLIDE_MS = 90

export interface Followed {
	userId: string
	name: string
	color: string
	tool: string
}
export interface Follow {
	/** Who is followed; null when nobody is. */
	followed: Followed | null
	start(userId: string): void
	stop(): void
}

export function useFollow(options: {
	people: PeopleHere
	editor: Editor | null
	userId: string
	publish: (change: Partial<OwnPresence>) => void
	/** Takes the panel they are on in hand. */
	onPanel: (panelId: string) => void
	tell: (sentence: string) => void
}): Follow {
	const { people, editor, userId, publish } = options
	const [wantedId, setWantedId] = useState<string | null>(null)
	const latest = useRef(options)
	latest.current = options
	const followed = useSignal(
		useMemo(
			() =>
				computed('followed', () => pick(people.all.get(), wantedId), {
					isEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b),
				}),
			[people, wantedId],
		),
	)
	const stop = useCallback(() => setWantedId(null), [])
	const start = useCallback((id: string) => {
		const { people: here, userId: me, tell } = latest.current
		const other = here.all.get().find(({ user }) => user.userId === id)
		// Two who follow each other would stand still for ever.
		if (other?.following === me) tell(`${other.user.name} is following you.`)
		else setWantedId(id)
	}, [])

	useEffect(() => {
		if (wantedId === null || !editor) return undefined
		publish({ following: wantedId })
		let name = ''
		const stopReading = react('follow', () => {
			const one = best(people.all.get(), wantedId)
			unsafe__withoutCapture(() => {
				if (one) {
					name = one.user.name
					show(editor, one)
					if (one.panelId) latest.current.onPanel(one.panelId)
				} else {
					setWantedId(null)
					latest.current.tell(name === '' ? 'They have left.' : `${name} has left.`)
				}
			})
		})
		const stopWatching = watchOwnMoves(editor, stop)
		return () => {
			publish({ following: undefined })
			stopReading()
			stopWatching()
		}
	}, [wantedId, editor, people, publish, stop])

	useEffect(() => {
		if (!editor) return undefined
		const isFollowed = computed('is followed', () =>
			people.all.get().some(({ following }) => following === userId),
		)
		return react('publish view', () => {
			publish({ view: isFollowed.get() ? viewOf(editor) : undefined })
		})
	}, [editor, people, userId, publish])

	return useMemo(() => ({ followed, start, stop }), [followed, start, stop])
}

/** Of a person's tabs the one that shows what they see. */
function best(people: readonly PersonHere[], userId: string): PersonHere | undefined {
	const tabs = people.filter(({ user }) => user.userId === userId)
	return tabs.find(({ view }) => view) ?? tabs[0]
}

function pick(people: readonly PersonHere[], userId: string | null): Followed | null {
	const one = userId === null ? undefined : best(people, userId)
	if (!one) return null
	const { name, color } = one.user
	return { userId: one.user.userId, name, color, tool: one.tool }
}

function viewOf(editor: Editor): NonNullable<Presence['view']> {
	const { x, y, w, h } = editor.getViewportPageBounds()
	return { x: Math.round(x), y: Math.round(y), w: Math.round(w), h: Math.round(h) }
}

/** All of what they see, as large as it goes here. */
function show(editor: Editor, { view }: PersonHere): void {
	if (!view || view.w <= 0 || view.h <= 0) return
	const { w, h } = editor.getViewportScreenBounds()
	const z = Math.min(w / view.w, h / view.h)
	const x = w / z / 2 - (view.x + view.w / 2)
	const y = h / z / 2 - (view.y + view.h / 2)
	const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
	editor.setCamera({ x, y, z }, isStill ? {} : { animation: { duration: GLIDE_MS } })
}
