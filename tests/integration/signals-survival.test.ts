/** Accepted changes looked at again, on a real board, with a clock that the test moves. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SignalEvent } from '#core/signals/event.ts'
import type { Database } from '#db/database.ts'
import type { PresentPerson } from '#server/realtime/rooms-api.ts'
import { createSurvival, type Survival } from '#server/signals/survival.ts'
import { ana, type SuggestionWorld, startSuggestionWorld } from '#tests/support/suggestion-world.ts'

const SOMEBODY: PresentPerson = {
	...{ userId: 'ana', name: 'Ana', color: 'teal', sceneId: 's1', panelId: null, label: null },
	isPitching: false,
}
const SILENT = { debug: () => {}, error: () => {} }
let world: SuggestionWorld
let survival: Survival
let later = 0
let keys = 0
let here: PresentPerson[] = []
let boards = true
/** Stands in for parts of the database. */
let wrap = (db: Database): Database => db

beforeEach(async () => {
	later = 0
	here = []
	boards = true
	wrap = (db) => db
	world = await startSuggestionWorld()
	survival = follow()
})
afterEach(async () => {
	await survival.dispose()
	await world.stop()
})

function follow(): Survival {
	const { rooms } = world.server
	const db = wrap(world.server.db)
	return createSurvival({
		...{ db, vault: world.signals.vault, log: SILENT, timer: false },
		now: () => Date.now() + later,
		rooms: {
			read: (room, read) => (boards ? rooms.read(room, read) : Promise.reject(new Error('away'))),
			watch: (watcher) => rooms.watch(watcher),
			present: () => here,
		},
	})
}

async function acceptLength() {
	const asked = { sceneId: 's1', category: 'pacing', targetId: null, trigger: 'asked' } as const
	const { suggestionIds } = await world.suggestions.offer(ana, asked)
	for (const id of suggestionIds) {
		const { edit } = await world.suggestion(id)
		if (edit.type !== 'set_duration') continue
		await decide(id, 'accept')
		return { id, edit }
	}
	throw new Error('no card about a length')
}

function decide(suggestionId: string, verdict: 'accept' | 'retract') {
	const idempotencyKey = `${verdict} ${++keys}`
	const request = { sceneId: 's1', suggestionId, verdict, idempotencyKey }
	return world.suggestions.decide(ana, { ...request, surface: 'card' })
}

async function looks() {
	const isLook = (event: SignalEvent) => event.type === 'edit.survival'
	const rows = (await world.events()).filter(isLook)
	return rows.flatMap(({ payload }) => ('horizon' in payload ? [payload] : []))
}

it('[S91] says how much of an accepted change stands, once each horizon, also after a restart', async () => {
	const { edit } = await acceptLength()
	expect(await survival.run()).toEqual({ followed: 1, looks: 0, censored: 0 })

	later = 31_000
	expect(await survival.run()).toEqual({ followed: 1, looks: 1, censored: 0 })
	expect(await looks()).toMatchObject([
		{ horizon: '30s', clock: 'wall', fieldsTotal: 1, fieldsKept: 1, reverted: false },
	])

	await world.change(edit.panelId, { 'props.durationFrames': 999 })
	await survival.dispose()
	survival = follow()
	later = 125_000
	expect(await survival.run()).toEqual({ followed: 1, looks: 1, censored: 0 })
	expect(await survival.run()).toEqual({ followed: 1, looks: 0, censored: 0 })
	expect((await looks())[1]).toMatchObject({ horizon: '2m', fieldsKept: 0, reverted: true })
	expect((await world.signals.verify('p1')).ok).toBe(true)
	// It says something of who decided: their consent and their erasure reach it.
	const pid = (await world.signals.vault('p1')).pid('ana')
	const rows = (await world.events()).filter(({ type }) => type === 'edit.survival')
	expect(rows.map(({ actorPid }) => actorPid)).toEqual([pid, pid])
	expect(rows.every(({ slateId, position }) => slateId !== null && position !== null)).toBe(true)
})

it('[S91] the board’s own clock runs only while somebody is there, and is kept', async () => {
	await acceptLength()
	await survival.run()
	later = 20_000
	here = [SOMEBODY]
	await survival.run()
	await survival.dispose()
	survival = follow()
	later = 36_000
	await survival.run()
	const rows = await looks()
	expect(rows.map(({ clock, horizon }) => `${clock}:${horizon}`).sort()).toEqual([
		'active:30s',
		'wall:30s',
	])
	expect(rows[0]?.activeMs).toBeGreaterThanOrEqual(36_000 - 1000)
	here = []
	later = 90_000
	await survival.run()
	expect(await looks()).toHaveLength(2)
})

