/**
 * A socket without a network: what either side sends waits in order until the fuzz delivers it, and a
 * cut loses what was under way. The server's end looks to `Connection` like one of `ws`.
 */
import { EventEmitter } from 'node:events'
import type { WebSocket } from 'ws'

export class MemorySocket {
	/** Frames under way. */
	readonly toServer: Uint8Array[] = []
	readonly toClient: Uint8Array[] = []
	closedWith: number | null = null
	isCut = false
	private readonly server = new EventEmitter()

	/** The server's end; only what Connection uses of it exists. */
	forServer(): WebSocket {
		const end = Object.assign(this.server, {
			bufferedAmount: 0,
			send: (frame: Uint8Array) => {
				if (!this.isOver) this.toClient.push(frame.slice())
			},
			close: (code: number) => {
				this.closedWith ??= code
			},
			terminate: () => this.cut(),
			pause: () => undefined,
			resume: () => undefined,
			ping: () => this.server.emit('pong'),
		})
		// Cast at a library edge: a double of the part of `ws` that is used.
		return end as unknown as WebSocket
	}

	get isOver(): boolean {
		return this.isCut || this.closedWith !== null
	}

	/** The next `count` frames reach the server. */
	deliverToServer(count = Number.POSITIVE_INFINITY): void {
		for (const frame of this.toServer.splice(0, Math.min(count, this.toServer.length)))
			if (!this.isOver) this.server.emit('message', Buffer.from(frame), true)
	}

	/** The next `count` frames that reach the client. */
	takeForClient(count = Number.POSITIVE_INFINITY): Uint8Array[] {
		return this.toClient.splice(0, Math.min(count, this.toClient.length))
	}

	/** The line breaks: nobody hears of what was under way. */
	cut(): void {
		if (this.isCut) return
		this.isCut = true
		this.toServer.length = 0
		this.toClient.length = 0
		if (this.closedWith === null) this.server.emit('close')
	}
}
