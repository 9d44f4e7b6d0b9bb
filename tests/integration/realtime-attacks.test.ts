/**
 * What a hostile client may send (reference: reliability section 2): each is refused whole, closes only
 * its own socket, and honest people go on undisturbed.
 */
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { box, panel } from '../convergence/records.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { type ClientOptions, TestClient } from '../support/test-client.ts'

let server: RoomServer
let ada: TestClient
let mallory: TestClient
let clients: TestClient[] = []
const join = async (options: ClientOptions = {}) => {
	const client = new TestClient(server.url, options)
	clients.push(client)
	return client.synced()
}
beforeEach(async () => {
	server = await startRoomServer()
	ada = await join()
	ada.records.put(box('honest'))
	ada.records.put(panel('p', { props: { action: 'Rain.' } }))
	await ada.saved()
	mallory = await join({ who: 'mallory:editor' })
})
afterEach(async () => {
	for (const client of clients) client.socket.terminate()
	clients = []
	await server.stop()
})

/** Sends the bytes and expects the close code, and that nobody honest notices. */
async function refuses(update: Uint8Array, code: number): Promise<void> {
	const rows = (await server.db.rooms.open('board:s1')).seq
	mallory.sendUpdate(update)
	expect(await mallory.refused()).toBe(code)
	expect((await server.db.rooms.open('board:s1')).seq).toBe(rows)
	expect(mallory.acked).toBeLessThan(mallory.sent)

	ada.records.update('shape:honest', { x: 77 })
	await ada.saved()
	expect(ada.closed).toBeNull()
	const late = await join({ who: 'late:viewer' })
	expect(late.records.get('shape:honest')).toEqual(ada.records.get('shape:honest'))
	expect(late.records.get('shape:p')).toEqual(ada.records.get('shape:p'))
}

/** An update of one struct at the client's clock, written by hand. */
function rawUpdate(write: (encoder: encoding.Encoder) => void): Uint8Array {
	const encoder = encoding.createEncoder()
	write(encoder)
	return encoding.toUint8Array(encoder)
}
function noStructs(encoder: encoding.Encoder): void {
	encoding.writeVarUint(encoder, 0)
}
function deleteRange(encoder: encoding.Encoder, client: number, clock: number, len: number): void {
	encoding.writeVarUint(encoder, 1)
	encoding.writeVarUint(encoder, client)
	encoding.writeVarUint(encoder, 1)
	encoding.writeVarUint(encoder, clock)
	encoding.writeVarUint(encoder, len)
}
/** What a copy of Mallory's document would send for an edit, without her own client applying it. */
function forge(edit: (map: Y.Map<unknown>, doc: Y.Doc) => void, clientId = mallory.doc.clientID) {
	const doc = new Y.Doc()
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(mallory.doc))
	doc.clientID = clientId
	const before = Y.encodeStateVector(doc)
	edit(doc.getMap('r'), doc)
	return Y.encodeStateAsUpdate(doc, before)
}
const nested = (depth: number): unknown => {
	let value: unknown = 1
	for (let i = 0; i < depth; i++) value = { a: value }
	return value
}

