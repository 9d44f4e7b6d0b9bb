/** Notes of a film: they go with their panel, leave as a file, and lose the words of who is erased. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NoteRecord, NoteRoomRecord, ThreadRecord } from '#core/notes/note-records.ts'
import { seededRandom } from '#core/random.ts'
import { readCsv } from '#core/shot-list/csv.ts'
import { createLogger } from '#server/logger.ts'
import { createNoteService, type NoteService } from '#server/notes/notes.ts'
import { newBoardRecords, newSceneRecord } from '#server/projects/first-records.ts'
import type { ProjectService } from '#server/projects/project-service.ts'
import { createProjectService } from '#server/projects/projects.ts'
import {
	ana,
	noor,
	type SuggestionWorld,
	startSuggestionWorld,
} from '../support/suggestion-world.ts'

const random = seededRandom('notes of a film')
let world: SuggestionWorld
let projects: ProjectService
let notes: NoteService
let panelId = ''

beforeEach(async () => {
	world = await startSuggestionWorld()
	const { server, signals } = world
	const { db, rooms } = server
	projects = createProjectService({
		db,
		rooms,
		signals,
		now: Date.now,
		random,
		log: createLogger('silent'),
	})
	notes = createNoteService({ db, rooms })
	for (const room of ['board:s2', 'notes:s1', 'notes:s2'] as const)
		await db.rooms.create(room, 'p1')
	await rooms.command('project:p1', { principal: null }, ({ records }) => {
		records.put(newSceneRecord('s2', 'EXT. PIER - DAWN', { scenes: [], afterId: null }))
	})
	await rooms.command('board:s2', { principal: null }, ({ records }) => {
		for (const record of newBoardRecords({ aspectRatio: 1.85, random })) records.put(record)
	})
	panelId = (await db.projects.listPanels('s1'))[0]?.panelId ?? ''
	await rooms.command('notes:s1', { principal: null }, ({ records }) => {
		for (const record of noted()) records.put(record)
	})
})
afterEach(() => world.stop())

function noted(): NoteRoomRecord[] {
	const thread: ThreadRecord = {
		...{ id: 'thread:t', typeName: 'thread', authorId: ana.userId, at: 1, status: 'open' },
		...{ statusBy: null, statusAt: 0, assigneeId: null, assignedBy: null, removed: false },
		...{ anchor: { kind: 'panel', panelId, x: 0.25, y: 0.5, w: 0, h: 0 }, meta: {} },
	}
	const note = (key: string, authorId: string, text: string): NoteRecord => ({
		...{ id: `note:${key}`, typeName: 'note', threadId: 'thread:t', authorId, at: 2, text },
		...{ mentions: [], editedAt: 0, removed: false, removedBy: null, meta: {} },
	})
	return [
		...[thread, note('a', ana.userId, '=Darker'), note('b', noor.userId, 'By how much?')],
		{
			...{ id: 'annotation:i', typeName: 'annotation', panelId, authorId: noor.userId, at: 3 },
			...{ points: [0, 0, 1, 1], meta: {} },
		},
	]
}
const recordsOf = (room: 'notes:s1' | 'notes:s2' | 'board:s1' | 'board:s2') =>
	world.server.rooms.read(room, (records) => [...records.all()])
const move = (key: string) =>
	projects.movePanels(ana, {
		...{ fromSceneId: 's1', toSceneId: 's2', panelIds: [panelId], idempotencyKey: `move-${key}` },
	})

it('[R26] notes, drawn lines and the review go with their panel into another scene', async () => {
	await notes.setReview(ana, { sceneId: 's1', targetId: panelId, status: 'approved' })
	expect(await notes.openCounts('p1')).toEqual({ s1: 1 })
	await move('along')
	expect(await recordsOf('notes:s1')).toEqual([])
	expect((await recordsOf('notes:s2')).map(({ id }) => id).sort()).toEqual(
		noted()
			.map(({ id }) => id)
			.sort(),
	)
	expect(
		(await recordsOf('board:s2')).filter(({ typeName }) => typeName === 'review'),
	).toMatchObject([{ targetId: panelId, status: 'approved', byId: ana.userId }])
	expect(await notes.openCounts('p1')).toEqual({ s2: 1 })
})

it('[R25] a locked panel stays in its scene, and whoever may not lock may not unlock', async () => {
	await notes.setReview(ana, { sceneId: 's1', targetId: panelId, status: 'locked' })
	await expect(move('locked')).rejects.toMatchObject({ code: 'locked' })
	const writer = { ...noor, role: 'writer' as const }
	const open = notes.setReview(writer, { sceneId: 's1', targetId: panelId, status: null })
	await expect(open).rejects.toMatchObject({ code: 'forbidden' })
	await notes.setReview(ana, { sceneId: 's1', targetId: panelId, status: null })
	await move('open')
})

it('[R27] how far scenes and panels have come is kept in the boards’ own commits, and goes along', async () => {
	await notes.setReview(ana, { sceneId: 's1', targetId: 'scene', status: 'in_review' })
	await notes.setReview(ana, { sceneId: 's1', targetId: panelId, status: 'approved' })
	for (const room of ['board:s1', 'board:s2'] as const) await world.server.rooms.close(room)
	const at = expect.any(Number)
	const scene = { status: 'in_review', by: expect.any(String), at }
	expect(await notes.reviews('p1')).toEqual({ s1: { ...scene, panels: { approved: 1 } } })
	for (const room of ['board:s1', 'board:s2'] as const) world.server.rooms.reopen(room)
	await move('reviewed')
	expect(await notes.reviews('p1')).toMatchObject({
		...{ s1: { ...scene, panels: {} }, s2: { status: null, panels: { approved: 1 } } },
	})
	await notes.setReview(ana, { sceneId: 's1', targetId: 'scene', status: null })
	expect(Object.keys(await notes.reviews('p1'))).toEqual(['s2'])
})

it('how many threads are open is kept in the notes’ own commit; the page opens no room for it', async () => {
	const { db, rooms } = world.server
	await rooms.command('project:p1', { principal: null }, ({ records }) => {
		records.put(newSceneRecord('s3', 'INT. HALL - DAY', { scenes: [], afterId: null }))
	})
	for (const room of ['notes:s1', 'notes:s2', 'notes:s3'] as const) await rooms.close(room)
	expect(await notes.openCounts('p1')).toEqual({ s1: 1 })
	await expect(db.rooms.open('notes:s3')).rejects.toMatchObject({ code: 'not_found' })
	rooms.reopen('notes:s1')
	const setThread = (changes: Record<string, unknown>) =>
		rooms.command('notes:s1', { principal: null }, ({ records }) =>
			records.update('thread:t', changes),
		)
	await setThread({ status: 'resolved' })
	expect(await notes.openCounts('p1')).toEqual({})
	await setThread({ status: 'open' })
	expect(await notes.openCounts('p1')).toEqual({ s1: 1 })
})

it('notes leave as a file that no spreadsheet takes for a formula', async () => {
	const [, first] = readCsv(await notes.csv('p1')).map(({ cells }) => cells)
	expect(await notes.csv('p1')).toContain("'=Darker")
	expect(first?.slice(3, 5)).toEqual(['25 %, 50 %', 'open'])
})

it('who is erased leaves no word and no line among the notes, and what others said stays', async () => {
	expect(await notes.eraseFrom('p1', noor.userId)).toBe(2)
	const left = await recordsOf('notes:s1')
	expect(left.find(({ id }) => id === 'note:b')).toMatchObject({ text: '', removed: true })
	expect(left.find(({ id }) => id === 'note:a')).toMatchObject({ text: '=Darker', removed: false })
	expect(left.some(({ typeName }) => typeName === 'annotation')).toBe(false)
})

it('who is erased is erased in the trash too, where nobody else is let in, and nothing comes back', async () => {
	const { rooms, db } = world.server
	const isErased = async () => {
		const left = await recordsOf('notes:s1')
		return left.some(({ id }) => id === 'annotation:i')
			? 'no'
			: left.find(({ id }) => id === 'note:b')
	}
	await projects.trashScene(ana, 's1')
	const both = [notes.eraseFrom('p1', noor.userId), notes.eraseFrom('p1', noor.userId)]
	expect((await Promise.all(both)).sort()).toEqual([1, 2])
	await expect(rooms.open('notes:s1')).rejects.toMatchObject({ code: 'trashed' })
	expect(await notes.openCounts('p1')).toEqual({})
	await projects.restoreScene(ana, 's1')
	expect(await isErased()).toMatchObject({ text: '', removed: true })
	await projects.trash(ana, 'p1')
	expect(await notes.eraseFrom('p1', ana.userId)).toBe(2)
	expect((await db.rooms.open('notes:s1')).trashed).toBe(true)
	await projects.restore(ana, 'p1')
	expect((await recordsOf('notes:s1')).find(({ id }) => id === 'note:a')).toMatchObject({
		text: '',
	})
})
