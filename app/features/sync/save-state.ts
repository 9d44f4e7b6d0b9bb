/** What a person is told about their work. It is never better than the truth (W4). */

export type SaveState =
	/** Nothing to see yet: the document has not arrived. */
	| { kind: 'loading' }
	/** Everything is on the server's disk. */
	| { kind: 'saved' }
	/** On its way. */
	| { kind: 'saving' }
	/** No connection; `waiting` changes are kept on this device, or (not `isKept`) in this page alone. */
	| { kind: 'offline'; waiting: number; isKept: boolean }
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
}

/** The state that follows from the facts of a connection that was not refused. */
export function saveStateOf(facts: SaveFacts): SaveState {
	if (!facts.isBound) return { kind: 'loading' }
	if (!facts.inStep)
		return {
			kind: 'offline',
			waiting: facts.unconfirmed + facts.pending,
			isKept: facts.isKept,
		}
	if (!facts.canWrite) return { kind: 'read-only' }
	return isAllDurable(facts) && facts.pending === 0 ? { kind: 'saved' } : { kind: 'saving' }
}

/** Whether the room has confirmed everything that this connection sent, its step 2 included. */
export function isAllDurable(facts: Pick<SaveFacts, 'inStep' | 'sent' | 'acknowledged'>): boolean {
	return facts.inStep && facts.sent > 0 && facts.acknowledged === facts.sent
}
