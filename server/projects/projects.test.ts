import { beforeEach, describe, expect, it } from 'vitest'
import { sortInStoryOrder } from '#core/board/order.ts'
import { ROLES, type Role } from '#core/board/role.ts'
import { createCanvasSchema } from '#core/canvas/canvas-schema.ts'
import { AppError } from '#core/errors.ts'
import type { RoomName } from '#core/ids.ts'
import { seededRandom } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import type { RoomProjections } from '#db/room-store.ts'
import { createLogger } from '../logger.ts'
import type { DocRecord, Principal, RoomDraft, Rooms } from '../realtime/rooms-api.ts'
import { createProjectService, type ProjectService } from './projects.ts'

const types: Record<string, { validate(value: unknown): unknown }> = createCanvasSchema().types

/** Rooms as plain maps of validated records, projected into the real database like the room server does. */
function createFakeRooms(db: Database) {
	const documents = new Map<RoomName, Map<string, DocRecord>>()
	const closed = new Set<RoomName>()
	const documentOf = (room: RoomName) => {
		const document = documents.get(room) ?? new Map<string, DocRecord>()
		documents.set(room, document)
		return document
	}
	const rooms: Rooms = {
		async command(room, _options, run) {
			if (closed.has(room)) throw new AppError('trashed')
			const { projectId, generation } = await db.rooms.open(room)
			const staged = new Map(documentOf(room))
			const put = (record: DocRecord) => {
				types[record.typeName]?.validate(record)
				staged.set(record.id, record)
			}
			const draft: RoomDraft = {
				records: {
					get: (id) => staged.get(id),
					all: () => staged.values(),
					put,
					update(id, changes) {
						const record = staged.get(id)
						if (record) put(Object.assign(structuredClone(record), changes))
					},
					remove: (id) => staged.delete(id),
				},
				projectId,
				now: 0,
				append: () => {},
				attach: () => {},
				forward: () => {},
			}
			const result = run(draft)
			documents.set(room, staged)
			const empty = { updates: [], claims: [], events: [], blobs: [], commandResults: [] }
			const projections = project(projectId, [...staged.values()])
			await db.rooms.commit([{ room, projectId, generation, projections, ...empty }])
			return result
		},
		commandBoth: () => Promise.reject(new Error('not used here')),
		async read(room, read) {
			const document = documentOf(room)
			const reader = { get: (id: string) => document.get(id), all: () => document.values() }
			return read(reader, { seq: 0, generation: 1 })
		},
		async close(room) {
			closed.add(room)
		},
		reopen: (room) => closed.delete(room),
		reconnectUser: () => {},
		issueClientId: async () => 7,
		generation: async () => 1,
		present: () => [],
		watch: () => () => {},
		dispose: async () => {},
	}
	return { rooms, closed, documentOf }
}

function project(projectId: string, records: DocRecord[]): RoomProjections {
	const settings = records.find((record) => record.typeName === 'project')
	if (!settings) return {}
	const scenes = sortInStoryOrder(records.filter((record) => record.typeName === 'scene'))
	return {
		project: { ...settings, projectId },
		scenes: scenes.map(({ id, heading, number, trashedAt }, position) => ({
			sceneId: id.replace('scene:', ''),
			projectId,
			position,
			number: number || String(position + 1),
			heading,
			trashedAt,
		})),
	}
}

function person(role: Role): Principal {
	return { userId: `user-${role}`, sessionId: 's', name: role, color: 'blue', role }
}

