/**
 * Who may do what over sockets: every kind of room, every role and nobody, every kind of message, read
 * from one table: a close code, or `ok`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canWriteRoom, ROLES, type Role } from '#core/board/role.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { SYNC_STEP_2 } from '#core/sync/protocol.ts'
import { box } from '../convergence/records.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { TestClient } from '../support/test-client.ts'

const ROOMS = ['project:p1', 'board:s1', 'notes:s1'] as const
type RoomOf = (typeof ROOMS)[number]
const REFUSED = 4403

/** What each role may send: rows are messages, columns rooms. */
const TABLE: Record<string, Record<RoomOf, (role: Role) => 'ok' | number>> = {
	join: { 'project:p1': () => 'ok', 'board:s1': () => 'ok', 'notes:s1': () => 'ok' },
	'step 2 without news': {
		'project:p1': () => 'ok',
		'board:s1': () => 'ok',
		'notes:s1': () => 'ok',
	},
	presence: { 'project:p1': () => 'ok', 'board:s1': () => 'ok', 'notes:s1': () => 'ok' },
	'step 2 with news': {
		'project:p1': only('owner editor writer', 'ok'),
		'board:s1': only('owner editor', 'ok'),
		'notes:s1': only('owner editor writer commenter', 'ok'),
	},
	update: {
		'project:p1': only('owner editor writer', 'ok'),
		'board:s1': only('owner editor', 'ok'),
		'notes:s1': only('owner editor writer commenter', 'ok'),
	},
	'records of the room itself': {
		'project:p1': () => REFUSED,
		'board:s1': () => REFUSED,
		'notes:s1': () => REFUSED,
	},
}

function only(roles: string, outcome: 'ok' | number) {
	return (role: Role) => (roles.split(' ').includes(role) ? outcome : REFUSED)
}

let server: RoomServer
beforeAll(async () => {
	server = await startRoomServer()
	await server.db.rooms.create('notes:s1', 'p1')
})
afterAll(() => server.stop())

let names = 0
function newRecord(room: RoomOf, userId: string): DocRecord {
	names += 1
	if (room === 'notes:s1')
		return {
			...{ id: `thread:t${names}`, typeName: 'thread', authorId: userId, at: 0, status: 'open' },
			...{ statusBy: null, statusAt: 0, assigneeId: null, assignedBy: null, removed: false },
			...{ anchor: { kind: 'scene' }, meta: {} },
		}
	if (room !== 'project:p1') return box(`b${names}`)
	return {
		...{ id: `scene:x${names}`, typeName: 'scene', index: 'a1', number: '', heading: 'INT.' },
		...{ synopsis: '', trashedAt: null, meta: {} },
	}
}

const users = new WeakMap<TestClient, string>()
const userOf = (client: TestClient) => users.get(client) ?? ''

/** A mark that only the room itself may make. */
function mark(): DocRecord {
	names += 1
	return {
		...{ id: `provenance:m${names}`, typeName: 'provenance', suggestionId: 'suggestion:s' },
		...{ recordIds: [], fields: [], generatorId: 'rule:K1', at: 1, meta: {} },
	}
}

const SEND: Record<string, (client: TestClient, room: RoomOf) => void> = {
	join: () => {},
	'step 2 without news': (client) =>
		client.sendUpdate(Y.encodeStateAsUpdate(client.doc), SYNC_STEP_2),
	presence: (client) =>
		client.sendPresence([
			{ clientId: client.doc.clientID, clock: 1, state: { user: { userId: 'x', name: 'X' } } },
		]),
	'step 2 with news': (client, room) => {
		const before = Y.encodeStateVector(client.doc)
		const apart = new Y.Doc()
		apart.clientID = client.doc.clientID
		Y.applyUpdate(apart, Y.encodeStateAsUpdate(client.doc))
		client.records.put(newRecord(room, userOf(client)))
		client.sendUpdate(Y.encodeStateAsUpdate(client.doc, before), SYNC_STEP_2)
	},
	update: (client, room) => client.records.put(newRecord(room, userOf(client))),
	'records of the room itself': (client) => client.records.put(mark()),
}

for (const [message, rooms] of Object.entries(TABLE)) {
	describe.each(ROOMS)(`${message} in %s`, (room) => {
		it.each(ROLES)('%s', async (role) => {
			names += 1
			const client = new TestClient(server.url, { room, who: `u${names}:${role}` })
			users.set(client, `u${names}`)
			await client.synced()
			await client.saved()
			SEND[message]?.(client, room)
			const expected = rooms[room](role)
			if (expected === 'ok') {
				await client.saved()
				expect(client.closed).toBeNull()
			} else expect(await client.refused()).toBe(expected)
			client.socket.terminate()
		})

		it('nobody', async () => {
			const client = new TestClient(server.url, { room, cookie: '' })
			expect(await client.refused()).toBe(4401)
		})
	})
}

it('the table says what the one permission table says', () => {
	for (const room of ROOMS)
		for (const role of ROLES) {
			const kind = room === 'project:p1' ? 'project' : room === 'board:s1' ? 'board' : 'notes'
			expect(TABLE.update?.[room](role) !== REFUSED).toBe(canWriteRoom(role, kind))
		}
})

it('[R15] a changed or revoked role closes every socket of that person in every room, and nobody else’s', async () => {
	const mine = await Promise.all(
		ROOMS.map((room) => new TestClient(server.url, { room, who: 'rita:editor' }).synced()),
	)
	const other = await new TestClient(server.url, { who: 'otto:editor' }).synced()
	server.rooms.reconnectUser('rita')
	for (const client of mine) expect(await client.refused()).toBe(4503)
	other.records.put(box('otto'))
	await other.saved()
	other.socket.terminate()
})
