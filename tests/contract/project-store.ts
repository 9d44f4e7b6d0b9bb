/** What every ProjectStore, AuthStore and AssetStore must do. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/database.ts'
import type { SceneProjection } from '#db/room-store.ts'
import { panelRow, roomCommit, seedProject } from '../support/factories.ts'

function sceneRow(sceneId: string, given: Partial<SceneProjection> = {}): SceneProjection {
	const row = { projectId: 'p1', position: 0, number: '4', heading: '', trashedAt: null }
	return { sceneId, ...row, ...given }
}

/** Registers the suite for the implementation that `open` makes. */
export function projectStoreContract(title: string, open: () => Promise<Database>): void {
	describe(`${title}: projects`, () => {
		let db: Database
		beforeEach(async () => {
			db = await open()
			await seedProject(db)
			return () => db.close()
		})
		const commitScenes = (scenes: SceneProjection[]) =>
			db.rooms.commit([roomCommit({ room: 'project:p1', projections: { scenes } })])
		const commitSettings = (numberingScheme: string, aspectRatio = 2) =>
			db.rooms.commit([
				roomCommit({
					room: 'project:p1',
					projections: {
						project: {
							projectId: 'p1',
							title: 'The Kitchen',
							logline: 'A pan.',
							aspectRatio,
							frameRate: 25,
							numberingScheme,
						},
					},
				}),
			])

		it('sums panels, time and open suggestions of the scenes that are not in the trash', async () => {
			await commitScenes([
				sceneRow('s1'),
				sceneRow('s2', { position: 1, number: '5' }),
				sceneRow('s3', { position: 2, trashedAt: 9 }),
			])
			await db.rooms.create('board:s3', 'p1')
			await db.rooms.commit([
				roomCommit({
					room: 'board:s1',
					projections: {
						panels: [
							panelRow({ durationFrames: 24 }),
							panelRow({ panelId: 'shape:b', position: 1, durationFrames: 12 }),
						],
						openSuggestions: { sceneId: 's1', projectId: 'p1', open: 3 },
					},
				}),
				roomCommit({
					room: 'board:s3',
					projections: { panels: [panelRow({ sceneId: 's3', panelId: 'shape:c' })] },
				}),
			])

			const [project] = await db.projects.list({ trashed: false })
			expect(project).toMatchObject({
				projectId: 'p1',
				sceneCount: 2,
				panelCount: 2,
				durationFrames: 36,
				openSuggestions: 3,
			})
			expect(project?.pictures.map((picture) => picture.panelId)).toEqual(['shape:a', 'shape:b'])
			const scenes = await db.projects.listScenes('p1', { trashed: false })
			expect(scenes.map((scene) => [scene.sceneId, scene.panelCount, scene.firstPanelId])).toEqual([
				['s1', 2, 'shape:a'],
				['s2', 0, null],
			])
			const trash = await db.projects.listScenes('p1', { trashed: true })
			expect(trash.map((scene) => scene.sceneId)).toEqual(['s3'])
			expect((await db.rooms.open('board:s3')).trashed).toBe(true)
		})

		it('knows where something was noted and how many threads are open, and where it was never counted', async () => {
			await commitScenes([
				...[sceneRow('s1'), sceneRow('s2', { position: 1 }), sceneRow('s3', { position: 2 })],
				sceneRow('s4', { position: 3, trashedAt: 9 }),
			])
			const updates = [{ update: new Uint8Array([1]), userId: 'u1', sessionId: null, at: 5 }]
			const noted = async (sceneId: string, open?: number) => {
				const room = `notes:${sceneId}` as const
				await db.rooms.create(room, 'p1')
				const row = { sceneId, projectId: 'p1', open: open ?? 0 }
				const projections = open === undefined ? {} : { openNotes: row }
				await db.rooms.commit([roomCommit({ room, updates, projections })])
			}
			await noted('s1', 3)
			await noted('s1', 2)
			await noted('s2')
			await db.rooms.create('notes:s3', 'p1')
			await noted('s4', 1)
			const found = await db.projects.listNotedScenes('p1')
			expect(found.map(({ sceneId, trashedAt, open }) => [sceneId, trashedAt, open])).toEqual([
				['s1', null, 2],
				['s2', null, null],
				['s4', 9, 1],
			])
		})

		it('knows how far scenes have come in review, and leaves out what nobody looked at', async () => {
			const review = (given: { status: string | null; panels: Record<string, number> }) =>
				db.rooms.commit([
					roomCommit({
						room: 'board:s1',
						projections: {
							review: { sceneId: 's1', projectId: 'p1', byId: 'u1', at: 5, ...given },
						},
					}),
				])
			await review({ status: 'in_review', panels: {} })
			await review({ status: 'approved', panels: { locked: 2 } })
			expect(await db.projects.listReviews('p1')).toEqual([
				...[{ sceneId: 's1', projectId: 'p1', byId: 'u1', at: 5 }].map((row) => ({
					...{ ...row, status: 'approved', panels: { locked: 2 } },
				})),
			])
			await review({ status: null, panels: {} })
			expect(await db.projects.listReviews('p1')).toEqual([])
		})

		it('moves a project to the trash and back', async () => {
			await db.projects.setTrashed('p1', 7)
			expect(await db.projects.list({ trashed: false })).toEqual([])
			expect((await db.projects.list({ trashed: true })).map((row) => row.trashedAt)).toEqual([7])
			expect(await db.projects.findByTitle('The Kitchen')).toBeNull()
			await db.projects.setTrashed('p1', null)
			expect((await db.projects.findByTitle('The Kitchen'))?.projectId).toBe('p1')
			expect(await db.projects.hasDemo()).toBe(false)
			await db.projects.markDemo('p1')
			expect(await db.projects.hasDemo()).toBe(true)
		})

		it('never shows a panel number from before the scene was renumbered', async () => {
			const panels = [
				panelRow({ shotId: 'shot:x' }),
				panelRow({ panelId: 'shape:b', position: 1, shotId: 'shot:x' }),
				panelRow({
					panelId: 'shape:c',
					position: 2,
					shotId: 'shot:y',
					shotNumberOverride: '4Z',
				}),
			]
			await db.rooms.commit([roomCommit({ room: 'board:s1', projections: { panels } })])
			const numbers = async () => (await db.projects.listPanels('s1')).map((row) => row.number)

			expect(await numbers()).toEqual(['4-1', '4-2', '4Z-1'])
			await commitScenes([sceneRow('s1', { number: '7' })])
			expect(await numbers()).toEqual(['7-1', '7-2', '4Z-1'])
			await commitSettings('storyboarder')
			expect(await numbers()).toEqual(['1A', '1B', '4Z-A'])
		})

		it('[N3] [N4] locked numbers stand in lists too, and those of omitted shots are nobody else’s', async () => {
			const panels = [
				panelRow({ shotId: 'shot:x' }),
				panelRow({ panelId: 'shape:b', position: 1, shotId: 'shot:y' }),
				panelRow({ panelId: 'shape:c', position: 2, shotId: 'shot:new' }),
			]
			const shot = (lockedNumber: string) => ({ numberOverride: null, lockedNumber, setUpOf: null })
			const facts = {
				shots: { 'shot:gone': shot('4'), 'shot:x': shot('4A'), 'shot:y': shot('4B') },
				panels: { 'shape:a': '4A-1', 'shape:b': '4B-1' },
				omitted: [{ shotId: 'shot:gone', number: '4', afterId: null }],
			}
			const numbering = { sceneId: 's1', projectId: 'p1', facts }
			await db.rooms.commit([roomCommit({ room: 'board:s1', projections: { panels, numbering } })])
			const rows = await db.projects.listPanels('s1')
			expect(rows.map((row) => row.number)).toEqual(['4A-1', '4B-1', '4C-1'])
			expect((await db.projects.listNumbering('p1')).get('s1')).toEqual(facts)
			expect(await db.projects.listFilmPanels('p1')).toEqual(rows)
		})

		it('names a panel’s picture anew when the film’s aspect changes', async () => {
			await db.rooms.commit([
				roomCommit({ room: 'board:s1', projections: { panels: [panelRow()] } }),
			])
			const hash = async () => (await db.projects.listPanels('s1'))[0]?.pictureHash
			const before = await hash()
			await commitSettings('slate', 2.39)
			expect(await hash()).not.toBe(before)
			const [scene] = await db.projects.listScenes('p1', { trashed: false })
			expect(scene?.firstPictureHash).toBe(await hash())
		})

		it('keeps people, sessions, invitations and assets', async () => {
			await db.auth.putUser({ userId: 'u1', name: 'Ada', color: 'teal', createdAt: 1 })
			await db.auth.putUser({ userId: 'u1', name: 'Ada L.', color: 'teal', createdAt: 1 })
			expect(await db.auth.getUser('u1')).toMatchObject({ name: 'Ada L.', color: 'teal' })
			expect(await db.auth.countUsers()).toBe(1)
			const session = { sessionId: 'x', tokenHash: 'h', userId: 'u1', role: 'writer' as const }
			await db.auth.putSession({ ...session, createdAt: 1, lastSeenAt: 1, revokedAt: null })
			await db.auth.touchSession('x', 5)
			expect(await db.auth.findSession('h')).toMatchObject({ role: 'writer', lastSeenAt: 5 })
			await db.auth.revokeSession('x', 6)
			expect((await db.auth.findSession('h'))?.revokedAt).toBe(6)
			const invitation = { tokenHash: 'i', role: 'viewer' as const, createdAt: 1, revokedAt: null }
			await db.auth.putInvitation(invitation)
			await db.auth.revokeInvitations(8)
			expect((await db.auth.findInvitation('i'))?.revokedAt).toBe(8)
			const size = { sizeBytes: 3, width: 1, height: 1 }
			const picture = {
				hash: 'aa',
				mediaType: 'image/png',
				uploadedBy: 'u1',
				createdAt: 1,
				...size,
			}
			await db.assets.put(picture)
			await db.assets.put(picture)
			expect(await db.assets.get('aa')).toEqual(picture)
			expect(await db.assets.get('bb')).toBeNull()
		})
	})
}
