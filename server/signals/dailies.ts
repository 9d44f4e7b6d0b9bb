/**
 * The day at wrap: what was offered, taken, refused and learnt, by scene and by person, and the
 * refusals that still have no reason. Counted from what was read of the log, only for people who
 * allow `operate` (S29, SG90).
 */

import type { LoggedRound } from '#core/signals/rounds.ts'
import type { MutedRule } from '#core/signals/settings.ts'
import type { Category, ReasonCode } from '#core/suggestions/suggestion-record.ts'
import { CATEGORY_LABELS } from '#core/suggestions/suggestion-record.ts'
import type { Database } from '#db/database.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { createBreather } from './breathe.ts'
import type { Permissions } from './consents.ts'
import { mayCount } from './figures.ts'
import { namesOf } from './latest-decisions.ts'
import { rationaleIn, textOf } from './sealed-words.ts'
import type { Tallies } from './tallies.ts'
import type { Vaults } from './vaults.ts'

export interface DailiesRange {
	fromMs: number
	/** Not included. */
	toMs: number
}
export interface DayCounts {
	offered: number
	taken: number
	changed: number
	refused: number
	dismissed: number
	/** Offered that day and still without an answer. */
	waiting: number
}
export interface DailiesRefusal {
	suggestionId: string
	sceneId: string
	scene: string
	title: string
	category: string
	by: string
	/** Whoever looks refused it, and may still say why. */
	isMine: boolean
	reasonCodes: ReasonCode[]
	hasWords: boolean
}
export interface Dailies {
	all: DayCounts
	scenes: (DayCounts & { sceneId: string; name: string })[]
	people: (DayCounts & { name: string })[]
	/** What was answered that day, by category: how often it was taken. */
	learnt: { category: string; answers: number; taken: number }[]
	leftOut: { generatorId: string; scope: MutedRule['scope']; by: string | null }[]
	/** Newest first. */
	refusals: DailiesRefusal[]
}

/** Refusals on one page at most. */
const MAX_REFUSALS = 60

export function createDailies(source: {
	db: Database
	vaults: Vaults
	tallies: Tallies
	permissions: (projectId: string) => Promise<Permissions>
}) {
	const { db, vaults, tallies, permissions } = source
	return async (principal: Principal, projectId: string, range: DailiesRange): Promise<Dailies> => {
		const vault = await vaults.vault(projectId)
		const allowed = await permissions(projectId)
		const tally = await tallies.read(projectId)
		const names = await namesOf(db, vault)
		const nameOf = (pid: string | null) => (pid && names.get(pid)) || 'Somebody'
		const scenes = new Map<string, string>()
		for (const { sceneId, number, heading } of await db.projects.listScenes(projectId, {
			trashed: false,
		}))
			scenes.set(sceneId, `${number}. ${heading}`)
		const day = new DayBook()
		const refused: LoggedRound[] = []
		const breathe = createBreather()
		for (const round of tally.book.rounds()) {
			if (mayCount(round, allowed) && day.take(round, range)) refused.push(round)
			await breathe()
		}
		const me = vault.pid(principal.userId)
		const newest = refused
			.sort((a, b) => (b.decision?.tsMs ?? 0) - (a.decision?.tsMs ?? 0))
			.slice(0, MAX_REFUSALS)
		const refusals: DailiesRefusal[] = []
		for (const round of newest) {
			const text = await textOf({ signals: db.signals, vault }, round.rationaleCid)
			refusals.push({
				suggestionId: round.suggestionId,
				sceneId: round.sceneId ?? '',
				scene: scenes.get(round.sceneId ?? '') ?? 'A scene in the trash',
				title: rationaleIn(text)?.title ?? CATEGORY_LABELS[round.category],
				category: CATEGORY_LABELS[round.category],
				by: nameOf(round.decision?.actorPid ?? null),
				isMine: round.decision?.actorPid === me,
				reasonCodes: round.decision?.reasonCodes ?? [],
				hasWords: (round.decision?.critiqueCid ?? null) !== null,
			})
		}
		const muted = [...tally.settings.muted.values()].filter(({ tsMs }) => isIn(range, tsMs))
		return {
			all: day.all,
			scenes: [...day.scenes].map(([sceneId, counts]) => ({
				...{ sceneId, name: scenes.get(sceneId) ?? 'A scene in the trash' },
				...counts,
			})),
			people: [...day.people].map(([pid, counts]) => ({ name: nameOf(pid), ...counts })),
			learnt: [...day.learnt].map(([category, counts]) => ({
				category: CATEGORY_LABELS[category],
				...counts,
			})),
			leftOut: muted.map(({ generatorId, scope, byPid }) => ({
				...{ generatorId, scope },
				by: byPid === null ? null : nameOf(byPid),
			})),
			refusals,
		}
	}
}

/** Counts of one day. */
class DayBook {
	readonly all = noCounts()
	readonly scenes = new Map<string, DayCounts>()
	readonly people = new Map<string, DayCounts>()
	readonly learnt = new Map<Category, { answers: number; taken: number }>()

	/** Takes a round; true when it was refused in the range. */
	take(round: LoggedRound, range: DailiesRange): boolean {
		const { decision, requesterPid, sceneId } = round
		const isOffered = isIn(range, round.tsMs)
		const isDecided = decision !== null && isIn(range, decision.tsMs)
		if (!isOffered && !isDecided) return false
		const ofScene = countsIn(this.scenes, sceneId ?? '')
		const offeredTo = requesterPid === null ? [] : [countsIn(this.people, requesterPid)]
		if (isOffered)
			for (const each of [this.all, ofScene, ...offeredTo]) {
				each.offered++
				if (!decision) each.waiting++
			}
		if (!decision || !isDecided) return false
		const key = KEYS[decision.verdict]
		const decidedBy = decision.actorPid === null ? [] : [countsIn(this.people, decision.actorPid)]
		for (const each of [this.all, ofScene, ...decidedBy]) each[key]++
		const learnt = this.learnt.get(round.category) ?? { answers: 0, taken: 0 }
		this.learnt.set(round.category, learnt)
		learnt.answers++
		if (key === 'taken' || key === 'changed') learnt.taken++
		return key === 'refused'
	}
}

const KEYS = {
	accept: 'taken',
	edit_accept: 'changed',
	reject: 'refused',
	dismiss: 'dismissed',
} as const

function countsIn(map: Map<string, DayCounts>, key: string): DayCounts {
	const known = map.get(key) ?? noCounts()
	map.set(key, known)
	return known
}

function noCounts(): DayCounts {
	return { offered: 0, taken: 0, changed: 0, refused: 0, dismissed: 0, waiting: 0 }
}

function isIn({ fromMs, toMs }: DailiesRange, ms: number): boolean {
	return ms >= fromMs && ms < toMs
}
