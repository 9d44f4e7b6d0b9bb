/**
 * Watches what was written in a room about records that left it and has it carried after them (R19).
 * One carriage of a room at a time: two at once would both bring the same letters.
 */
import { isAppError } from '#core/errors.ts'
import type { RoomName } from '#core/ids.ts'
import type { ForwardedRecord, RoomStore } from '#db/room-store.ts'
import type { Logger } from '../logger.ts'
import { carryLate, lateIds, orphansOf } from './carry-late.ts'
import type { Room } from './room.ts'
import type { RoomDraft } from './rooms-api.ts'

export interface FollowOptions {
	store: Pick<RoomStore, 'findForwards'>
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
		const late = lateIds(room.document.records, touched)
		for (const id of created) late.add(id)
		if (late.size > 0) this.ask(room, late)
	}

	/** After a load: whatever a stop of the server left lying. */
	async afterLoad(room: Room): Promise<void> {
		const rows = await this.options.store.findForwards(room.name, null)
		if (rows.length > 0) this.ask(room, new Set(rows.map((row) => row.recordId)))
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
			const target = await this.options.open(toRoom)
			await this.options.joint([room, target], (source) => {
				const [from, to] = [room.document.records, target.document.records]
				carryLate({ from, to, toRoom, forwarded, forward: source.forward })
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
		if (rows.length === 0 || room.isGone) return byRoom
		const asked = new Set(rows.map((row) => row.recordId))
		const orphans = orphansOf(room.document.records, asked).map(({ id }): string => id)
		const stayed = await store.findForwards(
			room.name,
			orphans.filter((id) => !asked.has(id)),
		)
		for (const row of [...rows, ...stayed]) {
			const toRoom = await this.whereIs(row)
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
