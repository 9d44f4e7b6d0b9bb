/** How work ends when sockets, rooms and commits end in the same moment. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Principal } from '#server/realtime/rooms-api.ts'
import { box } from '../convergence/records.ts'
import { consentEvent } from '../support/factories.ts'
import {
	principalOfCookie,
	type RoomServer,
	type RoomServerOptions,
	startRoomServer,
} from '../support/room-server.ts'
import { type ClientOptions, TestClient } from '../support/test-client.ts'

let server: RoomServer
let clients: TestClient[] = []
const ada: Principal | null = principalOfCookie('who=ada:editor')

async function start(options: RoomServerOptions = {}): Promise<void> {
	server = await startRoomServer(options)
}
async function join(options: ClientOptions = {}): Promise<TestClient> {
	const client = new TestClient(server.url, options)
	clients.push(client)
	return client.synced()
}
afterEach(async () => {
	for (const client of clients) client.socket.terminate()
	clients = []
	await server.stop()
})

describe('a socket that ends', () => {
	it('[R16] right after its last stroke does not take the stroke with it', async () => {
		await start()
		for (let i = 0; i < 10; i++) {
			const leaving = await join({ who: `u${i}:editor` })
			leaving.records.put(box(`last${i}`))
			await leaving.leave()
		}
		const ids = await server.rooms.read('board:s1', (records) =>
			[...records.all()].map(({ id }) => id),
		)
		for (let i = 0; i < 10; i++) expect(ids).toContain(`shape:last${i}`)
	})
})

describe('a room that ends', () => {
	it('answers a command that comes too late instead of leaving it waiting', async () => {
		await start()
		const room = await server.rooms.open('board:s1')
		await server.rooms.close('board:s1')
		const answer = new Promise((resolve, reject) =>
			room.enqueue({ options: { principal: ada }, run: () => 1, resolve, reject }),
		)
		await expect(answer).rejects.toMatchObject({ code: 'unavailable' })
	})

	it('after its commit is not committed again, and its command is answered', async () => {
		const batches: string[][] = []
		await start({
			wrap: (db) => ({
				...db,
				rooms: {
					...db.rooms,
					commit(batch) {
						batches.push(batch.map(({ room }) => room))
						return db.rooms.commit(batch)
					},
				},
			}),
		})
		await server.db.rooms.create('board:s2', 'p1')
		const room = await server.rooms.open('board:s1')
		await server.rooms.open('board:s2')
		batches.length = 0
		room.document.commit = () => {
			throw new Error('a fault after the commit')
		}

		const [broken, fine] = await Promise.allSettled([
			server.rooms.command('board:s1', { principal: ada, key: 'k' }, (draft) => {
				draft.records.put(box('once'))
				draft.append(consentEvent('e1'))
				return 'done'
			}),
			server.rooms.command('board:s2', { principal: ada }, (draft) => {
				draft.records.put(box('other'))
			}),
		])

		expect(batches.map((rooms) => rooms.sort())).toEqual([['board:s1', 'board:s2']])
		expect(broken.status).toBe('rejected')
		expect(fine.status).toBe('fulfilled')
		// It was durable: the same command sent again gives the first answer and does nothing.
		const again = await server.rooms.command(
			'board:s1',
			{ principal: ada, key: 'k' },
			() => 'twice',
		)
		expect(again).toBe('done')
		expect(await server.rooms.read('board:s1', (records) => records.get('shape:once')?.id)).toBe(
			'shape:once',
		)
	})
})

describe('a server that is never idle', () => {
	it('still answers readers and newcomers', async () => {
		await start()
		let isBusy = true
		const keepBusy = async () => {
			for (let i = 0; isBusy; i++)
				await Promise.all(
					['board:s1' as const, 'project:p1' as const].map((room) =>
						server.rooms.command(room, { principal: null }, () => i),
					),
				)
		}
		const load = Promise.all([keepBusy(), keepBusy(), keepBusy()])
		try {
			await server.rooms.read('board:s1', (records) => [...records.all()].length)
			await server.rooms.issueClientId('board:s1', 'ada')
		} finally {
			isBusy = false
			await load
		}
	})
})

describe('a full room', () => {
	it('[R17] takes no more drawings, keeps what it has and takes deletions', async () => {
		await start({ maxRoomBytes: 60_000 })
		const full = await join()
		for (let i = 0; full.closed === null && i < 200; i++) {
			full.records.put({ ...box(`b${i}`), meta: { filler: 'x'.repeat(2000) } })
			if (i % 5 === 0) await full.until(() => full.acked === full.sent || full.closed !== null)
		}
		expect(await full.refused()).toBe(4413)

		const other = await join({ who: 'ben:editor' })
		expect(other.records.has('shape:b0')).toBe(true)
		for (const { id } of [...other.records.all()])
			if (id.startsWith('shape:')) other.records.remove(id)
		await other.saved()
		other.records.put(box('fits'))
		await other.saved()
	})
})
