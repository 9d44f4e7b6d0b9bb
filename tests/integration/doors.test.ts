/**
 * The doors under bad weather: what a stranger can send before anybody knows who they are must cost
 * nobody anything, least of all end the program.
 */
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAX_CONNECTIONS_PER_USER } from '#server/realtime/limits.ts'
import { createLoadGauge } from '#server/realtime/load-gauge.ts'
import { box } from '../convergence/records.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { TestClient } from '../support/test-client.ts'

let server: RoomServer
beforeEach(async () => {
	server = await startRoomServer()
})
afterEach(() => server.stop())

const upgrade = (target: string, origin = '') =>
	`GET ${target} HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${origin}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`

/** Sends raw bytes and resolves with what came back, or '' when the line was cut. */
function sendRaw(text: string, { reset = false } = {}): Promise<string> {
	return new Promise((resolve) => {
		let answer = ''
		const socket = connect(server.port, '127.0.0.1', () => {
			socket.write(text, () => {
				if (reset) socket.resetAndDestroy()
			})
		})
		socket.on('data', (bytes) => {
			answer += bytes.toString('latin1')
		})
		socket.on('error', () => undefined)
		socket.on('close', () => resolve(answer))
	})
}

describe('the socket door', () => {
	it.each(['//', '///', '//:x', '/\\', 'http://['])(
		'an address that is none (%s) ends that request and not the program',
		async (target) => {
			expect(await sendRaw(upgrade(target))).not.toContain('101')

			await new TestClient(server.url).synced()
		},
	)

	it('a stranger who hangs up while being refused ends nothing', async () => {
		const foreign = 'Origin: https://evil.example\r\n'
		for (let i = 0; i < 20; i++)
			await sendRaw(upgrade('/collab/board:s1', foreign), { reset: true })

		await new TestClient(server.url).synced()
	})

	it('[R17] one person keeps a number of boards open, and nobody else pays for more', async () => {
		const mine = await Promise.all(
			Array.from({ length: MAX_CONNECTIONS_PER_USER }, () => new TestClient(server.url).synced()),
		)
		const oneMore = new TestClient(server.url)
		expect(await oneMore.refused()).toBe(4529)
		expect(oneMore.closed?.reason).toMatch(/^too_many: You have too many boards open/)
		await new TestClient(server.url, { who: 'ben:editor' }).synced()

		await mine[0]?.leave()
		await new TestClient(server.url).synced()
	})
})

describe('a server that has no time', () => {
	it('[R22] lets nobody new in while it lags, says so, and keeps those inside', async () => {
		let isBusy = false
		const busy = await startRoomServer({ isOverloaded: () => isBusy })
		const inside = await new TestClient(busy.url).synced()
		isBusy = true
		const outside = new TestClient(busy.url, { who: 'ben:editor' })
		expect(await outside.refused()).toBe(1013)
		expect(outside.closed?.reason).toBe('unavailable')
		inside.records.put(box('still'))
		await inside.saved()
		isBusy = false
		await new TestClient(busy.url, { who: 'ben:editor' }).synced()
		expect(busy.metrics.refusalsByCode.get('unavailable')).toBe(1)
		expect(busy.metrics.connectionsByKind.board).toBe(2)
		expect(busy.metrics.ackSeconds.count).toBeGreaterThan(0)
		expect(busy.metrics.commitSeconds.count).toBe(busy.metrics.commits)
		await busy.stop()
	})

	it('[R22] notices by itself that its event loop is blocked, and that it is free again', async () => {
		const gauge = createLoadGauge()
		expect(gauge.isOverloaded()).toBe(false)
		const turn = () => new Promise((resolve) => setTimeout(resolve, 1))
		for (let i = 0; i < 40 && !gauge.isOverloaded(); i++) {
			const until = performance.now() + 300
			while (performance.now() < until);
			await turn()
		}
		expect(gauge.isOverloaded()).toBe(true)
		for (let i = 0; i < 5_000 && gauge.isOverloaded(); i++) await turn()
		expect(gauge.isOverloaded()).toBe(false)
		gauge.dispose()
	})
})
