/**
 * Looks again at accepted changes: 30 seconds to a day after they were carried out, and how much of each
 * still stands becomes one row of the log. Guards signals.md S91. What is to be followed is read from the
 * log itself, so that no crash loses a change; the board's own time is kept in a table of its own. A look
 * has an event id of its own that follows from the decision, so that none is ever logged twice.
 */
import { parseRoomName } from '#core/ids.ts'
import {
	type DueLook,
	dueLooks,
	FOLLOWED_MS,
	LOOKS,
	lookEventId,
	lookName,
} from '#core/signals/survival.ts'
import { type Standing, standingOf } from '#core/suggestions/standing-edit.ts'
import type { Database } from '#db/database.ts'
import type { SurvivalWatchRow } from '#db/research-store.ts'
import type { Logger } from '../logger.ts'
import type { Rooms } from '../realtime/rooms-api.ts'
import { readTypes, seqBefore } from './read-log.ts'
import type { Vaults } from './vaults.ts'

/** How often the clocks are looked at. */
const TICK_MS = 5_000
/** A longer pause between two looks was no time on the board: the machine slept. */
const MAX_TICK_MS = 30_000
/** Time on the board is put away at least so often. */
const SAVE_EVERY_MS = 60_000

export interface SurvivalResult {
	/** Changes that are still followed. */
	followed: number
	/** Rows written now, and those of them that say only that nobody could look in time. */
	looks: number
	censored: number
}
export interface Survival {
	/** Reads what was accepted since and looks at everything that is due. */
	run(): Promise<SurvivalResult>
	/** Ends, and puts away what time was spent on boards. */
	dispose(): Promise<void>
}
export interface SurvivalDependencies {
	db: Pick<Database, 'projects' | 'signals' | 'research'>
	rooms: Pick<Rooms, 'read' | 'present' | 'watch'>
	vault: Vaults['vault']
	log: Pick<Logger, 'error' | 'debug'>
	now: () => number
	/** Off where `run` alone is meant to move it on. */
	timer?: boolean
}
/** Whose decision it was and where: a look says something of the decider, and leaves only with their consent. */
interface Decided {
	actorPid: string | null
	slateId: string | null
	position: number | null
}
interface Entry {
	row: SurvivalWatchRow
	savedActiveMs: number
}

