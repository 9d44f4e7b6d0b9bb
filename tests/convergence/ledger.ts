/**
 * What the fuzz knows of the disk beside the rooms: every commit that succeeded, and everything that
 * was acknowledged. Nobody may be shown or told more than the first, and the disk may never hold less
 * than the second.
 */
import * as Y from 'yjs'
import type { RoomName } from '#core/ids.ts'
import type { RoomCommit } from '#db/room-store.ts'

export class Ledger {
	/** Per room, how far each client's structs are on disk. */
	private readonly durable = new Map<RoomName, Map<number, number>>()
	private readonly acknowledged = new Map<RoomName, Uint8Array[]>()
	/** Records whose creation was acknowledged. */
	readonly created = new Set<string>()

	committed(batch: readonly RoomCommit[]): void {
		for (const { room, updates } of batch) for (const { update } of updates) this.know(room, update)
	}

	know(room: RoomName, update: Uint8Array): void {
		const ends = this.durable.get(room) ?? new Map<number, number>()
		this.durable.set(room, ends)
		for (const [client, end] of endsOf(update))
			ends.set(client, Math.max(end, ends.get(client) ?? 0))
	}

	/** @throws Error when somebody is shown or told of something that is not on disk (R2). */
	expectDurable(room: RoomName, update: Uint8Array, what: string): void {
		for (const [client, end] of endsOf(update)) {
			const durable = this.durable.get(room)?.get(client) ?? 0
			if (end > durable) throw new Error(`${what} what is not on disk: ${client}:${durable}–${end}`)
		}
	}

	acknowledge(room: RoomName, update: Uint8Array, who: string): void {
		this.expectDurable(room, update, `${who} was acknowledged`)
		const list = this.acknowledged.get(room)
		if (list) list.push(update)
		else this.acknowledged.set(room, [update])
		for (const struct of Y.decodeUpdate(update).structs) {
			if (!(struct instanceof Y.Item) || struct.parentSub === null) continue
			if (struct.content.isCountable() && !struct.parentSub.includes('/'))
				this.created.add(struct.parentSub)
		}
	}

	/** @throws Error when a document lacks something that was acknowledged. */
	expectAcknowledgedIn(room: RoomName, doc: Y.Doc): void {
		const copy = new Y.Doc()
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
		let isNews = false
		copy.on('update', () => {
			isNews = true
		})
		for (const update of this.acknowledged.get(room) ?? []) Y.applyUpdate(copy, update)
		copy.destroy()
		if (isNews) throw new Error(`${room} lacks something that was acknowledged`)
	}

	countOf(room: RoomName): number {
		return this.acknowledged.get(room)?.length ?? 0
	}
}

function endsOf(update: Uint8Array): Map<number, number> {
	const ends = new Map<number, number>()
	for (const { id, length } of Y.decodeUpdate(update).structs)
		ends.set(id.client, Math.max(id.clock + length, ends.get(id.client) ?? 0))
	return ends
}
