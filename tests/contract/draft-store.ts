/** What every DraftStore must do. */
import { expect, it } from 'vitest'
import type { Database } from '#db/database.ts'
import { seedProject } from '../support/factories.ts'

/** Registers the suite for the implementation that `open` makes. */
export function draftStoreContract(title: string, open: () => Promise<Database>): void {
	it(`${title}: drafts are kept, listed newest first and marked as undone`, async () => {
		const db = await open()
		await seedProject(db)
		const projectId = 'p1'
		const draft = (draftId: string, revision: number) => ({
			...{ draftId, projectId, revision, name: 'a.fountain', madeBy: 'ana', at: revision },
			...{ finishedAt: null, undoneAt: null, body: new Uint8Array([1, 2, revision]) },
		})
		await db.drafts.add(draft('d0', 0))
		await db.drafts.add(draft('d1', 1))
		await db.drafts.setFinished('d1', 8)
		await db.drafts.setUndone('d1', 9)

		const listed = await db.drafts.list(projectId)
		expect(
			listed.map(({ draftId, finishedAt, undoneAt }) => [...[draftId, finishedAt, undoneAt]]),
		).toEqual([
			['d1', 8, 9],
			['d0', null, null],
		])
		expect(await db.drafts.get('d0')).toEqual(draft('d0', 0))
		expect(await db.drafts.get('d2')).toBeNull()
		await db.close()
	})
}
