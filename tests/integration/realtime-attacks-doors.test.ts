/**
 * The doors of the rooms and the frames at them: names that are no rooms, addresses that lie, strangers,
 * frames of no kind. Each costs its sender the socket at most, and nobody else anything.
 */
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { box } from '../convergence/records.ts'
import { setUpHostileRoom } from '../support/hostile-room.ts'

const world = setUpHostileRoom()

interface Knock {
	path?: string
	headers?: Record<string, string>
}

/** Knocks as nobody honest would; resolves with the close code, or the status of a refused upgrade. */
function knock({ path = '/collab/board:s1', headers = {} }: Knock): Promise<number> {
	return new Promise((resolve) => {
		const cookie = 'who=mallory:editor'
		const upgrade = {
			connection: 'Upgrade',
			upgrade: 'websocket',
			'sec-websocket-version': '13',
			'sec-websocket-key': Buffer.from('sixteen bytes ok').toString('base64'),
		}
		const knocking = request({
			...{ host: '127.0.0.1', port: world.server.port, path },
			headers: { cookie, ...upgrade, ...headers },
		})
		knocking.on('upgrade', (_answer, socket, head) => {
			socket.on('error', () => resolve(0))
			socket.on('close', () => resolve(1006))
			const read = (frame: Buffer) => {
				// A close frame of the server is never masked: 0x88, length, code.
				if (frame[0] !== 0x88) return resolve(101)
				resolve(frame.readUInt16BE(2))
			}
			if (head.length > 0) read(head)
			else socket.once('data', read)
			setTimeout(() => socket.destroy(), 500)
		})
		knocking.on('response', (answer) => resolve(answer.statusCode ?? 0))
		knocking.on('error', () => resolve(0))
		knocking.end()
	})
}

async function nobodyNoticed(): Promise<void> {
	world.ada.records.update('shape:honest', { x: Math.floor(Math.random() * 1e6) })
	await world.ada.saved()
	expect(world.ada.closed).toBeNull()
}

describe('names and addresses that are none', () => {
	const NAMES = [
		'',
		'nonsense',
		'board:',
		'board:nope',
		'BOARD:s1',
		'board:s1:s1',
		'board:s1%00',
		'board:s1%20',
		'board:s1%2F..',
		'board:..',
		'..%2F..%2Fetc%2Fpasswd',
		'..%5C..%5Cwindows',
		'b%D0%BEard:s1',
		'board:%F0%9F%8E%AC',
		'board:%ED%A0%80',
		'%',
		'__proto__',
		'constructor:s1',
		`board:${'a'.repeat(41)}`,
		`board:${'a'.repeat(10_000)}`,
	]
	it('a room’s name: only what the three kinds of rooms are called is looked up at all', async () => {
		const opened: string[] = []
		const { open } = world.server.db.rooms
		world.server.db.rooms.open = (name) => {
			opened.push(name)
			return open(name)
		}
		for (const name of NAMES) expect(await knock({ path: `/collab/${name}` }), name).toBe(4404)
		expect([...new Set(opened)]).toEqual(['board:nope'])
		await nobodyNoticed()
	})
	it('a path that leaves the door: nothing answers', async () => {
		for (const path of ['/collab', '/collab/../admin', '//', '/other', '/collab:board'])
			expect([0, 404, 4404, 1006], path).toContain(await knock({ path }))
		await nobodyNoticed()
	})
	it('[R13] a generation or client id that is no number', async () => {
		for (const value of ['abc', '-1', '1e3', '1.5', '0x10', '9'.repeat(20), '', '%00', 'NaN'])
			for (const name of ['generation', 'client']) {
				const path = `/collab/board:s1?${name}=${value}`
				expect(await knock({ path }), path).toBe(4400)
			}
		expect(await knock({ path: '/collab/board:s1?generation=2' })).toBe(4427)
		await nobodyNoticed()
	})
	it('[R12] another person’s client id in the address', async () => {
		const path = `/collab/board:s1?client=${world.ada.doc.clientID}`
		expect(await knock({ path })).toBe(4409)
		await nobodyNoticed()
	})
})

describe('strangers', () => {
	it('another site’s page, whatever it says it is', async () => {
		const own = `http://127.0.0.1:${world.server.port}`
		for (const origin of [
			'https://evil.example',
			'null',
			`${own}.evil.example`,
			'file://',
			`${own}1`,
		])
			expect(await knock({ headers: { origin } }), origin).toBe(403)
		for (const site of ['cross-site', 'same-site'])
			expect(await knock({ headers: { origin: own, 'sec-fetch-site': site } }), site).toBe(403)
		expect(await knock({ headers: { origin: own } })).toBe(101)
		await nobodyNoticed()
	})
	it('no cookie, somebody else’s kind of cookie, a role that is none', async () => {
		for (const cookie of [
			'',
			'session=abc',
			'who=eve:admin',
			'who=:editor',
			`who=${'x'.repeat(9)}`,
		])
			expect(await knock({ headers: { cookie } }), cookie).toBe(4401)
		await nobodyNoticed()
	})
})

describe('frames of no kind', () => {
	const refused = async (send: () => void, code: number, what: string) => {
		send()
		expect(await world.mallory.refused(), what).toBe(code)
		await world.returns('mallory')
		await nobodyNoticed()
	}
	it('text, nothing, half a message, a step that is none: 4400', async () => {
		const frames: [string, string | Uint8Array][] = [
			['text', 'hello'],
			['empty text', ''],
			['nothing', new Uint8Array(0)],
			['a tag alone', new Uint8Array([0])],
			['no such step', new Uint8Array([0, 7, 0])],
			['a length beyond the end', new Uint8Array([0, 2, 200, 1])],
			['a number without an end', new Uint8Array(40).fill(255)],
			['a state vector of garbage', new Uint8Array([0, 0, 4, 255, 255, 255, 255])],
		]
		for (const [what, frame] of frames)
			await refused(() => world.mallory.socket.send(frame), 4400, what)
	})
	it('more than a frame may hold: 1009, and nothing of it is kept', async () => {
		const rows = (await world.server.db.rooms.open('board:s1')).seq
		world.mallory.sendRaw(new Uint8Array(5 * 1024 * 1024))
		expect(await world.mallory.refused()).toBe(1009)
		expect((await world.server.db.rooms.open('board:s1')).seq).toBe(rows)
		await nobodyNoticed()
	})
	it('messages of unknown kinds are passed over, and honest work goes on beside them', async () => {
		for (const tag of [2, 4, 5, 99, 100, 102, 110, 111, 127])
			world.mallory.sendRaw(new Uint8Array([tag, 1, 2, 3]))
		world.mallory.records.put(box('after'))
		await world.mallory.saved()
		expect(world.mallory.closed).toBeNull()
		await world.ada.until(() => world.ada.records.has('shape:after'), 'the box')
	})
	it('a frame the WebSocket protocol itself forbids: closed by the protocol', async () => {
		const broken = new WebSocket(`${world.server.url}/board:s1`, {
			headers: { cookie: 'who=eve:editor' },
		})
		await new Promise((resolve) => broken.once('open', resolve))
		// Reserved bits set, unmasked, and longer than it says.
		Reflect.get(broken, '_socket').write(Buffer.from([0xff, 0x7f, 1, 2, 3, 4, 5, 6, 7, 8]))
		const code = await new Promise((resolve) => broken.once('close', resolve))
		expect([1002, 1006]).toContain(code)
		await nobodyNoticed()
	})
})
