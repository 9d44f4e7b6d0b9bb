/**
 * Updates a hostile client may send (reference: reliability section 2): each is refused whole, closes
 * only its own socket, leaves nothing pending, and honest people go on undisturbed.
 */
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { SYNC_STEP_2 } from '#core/sync/protocol.ts'
import { box, strokeOf } from '../convergence/records.ts'
import {
	deletionOf,
	emptyStruct,
	lateUpdate,
	nested,
	raw,
	setUpHostileRoom,
} from '../support/hostile-room.ts'

const world = setUpHostileRoom()
const nextClock = (doc: Y.Doc) => Y.getState(doc.store, doc.clientID)

describe('[R4] [R12] updates in somebody else’s name', () => {
	it('C1: structs under another person’s client id', async () => {
		const forged = world.forge(
			(map) => map.set('shape:honest/opacity', 0.5),
			world.ada.doc.clientID,
		)
		await world.refuses(forged, 4409)
	})
	it('C2: a huge collected struct in the victim’s future', async () => {
		const { doc } = world.ada
		const at = { client: doc.clientID, clock: nextClock(doc), len: 2 ** 31 }
		await world.refuses(emptyStruct(0, at), 4422)
	})
	it('C2: a collected struct of a length that passes, in the victim’s future', async () => {
		const { doc } = world.ada
		const at = { client: doc.clientID, clock: nextClock(doc), len: 2 ** 20 }
		await world.refuses(emptyStruct(0, at), 4409)
	})
	it('C3: deletions of what the victim has yet to write', async () => {
		await world.refuses(deletionOf(world.ada.doc.clientID, 1, 2 ** 31), 4422)
		await world.returns('eve')
		await world.refuses(deletionOf(world.ada.doc.clientID, nextClock(world.ada.doc), 1), 4422)
	})
	it('C3: deletions of what nobody has written yet, her own included', async () => {
		await world.refuses(deletionOf(123_456, 0, 1), 4422)
		await world.returns('eve')
		await world.refuses(deletionOf(world.mallory.doc.clientID, 0, 5), 4422)
	})
	it('C4: deletions by a viewer, which carry no structs', async () => {
		world.mallory = await world.join({ who: 'vera:viewer' })
		await world.refuses(
			world.forge((map) => map.delete('shape:honest')),
			4403,
		)
	})
	it('C5: another person’s new structs inside a step 2', async () => {
		const forged = world.forge(
			(map) => map.set('shape:honest/opacity', 0.1),
			world.ada.doc.clientID,
		)
		const own = world.forge((map) => map.set('shape:honest/rotation', 1))
		await world.refuses(Y.mergeUpdates([own, forged]), 4409, SYNC_STEP_2)
	})
	it('C5: the room’s own new structs inside a step 2', async () => {
		const board = (await world.server.rooms.open('board:s1')).document.committed
		const ids = [...board.store.clients.keys()]
		const roomId = ids.find((id) => id !== world.ada.doc.clientID) ?? 0
		await world.refuses(
			world.forge((map) => map.set('shape:honest/opacity', 0.1), roomId),
			4409,
			SYNC_STEP_2,
		)
	})
	it('admits the whole known document in a step 2: it holds nothing new', async () => {
		const rows = (await world.server.db.rooms.open('board:s1')).seq
		world.mallory.sendUpdate(Y.encodeStateAsUpdate(world.ada.doc), SYNC_STEP_2)
		await world.mallory.saved()
		expect((await world.server.db.rooms.open('board:s1')).seq).toBe(rows)
	})
	it('a flood of new client ids, one by one or all at once', async () => {
		for (let i = 0; i < 12 && !world.mallory.closed; i++) {
			const edit = (map: Y.Map<unknown>) => map.set('shape:honest/opacity', 1 - i / 100)
			world.mallory.sendUpdate(world.forge(edit, 5_000_000 + i))
		}
		expect(await world.mallory.refused()).toBe(4422)
		await world.returns('eve')
		const many = Array.from({ length: 12 }, (_, i) =>
			world.forge((map) => map.set(`shape:honest/opacity`, i / 100), 6_000_000 + i),
		)
		await world.refuses(Y.mergeUpdates(many), 4422)
	})
	it('[R3] takes nobody’s client id with an update that is refused', async () => {
		const wrong = world.forge((map) => map.set('shape:x', { typeName: 'shape' }), 7_000_000)
		await world.refuses(wrong, 4422)
		const cy = await world.join({ who: 'cy:editor', clientId: 7_000_000 })
		cy.records.put(box('of-cy'))
		await cy.saved()
		expect(cy.closed).toBeNull()
	})
})

