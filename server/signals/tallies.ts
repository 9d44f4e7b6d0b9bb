/**
 * What has been read of each project's log so far, kept in memory and continued from where it
 * stopped: the log only grows, so a page costs its new rows and not the whole history. A tally can be
 * thrown away at any time and read again.
 */
import type { SignalEvent } from '#core/signals/event.ts'
import { slateIdOfProposal } from '#core/signals/proposed.ts'
import type { RoundBook } from '#core/signals/rounds.ts'
import { createRoundBook } from '#core/signals/rounds.ts'
import { emptySettings, foldSetting, type Settings } from '#core/signals/settings.ts'
import type { SignalStore } from '#db/signal-store.ts'
import { readLog } from './read-log.ts'

export type DecidedEvent = Extract<SignalEvent, { type: 'suggestion.decided' }>

export interface Tally {
	book: RoundBook
	/** Last row read. */
	seq: number
	/** The newest verdicts of people, oldest first. */
	latest: DecidedEvent[]
	/** How many looks and previews were logged, by suggestion. */
	looks: Map<string, number>
	/** Everyone who acted, by pseudonym. */
	actors: Set<string>
	/** Rows of each person by type, by pseudonym. */
	byActor: Map<string, Map<string, ActorRows>>
	/** Policies that drew slates, in order of their first. */
	policyIds: Set<string>
	/** Rows of each slate, by their seq: what was shown and all that followed. */
	slateRows: Map<string, number[]>
	/** Where to find each verdict of a person, by its event id. */
	verdicts: Map<string, VerdictPlace>
	/** Their event ids in order of the log. */
	verdictIds: string[]
	/** How people told the tool to behave, as of `seq`. */
	settings: Settings
}
export interface ActorRows {
	count: number
	firstMs: number
	lastMs: number
}
export interface VerdictPlace {
	slateId: string
	suggestionId: string | null
	actorPid: string
	/** Index in `verdictIds`. */
	place: number
	seq: number
}
export interface Tallies {
	/** Everything the log holds by now. Treat it as read-only. */
	read(projectId: string): Promise<Tally>
}

/** Tallies kept at once; the one used longest ago makes room. */
const MAX_TALLIES = 16
/** Verdicts kept for the latest-decisions table. */
export const LATEST_DECISIONS = 100

export function createTallies(store: SignalStore): Tallies {
	const kept = new Map<string, { tally: Tally; reading: Promise<unknown> }>()

	const catchUp = async (projectId: string, tally: Tally) => {
		const head = await store.head(projectId)
		if (!head || head.seq <= tally.seq) return
		const range = { afterSeq: tally.seq, throughSeq: head.seq }
		for await (const event of readLog(store, projectId, range)) take(tally, event)
	}
	return {
		async read(projectId) {
			const entry = kept.get(projectId) ?? { tally: emptyTally(), reading: Promise.resolve() }
			kept.delete(projectId)
			kept.set(projectId, entry)
			const oldest = kept.size > MAX_TALLIES ? kept.keys().next().value : undefined
			if (oldest !== undefined) kept.delete(oldest)
			// One reader at a time: two would take the same rows twice.
			const turn = entry.reading.then(() => catchUp(projectId, entry.tally))
			entry.reading = turn.catch(() => undefined)
			await turn
			return entry.tally
		},
	}
}

function emptyTally(): Tally {
	const book = createRoundBook({ features: false })
	const found = { looks: new Map(), actors: new Set<string>(), byActor: new Map() }
	const policyIds = new Set<string>()
	const places = { policyIds, slateRows: new Map(), verdicts: new Map(), verdictIds: [] }
	const settings = emptySettings()
	return { book, seq: 0, latest: [], ...found, ...places, settings }
}

function take(tally: Tally, event: SignalEvent): void {
	tally.book.add(event)
	foldSetting(tally.settings, event)
	tally.seq = event.seq
	if (event.actorPid !== null) {
		tally.actors.add(event.actorPid)
		countOf(tally, event.actorPid, event)
	}
	place(tally, event)
	if (event.type === 'slate.shown') tally.policyIds.add(event.payload.policyId)
	if (event.type === 'suggestion.decided' && event.actorPid !== null) {
		tally.latest.push(event)
		if (tally.latest.length > LATEST_DECISIONS) tally.latest.shift()
	}
	const isLook = event.type === 'suggestion.viewed' || event.type === 'suggestion.previewed'
	if (isLook && event.suggestionId !== null) {
		tally.looks.set(event.suggestionId, (tally.looks.get(event.suggestionId) ?? 0) + 1)
	}
}

function countOf({ byActor }: Tally, pid: string, { type, tsMs }: SignalEvent): void {
	const types = byActor.get(pid) ?? new Map<string, ActorRows>()
	byActor.set(pid, types)
	const known = types.get(type) ?? { count: 0, firstMs: tsMs, lastMs: tsMs }
	const firstMs = Math.min(known.firstMs, tsMs)
	types.set(type, { count: known.count + 1, firstMs, lastMs: Math.max(known.lastMs, tsMs) })
}

/** Where rows stand, so that one decision can be opened without reading the log. */
function place(tally: Tally, event: SignalEvent): void {
	const { type, eventId, actorPid, suggestionId, seq } = event
	const slateId = type === 'suggestion.proposed' ? slateIdOfProposal(event) : event.slateId
	if (slateId === null) return
	const rows = tally.slateRows.get(slateId)
	if (rows) rows.push(seq)
	else tally.slateRows.set(slateId, [seq])
	if (type !== 'suggestion.decided' || actorPid === null) return
	const at = tally.verdictIds.length
	tally.verdicts.set(eventId, { slateId, suggestionId, actorPid, seq, place: at })
	tally.verdictIds.push(eventId)
}