describe('[R4] updates that would poison the document', () => {
	it('C1: structs under another person’s client id', async () => {
		await refuses(
			forge((map) => map.set('shape:honest/opacity', 0.5), ada.doc.clientID),
			4409,
		)
	})
	it('C2: a huge collected struct in the victim’s future', async () => {
		await refuses(
			rawUpdate((encoder) => {
				encoding.writeVarUint(encoder, 1)
				encoding.writeVarUint(encoder, 1)
				encoding.writeVarUint(encoder, ada.doc.clientID)
				encoding.writeVarUint(encoder, Y.getState(ada.doc.store, ada.doc.clientID))
				encoding.writeUint8(encoder, 0)
				encoding.writeVarUint(encoder, 2 ** 31)
				encoding.writeVarUint(encoder, 0)
			}),
			4422,
		)
	})
	it('C3: deletions of what the victim has yet to write', async () => {
		await refuses(
			rawUpdate((encoder) => {
				noStructs(encoder)
				deleteRange(encoder, ada.doc.clientID, 1, 2 ** 31)
			}),
			4422,
		)
	})
	it('C4: deletions by a viewer, which carry no structs', async () => {
		mallory = await join({ who: 'vera:viewer' })
		await refuses(
			forge((map) => map.delete('shape:honest')),
			4403,
		)
	})
	it('C6: a __proto__ key in the map or in a value', async () => {
		await refuses(
			forge((map) => map.set('__proto__', { isAdmin: true })),
			4422,
		)
		mallory = await join({ who: 'eve:editor' })
		const poisoned: unknown = JSON.parse('{"typeName":"shape","meta":{"__proto__":{"a":1}}}')
		await refuses(
			forge((map) => map.set('shape:x', poisoned)),
			4422,
		)
	})
	it('C7: list items hidden in the map, other roots, and types no record has', async () => {
		await refuses(
			forge((_map, doc) => doc.getMap('elsewhere').set('a', 1)),
			4422,
		)
		mallory = await join({ who: 'eve:editor' })
		const listed = new Y.Doc()
		listed.clientID = mallory.doc.clientID
		listed.getArray('r').push([1])
		await refuses(Y.encodeStateAsUpdate(listed), 4422)
		mallory = await join({ who: 'eve2:editor' })
		await refuses(
			forge((map) => map.set('shape:y', new Y.Map())),
			4422,
		)
	})
	it('C8: nesting that no stack can read again', async () => {
		await refuses(
			forge((map) => map.set('shape:deep', nested(100))),
			4422,
		)
		mallory = await join({ who: 'eve:editor' })
		await refuses(
			forge((map) => {
				let inner = new Y.Map()
				map.set('shape:deep', inner)
				for (let i = 0; i < 500; i++) {
					const next = new Y.Map()
					inner.set('a', next)
					inner = next
				}
			}),
			4422,
		)
	})
	it('a gap, which would stay pending for ever', async () => {
		const doc = new Y.Doc()
		doc.clientID = mallory.doc.clientID
		const updates: Uint8Array[] = []
		doc.on('update', (update: Uint8Array) => updates.push(update))
		doc.getMap('r').set('shape:a', 1)
		doc.getMap('r').set('shape:b', 2)
		await refuses(updates[1] ?? new Uint8Array(), 4422)
	})
	it('bytes that are no update at all, cut off, or far too many', async () => {
		await refuses(new Uint8Array([1, 2, 3, 255, 255]), 4422)
		mallory = await join({ who: 'eve:editor' })
		const whole = forge((map) => map.set('shape:cut', { typeName: 'shape' }))
		await refuses(whole.subarray(0, whole.length - 4), 4422)
		mallory = await join({ who: 'eve2:editor' })
		await refuses(new Uint8Array(2 * 1024 * 1024 + 1), 4413)
	})
	it('a flood of new client ids', async () => {
		for (let i = 0; i < 12 && !mallory.closed; i++) {
			const clientId = 5_000_000 + i
			mallory.sendUpdate(forge((map) => map.set('shape:honest/opacity', 1 - i / 100), clientId))
		}
		expect(await mallory.refused()).toBe(4422)
	})
})

