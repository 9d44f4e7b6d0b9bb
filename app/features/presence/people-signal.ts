/**
 * The others in a room as one signal, so that each screen reads only its own part: a cursor moves
 * twenty times a second and must wake no panel and no bar. One entry per tab.
 */
import { atom, computed, type Signal } from '@tldraw/state'
import { type Presence, parsePresence } from '#core/sync/presence.ts'
import type { RoomConnection } from '../sync/connect-room.ts'

export interface PersonHere extends Presence {
	connectionId: number
}
/** A person as a disc or a chip shows them. */
export interface PersonFace {
	userId: string
	name: string
	color: string
}

export interface PeopleHere {
	all: Signal<readonly PersonHere[]>
	/** Each person once, without oneself in another tab. */
	others: Signal<readonly PersonFace[]>
	onPanel(panelId: string): Signal<readonly PersonFace[]>
	writing(recordId: string, path?: string): Signal<readonly PersonFace[]>
	dispose(): void
}

export function followPeople(room: RoomConnection): PeopleHere {
	const { awareness, user } = room
	const read = () =>
		[...awareness.getStates()].flatMap(([connectionId, state]): PersonHere[] => {
			const presence = connectionId === awareness.clientID ? undefined : parsePresence(state)
			return presence ? [{ ...presence, connectionId }] : []
		})
	const all = atom<readonly PersonHere[]>('people here', read())
	// One's own cursor wakes nobody here.
	const onChange = (changes: { added: number[]; updated: number[]; removed: number[] }) => {
		const ids = [...changes.added, ...changes.updated, ...changes.removed]
		if (ids.some((id) => id !== awareness.clientID)) all.set(read())
	}
	awareness.on('change', onChange)
	const facesWhere = (name: string, test: (person: PersonHere) => boolean) =>
		computed(name, () => faces(all.get().filter(test)), { isEqual: sameFaces })
	return {
		all,
		others: facesWhere('others', (person) => person.user.userId !== user.userId),
		onPanel: (panelId) => facesWhere('on a panel', (person) => person.panelId === panelId),
		writing: (recordId, path) =>
			facesWhere('writing', ({ textField }) => {
				if (textField?.recordId !== recordId) return false
				return path === undefined || textField.path === path
			}),
		dispose: () => awareness.off('change', onChange),
	}
}

function faces(people: readonly PersonHere[]): readonly PersonFace[] {
	const byUser = new Map(people.map(({ user }) => [user.userId, user]))
	return [...byUser.values()].map(({ userId, name, color }) => ({ userId, name, color }))
}

function sameFaces(a: readonly PersonFace[], b: readonly PersonFace[]): boolean {
	return (
		a.length === b.length &&
		a.every((face, at) => {
			const other = b[at]
			return other?.userId === face.userId && other.name === face.name && other.color === face.color
		})
	)
}
