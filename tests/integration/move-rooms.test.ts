/** Commands over two rooms: both parts are durable and seen together, or neither is (R18). */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { Database } from '#db/database.ts'
import type { RoomCommit } from '#db/room-store.ts'
import type { RoomDraft } from '#server/realtime/rooms-api.ts'
import { box } from '../convergence/records.ts'
import { consentEvent, seedScene } from '../support/factories.ts'
import { principalOfCookie, type RoomServer, startRoomServer } from '../support/room-server.ts'
import { TestClient } from '../support/test-client.ts'

const BOTH = ['board:s1', 'board:s2'] as const
const ada = principalOfCookie('who=ada:editor')
let server: RoomServer
let batches: RoomCommit[][]
let refuses: (batch: RoomCommit[]) => boolean
let clients: TestClient[]

beforeEach(async () => {
	batches = []
	refuses = () => false
	clients = []
	server = await startRoomServer({
		wrap: (db: Database) => ({
			...db,
			rooms: {
				...db.rooms,
				commit(batch) {
					if (refuses(batch)) throw new AppError('storage_failed')
					batches.push(batch)
					return db.rooms.commit(batch)
				},
			},
		}),
	})
	await seedScene(server.db, 's2')
	await server.rooms.command('board:s1', { principal: ada }, (draft) => draft.records.put(box('a')))
	await server.rooms.command('board:s2', { principal: ada }, (draft) => draft.records.put(box('z')))
	batches = []
})
afterEach(async () => {
	for (const client of clients) client.socket.terminate()
	await server.stop()
})
const join = async (who: string, room: string) => {
	const client = new TestClient(server.url, { who, room })
	clients.push(client)
	return client.synced()
}
const idsOf = (room: 'board:s1' | 'board:s2') =>
	server.rooms.read(room, (records) => Array.from(records.all(), ({ id }): string => id).sort())
const carry =
	(id: string, event = `moved-${id}`) =>
	(from: RoomDraft, to: RoomDraft) => {
		const record = from.records.get(id)
		if (!record) throw new AppError('not_found')
		from.records.remove(id)
		to.records.put(record)
		to.append(consentEvent(event))
		return { moved: id }
	}
const countLogRows = async () => {
	let rows = 0
	for await (const _ of server.db.signals.scan({ projectId: 'p1' })) rows += 1
	return rows
}

it('[R18] both rooms change in one commit, and the people of both see it', async () => {
	const here = await join('ida:viewer', 'board:s1')
	const there = await join('tom:viewer', 'board:s2')
	batches = []
	const answer = await server.rooms.commandBoth(BOTH, { principal: ada }, carry('shape:a'))
	expect(answer).toEqual({ moved: 'shape:a' })
	const written = batches.filter((batch) => batch.some(({ updates }) => updates.length > 0))
	expect(written.map((batch) => batch.map(({ room }) => room).sort())).toEqual([[...BOTH]])
	await here.until(() => !here.records.has('shape:a'), 'the record leaving')
	await there.until(() => there.records.has('shape:a'), 'the record arriving')
	expect(await countLogRows()).toBe(1)
})

it('[R18] the same key is carried out once, also after both rooms were closed', async () => {
	const options = { principal: ada, key: 'once' }
	await Promise.all([
		server.rooms.commandBoth(BOTH, options, carry('shape:a')),
		server.rooms.commandBoth(BOTH, options, carry('shape:a')),
	])
	for (const room of BOTH) await server.rooms.close(room)
	for (const room of BOTH) server.rooms.reopen(room)
	const again = await server.rooms.commandBoth(BOTH, options, carry('shape:a'))
	expect(again).toEqual({ moved: 'shape:a' })
	expect(await countLogRows()).toBe(1)
	expect(await idsOf('board:s2')).toContain('shape:a')
})

