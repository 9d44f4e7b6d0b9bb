/** Commands to a room: effect, answer and log row are one transaction, once (R11). */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { Database } from '#db/database.ts'
import type { Principal, RoomDraft } from '#server/realtime/rooms-api.ts'
import { box } from '../convergence/records.ts'
import { consentEvent, sealedBlob } from '../support/factories.ts'
import { principalOfCookie, type RoomServer, startRoomServer } from '../support/room-server.ts'
import { TestClient } from '../support/test-client.ts'

let server: RoomServer
let failing: Error | null
let clients: TestClient[]
const ada: Principal | null = principalOfCookie('who=ada:editor')

beforeEach(async () => {
	failing = null
	clients = []
	server = await startRoomServer({
		wrap: (db: Database) => ({
			...db,
			rooms: {
				...db.rooms,
				commit(batch) {
					if (failing) throw failing
					return db.rooms.commit(batch)
				},
			},
		}),
	})
})
afterEach(async () => {
	for (const client of clients) client.socket.terminate()
	await server.stop()
})
const join = async (who: string) => {
	const client = new TestClient(server.url, { who })
	clients.push(client)
	return client.synced()
}
const logRows = async () => {
	const ids: string[] = []
	for await (const row of server.db.signals.scan({ projectId: 'p1' })) ids.push(row.eventId)
	return ids
}
const decide = (eventId: string, shape: string) => (draft: RoomDraft) => {
	draft.records.put(box(shape))
	draft.attach(sealedBlob(`cid-${eventId}`))
	draft.append(consentEvent(eventId))
	return { made: shape }
}

it('[R11] effect, log row and answer become durable together and reach everybody', async () => {
	const viewer = await join('vera:viewer')
	const answer = await server.rooms.command('board:s1', { principal: ada }, decide('e1', 'one'))
	expect(answer).toEqual({ made: 'one' })
	await viewer.until(() => viewer.records.has('shape:one'), 'the effect')
	expect(await logRows()).toEqual(['e1'])
	expect(await server.db.signals.getBlob('cid-e1')).not.toBeNull()
	expect(await server.rooms.read('board:s1', (records) => records.get('shape:one')?.typeName)).toBe(
		'shape',
	)
})

it('the same key by the same person is carried out once, at once or after a restart', async () => {
	const options = { principal: ada, key: 'k1' }
	const twice = await Promise.all([
		server.rooms.command('board:s1', options, decide('e1', 'one')),
		server.rooms.command('board:s1', options, decide('e2', 'two')),
	])
	expect(twice).toEqual([{ made: 'one' }, { made: 'one' }])
	await server.rooms.close('board:s1')
	server.rooms.reopen('board:s1')
	const again = await server.rooms.command('board:s1', options, decide('e3', 'three'))
	expect(again).toEqual({ made: 'one' })
	expect(await logRows()).toEqual(['e1'])
	const ben = { principal: principalOfCookie('who=ben:editor'), key: 'k1' }
	expect(await server.rooms.command('board:s1', ben, decide('e4', 'four'))).toEqual({
		made: 'four',
	})
})

it('a refused command leaves nothing and costs the others nothing', async () => {
	const watcher = await join('wim:editor')
	const refused = server.rooms.command('board:s1', { principal: ada, key: 'k' }, (draft) => {
		draft.records.put(box('half'))
		draft.append(consentEvent('half'))
		throw new AppError('stale')
	})
	const fine = server.rooms.command('board:s1', { principal: ada }, decide('e1', 'one'))
	watcher.records.put(box('mine'))
	await expect(refused).rejects.toMatchObject({ code: 'stale' })
	await fine
	await watcher.saved()
	await watcher.until(() => watcher.records.has('shape:one'), 'the other command')
	expect(watcher.records.has('shape:half')).toBe(false)
	expect(await logRows()).toEqual(['e1'])
	const retry = await server.rooms.command(
		'board:s1',
		{ principal: ada, key: 'k' },
		decide('e2', 'two'),
	)
	expect(retry).toEqual({ made: 'two' })
})

it('[R11] when the commit fails, neither effect nor row nor answer remains', async () => {
	const watcher = await join('wim:editor')
	failing = new AppError('storage_failed')
	const command = server.rooms.command(
		'board:s1',
		{ principal: ada, key: 'k' },
		decide('e1', 'one'),
	)
	await expect(command).rejects.toMatchObject({ code: 'storage_failed' })
	expect(await watcher.refused()).toBe(1013)
	expect(watcher.records.has('shape:one')).toBe(false)
	failing = null
	expect(await logRows()).toEqual([])
	expect(await server.db.rooms.findCommandResult('ada', 'k')).toBeNull()
	expect(await server.rooms.read('board:s1', (records) => records.get('shape:one'))).toBeUndefined()
})

it('a row that cannot be appended takes the effect back with it', async () => {
	const command = server.rooms.command('board:s1', { principal: ada }, (draft) => {
		draft.records.put(box('one'))
		draft.append(consentEvent('e1', 'another-project'))
	})
	await expect(command).rejects.toMatchObject({ code: 'storage_failed' })
	expect(await server.rooms.read('board:s1', (records) => records.get('shape:one'))).toBeUndefined()
})

it('a command may not write a record that is not valid', async () => {
	const command = server.rooms.command('board:s1', { principal: null }, (draft) => {
		draft.records.put({ ...box('one'), opacity: 9 })
	})
	await expect(command).rejects.toMatchObject({ code: 'invalid_update' })
	expect(await server.rooms.read('board:s1', (records) => records.get('shape:one'))).toBeUndefined()
})

it('a project’s settings and scenes become rows in the commit that changes them', async () => {
	await server.rooms.command('project:p1', { principal: ada }, (draft) => {
		draft.records.put({
			id: 'project:settings',
			typeName: 'project',
			title: 'Harbour',
			logline: '',
			aspectRatio: 2.39,
			frameRate: 25,
			numberingScheme: 'slate',
			meta: {},
		})
		for (const [id, index, number] of [
			['a', 'a1', '12'],
			['b', 'a2', ''],
			['c', 'a3', '13'],
		] as const)
			draft.records.put({
				id: `scene:${id}`,
				typeName: 'scene',
				index,
				number,
				heading: `INT. ${id}`,
				synopsis: '',
				trashedAt: null,
				meta: {},
			})
	})
	expect((await server.db.projects.get('p1'))?.title).toBe('Harbour')
	const scenes = await server.db.projects.listScenes('p1', { trashed: false })
	expect(scenes.map((scene) => [scene.sceneId, scene.number])).toEqual([
		['a', '12'],
		['b', '2'],
		['c', '13'],
	])
})

it('an issued client id is free, small, durable and the person’s own', async () => {
	const ids = await Promise.all(
		Array.from({ length: 20 }, () => server.rooms.issueClientId('board:s1', 'ada')),
	)
	expect(new Set(ids).size).toBe(20)
	const { clientClaims } = await server.db.rooms.open('board:s1')
	for (const id of ids) expect(clientClaims.get(id)).toBe('ada')
})