describe('projects and scenes', () => {
	const ana = person('owner')
	let db: Database
	let fake: ReturnType<typeof createFakeRooms>
	let authors: string[]
	let projects: ProjectService

	beforeEach(() => {
		db = openDatabase({ file: ':memory:' })
		fake = createFakeRooms(db)
		authors = []
		projects = createProjectService({
			db,
			rooms: fake.rooms,
			signals: {
				ensureAuthor: async (_project, userId) => void authors.push(userId),
				vault: () => Promise.reject(new Error('not used here')),
			},
			now: () => 1000,
			random: seededRandom('projects'),
			log: createLogger('silent'),
		})
	})

	async function filmWithScenes(...headings: string[]) {
		const { projectId } = await projects.create(ana, {
			title: 'Slack Water',
			withFirstScene: false,
		})
		let afterSceneId: string | null = null
		const ids: string[] = []
		for (const heading of headings) {
			const made: { sceneId: string } = await projects.createScene(ana, projectId, {
				heading,
				afterSceneId,
			})
			afterSceneId = made.sceneId
			ids.push(made.sceneId)
		}
		return { projectId, ids }
	}
	const headings = async (projectId: string) =>
		(await projects.open(projectId)).scenes.map((scene) => scene.heading)

	it('makes a project whose first scene has a page and one empty panel with its shot', async () => {
		const { projectId, sceneId } = await projects.create(ana, {
			title: '  Low Sun ',
			logline: 'Two brothers, one car, no map.',
			withFirstScene: true,
		})

		const { project, scenes } = await projects.open(projectId)
		const board = [...fake.documentOf(`board:${sceneId}`).values()]
		expect(project).toMatchObject({
			title: 'Low Sun',
			aspectRatio: 1.85,
			frameRate: 24,
			sceneCount: 1,
		})
		expect(scenes.map((scene) => [scene.sceneId, scene.number])).toEqual([[sceneId, '1']])
		expect(board.map((record) => record.typeName).sort()).toEqual([
			'document',
			'page',
			'shape',
			'shot',
		])
		expect(fake.documentOf(`board:${sceneId}`).has('page:page')).toBe(true)
	})

	it('puts a new scene after the one that is named, first when none is, last when it is unknown', async () => {
		const { projectId, ids } = await filmWithScenes('A', 'B')

		await projects.createScene(ana, projectId, { heading: 'A2', afterSceneId: ids[0] ?? '' })
		await projects.createScene(ana, projectId, { heading: '0', afterSceneId: null })
		await projects.createScene(ana, projectId, { heading: 'Z', afterSceneId: 'gone' })

		expect(await headings(projectId)).toEqual(['0', 'A', 'A2', 'B', 'Z'])
	})

	it('moves and renames scenes', async () => {
		const { projectId, ids } = await filmWithScenes('A', 'B', 'C')

		await projects.moveScene(ana, ids[2] ?? '', null)
		await projects.moveScene(ana, ids[0] ?? '', ids[1] ?? '')
		await projects.renameScene(ana, ids[1] ?? '', { heading: ' EXT. FJORD – NIGHT ', number: '4A' })

		expect(await headings(projectId)).toEqual(['C', 'EXT. FJORD – NIGHT', 'A'])
		expect((await projects.open(projectId)).scenes[1]?.number).toBe('4A')
	})

	it('moves a scene to the trash and back to its place, closing its board meanwhile', async () => {
		const { projectId, ids } = await filmWithScenes('A', 'B', 'C')
		const sceneId = ids[1] ?? ''

		await projects.trashScene(ana, sceneId)
		const during = await headings(projectId)
		const trash = await projects.listTrash()
		const opening = projects.openBoard(ana, sceneId)

		await expect(opening).rejects.toMatchObject({ code: 'trashed' })
		expect(during).toEqual(['A', 'C'])
		expect(trash.scenes).toMatchObject([{ sceneId, heading: 'B', projectTitle: 'Slack Water' }])
		expect(fake.closed).toEqual(new Set([`board:${sceneId}`, `notes:${sceneId}`]))

		await projects.restoreScene(ana, sceneId)
		expect(await headings(projectId)).toEqual(['A', 'B', 'C'])
		expect(fake.closed.size).toBe(0)
	})

	it('moves a project with all its rooms to the trash and back, and keeps its documents', async () => {
		const { projectId, ids } = await filmWithScenes('A', 'B')
		await projects.trashScene(ana, ids[1] ?? '')

		await projects.trash(ana, projectId)
		const closed = new Set(fake.closed)
		const opening = projects.open(projectId)

		await expect(opening).rejects.toMatchObject({ code: 'trashed' })
		expect(await projects.list()).toEqual([])
		expect((await projects.listTrash()).projects).toMatchObject([{ projectId }])
		expect(closed).toEqual(
			new Set([`project:${projectId}`, ...ids.flatMap((id) => [`board:${id}`, `notes:${id}`])]),
		)

		await projects.restore(ana, projectId)
		expect(await headings(projectId)).toEqual(['A'])
		expect(fake.closed).toEqual(new Set([`board:${ids[1]}`, `notes:${ids[1]}`]))
	})

	it('renames a project through its room', async () => {
		const { projectId } = await filmWithScenes()

		await projects.rename(ana, projectId, ' The Understudy ')

		expect((await projects.open(projectId)).project.title).toBe('The Understudy')
		expect(fake.documentOf(`project:${projectId}`).get('project:settings')).toMatchObject({
			title: 'The Understudy',
		})
	})

	it('opens a board with everything its page needs, and a key for the words of who opens it', async () => {
		const { projectId, ids } = await filmWithScenes('A', 'B')

		const page = await projects.openBoard(ana, ids[1] ?? '')

		expect(page.scene).toMatchObject({ heading: 'B', projectId })
		expect(page.scenes).toHaveLength(2)
		expect(page.rooms).toEqual({
			board: { clientId: 7, generation: 1 },
			project: { clientId: 7, generation: 1 },
			notes: { clientId: 7, generation: 1 },
		})
		expect(authors).toEqual([ana.userId])
	})

	it('says so when there is no such project or scene', async () => {
		const missing = { code: 'not_found' }

		await expect(projects.open('nope')).rejects.toMatchObject(missing)
		await expect(projects.openBoard(ana, 'nope')).rejects.toMatchObject(missing)
		await expect(projects.trash(ana, 'nope')).rejects.toMatchObject(missing)
		await expect(projects.renameScene(ana, 'nope', { heading: 'x' })).rejects.toMatchObject(missing)
	})

	it.each(ROLES)('lets a %s do what the table of roles says and nothing else', async (role) => {
		const { projectId, ids } = await filmWithScenes('A')
		const who = person(role)
		const outcome = async (run: () => Promise<unknown>) => {
			try {
				await run()
				return 'done'
			} catch (error) {
				return error instanceof AppError ? error.code : 'crashed'
			}
		}
		const manages = ['owner', 'editor'].includes(role) ? 'done' : 'forbidden'
		const scenes = ['owner', 'editor', 'writer'].includes(role) ? 'done' : 'forbidden'
		const sceneId = ids[0] ?? ''

		expect({
			create: await outcome(() => projects.create(who, { title: 'X', withFirstScene: false })),
			rename: await outcome(() => projects.rename(who, projectId, 'Y')),
			setFilm: await outcome(() => projects.setFilm(who, projectId, {})),
			newScene: await outcome(() =>
				projects.createScene(who, projectId, { heading: '', afterSceneId: null }),
			),
			moveScene: await outcome(() => projects.moveScene(who, sceneId, null)),
			renameScene: await outcome(() => projects.renameScene(who, sceneId, { number: '9' })),
			trashScene: await outcome(() => projects.trashScene(who, sceneId)),
			restoreScene: await outcome(() => projects.restoreScene(who, sceneId)),
			trash: await outcome(() => projects.trash(who, projectId)),
			restore: await outcome(() => projects.restore(who, projectId)),
		}).toEqual({
			create: manages,
			rename: manages,
			setFilm: manages,
			newScene: scenes,
			moveScene: scenes,
			renameScene: scenes,
			trashScene: scenes,
			restoreScene: scenes,
			trash: manages,
			restore: manages,
		})
	})
})
