/**
 * Pitching: one person takes the room and goes through the story panel by panel; everybody in the film
 * is told, and whoever is on that scene looks along, until they step off by a move of their own. The
 * server says who has the room (P6); this follows what it says.
 */
import { computed, type Signal } from '@tldraw/state'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Editor } from 'tldraw'
import type { OwnPresence } from '#core/sync/presence.ts'
import type { PeopleHere } from '../presence/people-signal.ts'
import { useSignal } from '../sync/use-signal.ts'
import { watchOwnMoves } from './own-moves.ts'
import { recallPitch, rememberPitch } from './pitch-memory.ts'

/** Between two scenes the pitcher is nowhere for so long at most, milliseconds. */
const BETWEEN_SCENES_MS = 6_000

export interface Pitcher {
	userId: string
	name: string
	color: string
	sceneId: string | null
	panelId: string | null
	label: string
}
export interface Pitch {
	/** Who has the room, when it is somebody else. */
	pitcher: Pitcher | null
	/** Whether the room is one's own. */
	isMine: boolean
	/** Whether this view looks along with the pitcher. */
	isAlong: boolean
	start(): void
	end(): void
	stepOff(): void
	rejoin(): void
}

export interface PitchOptions {
	/** Everybody in the film (P6). */
	film: PeopleHere
	publish: (change: Partial<OwnPresence>) => void
	editor: Editor | null
	userId: string
	sceneId: string
	/** The panel in hand. */
	panelId: Signal<string | null>
	/** Takes a panel in hand and fills the view with it. */
	onPanel: (panelId: string) => void
	onScene: (sceneId: string, panelId: string | null) => void
	tell: (sentence: string) => void
}

export function usePitch(options: PitchOptions): Pitch {
	const { film, publish, editor, sceneId } = options
	const latest = useRef(options)
	latest.current = options
	const [isMine, setMine] = useState(() => recallPitch(sceneId, Date.now()).leads)
	const [offUserId, setOff] = useState(() => recallPitch(sceneId, Date.now()).offUserId)
	/** Whose pitch this page looked along with last. */
	const alongWith = useRef<{ userId: string; name: string } | null>(null)
	const pitcher = useSignal(useMemo(() => pitcherIn(film), [film]))
	const inHand = useSignal(options.panelId)

	useEffect(() => publish({ pitch: isMine ? true : undefined }), [publish, isMine])
	useEffect(() => {
		rememberPitch({ leads: isMine, sceneId, offUserId }, Date.now())
		// The moment counts from when this page goes.
		return () => rememberPitch({ leads: isMine, sceneId, offUserId }, Date.now())
	}, [isMine, sceneId, offUserId])

	useEffect(() => {
		// Another page of one's own is one's own pitch: a scene that is just being left.
		if (!pitcher || !isMine || pitcher.userId === latest.current.userId) return
		setMine(false)
		latest.current.tell(`${pitcher.name} has the room.`)
	}, [pitcher, isMine])

	useEffect(() => {
		if (!isMine || !editor) return undefined
		const before = editor.getCurrentToolId()
		editor.setCurrentTool('laser')
		return () => {
			if (editor.getCurrentToolId() === 'laser') editor.setCurrentTool(before)
		}
	}, [isMine, editor])
	useEffect(() => {
		if (isMine && editor && inHand) latest.current.onPanel(inHand)
	}, [isMine, editor, inHand])

	const isHere = pitcher?.sceneId === sceneId
	const isOff = pitcher !== null && offUserId === pitcher.userId
	const wasAlong = pitcher !== null && alongWith.current?.userId === pitcher.userId
	const isAlong = pitcher !== null && !isMine && !isOff && (isHere || wasAlong)

	// Again once the wall is there: who comes late may hear of the pitch before it is.
	useEffect(() => {
		if (pitcher && isAlong) {
			alongWith.current = { userId: pitcher.userId, name: pitcher.name }
			if (pitcher.sceneId === sceneId) {
				if (pitcher.panelId && editor) latest.current.onPanel(pitcher.panelId)
			} else if (pitcher.sceneId) latest.current.onScene(pitcher.sceneId, pitcher.panelId)
		}
	}, [pitcher, isAlong, sceneId, editor])
	useEffect(() => {
		const along = alongWith.current
		if (pitcher || !along) return undefined
		const timer = setTimeout(() => {
			alongWith.current = null
			latest.current.tell(`${along.name} has ended the pitch.`)
		}, BETWEEN_SCENES_MS)
		return () => clearTimeout(timer)
	}, [pitcher])

	const stepOff = useCallback(() => {
		const [who] = latest.current.film.all.get().filter(({ pitch }) => pitch)
		if (who) setOff(who.user.userId)
	}, [])
	useEffect(
		() => (isAlong && isHere && editor ? watchOwnMoves(editor, stepOff) : undefined),
		[isAlong, isHere, editor, stepOff],
	)
	return {
		...{ pitcher, isMine, isAlong, stepOff },
		start: useCallback(() => setMine(true), []),
		end: useCallback(() => setMine(false), []),
		rejoin: useCallback(() => {
			const [who] = latest.current.film.all.get().filter(({ pitch }) => pitch)
			setOff(null)
			if (who) alongWith.current = { userId: who.user.userId, name: who.user.name }
		}, []),
	}
}

function pitcherIn(film: PeopleHere): Signal<Pitcher | null> {
	return computed(
		'pitcher',
		() => {
			const one = film.all.get().find(({ pitch }) => pitch)
			if (!one) return null
			const { userId, name, color } = one.user
			const { sceneId, panelId, label = '' } = one
			return { userId, name, color, sceneId, panelId, label }
		},
		{ isEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
	)
}