describe('[R4] updates that would poison the document', () => {
	it('C6: a __proto__ key in the map, in a value, or as a record', async () => {
		await world.refuses(
			world.forge((map) => map.set('__proto__', { isAdmin: true })),
			4422,
		)
		await world.returns('eve')
		const poisoned: unknown = JSON.parse('{"typeName":"shape","meta":{"__proto__":{"a":1}}}')
		await world.refuses(
			world.forge((map) => map.set('shape:x', poisoned)),
			4422,
		)
		await world.returns('eve2')
		await world.refuses(
			world.forge((map) => map.set('__proto__/opacity', 1)),
			4422,
		)
		for (const path of ['__proto__', 'constructor', 'props.__proto__', 'meta.__proto__']) {
			await world.returns(`eve${path.length}`)
			const edit = (map: Y.Map<unknown>) => map.set(`shape:honest/${path}`, { isAdmin: true })
			world.mallory.sendUpdate(world.forge(edit))
			await world.mallory.until(
				() => world.mallory.closed !== null || world.mallory.acked === world.mallory.sent,
			)
			expect(Object.prototype).not.toHaveProperty('isAdmin')
			expect(world.ada.records.get('shape:honest')).not.toHaveProperty('isAdmin')
			expect(Object(world.ada.records.get('shape:honest')).props).not.toHaveProperty('isAdmin')
		}
	})
	it('C7: list items hidden in the map, other roots, and types no record has', async () => {
		await world.refuses(
			world.forge((_map, doc) => doc.getMap('elsewhere').set('a', 1)),
			4422,
		)
		await world.returns('eve')
		const listed = new Y.Doc()
		listed.clientID = world.mallory.doc.clientID
		listed.getArray('r').push([1])
		await world.refuses(Y.encodeStateAsUpdate(listed), 4422)
		for (const [at, type] of [new Y.Map(), new Y.Array(), new Y.XmlElement('p')].entries()) {
			await world.returns(`eve${at}`)
			await world.refuses(
				world.forge((map) => map.set('shape:y', type)),
				4422,
			)
		}
	})
	it('C7: bytes, other documents and formats inside the map or a text', async () => {
		const wrong: ((map: Y.Map<unknown>) => void)[] = [
			(map) => map.set('shape:y', new Uint8Array(8)),
			(map) => map.set('shape:gone/props.w', [8n]),
			(map) => map.set('shape:y', new Y.Doc()),
			(map) => textOf(map).insertEmbed(0, { image: 'x' }),
			(map) => textOf(map).format(0, 2, { bold: true }),
			(map) => textOf(map).setAttribute('a', 1),
		]
		for (const [at, edit] of wrong.entries()) {
			await world.returns(`eve${at}`)
			await world.refuses(world.forge(edit), 4422)
		}
	})
	it('C8: nesting that no stack can read again', async () => {
		for (const depth of [100, 5_000]) {
			await world.returns(`eve${depth}`)
			await world.refuses(deepValue(depth), 4422)
		}
		await world.returns('eve')
		await world.refuses(
			world.forge((map) => nest(map, 500)),
			4422,
		)
	})
	it('a gap, a skipped struct and a dependency on what nobody has', async () => {
		await world.refuses(lateUpdate(world.mallory.doc.clientID), 4422)
		await world.returns('eve')
		const { clientID: client } = world.mallory.doc
		await world.refuses(emptyStruct(10, { client, clock: 0, len: 5 }), 4422)
		await world.returns('eve2')
		const unknown = new Y.Doc()
		unknown.clientID = 4242
		unknown.getMap('r').set('shape:a', 1)
		const forged = new Y.Doc()
		Y.applyUpdate(forged, Y.encodeStateAsUpdate(unknown))
		forged.clientID = world.mallory.doc.clientID
		const before = Y.encodeStateVector(forged)
		forged.getMap('r').set('shape:a', 2)
		await world.refuses(Y.encodeStateAsUpdate(forged, before), 4422)
	})
	it('a pile of updates that would wait for ever', async () => {
		const size = () => world.server.db.rooms.open('board:s1').then((room) => room.updates.length)
		const before = await size()
		for (let i = 0; i < 40; i++) {
			await world.returns(`pile${i}`)
			for (let n = 0; n < 50; n++) world.mallory.sendUpdate(lateUpdate(9_000_000 + i * 50 + n))
			expect(await world.mallory.refused()).toBe(4422)
		}
		const { staged, committed } = (await world.server.rooms.open('board:s1')).document
		expect([staged.store.pendingStructs, committed.store.pendingStructs]).toEqual([null, null])
		expect(await size()).toBe(before)
		expect(world.ada.closed).toBeNull()
	})
	it('a huge collected struct under one’s own id, and one of no length', async () => {
		for (const len of [2 ** 31, 2 ** 24 + 1, 0]) {
			await world.returns(`eve${len % 97}`)
			const { clientID: client } = world.mallory.doc
			await world.refuses(emptyStruct(0, { client, clock: 0, len }), 4422)
		}
	})
	it('more structs than anybody draws at once', async () => {
		const { clientID } = world.mallory.doc
		const structs = 50_001
		const many = raw((encoder) => {
			for (const n of [1, structs, clientID, 0]) encoding.writeVarUint(encoder, n)
			for (let i = 0; i < structs; i++) encoding.writeUint8Array(encoder, new Uint8Array([0, 1]))
			encoding.writeVarUint(encoder, 0)
		})
		await world.refuses(many, 4422)
	})
	it('letters of a stroke that hang on another stroke', async () => {
		world.ada.records.put(strokeOf('one', 8, false))
		world.ada.records.put(strokeOf('two', 8, false))
		await world.ada.saved()
		const { mallory } = world
		await mallory.until(() => mallory.records.has('shape:two'), 'the strokes')
		const [one, two] = ['shape:one', 'shape:two'].map((key) => lastLetter(mallory.doc, key))
		const { clientID } = mallory.doc
		const crossed = raw((encoder) => {
			for (const n of [1, 1, clientID, 0]) encoding.writeVarUint(encoder, n)
			// A string with both an origin (in one stroke) and a right origin (in the other).
			encoding.writeUint8(encoder, 4 | 128 | 64)
			for (const id of [one, two])
				for (const n of [id?.client ?? 0, id?.clock ?? 0]) encoding.writeVarUint(encoder, n)
			encoding.writeVarString(encoder, 'AAAA')
			encoding.writeVarUint(encoder, 0)
		})
		await world.refuses(crossed, 4422)
	})
	it('bytes that are no update at all, cut off, of another version, or far too many', async () => {
		await world.refuses(new Uint8Array([1, 2, 3, 255, 255]), 4422)
		await world.returns('eve')
		const whole = world.forge((map) => map.set('shape:cut', { typeName: 'shape' }))
		await world.refuses(whole.subarray(0, whole.length - 4), 4422)
		await world.returns('eve2')
		await world.refuses(new Uint8Array(0), 4422)
		await world.returns('eve3')
		await world.refuses(Y.convertUpdateFormatV1ToV2(whole), 4422)
		await world.returns('eve4')
		await world.refuses(
			raw((encoder) => encoding.writeVarUint(encoder, 2 ** 40)),
			4422,
		)
		await world.returns('eve5')
		await world.refuses(new Uint8Array(2 * 1024 * 1024 + 1), 4413)
	})
})

