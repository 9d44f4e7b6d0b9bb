/** What every ResearchStore, and the tokens of every AuthStore, must do. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/database.ts'
import { consentEvent, sealedBlob, seedProject } from '../support/factories.ts'

/** Registers the suite for the implementation that `open` makes. */
export function researchStoreContract(title: string, open: () => Promise<Database>): void {
	describe(`${title}: exports, erasures, retention and tokens`, () => {
		let db: Database
		beforeEach(async () => {
			db = await open()
			await seedProject(db)
			return () => db.close()
		})
		const exported = (exportId: string, createdMs: number) => ({
			...{ exportId, projectId: 'p1', purpose: 'operate', kind: 'dataset', directory: null },
			...{ rowCount: 3, headSeq: 9, createdMs, revokedMs: null },
		})

		it('[S36] marks the exports that held a person, once, and no other', async () => {
			await db.research.putExport(exported('x1', 10), ['ana', 'noor'])
			await db.research.putExport(exported('x2', 20), ['noor'])

			const marked = await db.research.revokeExports('p1', 'ana', 50)

			expect(marked.map(({ exportId }) => exportId)).toEqual(['x1'])
			expect(await db.research.revokeExports('p1', 'ana', 60)).toEqual([])
			const all = await db.research.listExports('p1')
			expect(all.map(({ exportId, revokedMs }) => [exportId, revokedMs])).toEqual([
				['x2', null],
				['x1', 50],
			])
			expect(await db.research.listExports('p1', 'ana')).toHaveLength(1)
			expect(await db.research.listExports('p2')).toEqual([])
		})

		it('[S38] destroys contents by age with the row that says so or not at all, except what newer rows name', async () => {
			const named = (id: string, tsMs: number, cid: string) => ({
				...consentEvent(id),
				...{ tsMs, blobCids: [cid] },
			})
			const blobs = ['c1', 'c2', 'c3'].map((cid) => ({ ...sealedBlob(cid), projectId: 'p1' }))
			const made = blobs.map((blob, i) => ({ ...blob, createdMs: [10, 10, 90][i] ?? 0 }))
			const events = [named('e1', 10, 'c1'), named('e2', 10, 'c2'), named('e3', 80, 'c2')]
			await db.signals.append('p1', events, made)

			const age = { replacedBeforeMs: 100, atMs: 100 }
			const old = { ...age, wordsBeforeMs: null, contextsBeforeMs: 50 }
			const row = () => ({ ...consentEvent('e4'), tsMs: 100 })
			const left = async () => {
				const found = await Promise.all(['c1', 'c2', 'c3'].map((cid) => db.signals.getBlob(cid)))
				return found.map((blob) => blob?.cid ?? null)
			}
			const words = { ...age, wordsBeforeMs: 50, contextsBeforeMs: null }
			const nothing = { words: 0, contexts: 0, keyIds: [] }
			expect(await db.research.destroyByAge('p1', words, row)).toEqual(nothing)
			expect((await db.signals.head('p1'))?.seq).toBe(3)

			// What cannot be told does not happen.
			const elsewhere = () => ({ ...row(), projectId: 'p2' })
			await expect(db.research.destroyByAge('p1', old, elsewhere)).rejects.toThrow()
			expect(await left()).toEqual(['c1', 'c2', 'c3'])

			expect(await db.research.destroyByAge('p1', old, row)).toEqual({ ...nothing, contexts: 1 })
			expect(await left()).toEqual([null, 'c2', 'c3'])
			expect((await db.signals.head('p1'))?.seq).toBe(4)
		})

		it('keeps the newest answer about retention', async () => {
			expect(await db.research.getRetention('p1')).toBeNull()
			const row = { projectId: 'p1', wordsDays: 30, contextsDays: null, legalHold: false, setMs: 1 }
			await db.research.putRetention(row)
			await db.research.putRetention({ ...row, legalHold: true, setMs: 2 })
			expect(await db.research.getRetention('p1')).toEqual({ ...row, legalHold: true, setMs: 2 })
		})

		it('[S91] moves all followed changes on in one write, or none', async () => {
			const row = (decisionEventId: string) => ({
				...{ decisionEventId, projectId: 'p1', sceneId: 's1', suggestionId: 'x' },
				...{ decidedMs: 1, activeMs: 0, measured: [] as string[] },
			})
			const { research } = db
			await expect(
				research.putSurvivalWatches([row('d0'), { ...row('d1'), activeMs: Number.NaN }]),
			).rejects.toThrow()
			expect(await research.listSurvivalWatches()).toEqual([])

			await research.putSurvivalWatches([row('d1'), row('d2')])
			await research.putSurvivalWatches([{ ...row('d1'), activeMs: 9 }])
			const moved = ['d1', 'd2'].map((id) => ({ ...row(id), activeMs: 5, measured: ['wall:30s'] }))
			const torn = [...moved.slice(0, 1), { ...row('d2'), activeMs: Number.NaN }]
			await expect(research.updateSurvivalWatches(torn)).rejects.toThrow()
			expect(await research.listSurvivalWatches()).toEqual([row('d1'), row('d2')])
			await research.updateSurvivalWatches(moved)
			expect(await research.listSurvivalWatches()).toEqual(moved)
		})

		it('keeps a token until it is withdrawn, and withdraws it once', async () => {
			const color = 'teal' as const
			await db.auth.putUser({ userId: 'ana', name: 'Ana', color, createdAt: 1 })
			const token = {
				...{ tokenId: 't1', tokenHash: 'h1', userId: 'ana', role: 'researcher' as const },
				...{ label: 'Notebook', createdMs: 1, expiresMs: null, lastUsedMs: null, revokedMs: null },
			}
			await db.auth.putApiToken(token)
			await db.auth.touchApiToken('t1', 5)

			expect(await db.auth.findApiToken('h1')).toEqual({ ...token, lastUsedMs: 5 })
			expect(await db.auth.findApiToken('h2')).toBeNull()
			expect(await db.auth.revokeApiToken('t1', 9)).toBe(true)
			expect(await db.auth.revokeApiToken('t1', 10)).toBe(false)
			expect(await db.auth.listApiTokens()).toMatchObject([{ tokenId: 't1', revokedMs: 9 }])
			expect((await db.auth.listUsers()).map(({ name }) => name)).toEqual(['Ana'])
		})
	})
}