it('[R18] a command that throws half way leaves both rooms as they were', async () => {
	const [before, after] = [await idsOf('board:s1'), await idsOf('board:s2')]
	const refused = server.rooms.commandBoth(BOTH, { principal: ada, key: 'k' }, (from, to) => {
		carry('shape:a')(from, to)
		throw new AppError('stale')
	})
	const fine = server.rooms.command('board:s2', { principal: ada }, (draft) =>
		draft.records.put(box('beside')),
	)
	await expect(refused).rejects.toMatchObject({ code: 'stale' })
	await fine
	expect(await idsOf('board:s1')).toEqual(before)
	expect(await idsOf('board:s2')).toEqual([...after, 'shape:beside'].sort())
	expect(await countLogRows()).toBe(0)
	expect(await server.db.rooms.findCommandResult('ada', 'k')).toBeNull()
})

it('[R18] a part that one room may not hold refuses the whole', async () => {
	const before = await idsOf('board:s1')
	const refused = server.rooms.commandBoth(BOTH, { principal: ada }, (from, to) => {
		from.records.remove('shape:a')
		to.records.put({ ...box('bad'), opacity: 9 })
	})
	await expect(refused).rejects.toMatchObject({ code: 'invalid_update' })
	expect(await idsOf('board:s1')).toEqual(before)
})

it('[R18] when the commit of one of the rooms fails, neither keeps anything and a third is spared', async () => {
	await seedScene(server.db, 's3')
	const third = await join('kim:editor', 'board:s3')
	refuses = (batch) => batch.some(({ room }) => room === 'board:s2')
	const moving = server.rooms.commandBoth(BOTH, { principal: ada }, carry('shape:a'))
	third.records.put(box('third'))
	await expect(moving).rejects.toMatchObject({ code: 'storage_failed' })
	await third.saved()
	refuses = () => false
	expect(await idsOf('board:s1')).toContain('shape:a')
	expect(await idsOf('board:s2')).not.toContain('shape:a')
	expect(await countLogRows()).toBe(0)
	await server.rooms.commandBoth(BOTH, { principal: ada }, carry('shape:a'))
	expect(await idsOf('board:s2')).toContain('shape:a')
})

it('[R18] nothing moves into the trash, nowhere, or onto itself', async () => {
	await server.rooms.close('board:s2')
	const intoTrash = server.rooms.commandBoth(BOTH, { principal: ada }, carry('shape:a'))
	await expect(intoTrash).rejects.toMatchObject({ code: 'trashed' })
	const nowhere = ['board:s1', 'board:none'] as const
	await expect(
		server.rooms.commandBoth(nowhere, { principal: ada }, carry('shape:a')),
	).rejects.toMatchObject({ code: 'not_found' })
	const itself = ['board:s1', 'board:s1'] as const
	await expect(
		server.rooms.commandBoth(itself, { principal: ada }, carry('shape:a')),
	).rejects.toMatchObject({ code: 'bad_request' })
	expect(await idsOf('board:s1')).toContain('shape:a')
})

it('[R18] crossing commands in both directions all end, with every record in one room', async () => {
	const names = Array.from({ length: 20 }, (_, at) => `c${at}`)
	await server.rooms.command('board:s1', { principal: ada }, (draft) => {
		for (const name of names) draft.records.put(box(name))
	})
	const back = ['board:s2', 'board:s1'] as const
	await Promise.all(
		names.map(async (name) => {
			await server.rooms.commandBoth(BOTH, { principal: ada }, carry(`shape:${name}`))
			const home = carry(`shape:${name}`, `back-${name}`)
			await server.rooms.commandBoth(back, { principal: ada }, home)
		}),
	)
	const here = await idsOf('board:s1')
	expect(names.filter((name) => !here.includes(`shape:${name}`))).toEqual([])
	expect((await idsOf('board:s2')).filter((id) => id.startsWith('shape:c'))).toEqual([])
	expect(await countLogRows()).toBe(40)
})