function textOf(map: Y.Map<unknown>): Y.Text {
	const text = map.get('shape:p/props.action')
	if (!(text instanceof Y.Text)) throw new Error('the panel has no caption')
	return text
}

function nest(map: Y.Map<unknown>, depth: number): void {
	let inner = new Y.Map()
	map.set('shape:deep', inner)
	for (let i = 0; i < depth; i++) {
		const next = new Y.Map()
		inner.set('a', next)
		inner = next
	}
}

/** A value of plain data far too deep: written by hand, since no encoder's stack would hold it. */
function deepValue(depth: number): Uint8Array {
	if (depth <= 100) return world.forge((map) => map.set('shape:deep', nested(depth)))
	return raw((encoder) => {
		for (const n of [1, 1, world.mallory.doc.clientID, 0]) encoding.writeVarUint(encoder, n)
		// ContentAny under the key of a root, one value.
		encoding.writeUint8(encoder, 8 | 32)
		encoding.writeVarUint(encoder, 1)
		encoding.writeVarString(encoder, 'r')
		encoding.writeVarString(encoder, 'shape:deep')
		encoding.writeVarUint(encoder, 1)
		for (let i = 0; i < depth; i++) {
			// An array of one.
			encoding.writeUint8(encoder, 117)
			encoding.writeVarUint(encoder, 1)
		}
		encoding.writeUint8(encoder, 126)
		encoding.writeVarUint(encoder, 0)
	})
}

function lastLetter(doc: Y.Doc, key: string): Y.ID | undefined {
	const text = doc.getMap('r').get(key)
	if (!(text instanceof Y.Text)) throw new Error(`${key} is no growing stroke`)
	let item = text._start
	while (item?.right) item = item.right
	return item ? item.lastId : undefined
}
