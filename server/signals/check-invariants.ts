/**
 * Holds a project's boards and chances against its log. Guards signals.md S90: every suggestion's status
 * follows from its rows, every accepted change's effect is in a board, and the mean importance weight of
 * every logged policy is 1 within its error. Boards are read between two readings of the log, so that
 * people who work meanwhile raise no false alarm.
 */
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

const NO_BOARDS = { suggestions: 0, effects: 0, faults: [] as string[] }

async function compareBoards({ db, rooms }: Source, projectId: string) {
	const before = new Map<string, LoggedState>()
	const seq = await foldInto(db, projectId, { states: before, afterSeq: 0 })
	const { states, isWhole } = await readBoards({ db, rooms }, projectId)
	const after = new Map(before)
	await foldInto(db, projectId, { states: after, afterSeq: seq })
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
		// A board that does not open is told by the check of boards itself.
		if (isWhole && before.has(suggestionId) && !states.has(suggestionId))
			faults.push(faultWords('lost', suggestionId))
	}
	return { suggestions: states.size, effects, faults }
}

async function foldInto(
	{ signals }: Pick<Database, 'signals'>,
	projectId: string,
	{ states, afterSeq }: { states: Map<string, LoggedState>; afterSeq: number },
): Promise<number> {
	let seq = afterSeq
	for await (const event of readLog(signals, projectId, { afterSeq })) {
		foldStates(states, event)
		seq = event.seq
	}
	return seq
}

async function readBoards(
	{ db, rooms }: Pick<Source, 'rooms'> & { db: Pick<Database, 'projects'> },
	projectId: string,
): Promise<{ states: Map<string, BoardState>; isWhole: boolean }> {
	const states = new Map<string, BoardState>()
	let isWhole = true
	for (const trashed of [false, true]) {
		for (const { sceneId } of await db.projects.listScenes(projectId, { trashed })) {
			try {
				const found = await rooms.read(`board:${sceneId}`, (records) => boardStates(records.all()))
				for (const state of found) states.set(state.suggestionId, state)
			} catch {
				isWhole = false
			}
		}
	}
	return { states, isWhole }
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