describe('[R6] [R7] records that must not be', () => {
	// Casts: these records are wrong on purpose.
	const put = (record: object) => mallory.records.put(record as unknown as DocRecord)
	async function refusesRecord(record: object, code: number) {
		put(record)
		expect(await mallory.refused()).toBe(code)
		ada.records.update('shape:honest', { x: 5 })
		await ada.saved()
		expect([...ada.records.all()].some((one) => one.id === ('id' in record ? record.id : ''))).toBe(
			false,
		)
	}

	it('a suggestion made or changed by a client', async () => {
		await refusesRecord({ id: 'suggestion:s', typeName: 'suggestion', status: 'accepted' }, 4403)
		mallory = await join({ who: 'eve:editor' })
		await refusesRecord({ id: 'provenance:s', typeName: 'provenance' }, 4403)
	})
	it('a suggestion’s status, or its deletion, beside an innocent edit', async () => {
		await server.rooms.command('board:s1', { principal: null }, (draft) => {
			draft.records.put(suggestion())
		})
		await mallory.until(() => mallory.records.has('suggestion:s'), 'the suggestion')
		mallory.records.transact('edit', () => {
			mallory.records.update('shape:honest', { x: 1 })
			mallory.records.update('suggestion:s', { status: 'accepted' })
		})
		expect(await mallory.refused()).toBe(4403)
		mallory = await join({ who: 'eve:editor' })
		mallory.records.remove('suggestion:s')
		expect(await mallory.refused()).toBe(4403)
		mallory = await join({ who: 'eve2:editor' })
		expect(mallory.records.get('suggestion:s')).toMatchObject({ status: 'open' })
		expect(mallory.records.get('shape:honest')).toMatchObject({ x: 0 })
	})
	it('an orphan entry of a suggestion that is not there', async () => {
		await refuses(
			forge((map) => map.set('suggestion:ghost/status', 'accepted')),
			4403,
		)
	})
	it('an invalid shape, a type of another room, an id without a type', async () => {
		await refusesRecord({ ...box('bad'), opacity: 7 }, 4422)
		mallory = await join({ who: 'eve:editor' })
		await refusesRecord({ id: 'scene:x', typeName: 'scene' }, 4422)
		mallory = await join({ who: 'eve2:editor' })
		await refusesRecord({ id: 'nonsense', typeName: 'shape' }, 4422)
	})
	it('pictures from elsewhere, pages that embed others, panels inside something', async () => {
		const asset = {
			id: 'asset:a',
			typeName: 'asset',
			type: 'image',
			meta: {},
			props: { w: 1, h: 1, name: 'a', isAnimated: false, mimeType: 'image/png' },
		}
		const from = (src: string) => ({ ...asset, props: { ...asset.props, src } })
		await refusesRecord(from('https://tracker.example/pixel.png'), 4422)
		mallory = await join({ who: 'e1:editor' })
		await refusesRecord(from('data:image/svg+xml;base64,AAAA'), 4422)
		mallory = await join({ who: 'e2:editor' })
		const bookmark = { w: 1, h: 1, assetId: null, url: 'https://x.example' }
		await refusesRecord({ ...box('bm'), type: 'bookmark', props: bookmark }, 4422)
		mallory = await join({ who: 'e3:editor' })
		await refusesRecord(panel('q', { parentId: 'shape:p' }), 4422)
		mallory = await join({ who: 'e4:editor' })
		put(from('/assets/0a1b'))
		await mallory.saved()
		expect(mallory.closed).toBeNull()
	})
	it('a record of more than 64 kB, and the page being taken away', async () => {
		await refusesRecord({ ...box('fat'), meta: { note: 'x'.repeat(70_000) } }, 4422)
		mallory = await join({ who: 'eve:editor' })
		mallory.records.remove('page:page')
		expect(await mallory.refused()).toBe(4422)
		expect((await join({ who: 'eve2:editor' })).records.has('page:page')).toBe(true)
	})
	it('[R5] any write of a viewer or commenter; what is not new is no write', async () => {
		for (const role of ['viewer', 'commenter', 'writer']) {
			const guest = await join({ who: `g${role}:${role}` })
			await guest.saved()
			guest.sendUpdate(Y.encodeStateAsUpdate(ada.doc))
			await guest.saved()
			guest.records.update('shape:honest', { x: 9 })
			expect(await guest.refused()).toBe(4403)
		}
		expect(ada.closed).toBeNull()
	})
	it('[R3] keeps what came before the refused update in the same breath', async () => {
		mallory.records.put(box('fine'))
		put({ ...box('bad'), opacity: 7 })
		put(box('after'))
		expect(await mallory.refused()).toBe(4422)
		await ada.until(() => ada.records.has('shape:fine'), 'the good box')
		expect(ada.records.has('shape:bad')).toBe(false)
		expect(ada.records.has('shape:after')).toBe(false)
	})
})

