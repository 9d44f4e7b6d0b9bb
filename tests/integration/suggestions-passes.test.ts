/** Looking boards over while people work: in a thread of its own, on real rooms, with the real log. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PresentPerson } from '#server/realtime/rooms-api.ts'
import { createLivePasses, type LivePasses } from '#server/suggestions/passes/live-passes.ts'
import { createLookOut, type LookOut } from '#server/suggestions/passes/look-out.ts'
import { createSuggestionService } from '#server/suggestions/suggestions.ts'
import { ana, type SuggestionWorld, startSuggestionWorld } from '#tests/support/suggestion-world.ts'

let world: SuggestionWorld
let lookOut: LookOut
let passes: LivePasses

beforeEach(async () => {
	world = await startSuggestionWorld()
	lookOut = createLookOut({ log: { error: () => undefined } })
	const { db, rooms } = world.server
	const signals = world.signals
	passes = createLivePasses({
		...{ db, rooms, signals, lookOut, now: Date.now, log: { warn: () => undefined } },
		restMs: 1,
	})
})
afterEach(async () => {
	passes.dispose()
	lookOut.dispose()
	await world.stop()
})

const round = { sceneId: 's1', category: 'pacing', targetId: null, trigger: 'asked' } as const
const withdrawn = async () =>
	(await world.events()).filter((event) => event.type === 'suggestion.withdrawn')

describe('a live pass', () => {
	it('[SG80] is sent the board once, and then what changed', async () => {
		const first = await passes.look('s1')
		const again = await passes.look('s1')
		const [panel = ''] = await world.panels()
		await world.change(panel, { 'props.notes': 'Hold on her.' })
		const third = await passes.look('s1')

		expect(first?.work.panels).toBe(4)
		expect(again?.work).toEqual({ panels: 0, rules: 0 })
		expect(third?.work.rules).toBeGreaterThan(0)
		expect(third?.work.rules).toBeLessThan((first?.work.rules ?? 0) / 2)
	})

	it('[SG85] marks what changed as stale, says what the rule says now, and logs both', async () => {
		const { suggestionIds } = await world.suggestions.offer(ana, round)
		const [id = ''] = suggestionIds
		const { edit } = await world.suggestion(id)
		if (!('panelId' in edit)) throw new Error('about no panel')
		await passes.look('s1')
		expect((await world.suggestion(id)).status).toBe('open')

		await world.change(edit.panelId, {
			'props.durationFrames': 25,
			'props.dialogue':
				'MARA: Words and words and still more words than anybody could ever say here.',
		})
		const look = await passes.look('s1')

		expect(look?.overtaken.map(({ suggestionId }) => suggestionId)).toContain(id)
		const { status, meta } = await world.suggestion(id)
		expect(status).toBe('stale')
		const row = (await withdrawn()).find((event) => event.suggestionId === id)
		expect(row?.payload).toEqual({ why: 'target_changed', recheck: meta.recheck })
		expect(meta.recheck).toMatch(/holds|settled/)
		expect(await passes.look('s1')).toMatchObject({ overtaken: [] })
	})

	it('[SG85] withdraws what has no target any more, and logs it', async () => {
		const { suggestionIds } = await world.suggestions.offer(ana, round)
		for (const panel of await world.panels())
			await world.server.rooms.command('board:s1', { principal: null }, ({ records }) => {
				records.remove(panel)
			})
		await passes.look('s1')

		for (const id of suggestionIds) expect((await world.suggestion(id)).status).toBe('withdrawn')
		expect((await withdrawn()).map(({ payload }) => payload.why)).toEqual(
			suggestionIds.map(() => 'target_gone'),
		)
	})

	it('[SG82] is given up when people draw on, and what it found is not lost', async () => {
		const { rooms } = world.server
		const records = await rooms.read('board:s1', (reader) => [...reader.all()])
		const material = { ...(await materialOf()) }
		const go = new Int32Array(new SharedArrayBuffer(4))
		const stopped = await lookOut.look(material, records, { wants: 'overtaken', go })

		expect(stopped).toBeNull()
		Atomics.store(go, 0, 1)
		expect((await lookOut.look(material, records, { wants: 'overtaken', go }))?.work.panels).toBe(4)
	})

	it('[SG80] says in the log what its thread died of, and is no look that was given up', async () => {
		const said: object[] = []
		const log = { error: (fields: object) => said.push(fields) }
		const entry = new URL('data:text/javascript,throw new RangeError("no memory left")')
		const dying = createLookOut({ log, entry })
		const { rooms } = world.server
		const records = await rooms.read('board:s1', (reader) => [...reader.all()])
		const look = dying.look(await materialOf(), records, { wants: 'overtaken', go: null })
		await expect(look).rejects.toMatchObject({
			code: 'internal',
			cause: expect.objectContaining({ message: 'no memory left' }),
		})
		expect(said).toEqual([{ err: expect.objectContaining({ message: 'no memory left' }) }])
		dying.dispose()
	})

	describe('[SG82] on a board that is always busy', () => {
		const SOMEBODY: PresentPerson = {
			...{ userId: 'ana', name: 'Ana', color: 'teal', sceneId: 's1', panelId: null, label: null },
			isPitching: false,
		}
		let clock = 0
		/** Looks that began, each until it is let go. */
		let looks: { isGoing: () => boolean; end: () => void }[] = []
		let busy: LivePasses
		const draw = async () => {
			const [panel = ''] = await world.panels()
			await world.change(panel, { 'props.notes': `Noted at ${clock}.` })
		}
		function watch(restMs: number): void {
			const { db, rooms } = world.server
			const slow: LookOut = {
				look: (_material, _records, { go }) =>
					new Promise((resolve) => {
						looks.push({
							isGoing: () => go !== null && Atomics.load(go, 0) === 1,
							end: () => resolve(null),
						})
					}),
				dispose: () => undefined,
			}
			busy = createLivePasses({
				...{ db, signals: world.signals, lookOut: slow, restMs, now: () => clock },
				rooms: {
					read: (room, read) => rooms.read(room, read),
					command: (room, options, run) => rooms.command(room, options, run),
					watch: (watcher) => rooms.watch(watcher),
					present: () => [SOMEBODY],
				},
				log: { warn: () => undefined },
			})
		}
		const begun = (count: number) => expect.poll(() => looks.length).toBe(count)

		beforeEach(() => {
			clock = 0
			looks = []
		})
		afterEach(() => {
			busy.dispose()
			for (const { end } of looks) end()
		})

		it('hands that never rest are not waited for, and do not stop that look', async () => {
			watch(3_600_000)
			await draw()
			clock = 31_000
			await draw()
			await begun(1)
			await draw()
			clock = 40_000
			await draw()
			expect(looks[0]?.isGoing()).toBe(true)
		})

		it('looks that are given up again and again end in one that runs through', async () => {
			watch(1)
			await draw()
			await begun(1)
			for (const [at, atMs] of [10_000, 20_000].entries()) {
				clock = atMs
				await draw()
				expect(looks[at]?.isGoing()).toBe(false)
				looks[at]?.end()
				await begun(at + 2)
			}
			clock = 31_000
			await draw()
			looks[2]?.end()
			await begun(4)
			clock = 32_000
			await draw()
			expect(looks[3]?.isGoing()).toBe(true)
		})
	})

	it('[SG84] makes the same round as asking in the own thread', async () => {
		const { db, rooms } = world.server
		const threaded = createSuggestionService({
			...{ db, rooms, signals: world.signals, now: Date.now, random: () => 0.5, lookOut },
		})
		const own = await world.suggestions.outlook(ana, 's1', null)
		expect(own.counts.some(({ count }) => count > 0)).toBe(true)
		expect(await threaded.outlook(ana, 's1', null)).toEqual(own)
	})

	it('[SG61] looks at nothing where suggestions are off for the film', async () => {
		await world.signals.settings.change(ana, 'p1', {
			setting: 'offers',
			scope: 'project',
			on: false,
		})
		expect(await passes.look('s1')).toBeNull()
		expect(await world.suggestions.outlook(ana, 's1', null)).toMatchObject({ counts: [] })
	})
})

async function materialOf() {
	const { readMaterial } = await import('#server/suggestions/scene-material.ts')
	return readMaterial({ db: world.server.db, rooms: world.server.rooms }, 's1')
}
