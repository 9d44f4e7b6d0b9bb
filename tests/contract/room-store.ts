/** What every RoomStore must do; each implementation runs this suite on its own database. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/database.ts'
import {
	consentEvent,
	panelRow,
	roomCommit,
	sealedBlob,
	seedProject,
} from '../support/factories.ts'

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
	const out: T[] = []
	for await (const item of items) out.push(item)
	return out
}

const update = (byte: number) => ({
	update: new Uint8Array([byte]),
	userId: 'u1',
	sessionId: null,
	at: 5,
})

/** Registers the suite for the implementation that `open` makes. */
export function roomStoreContract(title: string, open: () => Promise<Database>): void {
	describe(`${title}: rooms`, () => {
		let db: Database
		beforeEach(async () => {
			db = await open()
			await seedProject(db)
			return () => db.close()
		})

		it('gives back what was committed, in order', async () => {
			await db.rooms.commit([roomCommit({ room: 'board:s1', updates: [update(1), update(2)] })])
			const receipt = await db.rooms.commit([
				roomCommit({ room: 'board:s1', updates: [update(3)] }),
			])

			const room = await db.rooms.open('board:s1')
			expect(receipt.seqs.get('board:s1')).toBe(3)
			expect(room.updates.map((row) => [row.seq, ...row.update])).toEqual([
				[1, 1],
				[2, 2],
				[3, 3],
			])
			expect(room).toMatchObject({ seq: 3, generation: 1, snapshot: null, trashed: false })
		})

		it('refuses to open a room nobody made', async () => {
			await expect(db.rooms.open('board:nope')).rejects.toMatchObject({ code: 'not_found' })
		})

		it('takes back the whole batch when one room of it fails', async () => {
			const good = roomCommit({
				room: 'board:s1',
				updates: [update(1)],
				events: [consentEvent('e1')],
				blobs: [sealedBlob('c1')],
			})
			const bad = roomCommit({ room: 'board:nope', updates: [update(1)] })

			await expect(async () => db.rooms.commit([good, bad])).rejects.toMatchObject({
				code: 'not_found',
			})
			expect((await db.rooms.open('board:s1')).updates).toEqual([])
			expect(await db.signals.head('p1')).toBeNull()
			expect(await db.signals.getBlob('c1')).toBeNull()
		})

		it('refuses a commit of another generation', async () => {
			const stale = roomCommit({ room: 'board:s1', generation: 2, updates: [update(1)] })
			await expect(async () => db.rooms.commit([stale])).rejects.toMatchObject({
				code: 'generation_changed',
			})
		})

		it('remembers who claimed which client id, and what commands answered', async () => {
			await db.rooms.commit([
				roomCommit({
					room: 'board:s1',
					claims: [{ clientId: 77, userId: 'u1' }],
					commandResults: [{ key: 'k', userId: 'u1', resultJson: '{"a":1}', at: 5 }],
				}),
			])

			expect((await db.rooms.open('board:s1')).clientClaims).toEqual(new Map([[77, 'u1']]))
			expect(await db.rooms.findCommandResult('u1', 'k')).toBe('{"a":1}')
			expect(await db.rooms.findCommandResult('u2', 'k')).toBeNull()
		})

		it('never gives a claimed client id to a second person', async () => {
			const claim = (userId: string) =>
				roomCommit({ room: 'board:s1', claims: [{ clientId: 77, userId }] })
			await db.rooms.commit([claim('u1')])
			await expect(async () => db.rooms.commit([claim('u2')])).rejects.toThrow()
			expect((await db.rooms.open('board:s1')).clientClaims).toEqual(new Map([[77, 'u1']]))
		})

		it('[R14] opens from a snapshot and keeps the log back to the one before it', async () => {
			const commitOne = (byte: number) =>
				db.rooms.commit([roomCommit({ room: 'board:s1', updates: [update(byte)] })])
			await commitOne(1)
			await db.rooms.saveSnapshot('board:s1', 1, {
				uptoSeq: 1,
				body: new Uint8Array([9]),
				clocks: null,
			})
			await commitOne(2)
			await commitOne(3)
			await db.rooms.saveSnapshot('board:s1', 1, {
				uptoSeq: 2,
				body: new Uint8Array([8, 8]),
				clocks: null,
			})

			const room = await db.rooms.open('board:s1')
			expect(room.snapshot?.uptoSeq).toBe(2)
			expect([...(room.snapshot?.body ?? [])]).toEqual([8, 8])
			expect(room.snapshot?.encoding).toBe('packed')
			expect(room.updates.map((row) => row.seq)).toEqual([3])
		})

		it('says when the scene or the project is in the trash', async () => {
			await db.projects.setTrashed('p1', 99)
			expect((await db.rooms.open('board:s1')).trashed).toBe(true)
			expect((await db.rooms.open('project:p1')).trashed).toBe(true)
			await db.projects.setTrashed('p1', null)
			expect((await db.rooms.open('board:s1')).trashed).toBe(false)
		})

		it('replaces panels whole or only the changed ones', async () => {
			const board = (projections: Parameters<typeof roomCommit>[0]['projections']) =>
				db.rooms.commit([roomCommit({ room: 'board:s1', projections: projections ?? {} })])
			const b = panelRow({ panelId: 'shape:b', position: 1 })
			await board({ panels: [panelRow(), b] })
			await board({
				panelChanges: { changed: [{ ...b, position: 0, action: 'Rain.' }], removed: ['shape:a'] },
			})

			const panels = await db.projects.listPanels('s1')
			expect(panels.map((row) => [row.panelId, row.action])).toEqual([['shape:b', 'Rain.']])
			await board({ panels: [] })
			expect(await db.projects.listPanels('s1')).toEqual([])
		})

		it('keeps a decision’s log row exactly once however often it is sent', async () => {
			const commit = roomCommit({ room: 'board:s1', events: [consentEvent('e1')] })
			await db.rooms.commit([commit])
			await db.rooms.commit([commit])

			const rows = await collect(db.signals.scan({ projectId: 'p1' }))
			expect(rows.map((row) => [row.seq, row.eventId])).toEqual([[1, 'e1']])
		})
	})
}
