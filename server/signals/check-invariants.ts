/**
 * Holds a project's boards and chances against its log. Guards signals.md S90: every suggestion's status
 * follows from its rows, every accepted change's effect is in a board, and the mean importance weight of
 * every logged policy is 1 within its error. Boards are read between two readings of the log, so that
 * people who work meanwhile raise no false alarm.
 */
import { isAppError } from '#core/errors.ts'
import { FigureQuerySchema } from '#core/signals/analysis/query.ts'
import {
	type BoardState,
	faultOf,
	faultWords,
	foldStates,
	isCarriedOut,
	type LoggedState,
} from '#core/signals/invariants.ts'
import type { BoardRecord } from '#core/suggestions/board-records.ts'
import type { Database } from '#db/database.ts'
import type { ProjectRow } from '#db/project-store.ts'
import type { Rooms } from '../realtime/rooms-api.ts'
import { readLog } from './read-log.ts'
import type { Analysis } from './research/analysis.ts'

export interface InvariantReport {
	/** Suggestions that were compared; of a made-up log none is on a board. */
	suggestions: number
	/** Accepted changes whose effect was looked for. */
	effects: number
	/** Policies whose chances were checked, and those with too few slates to tell. */
	policies: number
	undecidedPolicies: number
	/** One sentence each. */
	faults: string[]
	/** Boards that could not be read, one sentence each: nothing is said of what stands there. */
	unread: string[]
}
interface Source {
	db: Pick<Database, 'projects' | 'signals'>
	rooms: Pick<Rooms, 'read'>
	analysis: Pick<Analysis, 'ranker'>
}

export async function checkInvariants(
	source: Source,
	project: Pick<ProjectRow, 'projectId' | 'isSynthetic'>,
): Promise<InvariantReport> {
	const { projectId } = project
	const boards = project.isSynthetic ? NO_BOARDS : await compareBoards(source, projectId)
	const chances = await checkChances(source, projectId)
	return { ...boards, ...chances, faults: [...boards.faults, ...chances.faults] }
}

const NO_BOARDS = { suggestions: 0, effects: 0, faults: [] as string[], unread: [] as string[] }

/** What the rows say: of each suggestion, and on which scene's board it was made. */
interface Logged {
	states: Map<string, LoggedState>
	scenes: Map<string, string>
}

async function compareBoards({ db, rooms }: Source, projectId: string) {
	const scenes = new Map<string, string>()
	const before = new Map<string, LoggedState>()
	const seq = await foldInto(db, projectId, { states: before, scenes, afterSeq: 0 })
	const { states, skipped, unread } = await readBoards({ db, rooms }, projectId)
	const after = new Map(before)
	await foldInto(db, projectId, { states: after, scenes, afterSeq: seq })
	const faults: string[] = []
	for (const state of states.values()) {
		const { suggestionId } = state
		const fault = faultOf(state, before.get(suggestionId))
		if (fault && faultOf(state, after.get(suggestionId)))
			faults.push(faultWords(fault, suggestionId))
	}
	let effects = 0
	for (const [suggestionId, logged] of after) {
		if (!isCarriedOut(logged)) continue
		effects++
		if (!before.has(suggestionId) || states.has(suggestionId)) continue
		if (!skipped.has(scenes.get(suggestionId) ?? '')) faults.push(faultWords('lost', suggestionId))
	}
	return { suggestions: states.size, effects, faults, unread }
}

async function foldInto(
	{ signals }: Pick<Database, 'signals'>,
	projectId: string,
	{ states, scenes, afterSeq }: Logged & { afterSeq: number },
): Promise<number> {
	let seq = afterSeq
	for await (const event of readLog(signals, projectId, { afterSeq })) {
		const { suggestionId, sceneId } = event
		foldStates(states, event)
		if (suggestionId !== null && sceneId !== null) scenes.set(suggestionId, sceneId)
		seq = event.seq
	}
	return seq
}

interface Boards {
	states: Map<string, BoardState>
	/** Scenes whose boards were not read: in the trash, or not to be opened. */
	skipped: Set<string>
	unread: string[]
}

async function readBoards(
	{ db, rooms }: Pick<Source, 'rooms'> & { db: Pick<Database, 'projects'> },
	projectId: string,
): Promise<Boards> {
	const found: Boards = { states: new Map(), skipped: new Set(), unread: [] }
	// Asked at once: a scene that is trashed or restored meanwhile stands in one of the two.
	const [kept, trashed] = await Promise.all(
		[false, true].map((which) => db.projects.listScenes(projectId, { trashed: which })),
	)
	for (const { sceneId } of trashed ?? []) found.skipped.add(sceneId)
	for (const { sceneId, number, heading } of kept ?? []) {
		try {
			const states = await rooms.read(`board:${sceneId}`, (records) => boardStates(records.all()))
			for (const state of states) found.states.set(state.suggestionId, state)
		} catch (error) {
			found.skipped.add(sceneId)
			// Trashed meanwhile, or with its film: nothing is wrong with it.
			if (isAppError(error) && error.code === 'trashed') continue
			const why = isAppError(error) ? error.userMessage : String(error)
			found.unread.push(`Scene ${number} ${heading}: its board could not be read. ${why}`)
		}
	}
	return found
}

function boardStates(records: Iterable<BoardRecord>): BoardState[] {
	const all = [...records]
	const marked = new Set(
		all.flatMap((record) => (record.typeName === 'provenance' ? [record.suggestionId] : [])),
	)
	return all.flatMap((record) => {
		if (record.typeName !== 'suggestion') return []
		const { id, status, meta } = record
		const { decisionEventId: by } = meta
		const decisionEventId = typeof by === 'string' ? by : null
		return [{ suggestionId: id, status, decisionEventId, hasEffect: marked.has(id) }]
	})
}

async function checkChances({ analysis }: Source, projectId: string) {
	const { weights } = await analysis.ranker(projectId, FigureQuerySchema.parse({}))
	const named = new Set(weights.map(({ label }) => label))
	const told = new Set(weights.flatMap(({ label, verdict }) => (verdict === 'few' ? [] : [label])))
	const faults = weights
		.filter(({ verdict }) => verdict === 'off')
		.map(
			({ label, yardstick, mean, standardError }) =>
				`${label}: the mean weight against “${yardstick}” is ${mean.toFixed(3)}, and not 1 within four errors of ${standardError.toFixed(3)}.`,
		)
	return { policies: named.size, undecidedPolicies: named.size - told.size, faults }
}
