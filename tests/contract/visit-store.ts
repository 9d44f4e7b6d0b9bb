/** What every VisitStore must do, and what room commits must write for it. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/database.ts'
import type { ActivityRow } from '#db/room-store.ts'
import { panelRow, roomCommit, seedProject } from '../support/factories.ts'

function row(subjectId: string, given: Partial<ActivityRow> = {}): ActivityRow {
	return { sceneId: 's1', subjectId, kind: 'drawn', userId: 'ben', at: 50, label: '4A', ...given }
}

/** Registers the suite for the implementation that `open` makes. */
export function visitStoreContract(title: string, open: () => Promise<Database>): void {
	describe(`${title}: visits`, () => {
		let db: Database
		beforeEach(async () => {
			db = await open()
			await seedProject(db)
			return () => db.close()
		})
		const commit = (...activity: ActivityRow[]) =>
			db.rooms.commit([roomCommit({ room: 'board:s1', activity })])
		const news = (after: number, exceptUserId = 'ana') =>
			db.visits.activity('s1', { after, exceptUserId, limit: 100 })

		it('keeps one visit per person and scene', async () => {
			expect(await db.visits.get('ana', 's1')).toBeNull()
			await db.visits.put('ana', 's1', { sinceAt: 1, joinedAt: 2, leftAt: 2 })
			await db.visits.put('ana', 's1', { sinceAt: 3, joinedAt: 4, leftAt: 5 })
			expect(await db.visits.get('ana', 's1')).toEqual({ sinceAt: 3, joinedAt: 4, leftAt: 5 })
			expect(await db.visits.get('ben', 's1')).toBeNull()
		})

		it('keeps the last time of each kind of thing a person did to a panel', async () => {
			await commit(row('shape:a', { at: 50 }), row('shape:a', { kind: 'moved', at: 60 }))
			await commit(row('shape:a', { at: 90, label: '4B' }))

			expect(await news(0)).toEqual([
				row('shape:a', { at: 90, label: '4B' }),
				row('shape:a', { kind: 'moved', at: 60 }),
			])
		})

		it('tells what others did since a moment, and nothing of one’s own', async () => {
			await commit(row('shape:a', { at: 50 }), row('shape:b', { at: 80, userId: 'ana' }))
			expect((await news(49)).map((one) => one.subjectId)).toEqual(['shape:a'])
			expect(await news(50)).toEqual([])
			expect((await news(0, 'ben')).map((one) => one.subjectId)).toEqual(['shape:b'])
			await db.visits.forgetActivity('s1', 60)
			expect(await news(0)).toEqual([])
		})

		it('fills in the number a panel had, when the commit that removes it gives none', async () => {
			const stands = { panels: [panelRow({ panelId: 'shape:a', number: '7' })] }
			await db.rooms.commit([roomCommit({ room: 'board:s1', projections: stands })])
			const gone = { panelChanges: { changed: [], removed: ['shape:a'] } }
			const activity = [row('shape:a', { kind: 'deleted', label: '' })]
			await db.rooms.commit([roomCommit({ room: 'board:s1', projections: gone, activity })])
			expect(await news(0)).toEqual([row('shape:a', { kind: 'deleted', label: '7' })])
		})

		it('writes nothing of a commit that fails', async () => {
			const bad = roomCommit({ room: 'board:nope' })
			const good = roomCommit({ room: 'board:s1', activity: [row('shape:a')] })
			await expect(async () => db.rooms.commit([good, bad])).rejects.toThrow()
			expect(await news(0)).toEqual([])
		})

		it('keeps what a person wrote for themselves, and forgets all of a person', async () => {
			const note = { userId: 'ana', sceneId: 's1', panelId: 'shape:a', at: 1 }
			await db.visits.putPitchNote({ ...note, body: 'Slow here.' })
			await db.visits.putPitchNote({ ...note, body: 'Slower.' })
			expect(await db.visits.pitchNotes('ana', 's1')).toEqual([
				{ panelId: 'shape:a', body: 'Slower.' },
			])
			expect(await db.visits.pitchNotes('ben', 's1')).toEqual([])
			await db.visits.putPitchNote({ ...note, body: '' })
			expect(await db.visits.pitchNotes('ana', 's1')).toEqual([])

			await db.visits.putPitchNote({ ...note, body: 'Again.' })
			await db.visits.put('ana', 's1', { sinceAt: 1, joinedAt: 2, leftAt: 2 })
			await commit(row('shape:a', { userId: 'ana' }))
			await db.visits.forgetPerson('ana', 'p2')
			expect(await db.visits.get('ana', 's1')).not.toBeNull()
			await db.visits.forgetPerson('ana', 'p1')
			expect(await db.visits.pitchNotes('ana', 's1')).toEqual([])
			expect(await db.visits.get('ana', 's1')).toBeNull()
			expect(await news(0, 'ben')).toEqual([])
		})
	})
}