/** Starts to follow accepted changes. */
export function createSurvival(source: SurvivalDependencies): Survival {
	const { db, rooms, log, now } = source
	const entries = new Map<string, Entry>()
	const decisions = new Map<string, Decided>()
	/** Up to where each project's log was read. */
	const readTo = new Map<string, number>()
	const touched = new Set<string>()
	let isStarted = false
	let lastTickMs = now()
	let savedMs = now()
	let turn: Promise<unknown> = Promise.resolve()
	const stopWatching = rooms.watch({
		committed(room) {
			const name = parseRoomName(room)
			if (name?.kind === 'board') touched.add(name.id)
		},
	})

	/** One after the other: two would take the same look. */
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const next = turn.then(work)
		turn = next.catch(() => undefined)
		return next
	}

	async function tick(everything: boolean): Promise<SurvivalResult> {
		if (!isStarted) await takeUp()
		passTime()
		await findAccepted(everything || !isStarted)
		isStarted = true
		const done = { looks: 0, censored: 0 }
		for (const [sceneId, group] of byScene(entries.values())) {
			const found = await lookAt(sceneId, group)
			done.looks += found.looks
			done.censored += found.censored
		}
		if (everything || now() - savedMs >= SAVE_EVERY_MS) await save()
		return { followed: entries.size, ...done }
	}

	/** What was followed when the program ended. */
	async function takeUp(): Promise<void> {
		for (const row of await db.research.listSurvivalWatches())
			entries.set(row.decisionEventId, { row, savedActiveMs: row.activeMs })
	}

	function passTime(): void {
		const passed = Math.min(now() - lastTickMs, MAX_TICK_MS)
		lastTickMs = now()
		for (const [sceneId, group] of byScene(entries.values())) {
			if (passed <= 0 || rooms.present(`board:${sceneId}`).length === 0) continue
			for (const { row } of group) row.activeMs += passed
		}
	}

	async function findAccepted(everything: boolean): Promise<void> {
		const sceneIds = [...touched]
		touched.clear()
		try {
			const projects = everything ? await allProjects() : await projectsOf(sceneIds)
			for (const projectId of projects) await readProject(projectId)
		} catch (error) {
			for (const sceneId of sceneIds) touched.add(sceneId)
			throw error
		}
	}

	async function allProjects(): Promise<string[]> {
		const kept = await db.projects.list({ trashed: false })
		// Nobody works on a made-up film.
		return kept.filter(({ isSynthetic }) => !isSynthetic).map(({ projectId }) => projectId)
	}

	async function projectsOf(sceneIds: readonly string[]): Promise<Set<string>> {
		const projectIds = new Set<string>()
		for (const sceneId of sceneIds) {
			const scene = await db.projects.getScene(sceneId)
			if (scene) projectIds.add(scene.projectId)
		}
		return projectIds
	}

	async function readProject(projectId: string): Promise<void> {
		const accepted: SurvivalWatchRow[] = []
		const looked = new Map<string, string[]>()
		const types = ['suggestion.decided', 'edit.survival']
		const afterSeq = readTo.get(projectId) ?? (await firstSeq(projectId))
		const throughSeq = (await db.signals.head(projectId))?.seq ?? 0
		const range = { afterSeq, throughSeq, types }
		for await (const event of readTypes(db.signals, projectId, range)) {
			if (event.type === 'edit.survival') {
				const { decisionEventId, clock = 'wall', horizon } = event.payload
				const names = looked.get(decisionEventId) ?? []
				looked.set(decisionEventId, [...names, lookName({ clock, horizon })])
			}
			if (event.type !== 'suggestion.decided') continue
			const { verdict } = event.payload
			const { sceneId, suggestionId, eventId: decisionEventId, tsMs: decidedMs } = event
			if (verdict !== 'accept' && verdict !== 'edit_accept') continue
			if (sceneId === null || suggestionId === null) continue
			// What was followed when the program ended has its last looks, however long ago that was.
			const isOver = now() - decidedMs > FOLLOWED_MS
			if (isOver && !entries.has(decisionEventId)) continue
			const { actorPid, slateId, position } = event
			decisions.set(decisionEventId, { actorPid, slateId, position })
			const where = { decisionEventId, projectId, sceneId, suggestionId, decidedMs }
			accepted.push({ ...where, activeMs: 0, measured: [] })
		}
		const rows = accepted
			.map((row) => ({ ...row, measured: looked.get(row.decisionEventId) ?? [] }))
			.filter(({ decisionEventId: id, measured }) => {
				return !entries.has(id) && measured.length < LOOKS.length
			})
		await db.research.putSurvivalWatches(rows)
		for (const row of rows) entries.set(row.decisionEventId, { row, savedActiveMs: 0 })
		// Only now: what could not be put away is found again.
		readTo.set(projectId, throughSeq)
	}

	/** Where a log is read from: nothing older is followed. */
	function firstSeq(projectId: string): Promise<number> {
		const rows = [...entries.values()].map(({ row }) => row)
		const followed = rows.filter((row) => row.projectId === projectId)
		const times = followed.map(({ decidedMs }) => decidedMs)
		return seqBefore(db.signals, projectId, Math.min(now() - FOLLOWED_MS, ...times))
	}

	async function lookAt(
		sceneId: string,
		group: readonly Entry[],
	): Promise<Omit<SurvivalResult, 'followed'>> {
		const due = group.flatMap(({ row }) => {
			const looks = dueLooks(row, now())
			// Unknown: its project is in the trash, and so is its board.
			const decided = decisions.get(row.decisionEventId)
			return looks.length > 0 && decided ? [{ row, looks, decided }] : []
		})
		const isNeeded = due.some(({ looks }) => looks.some(({ isLate }) => !isLate))
		const standing = isNeeded ? await readStanding(sceneId, due) : null
		const done = { looks: 0, censored: 0 }
		for (const { row, looks, decided } of due) {
			const stands = standing ? standing.get(row.decisionEventId) : undefined
			// A board that does not open now may do so in a moment: only what is late is given up.
			const told = stands === undefined ? looks.filter(({ isLate }) => isLate) : looks
			if (told.length === 0) continue
			await write(row, { looks: told, stands: stands ?? null, decided })
			done.looks += told.length
			done.censored += told.filter(({ isLate }) => isLate || !stands).length
		}
		return done
	}

	async function readStanding(
		sceneId: string,
		due: readonly { row: SurvivalWatchRow }[],
	): Promise<Map<string, Standing | null> | null> {
		try {
			return await rooms.read(`board:${sceneId}`, (records) => {
				return new Map(due.map(({ row }) => [row.decisionEventId, standingOf(records, row)]))
			})
		} catch (error) {
			log.debug({ err: error, sceneId }, 'A board could not be looked at again.')
			return null
		}
	}

	async function write(
		row: SurvivalWatchRow,
		{
			looks,
			stands,
			decided,
		}: { looks: readonly DueLook[]; stands: Standing | null; decided: Decided },
	): Promise<void> {
		const vault = await source.vault(row.projectId)
		const { decisionEventId, sceneId, suggestionId, decidedMs, activeMs } = row
		const events = looks.map((look) => {
			const censored = look.isLate || stands === null
			const known = censored || stands === null ? { total: 0, kept: 0 } : stands
			const payload = {
				...{ decisionEventId, horizon: look.horizon, clock: look.clock, censored },
				...{ elapsedMs: Math.max(0, now() - decidedMs), activeMs: Math.round(activeMs) },
				...{ fieldsTotal: known.total, fieldsKept: known.kept },
				reverted: !censored && known.kept === 0,
			}
			const { actorPid, slateId, position } = decided
			const place = { sceneId, suggestionId, slateId, position }
			const input = { ...place, principal: null, tsMs: now(), payload }
			const event = vault.event('edit.survival', input)
			event.eventId = lookEventId(decisionEventId, decidedMs, look)
			event.actorPid = actorPid
			return event
		})
		// The log first: what a crash leaves unmarked is looked at again and skipped by its id.
		await db.signals.append(row.projectId, events, [])
		row.measured = [...row.measured, ...looks.map(lookName)]
		if (row.measured.length >= LOOKS.length) {
			entries.delete(decisionEventId)
			decisions.delete(decisionEventId)
			await db.research.removeSurvivalWatch(decisionEventId)
		} else await db.research.updateSurvivalWatches([row])
	}

	async function save(): Promise<void> {
		savedMs = now()
		const changed = [...entries.values()].filter(
			({ row, savedActiveMs }) => row.activeMs !== savedActiveMs,
		)
		await db.research.updateSurvivalWatches(changed.map(({ row }) => row))
		for (const entry of changed) entry.savedActiveMs = entry.row.activeMs
	}

	const timer =
		source.timer === false
			? null
			: setInterval(() => {
					inTurn(() => tick(false)).catch((error: unknown) =>
						log.error({ err: error }, 'Accepted changes could not be looked at again.'),
					)
				}, TICK_MS)
	timer?.unref()
	return {
		run: () => inTurn(() => tick(true)),
		async dispose() {
			if (timer) clearInterval(timer)
			stopWatching()
			await inTurn(save)
		},
	}
}

function byScene(entries: Iterable<Entry>): Map<string, Entry[]> {
	const scenes = new Map<string, Entry[]>()
	for (const entry of entries) {
		const group = scenes.get(entry.row.sceneId)
		if (group) group.push(entry)
		else scenes.set(entry.row.sceneId, [entry])
	}
	return scenes
}