it('[S91] a change that was taken back stands no more; what nobody could look at is censored', async () => {
	const { id } = await acceptLength()
	await survival.run()
	boards = false
	later = 31_000
	expect(await survival.run()).toMatchObject({ looks: 0 })
	boards = true
	later = 125_000
	expect(await survival.run()).toEqual({ followed: 1, looks: 2, censored: 1 })
	await decide(id, 'retract')
	later = 301_000
	await survival.run()
	expect(await looks()).toMatchObject([
		{ horizon: '30s', censored: true, fieldsTotal: 0, reverted: false },
		{ horizon: '2m', censored: false, fieldsKept: 1 },
		{ horizon: '5m', censored: false, fieldsKept: 0, reverted: true },
	])
	await decide(id, 'accept')
	expect((await survival.run()).followed).toBe(2)

	const query = { by: 'category', category: null, rule: null, policy: null, role: null } as const
	const asked = { ...query, from: null, to: null }
	const figures = await world.signals.analysis.behaviour('p1', asked)
	const { accepted, takenBack, curves } = figures.survival
	expect({ accepted, takenBack }).toEqual({ accepted: 2, takenBack: 1 })
	expect(curves[0]).toMatchObject({ clock: 'wall', standard: 'any', n: 2, ended: 1 })
})

it('[S91] a board that nobody opens again is let go with what is known of it', async () => {
	await acceptLength()
	await survival.run()
	later = 15 * 86_400_000
	expect(await survival.run()).toEqual({ followed: 0, looks: 12, censored: 12 })
	expect(await world.server.db.research.listSurvivalWatches()).toEqual([])
	await survival.dispose()
	survival = follow()
	later = 0
	expect(await survival.run()).toEqual({ followed: 0, looks: 0, censored: 0 })
})

it('[S91] a change that could not be put away is found again', async () => {
	let isFull = true
	wrap = (db) => ({
		...db,
		research: {
			...db.research,
			putSurvivalWatches: (rows) =>
				isFull ? Promise.reject(new Error('full')) : db.research.putSurvivalWatches(rows),
		},
	})
	await survival.dispose()
	survival = follow()
	await acceptLength()
	await expect(survival.run()).rejects.toThrow('full')
	isFull = false
	expect(await survival.run()).toMatchObject({ followed: 1 })
	expect(await world.server.db.research.listSurvivalWatches()).toHaveLength(1)
})

it('[S91] a start reads 14 days of the log, and the board’s time is put away in one write', async () => {
	const read: string[] = []
	const writes: number[] = []
	wrap = (db) => ({
		...db,
		signals: {
			...db.signals,
			async *scan(filter) {
				for await (const event of db.signals.scan(filter)) {
					if (filter.types) read.push(event.type)
					yield event
				}
			},
		},
		research: {
			...db.research,
			updateSurvivalWatches(changes) {
				writes.push(changes.length)
				return db.research.updateSurvivalWatches(changes)
			},
		},
	})
	await survival.dispose()
	survival = follow()
	const { id } = await acceptLength()
	await decide(id, 'retract')
	await decide(id, 'accept')
	expect(await survival.run()).toMatchObject({ followed: 2 })
	expect(read).toHaveLength(3)
	here = [SOMEBODY]
	later = 9_000
	await survival.run()
	expect(writes.filter((rows) => rows > 0)).toEqual([2])

	for (const { decisionEventId } of await world.server.db.research.listSurvivalWatches())
		await world.server.db.research.removeSurvivalWatch(decisionEventId)
	read.length = 0
	later = 15 * 86_400_000
	const next = follow()
	expect(await next.run()).toEqual({ followed: 0, looks: 0, censored: 0 })
	expect(read).toEqual([])
	await next.dispose()
})

it('[S91] what was followed when the program ended is let go after a start weeks later', async () => {
	await acceptLength()
	expect(await survival.run()).toMatchObject({ followed: 1 })
	await survival.dispose()
	survival = follow()
	later = 15 * 86_400_000
	expect(await survival.run()).toEqual({ followed: 0, looks: 12, censored: 12 })
	expect(await world.server.db.research.listSurvivalWatches()).toEqual([])
})
