import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { FigureQuerySchema } from '#core/signals/analysis/query.ts'
import type { SignalEvent } from '#core/signals/event.ts'
import { isSampled, SECOND_OPINION_SHARE } from '#core/signals/second-opinion.ts'
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
		const [asked] = await opinions().asked(noor, projectId)
		if (!asked) throw new Error('nothing asked')
		const said = { ...asked, verdict: 'accept' as const, reasonCodes: [], strength: null }
		for (const role of ['viewer', 'commenter', 'researcher'] as const) {
			const person = { ...noor, role }
			expect(await opinions().asked(person, projectId)).toEqual([])
			expect(await opinions().waiting(person, projectId)).toBe(0)
			await expect(opinions().give(person, projectId, said)).rejects.toMatchObject({
				code: 'forbidden',
			})
		}
	})

	it('[S93] is not asked of who decided it, who it was offered to, or who contested it', async () => {
		const { signals, db } = built.services
		const { pid } = await signals.vault(projectId)
		const rows: SignalEvent[] = []
		for await (const event of db.signals.scan({ projectId })) rows.push(event)
		const knownTo = (eventId: string) => {
			const decision = rows.find((row) => row.eventId === eventId)
			const shown = rows.find(
				(row) => row.type === 'slate.shown' && row.slateId === decision?.slateId,
			)
			const contests = rows.filter(
				(row) => row.type === 'suggestion.contested' && row.payload.otherEventId === eventId,
			)
			return [decision, shown, ...contests].map((row) => row?.actorPid)
		}
		const all = rows.filter(
			({ type, eventId }) => type === 'suggestion.decided' && isSampled(eventId),
		)
		expect(all.length).toBeGreaterThan(0)
		for (const place of [1, 2]) {
			const director = { ...noor, userId: `simulated-opinions-${place}` }
			const me = pid(director.userId)
			for (const { eventId } of all.filter((row) => knownTo(row.eventId).includes(me))) {
				const asked = await opinions().asked(director, projectId)
				expect(asked.map(({ decisionEventId }) => decisionEventId)).not.toContain(eventId)
				const suggestionId = rows.find((row) => row.eventId === eventId)?.suggestionId ?? ''
				const said = { suggestionId, decisionEventId: eventId, reasonCodes: [], strength: null }
				await expect(
					opinions().give(director, projectId, { ...said, verdict: 'accept' }),
				).rejects.toMatchObject({ code: 'not_found' })
			}
		}
	})

	it('[S93] is not asked of whoever switched suggestions off, until they switch them on again', async () => {
		const { settings } = built.services.signals
		const [asked] = await opinions().asked(noor, projectId)
		if (!asked) throw new Error('nothing asked')
		const off = { setting: 'offers' as const, scope: 'person' as const, on: false }
		await settings.change(noor, projectId, off)
		expect(await opinions().asked(noor, projectId)).toEqual([])
		expect(await opinions().waiting(noor, projectId)).toBe(0)
		const said = { ...asked, verdict: 'accept' as const, reasonCodes: [], strength: null }
		await expect(opinions().give(noor, projectId, said)).rejects.toMatchObject({
			code: 'not_found',
		})
		await settings.change(noor, projectId, { ...off, on: true })
		expect(await opinions().waiting(noor, projectId)).toBeGreaterThan(0)
	})

	it('[S93] is asked for two weeks and not after', async () => {
		const first = await opinions().asked(noor, projectId)
		const day = 24 * 3_600_000
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * day })
		try {
			expect(await opinions().asked(noor, projectId)).toEqual([])
			const [asked] = first
			if (!asked) throw new Error('nothing asked')
			const said = { ...asked, verdict: 'accept' as const, reasonCodes: [], strength: null }
			await expect(opinions().give(noor, projectId, said)).rejects.toMatchObject({
				code: 'not_found',
			})
		} finally {
			vi.useRealTimers()
		}
		expect((await opinions().asked(noor, projectId)).length).toBe(first.length)
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
		// Pressed twice, or on two screens: what came first stands.
		const again = { ...said, verdict: 'accept' as const, reasonCodes: [], critique: 'Too late.' }
		await Promise.all([
			opinions().give(noor, projectId, { ...said, critique: ' Colder than the scene. ' }),
			opinions().give(noor, projectId, again),
		])

		const rows = []
		for await (const event of built.services.db.signals.scan({ projectId })) {
			if (event.type === 'suggestion.opinion') rows.push(event)
		}
		expect(rows).toHaveLength(1)
		expect(rows[0]?.payload).toMatchObject({
			...{ otherEventId: asked.decisionEventId, verdict: 'reject', pAsked: SECOND_OPINION_SHARE },
			reasonCodes: ['off_tone'],
		})
		// What came second left nothing sealed behind.
		expect(await built.services.db.upkeep.unnamedBlobs()).toEqual([])
		// The sentence is sealed under its author's own key, as critiques are.
		const vault = await signals.vault(projectId)
		const words = await built.services.db.signals.getBlob(rows[0]?.blobCids[0] ?? '')
		if (!words) throw new Error('no words kept')
		expect(Buffer.from(vault.open(words) ?? []).toString()).toBe('Colder than the scene.')
		const authors = await built.services.db.signals.getDataKeys(projectId)
		expect(authors.find(({ keyId }) => keyId === words.keyId)?.userId).toBe('noor')
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
