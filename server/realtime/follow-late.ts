/**
 * Watches what was written in a room about records that left it and has it carried after them (R19).
 * One carriage of a room at a time: two at once would both bring the same letters.
 */
import { isAppError } from '#core/errors.ts'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import type { Writer } from '#core/notes/note-rights.ts'
import type { ForwardedRecord, RoomStore } from '#db/room-store.ts'
import type { Logger } from '../logger.ts'
import { carryLate, lateIds, orphansOf } from './carry-late.ts'
import { carryLateFields, lateNoteIds, moveNotesAbout } from './carry-notes.ts'
import type { Room } from './room.ts'
import type { RoomDraft } from './rooms-api.ts'

export interface FollowOptions {
	store: Pick<RoomStore, 'findForwards' | 'create'>
	log: Logger
	open: (name: RoomName) => Promise<Room>
	/** Runs a command over both rooms as the server itself. */
	joint: (
		rooms: readonly [Room, Room],
		run: (from: RoomDraft, to: RoomDraft) => unknown,
	) => Promise<unknown>
}

/** Longest way a record can have gone from room to room before it is looked for no further. */
const MAX_HOPS = 50

export class LateFollower {
	private readonly options: FollowOptions
	/** Per room that is being followed up, what was touched meanwhile. */
	private readonly waiting = new Map<Room, Set<string>>()

	constructor(options: FollowOptions) {
		this.options = options
	}

	/** After a flush: looks after what it touched; what was created may be what had left. */
	afterFlush(room: Room, touched: ReadonlySet<string>, created: ReadonlySet<string>): void {
		if (touched.size === 0 || room.isGone) return
		const { records } = room.document
		const late = isNotes(room) ? lateNoteIds(records, touched) : lateIds(records, touched)
		for (const id of created) late.add(id)
		if (late.size > 0) this.ask(room, late)
	}

	/** After a load: whatever a stop of the server left lying. */
	async afterLoad(room: Room): Promise<void> {
		const { store } = this.options
		const rows = await store.findForwards(room.name, null)
		// Notes go after panels that left the board: so does what a stop came between.
		if (isNotes(room)) rows.push(...(await store.findForwards(boardOf(room.name), null)))
		if (rows.length === 0 || room.isGone) return
		const ids = new Set(rows.map((row) => row.recordId))
		this.ask(room, isNotes(room) ? waitingNotes(room, ids) : ids)
	}

	private ask(room: Room, ids: ReadonlySet<string>): void {
		const waiting = this.waiting.get(room)
		if (waiting) {
			for (const id of ids) waiting.add(id)
			return
		}
		this.waiting.set(room, new Set())
		void this.follow(room, ids)
	}

	private async follow(room: Room, first: ReadonlySet<string>): Promise<void> {
		for (let ids = first; ids.size > 0 && !room.isGone; ) {
			await this.carry(room, ids).catch((error: unknown) => this.report(room, error))
			ids = this.waiting.get(room) ?? new Set()
			this.waiting.set(room, new Set())
		}
		this.waiting.delete(room)
	}

	/** What could not follow stays in the room, out of view, and follows when the room is next opened. */
	private report(room: Room, error: unknown): void {
		const { log } = this.options
		const isExpected = isAppError(error) && ['trashed', 'unavailable'].includes(error.code)
		const message = 'Late changes of moved records could not follow yet.'
		if (isExpected) log.debug({ room: room.name }, message)
		else log.error({ room: room.name, err: error }, message)
	}

	private async carry(room: Room, ids: ReadonlySet<string>): Promise<void> {
		for (const [toRoom, forwarded] of await this.destinations(room, ids)) {
			// A scene older than notes has no room for them yet.
			if (isNotes(room)) await this.options.store.create(toRoom, room.projectId)
			const target = await this.options.open(toRoom)
			await this.options.joint([room, target], (source, there) => {
				const [from, to] = [room.document.records, target.document.records]
				if (isNotes(room)) {
					const left = new Set(forwarded.map((row) => row.recordId))
					moveNotesAbout({ from: source, to: there, toRoom }, left)
					carryLateFields({ from, to, left, writer: writersIn(room), now: source.now })
				} else carryLate({ from, to, toRoom, forwarded, forward: source.forward })
				return null
			})
		}
	}

	/** Where what left is now, by room. */
	private async destinations(
		room: Room,
		ids: ReadonlySet<string>,
	): Promise<Map<RoomName, ForwardedRecord[]>> {
		const { store } = this.options
		const rows = await store.findForwards(room.name, [...ids])
		const byRoom = new Map<RoomName, ForwardedRecord[]>()
		if (isNotes(room)) rows.push(...(await store.findForwards(boardOf(room.name), [...ids])))
		if (rows.length === 0 || room.isGone) return byRoom
		const asked = new Set(rows.map((row) => row.recordId))
		const orphans = orphansOf(room.document.records, asked).map(({ id }): string => id)
		const stayed = await store.findForwards(
			room.name,
			orphans.filter((id) => !asked.has(id)),
		)
		for (const row of [...rows, ...stayed]) {
			const last = await this.whereIs(row)
			const toRoom = isNotes(room) ? notesOf(last) : last
			if (toRoom === room.name) continue
			const group = byRoom.get(toRoom)
			if (group) group.push(row)
			else byRoom.set(toRoom, [row])
		}
		return byRoom
	}

	private async whereIs({ recordId, toRoom }: ForwardedRecord): Promise<RoomName> {
		let name = toRoom
		for (let hop = 0; hop < MAX_HOPS; hop++) {
			const [next] = await this.options.store.findForwards(name, [recordId])
			if (!next) break
			name = next.toRoom
		}
		return name
	}
}

function isNotes({ name }: Pick<Room, 'name'>): boolean {
	return name.startsWith('notes:')
}
function boardOf(name: RoomName): RoomName {
	return `board:${parseRoomName(name)?.id ?? ''}`
}
function notesOf(name: RoomName): RoomName {
	return `notes:${parseRoomName(name)?.id ?? ''}`
}

/** Those of `ids` that something in the notes is about, or is still set under. */
function waitingNotes({ document }: Room, ids: ReadonlySet<string>): Set<string> {
	const all = Array.from(document.records.all(), ({ id }): string => id)
	const late = lateNoteIds(document.records, [...all, ...ids])
	return new Set([...late].filter((id) => ids.has(id)))
}

/** Who wrote under a client id. Somebody who has left since is taken for one who may least. */
function writersIn({ claims, connections }: Room): (clientId: number) => Writer | null {
	return (clientId) => {
		const userId = claims.ownerOf(clientId)
		if (userId === undefined) return null
		const here = [...connections].find(({ principal }) => principal.userId === userId)
		return { userId, role: here?.principal.role ?? 'commenter' }
	}
}
