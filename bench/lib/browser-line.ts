/**
 * What tldraw's reconnecting adapter expects of a browser (`window`, `document`, a global WebSocket),
 * each client on a metered line of its own. The one rule: while the line is cut the client is asked to
 * wait for an address, so that coming back is timed from the moment the network is there.
 */
import { WebSocket } from 'ws'
import type { Line } from './metered-socket.ts'

/** Name of the query parameter that says whose line a socket belongs to. */
export const lineParam = 'line'

const lines = new Map<string, Line>()
let lastId = 0

/** The global WebSocket: opens each socket on the line its address names. */
const LineSocket = new Proxy(WebSocket, {
	construct(target, [address]: [string]) {
		const line = lines.get(new URL(address).searchParams.get(lineParam) ?? '')
		return line ? new line.WebSocket(address) : new target(address)
	},
})

function installBrowser(): void {
	const page = Object.assign(new EventTarget(), { hidden: false, devicePixelRatio: 1 })
	for (const [name, value] of Object.entries({ window: page, document: page })) {
		if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value })
	}
	Object.defineProperty(globalThis, 'WebSocket', { value: LineSocket, configurable: true })
}

export class BrowserLine {
	readonly id: string
	private readonly line: Line
	private mended: Promise<void> = Promise.resolve()
	private onMended: () => void = () => undefined

	constructor(line: Line) {
		installBrowser()
		lastId += 1
		this.id = String(lastId)
		this.line = line
		lines.set(this.id, line)
	}

	cut(): void {
		this.mended = new Promise((resolve) => {
			this.onMended = resolve
		})
		this.line.cut()
	}

	mend(): void {
		this.line.mend()
		this.onMended()
	}

	whenMended(): Promise<void> {
		return this.mended
	}

	dispose(): void {
		lines.delete(this.id)
	}
}
