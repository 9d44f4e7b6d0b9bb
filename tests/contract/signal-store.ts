/** What every SignalStore must do; each implementation runs this suite on its own database. */
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { verifyChain } from '#core/signals/chain.ts'
import type { Database } from '#db/database.ts'
import { consentEvent, roomCommit, sealedBlob, seedProject } from '../support/factories.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** Registers the suite for the implementation that `open` makes. */
export function signalStoreContract(title: string, open: () => Promise<Database>): void {
	describe(`${title}: signal log`, () => {
		let db: Database
		beforeEach(async () => {
			db = await open()
			await seedProject(db)
			return () => db.close()
		})

		it('chains rows from room commits and from views alike', async () => {
			await db.signals.append('p1', [consentEvent('e1'), consentEvent('e2')], [])
			await db.rooms.commit([roomCommit({ room: 'board:s1', events: [consentEvent('e3')] })])
			await db.signals.append('p1', [consentEvent('e2'), consentEvent('e4')], [])

			const result = await verifyChain(db.signals.scan({ projectId: 'p1' }), sha256)
			expect(result).toMatchObject({ ok: true, events: 4 })
			expect((await db.signals.head('p1'))?.hash).toEqual(result.headHash)
		})

		it('keeps each project’s chain apart', async () => {
			await db.signals.append('p1', [consentEvent('e1')], [])
			await db.signals.append('p2', [consentEvent('e2', 'p2')], [])
			expect((await db.signals.head('p2'))?.seq).toBe(1)
		})

		it('refuses a row of another project', async () => {
			await expect(db.signals.append('p1', [consentEvent('e1', 'p2')], [])).rejects.toThrow()
			expect(await db.signals.head('p1')).toBeNull()
		})

		it('reads pages of any size, by type and from a place', async () => {
			const events = Array.from({ length: 1_203 }, (_, i) => consentEvent(`e${i}`))
			await db.signals.append('p1', events, [])

			const seqs: number[] = []
			for await (const row of db.signals.scan({ projectId: 'p1', afterSeq: 3 })) seqs.push(row.seq)
			expect(seqs.length).toBe(1_200)
			expect(seqs[0]).toBe(4)
			const few: number[] = []
			const filter = { projectId: 'p1', types: ['consent.changed'], limit: 2 }
			for await (const row of db.signals.scan(filter)) few.push(row.seq)
			expect(few).toEqual([1, 2])
		})

		it('stores blobs by content id and destroys a person’s keys for good', async () => {
			await db.signals.append('p1', [], [sealedBlob('c1'), sealedBlob('c1')])
			const key = { projectId: 'p1', createdMs: 1, destroyedMs: null }
			const wrapped = new Uint8Array([7])
			await db.signals.putDataKey({ ...key, keyId: 'k1', userId: 'u1', wrapped })
			await db.signals.putDataKey({ ...key, keyId: 'k2', userId: null, wrapped })

			expect(await db.signals.destroyDataKeys('p1', 'u1', 50)).toBe(1)
			const keys = await db.signals.getDataKeys('p1')
			expect(keys.find((row) => row.keyId === 'k1')).toMatchObject({
				wrapped: null,
				destroyedMs: 50,
			})
			expect(keys.find((row) => row.keyId === 'k2')?.wrapped).toEqual(Buffer.from([7]))
			expect((await db.signals.getBlob('c1'))?.keyId).toBe('k1')
		})

		it('[S94] keeps nothing of what a row would have sealed that was there already', async () => {
			const naming = (eventId: string, ...blobCids: string[]) => ({
				...consentEvent(eventId),
				blobCids,
			})
			await db.signals.append('p1', [naming('e1', 'first')], [sealedBlob('first')])
			const late = [naming('e1', 'late', 'both'), naming('e2', 'both')]
			await db.signals.append('p1', late, [sealedBlob('late'), sealedBlob('both')])

			expect(await db.signals.getBlob('first')).not.toBeNull()
			expect(await db.signals.getBlob('late')).toBeNull()
			expect(await db.signals.getBlob('both')).not.toBeNull()
			expect(await db.upkeep.unnamedBlobs()).toEqual([])
			await db.signals.append('p1', [], [sealedBlob('nobody')])
			expect(await db.upkeep.unnamedBlobs()).toEqual([{ projectId: 'p1', count: 1 }])
		})

		it('never replaces a project’s secrets', async () => {
			const secrets = (byte: number) => ({
				projectId: 'p1',
				wrappedPepper: new Uint8Array([byte]),
				wrappedContentKey: new Uint8Array([byte]),
				createdMs: 1,
			})
			await db.signals.putSecrets(secrets(1))
			await db.signals.putSecrets(secrets(2))
			expect((await db.signals.getSecrets('p1'))?.wrappedPepper).toEqual(Buffer.from([1]))
		})

		it('keeps the newest answer about consent', async () => {
			const row = { projectId: 'p1', userId: 'u1', purpose: 'operate', termsVersion: '1' }
			await db.signals.putConsents([{ ...row, granted: true, atMs: 1 }])
			await db.signals.putConsents([{ ...row, granted: false, atMs: 2 }])
			expect(await db.signals.getConsents('p1')).toEqual([{ ...row, granted: false, atMs: 2 }])
		})
	})
}
