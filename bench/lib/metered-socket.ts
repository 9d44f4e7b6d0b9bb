/**
 * A WebSocket for Node clients that is metered and can be cut off. The one rule: while the line is
 * cut no socket gets through, so being offline is the network's doing and not the client's.
 */
import { WebSocket } from 'ws'
import type { ByteMeter } from './byte-meter.ts'

/** The line of one client: all its sockets, one after another. */
export class Line {
	readonly meter: ByteMeter
	/** The class to hand to a client as its WebSocket. */
	readonly WebSocket: typeof globalThis.WebSocket
	private readonly sockets = new Set<WebSocket>()
	private isCut = false

	constructor(meter: ByteMeter, headers: Record<string, string> = {}) {
		this.meter = meter
		const line = this
		class Metered extends WebSocket {
			constructor(url: string | URL, protocols?: string | string[]) {
				// Port 1 refuses: what a client without a network meets.
				super(line.isCut ? 'ws://127.0.0.1:1' : url, protocols, {
					headers,
					perMessageDeflate: false,
				})
				line.watch(this)
			}

			override send(data: Parameters<WebSocket['send']>[0]): void {
				meter.sent(data)
				super.send(data)
			}
		}
		// Cast: ws's class has the members that clients use.
		this.WebSocket = Metered as unknown as typeof globalThis.WebSocket
	}

	cut(): void {
		this.isCut = true
		for (const socket of this.sockets) socket.terminate()
	}

	mend(): void {
		this.isCut = false
	}

	private watch(socket: WebSocket): void {
		this.sockets.add(socket)
		socket.on('message', (data) => this.meter.received(data))
		socket.on('error', () => undefined)
		socket.on('close', () => this.sockets.delete(socket))
	}
}
