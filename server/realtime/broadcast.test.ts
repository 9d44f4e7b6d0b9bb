import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { readSyncMessage } from 'y-protocols/sync'
import * as Y from 'yjs'
import { broadcast, type Delta } from './broadcast.ts'

/** A stock client's end of a socket: applies every frame, and counts them. */
class Reader {
	readonly doc = new Y.Doc()
	frames = 0
	send(frame: Uint8Array) {
		this.frames += 1
		const decoder = decoding.createDecoder(frame)
		expect(decoding.readVarUint(decoder)).toBe(0)
		readSyncMessage(decoder, encoding.createEncoder(), this.doc, 'room')
	}
	get holds() {
		return this.doc.getMap('r').toJSON()
	}
}

/** One delta per key, each by a client and a socket of its own; the last takes the first away. */
function deltasOf(count: number): { deltas: Delta[]; writers: Reader[]; all: Y.Doc } {
	const all = new Y.Doc()
	const writers = Array.from({ length: count }, () => new Reader())
	const deltas = writers.map((sender, at): Delta => {
		const doc = sender.doc
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(all))
		let delta = new Uint8Array()
		doc.once('update', (update: Uint8Array) => {
			delta = new Uint8Array(update)
		})
		doc.transact(() => {
			doc.getMap('r').set(`key${at}`, at)
			if (at > 0 && at === count - 1) doc.getMap('r').delete('key0')
		})
		Y.applyUpdate(all, delta)
		return { delta, sender }
	})
	return { deltas, writers, all }
}

describe('telling a room', () => {
	it('[R2] gives everybody all that others wrote, and nobody their own', () => {
		const { deltas, writers, all } = deltasOf(5)
		const readers = Array.from({ length: 20 }, () => new Reader())

		broadcast([...readers, ...writers], deltas)

		for (const reader of readers) expect(reader.holds).toEqual(all.getMap('r').toJSON())
		for (const writer of writers) expect(writer.holds).toEqual(all.getMap('r').toJSON())
		expect(writers.map((writer) => writer.frames)).toEqual([4, 4, 4, 4, 4])
	})

	it('sends those who only read one message, however many wrote', () => {
		const { deltas } = deltasOf(5)
		const readers = Array.from({ length: 20 }, () => new Reader())
		broadcast(readers, deltas)
		expect(new Set(readers.map((reader) => reader.frames))).toEqual(new Set([1]))
	})

	it('passes on as it stands what few are there to read, and a single update', () => {
		const { deltas } = deltasOf(3)
		const reader = new Reader()
		broadcast([reader], deltas)
		expect(reader.frames).toBe(3)

		const bytes: Uint8Array[] = []
		const crowd = Array.from({ length: 50 }, () => ({
			send: (frame: Uint8Array) => bytes.push(frame),
		}))
		broadcast(crowd, deltas.slice(0, 1))
		expect(bytes).toHaveLength(50)
		expect(new Set(bytes).size).toBe(1)
	})

	it('tells everybody what the room itself wrote', () => {
		const { deltas, writers } = deltasOf(2)
		const byRoom = deltas.map(({ delta }) => ({ delta, sender: null }))
		const reader = new Reader()
		broadcast([reader, ...writers], byRoom)
		expect(reader.frames).toBe(2)
		expect(writers.map((writer) => writer.frames)).toEqual([2, 2])
	})
})
