/**
 * The doors under bad weather: what a stranger can send before anybody knows who they are must cost
 * nobody anything, least of all end the program.
 */
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAX_CONNECTIONS_PER_USER } from '#server/realtime/limits.ts'
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
		await new TestClient(server.url, { who: 'ben:editor' }).synced()

		await mine[0]?.leave()
		await new TestClient(server.url).synced()
	})
})
