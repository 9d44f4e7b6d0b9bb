/** Bad luck in a browser: a line that stands still, a database that does not open, a disk that is full. */
import type { Page } from '@playwright/test'
import { WebSocket } from 'ws'

/** The line to a board, which can be made to stand still: nothing is lost on it, all comes later. */
export function slowLine() {
	let waiting: (() => void)[] | null = null
	const pass = (send: () => void) => (waiting ? void waiting.push(send) : send())
	return {
		lay: (page: Page) =>
			page.routeWebSocket(/collab\/board/, (socket) => {
				const room = socket.connectToServer()
				socket.onMessage((message) => pass(() => room.send(message)))
				room.onMessage((message) => pass(() => socket.send(message)))
			}),
		stop: () => {
			waiting ??= []
		},
		go: () => {
			const late = waiting ?? []
			waiting = null
			for (const send of late) send()
		},
	}
}

/** A browser that is told to keep nothing for sites. */
export function blockDatabase() {
	IDBFactory.prototype.open = () => {
		throw new DOMException('The user denied permission to access the database.', 'SecurityError')
	}
}

/** Every write of the page's database is refused, as on a full disk. */
export function fillDisk() {
	const full = () => {
		throw new DOMException('The disk is full.', 'QuotaExceededError')
	}
	IDBObjectStore.prototype.add = full
	IDBObjectStore.prototype.put = full
}

/** Opens sockets of one person until no more are let in; a page that just left may still be counted. */
export async function openAllAllowed(url: string, cookie: string): Promise<WebSocket[]> {
	const open: WebSocket[] = []
	for (let refusals = 0; refusals < 10; ) {
		const one = new WebSocket(url, { headers: { cookie } })
		const isIn = await new Promise<boolean>((resolve) => {
			one.once('message', () => resolve(true)).once('close', () => resolve(false))
		})
		if (isIn) open.push(one)
		else refusals += 1
	}
	return open
}
