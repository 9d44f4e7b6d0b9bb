import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FigureQuerySchema } from '#core/signals/analysis/query.ts'
import { SECOND_OPINION_SHARE } from '#core/signals/second-opinion.ts'
import { readEnv } from '../env.ts'
import { type BuiltServices, buildServices } from '../services.ts'
import { simulateProject } from '../simulate/simulate-project.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const directory = mkdtempSync(join(tmpdir(), 'dailies-opinions-'))
const noor = {
	...{ userId: 'noor', sessionId: 's', name: 'Noor', color: 'blue' as const },
	role: 'editor' as const,
}
let built: BuiltServices
let projectId = ''

beforeAll(async () => {
	built = buildServices(readEnv({ DATA_DIR: directory, NODE_ENV: 'test' }), quiet)
	const crew = { directors: 2, slates: 60, seed: 'opinions', policy: 'uniform' as const }
	const made = await simulateProject(built.services, { ...crew, now: Date.now(), title: 'Asked' })
	projectId = made.projectId
}, 60_000)
afterAll(async () => {
	await built.dispose()
	rmSync(directory, { recursive: true, force: true })
})

const opinions = () => built.services.signals.opinions

describe('a second opinion', () => {
	it('[S93] is asked with what was offered and without what became of it', async () => {
		const asked = await opinions().asked(noor, projectId)

		expect(asked.length).toBeGreaterThan(0)
		expect(asked.length).toBeLessThanOrEqual(3)
		for (const each of asked) {
			expect(each.title).not.toBe('')
			expect(Object.keys(each).sort()).toEqual(
				[
					'category',
					'decisionEventId',
					'heading',
					'picture',
					'rationale',
					'rows',
					'suggestionId',
					'title',
				].sort(),
			)
		}
	})

	it('[S93] is not for those who may not decide', async () => {
		const viewer = { ...noor, role: 'viewer' as const }
		expect(await opinions().asked(viewer, projectId)).toEqual([])
		const [asked] = await opinions().asked(noor, projectId)
		if (!asked) throw new Error('nothing asked')
		const said = { ...asked, verdict: 'accept' as const, reasonCodes: [], strength: null }
		await expect(opinions().give(viewer, projectId, said)).rejects.toMatchObject({
			code: 'forbidden',
		})
	})

	it('[S94] is one row with its share, once, and leaves verdicts and rewards as they are', async () => {
		const [asked] = await opinions().asked(noor, projectId)
		if (!asked) throw new Error('nothing asked')
		const { signals } = built.services
		const before = (await signals.research(projectId)).totals
		const all = FigureQuerySchema.parse({})
		const contested = (await signals.analysis.behaviour(projectId, all)).disagreement.contested
		const said = {
			...{ suggestionId: asked.suggestionId, decisionEventId: asked.decisionEventId },
			...{ verdict: 'reject' as const, reasonCodes: ['off_tone' as const], strength: null },
		}
		await opinions().give(noor, projectId, said)

		const rows = []
		for await (const event of built.services.db.signals.scan({ projectId })) {
			if (event.type === 'suggestion.opinion') rows.push(event)
		}
		expect(rows).toHaveLength(1)
		expect(rows[0]?.payload).toMatchObject({
			...{ otherEventId: asked.decisionEventId, verdict: 'reject', pAsked: SECOND_OPINION_SHARE },
			reasonCodes: ['off_tone'],
		})
		expect((await signals.research(projectId)).totals).toEqual({
			...before,
			events: before.events + 1,
		})
		const { disagreement } = await signals.analysis.behaviour(projectId, all)
		expect(disagreement.blind.given).toBe(1)
		expect(disagreement.contested).toBe(contested)

		await expect(opinions().give(noor, projectId, said)).rejects.toMatchObject({
			code: 'not_found',
		})
		const next = await opinions().asked({ ...noor, userId: 'kim' }, projectId)
		expect(next.map(({ decisionEventId }) => decisionEventId)).not.toContain(asked.decisionEventId)
	})
})
