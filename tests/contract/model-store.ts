/** What every ModelStore must do. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/database.ts'
import type { ModelCallRow } from '#db/model-store.ts'
import { seedProject } from '../support/factories.ts'

function call(callId: string, given: Partial<ModelCallRow> = {}): ModelCallRow {
	return {
		...{ callId, projectId: 'p1', sceneId: 's1', modelId: 'm1', name: 'Llama', purpose: 'round' },
		...{ generatorId: 'model:openai/llama', host: 'localhost:1', prompt: 'suggest@0' },
		...{ sentHash: null, sentBytes: 0, pictures: 0, holdsTexts: false, timesSent: 0 },
		...{ startedMs: 1, endedMs: null, result: 'asking', proposals: 0 },
		...{ tokensIn: 0, tokensOut: 0, cost: 0, ...given },
	}
}

export function modelStoreContract(title: string, open: () => Promise<Database>): void {
	describe(`${title}: models`, () => {
		let db: Database
		beforeEach(async () => {
			db = await open()
			await seedProject(db)
			return () => db.close()
		})

		it('keeps models per film, and never hands one film’s to another', async () => {
			const row = { modelId: 'm1', config: { name: 'a' }, keyEnding: 'abcd', updatedMs: 1 }
			const sealedKey = new Uint8Array([1, 2, 3])
			await db.models.put({ ...row, projectId: 'p1', sealedKey })
			const [kept] = await db.models.list('p1')
			expect(kept).toMatchObject(row)
			expect([...(kept?.sealedKey ?? [])]).toEqual([1, 2, 3])
			await db.models.put({ ...row, projectId: 'p1', sealedKey: null, config: { name: 'b' } })
			expect(await db.models.list('p1')).toMatchObject([{ config: { name: 'b' }, sealedKey: null }])
			expect(await db.models.list('p2')).toEqual([])
			await db.models.remove('p2', 'm1')
			expect(await db.models.list('p1')).toHaveLength(1)
			await db.models.remove('p1', 'm1')
			expect(await db.models.list('p1')).toEqual([])
		})

		it('keeps a budget and the addresses that may be asked', async () => {
			expect(await db.models.budget('p1')).toBeNull()
			await db.models.putBudget('p1', { amount: 20, currency: '€', setMs: 1 })
			await db.models.putBudget('p1', { amount: null, currency: 'kr', setMs: 2 })
			expect(await db.models.budget('p1')).toEqual({ amount: null, currency: 'kr' })
			await db.models.addAddress('localhost:11434', 1)
			await db.models.addAddress('localhost:11434', 2)
			expect(await db.models.addresses()).toEqual(['localhost:11434'])
			await db.models.removeAddress('localhost:11434')
			expect(await db.models.addresses()).toEqual([])
		})

		it('MO33 keeps every call from before it left until it ended, and what all cost', async () => {
			await db.models.beginCall(call('c1'))
			db.models.sendingCall('c1', { sentHash: 'aa', sentBytes: 7 })
			db.models.sendingCall('c1', { sentHash: 'aa', sentBytes: 7 })
			expect(await db.models.calls('p1', { limit: 9 })).toEqual([
				call('c1', { sentHash: 'aa', sentBytes: 7, timesSent: 2 }),
			])
			const end = { endedMs: 5, result: 'answered', proposals: 2 }
			await db.models.endCall('c1', { ...end, tokensIn: 10, tokensOut: 5, cost: 0.25 })
			await db.models.beginCall(call('c2', { startedMs: 2, cost: 0.5, tokensIn: 1 }))
			expect(await db.models.spent('p1')).toEqual({ cost: 0.75, tokens: 16, calls: 2 })
			expect(await db.models.spent('p2')).toEqual({ cost: 0, tokens: 0, calls: 0 })
			const ids = (rows: ModelCallRow[]) => rows.map(({ callId }) => callId)
			expect(ids(await db.models.calls('p1', { limit: 9 }))).toEqual(['c2', 'c1'])
			expect(ids(await db.models.calls('p1', { limit: 9, before: 2 }))).toEqual(['c1'])
		})
	})
}
