/**
 * A 60 Hz display for clients that run in Node. Import it before anything of tldraw: its throttles
 * (the store's history, the sync client's sends) count in animation frames.
 */
const FRAME_MS = 1000 / 60

const pending = new Map<number, FrameRequestCallback>()
let lastId = 0

function tick(): void {
	const now = performance.now()
	const callbacks = [...pending.values()]
	pending.clear()
	for (const callback of callbacks) callback(now)
}

globalThis.requestAnimationFrame = (callback) => {
	lastId += 1
	pending.set(lastId, callback)
	// A display keeps its beat however late a callback is.
	if (pending.size === 1) setTimeout(tick, FRAME_MS - (performance.now() % FRAME_MS))
	return lastId
}
globalThis.cancelAnimationFrame = (id) => {
	pending.delete(id)
}
