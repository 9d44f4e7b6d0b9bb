/**
 * Logged chances are what really happened with that chance: they are computed again from each row, and
 * a board that changes between drawing and showing must not select among the draws.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cryptoRandom, seededRandom } from '#core/random.ts'
import { chooseSlate } from '#core/suggestions/choose.ts'
import { OPERATOR } from '#server/cli/commands.ts'
import { seedDemo } from '#server/demo/seed-demo.ts'
import { readEnv } from '#server/env.ts'
import { buildServices } from '#server/services.ts'
import { createSuggestionService } from '#server/suggestions/suggestions.ts'
import { ana, startSuggestionWorld } from '#tests/support/suggestion-world.ts'

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const round = { sceneId: 's1', category: 'pacing', targetId: null, trigger: 'asked' } as const

describe('the chances in the log', () => {
	it('[S20] [SG30] of every slate of the demo film are those of its candidates, policy and seed', async () => {
		const dir = mkdtempSync(join(tmpdir(), 'dailies-propensity-'))
		const built = buildServices(readEnv({ DATA_DIR: dir }), SILENT)
		try {
			const random = cryptoRandom(globalThis.crypto)
			const { projectId } = await seedDemo(built.services, { principal: OPERATOR, random })
			let slates = 0
			for await (const event of built.services.db.signals.scan({ projectId })) {
				if (event.type !== 'slate.shown' || event.payload.policyId !== 'uniform@1') continue
				const { candidates, rngSeed, pSlate } = event.payload
				const offered = candidates.filter(({ suggestionId }) => suggestionId !== null)
				const none = candidates.filter(({ suggestionId }) => suggestionId === null)
				const again = chooseSlate(
					offered.map(({ features }) => features),
					rngSeed,
				)
				const n = offered.length
				const k = Math.min(3, n)
				const orders = Array.from({ length: k }, (_, i) => n - i).reduce((a, b) => a * b, 1)
				expect(pSlate).toBeCloseTo(again.pSlate, 12)
				expect(pSlate).toBeCloseTo(1 / orders, 12)
				for (const [i, logged] of offered.entries()) {
					expect(logged).toMatchObject({ position: again.entries[i]?.position })
					expect(logged.pIncluded).toBeCloseTo(k / n, 12)
					if (logged.position === null) continue
					expect(logged.pPosition).toBeCloseTo(1 / n, 12)
					expect(logged.pCascade).toBeCloseTo(1 / (n - logged.position), 12)
				}
				expect(none).toHaveLength(1)
				expect(none[0]).toMatchObject({ position: null, pPosition: null, pIncluded: 0 })
				slates += 1
			}
			expect(slates).toBeGreaterThan(2)
		} finally {
			await built.dispose()
			rmSync(dir, { recursive: true, force: true })
		}
	})

	it.each([6, 7, 8, 9])(
		'[SG31] do not depend on what the board did between the draw and the showing (seed %i)',
		async (seed) => {
			const world = await startSuggestionWorld()
			const { db, rooms } = world.server
			const panel = (await world.panels())[1] ?? ''
			let isFirst = true
			const deps = {
				...{ db, signals: world.signals, now: Date.now, random: seededRandom(`${seed}`) },
				rooms: {
					command: rooms.command.bind(rooms),
					read: async <T>(...args: Parameters<typeof rooms.read<T>>): Promise<T> => {
						const answer = await rooms.read(...args)
						// Somebody retimes one panel just after the round has read the board.
						if (args[0] === 'board:s1' && isFirst) {
							isFirst = false
							await world.change(panel, { 'props.durationFrames': 31 })
						}
						return answer
					},
				},
			}
			await createSuggestionService(deps).offer(ana, round)

			const shown = (await world.events()).find((event) => event.type === 'slate.shown')
			const cid = shown?.type === 'slate.shown' ? shown.payload.contextCid : ''
			const blob = await db.signals.getBlob(cid)
			const vault = await world.signals.vault('p1')
			const context = blob && Buffer.from(vault.open(blob) ?? []).toString()
			await world.stop()
			expect(context).toContain('"durationFrames":31')
		},
	)
})
