/** What a person is told about their work. It is never better than the truth (W4). */
import { react, type Signal } from '@tldraw/state'

export type SaveState =
	/** Nothing to see yet: the document has not arrived; `why`: what the server says it waits for. */
	| { kind: 'loading'; why: string | null }
	/** Everything is on the server's disk. */
	| { kind: 'saved' }
	/** On its way. */
	| { kind: 'saving' }
	/**
	 * No connection; `waiting` changes are kept on this device, or (not `isKept`) in this page alone.
	 * `why`: what the server said when it turned this page away for now (W5).
	 */
	| { kind: 'offline'; waiting: number; isKept: boolean; why: string | null }
	/** The person may look and not change. */
	| { kind: 'read-only' }
	/** Refused for good. `kept` = unsaved work was put aside under `name`; reload to go on. */
	| { kind: 'set-aside'; reason: string; code: number; kept: boolean; name: string | null }

export interface SaveFacts {
	isBound: boolean
	canWrite: boolean
	inStep: boolean
	sent: number
	acknowledged: number
	/** Changes not yet in the document. */
	pending: number
	/** Changes in the document and not confirmed. */
	unconfirmed: number
	/** Whether the browser keeps them on this device. */
	isKept: boolean
	/** Why the server turned this page away for now. */
	why: string | null
}

/** The state that follows from the facts of a connection that was not refused. */
export function saveStateOf(facts: SaveFacts): SaveState {
	const { why, isKept } = facts
	if (!facts.isBound) return { kind: 'loading', why }
	if (!facts.inStep)
		return { kind: 'offline', waiting: facts.unconfirmed + facts.pending, isKept, why }
	if (!facts.canWrite) return { kind: 'read-only' }
	return isAllDurable(facts) && facts.pending === 0 ? { kind: 'saved' } : { kind: 'saving' }
}

/** Whether the room has confirmed everything that this connection sent, its step 2 included. */
export function isAllDurable(facts: Pick<SaveFacts, 'inStep' | 'sent' | 'acknowledged'>): boolean {
	return facts.inStep && facts.sent > 0 && facts.acknowledged === facts.sent
}

/**
 * Waits until all is durable. `stop` ends the wait when the room is left.
 * `saved` rejects with an Error when the work was refused or the room left first.
 */
export function waitUntilSaved(saveState: Signal<SaveState>): {
	saved: Promise<void>
	stop: () => void
} {
	let stop: () => void = () => undefined
	const saved = new Promise<void>((resolve, reject) => {
		let end: (() => void) | undefined
		const settle = (state: SaveState) => {
			if (state.kind === 'saved' || state.kind === 'read-only') resolve()
			else if (state.kind === 'set-aside') reject(new Error(state.reason))
			else return
			end?.()
			end = () => undefined
		}
		const stopReacting = react('room.whenSaved', () => settle(saveState.get()))
		// It may have been settled before there was anything to stop.
		if (end) stopReacting()
		else end = stopReacting
		stop = () => {
			stopReacting()
			reject(new Error('the room was left'))
		}
	})
	return { saved, stop }
}
