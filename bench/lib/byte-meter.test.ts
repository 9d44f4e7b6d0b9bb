import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { ByteMeter, frameBytes, isYPresence, payloadBytes } from './byte-meter.ts'
import { Line } from './metered-socket.ts'

describe('counting bytes', () => {
	it('counts a frame with the header its length asks for, and a client’s mask', () => {
		expect(frameBytes(0, false)).toBe(2)
		expect(frameBytes(125, false)).toBe(127)
		expect(frameBytes(126, false)).toBe(130)
		expect(frameBytes(65_535, true)).toBe(65_543)
		expect(frameBytes(65_536, true)).toBe(65_550)
	})

	it('counts text by its bytes, and buffers in one piece or in several', () => {
		expect(payloadBytes('é')).toBe(2)
		expect(payloadBytes(new Uint8Array(7))).toBe(7)
		expect(payloadBytes(new ArrayBuffer(9))).toBe(9)
		expect(payloadBytes([Buffer.alloc(2), Buffer.alloc(3)])).toBe(5)
		expect(() => payloadBytes({})).toThrow('cannot be counted')
	})

	it('leaves presence out in both directions', () => {
		const meter = new ByteMeter(isYPresence)
		meter.sent(new Uint8Array([1, 9, 9]))
		meter.received(new Uint8Array([3]))
		expect([meter.bytesOut, meter.bytesIn]).toEqual([0, 0])
		meter.sent(new Uint8Array([0, 9, 9]))
		meter.received(new Uint8Array([0]))
		expect([meter.bytesOut, meter.bytesIn]).toEqual([9, 3])
	})
})

describe('a metered line', () => {
	let server: WebSocketServer | undefined
	afterEach(() => server?.close())

	/** What the server's TCP socket saw, the handshake excluded. */
	async function open() {
		server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
		await once(server, 'listening')
		const { port } = server.address() as AddressInfo
		const line = new Line(new ByteMeter())
		const arrived = once(server, 'connection')
		const client = new line.WebSocket(`ws://127.0.0.1:${port}`)
		const [peer, request] = await arrived
		if (client.readyState !== WebSocket.OPEN)
			await new Promise((resolve) => client.addEventListener('open', resolve, { once: true }))
		return { line, client, peer, socket: request.socket, port }
	}

	it('counts what really goes over the wire', async () => {
		const { line, client, peer, socket } = await open()
		const readBefore = socket.bytesRead
		const writtenBefore = socket.bytesWritten
		const heard = once(peer, 'message')
		client.send(new Uint8Array(300))
		await heard
		const told = new Promise((resolve) => client.addEventListener('message', resolve))
		peer.send(Buffer.alloc(70_000))
		await told
		expect(line.meter.bytesOut).toBe(socket.bytesRead - readBefore)
		expect(line.meter.bytesIn).toBe(socket.bytesWritten - writtenBefore)
	})

	it('lets nothing through while it is cut', async () => {
		const { line, client, port } = await open()
		const closed = new Promise((resolve) => client.addEventListener('close', resolve))
		line.cut()
		await closed
		const again = new line.WebSocket(`ws://127.0.0.1:${port}`)
		await new Promise((resolve) => again.addEventListener('close', resolve))
		line.mend()
		const mended = new line.WebSocket(`ws://127.0.0.1:${port}`)
		await new Promise((resolve) => mended.addEventListener('open', resolve))
		mended.close()
	})
})