describe('presence that is not one’s own', () => {
	const entry = (client: TestClient, clock: number, state: unknown) => ({
		clientId: client.doc.clientID,
		clock,
		state,
	})

	it('[P2] stamps who it is, whatever the client claims', async () => {
		const fake = { userId: 'ada', name: 'Ada', color: 'rose' }
		mallory.sendPresence([entry(mallory, 1, { tool: 'draw', user: fake })])
		await ada.until(() => ada.presence.has(mallory.doc.clientID), 'the entry')
		expect(ada.presence.get(mallory.doc.clientID)?.state).toMatchObject({
			tool: 'draw',
			user: { userId: 'mallory', name: 'mallory' },
		})
	})
	it('[P2] drops entries for others, their erasure and any crowd of fakes', async () => {
		const ben = await join({ who: 'ben:editor' })
		ada.sendPresence([entry(ada, 1, { tool: 'eraser' })])
		await ben.until(() => ben.presence.has(ada.doc.clientID), 'Ada’s entry')
		mallory.sendPresence([entry(ada, 2 ** 40, null)])
		mallory.sendPresence([entry(ada, 2 ** 41, { tool: 'forged' })])
		const crowd = Array.from({ length: 200 }, (_, i) => ({ clientId: i + 1, clock: 1, state: {} }))
		mallory.sendPresence(crowd)
		mallory.sendPresence([entry(mallory, 1, { tool: 'last' })])
		await ben.until(() => ben.presence.has(mallory.doc.clientID), 'Mallory’s own entry')
		ada.sendPresence([entry(ada, 2, { tool: 'moved' })])
		await ben.until(
			() => JSON.stringify(ben.presence.get(ada.doc.clientID)).includes('moved'),
			'Ada’s next move',
		)
		expect([...ben.presence.keys()].sort()).toEqual([ada.doc.clientID, mallory.doc.clientID].sort())
	})
	it('[P4] takes the entry away when the socket closes, and shows newcomers who is here', async () => {
		ada.sendPresence([entry(ada, 1, { tool: 'draw' })])
		await mallory.until(() => mallory.presence.has(ada.doc.clientID), 'the entry')
		const late = await join({ who: 'late:viewer' })
		await late.until(() => late.presence.has(ada.doc.clientID), 'the entry for a newcomer')
		ada.socket.terminate()
		await late.until(() => !late.presence.has(ada.doc.clientID), 'the removal')
		expect(server.rooms.present('board:s1').map((one) => one.userId)).not.toContain('ada')
	})
	it('ignores an entry that is too large or no object', async () => {
		mallory.sendPresence([entry(mallory, 1, { note: 'x'.repeat(5_000) })])
		mallory.sendPresence([entry(mallory, 2, 'a string')])
		mallory.sendPresence([entry(mallory, 3, { tool: 'ok' })])
		await ada.until(() => ada.presence.has(mallory.doc.clientID), 'the good entry')
		expect(ada.presence.get(mallory.doc.clientID)?.state).toMatchObject({ tool: 'ok' })
		expect(mallory.closed).toBeNull()
	})
})

/** A valid open suggestion. */
function suggestion(): DocRecord {
	return {
		id: 'suggestion:s',
		typeName: 'suggestion',
		slateId: 'slate',
		category: 'pacing',
		targetId: 'shape:p',
		requesterId: 'ada',
		position: 0,
		slateSize: 1,
		title: 'Hold longer',
		rationale: 'The line takes 3 s to say.',
		evidence: [],
		edit: { type: 'set_duration', panelId: 'shape:p', durationFrames: 72 },
		confidence: 0.7,
		generatorId: 'rule:P1',
		generatorVersion: '1',
		basis: 'b',
		status: 'open',
		decidedBy: null,
		decidedByName: null,
		decidedAt: null,
		reasonCodes: [],
		createdAt: 1,
		meta: {},
	}
}
