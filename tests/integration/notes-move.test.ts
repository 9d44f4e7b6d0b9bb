/** Notes and panels that change scene (R26): nothing that was acknowledged stays behind unseen. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { indexAfter } from '#core/board/order.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import { AppError } from '#core/errors.ts'
import type { RoomName } from '#core/ids.ts'
import { type NoteRecord, reactionId, type ThreadRecord } from '#core/notes/note-records.ts'
import { seededRandom } from '#core/random.ts'
import type { RoomCommit } from '#db/room-store.ts'
import { createLogger } from '#server/logger.ts'
import { newBoardRecords, newSceneRecord } from '#server/projects/first-records.ts'
import type { ProjectService } from '#server/projects/project-service.ts'
import { createProjectService } from '#server/projects/projects.ts'
import type { DocRecord } from '#server/realtime/rooms-api.ts'
import { ana, type SuggestionWorld, startSuggestionWorld } from '../support/suggestion-world.ts'
import { TestClient } from '../support/test-client.ts'

const random = seededRandom('notes that move')
let world: SuggestionWorld
let projects: ProjectService
let clients: TestClient[]
let panelId: string
let refuses: (batch: RoomCommit[]) => boolean

beforeEach(async () => {
	clients = []
	refuses = () => false
	world = await startSuggestionWorld((db) => ({
		...db,
		rooms: {
			...db.rooms,
			commit(batch) {
				if (refuses(batch)) throw new AppError('storage_failed')
				return db.rooms.commit(batch)
			},
		},
	}))
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
	for (const room of ['board:s2', 'notes:s1'] as const) await db.rooms.create(room, 'p1')
	await rooms.command('project:p1', { principal: null }, ({ records }) => {
		records.put(newSceneRecord('s2', 'EXT. PIER - DAWN', { scenes: [], afterId: null }))
	})
	await put('board:s2', ...newBoardRecords({ aspectRatio: 1.85, random }))
	panelId = (await db.projects.listPanels('s1'))[0]?.panelId ?? ''
})
afterEach(async () => {
	for (const client of clients) client.socket.terminate()
	await world.stop()
})

const put = (room: RoomName, ...records: DocRecord[]) =>
	world.server.rooms.command(room, { principal: null }, (draft) => {
		for (const record of records) draft.records.put(record)
	})
const recordsOf = (room: RoomName) => world.server.rooms.read(room, (records) => [...records.all()])
const idsOf = async (room: RoomName) =>
	(await recordsOf(room)).map(({ id }): string => id).sort((a, b) => (a < b ? -1 : 1))
const join = async (who: string, room: string, options = {}) => {
	const client = new TestClient(world.server.url, { who, room, ...options })
	clients.push(client)
	return client.synced()
}
let keys = 0
const move = (from: string, to: string, key = `move-notes-${++keys}`) =>
	projects.movePanels(ana, {
		...{ fromSceneId: from, toSceneId: to, panelIds: [panelId], idempotencyKey: key },
	})
function threadOf(name: string, authorId: string, about = panelId): ThreadRecord {
	return {
		...{ id: `thread:${name}`, typeName: 'thread', authorId, at: 0, status: 'open' },
		...{ statusBy: null, statusAt: 0, assigneeId: null, assignedBy: null, removed: false },
		...{ anchor: { kind: 'panel', panelId: about, x: 0.5, y: 0.5, w: 0, h: 0 }, meta: {} },
	}
}
function noteOf(name: string, authorId: string, thread: string): NoteRecord {
	return {
		...{ id: `note:${name}`, typeName: 'note', threadId: `thread:${thread}`, authorId, at: 0 },
		...{ text: name, mentions: [], editedAt: 0, removed: false, removedBy: null, meta: {} },
	}
}
const lineOf = (name: string, authorId: string): DocRecord => ({
	...{ id: `annotation:${name}`, typeName: 'annotation', panelId, authorId, at: 0 },
	...{ points: [0, 0, 1, 1], meta: {} },
})

/** Cleo was here, went offline and works on; returns her document. */
async function cleoAway() {
	await put('notes:s1', threadOf('t', 'dora'), noteOf('hers', 'dora', 't'))
	await put('notes:s1', noteOf('own', 'cleo', 't'), threadOf('else', 'dora', 'shape:elsewhere'))
	const cleo = await join('cleo:commenter', 'notes:s1')
	await cleo.leave()
	return cleo
}

it('[R26] what is written late in the old notes goes after its panel, and no further than its writer may', async () => {
	const { doc, records } = await cleoAway()
	await move('s1', 's2')
	const seen = reactionId('note:hers', 'cleo', 'seen')
	records.put(noteOf('reply', 'cleo', 't'))
	records.put({
		...{ id: `reaction:${seen.replace('reaction:', '')}`, typeName: 'reaction', meta: {} },
		...{ noteId: 'note:hers', authorId: 'cleo', kind: 'seen' },
	})
	records.put(lineOf('late', 'cleo'))
	records.put(threadOf('new', 'cleo'))
	records.put(noteOf('first', 'cleo', 'new'))
	records.update('thread:t', { status: 'resolved' })
	records.update('note:own', { text: 'as meant' })
	const back = await join('cleo:commenter', 'notes:s1', { doc })
	await back.saved()
	const tom = await join('tom:viewer', 'notes:s2')
	const late = ['note:reply', seen, 'annotation:late', 'thread:new', 'note:first']
	await tom.until(() => late.every((id) => tom.records.has(id)), 'what was written late')
	const shown = (id: string) => JSON.stringify(tom.records.get(id))
	await tom.until(() => shown('thread:t').includes('resolved'), 'the state of the thread')
	await tom.until(() => shown('note:own').includes('as meant'), 'the changed words')
	expect(tom.records.get('thread:t')).toMatchObject({ statusBy: 'cleo', authorId: 'dora' })
	expect(tom.records.get('note:own')).toMatchObject({ editedAt: expect.any(Number) })
	expect(Number(Object(tom.records.get('note:reply')).at)).toBeGreaterThan(0)
	expect(await idsOf('notes:s1')).toEqual(['thread:else'])
})

it('[R23] [R26] a note that left is nobody else’s to change in the room it left', async () => {
	const { doc, records } = await cleoAway()
	records.update('note:hers', { text: 'in her mouth' })
	records.update('thread:t', { statusBy: 'dora', status: 'no state at all' })
	records.put(noteOf('reply', 'cleo', 't'))
	await move('s1', 's2')
	const back = await join('cleo:commenter', 'notes:s1', { doc })
	await back.saved()
	const tom = await join('tom:viewer', 'notes:s2')
	await tom.until(() => tom.records.has('note:reply'), 'the reply')
	expect(tom.records.get('note:hers')).toMatchObject({ text: 'hers', editedAt: 0 })
	expect(tom.records.get('thread:t')).toMatchObject({ status: 'open', statusBy: null })
	// Nothing of it comes alive when the panel returns.
	await move('s2', 's1')
	const home = await recordsOf('notes:s1')
	expect(home.find(({ id }) => id === 'note:hers')).toMatchObject({ text: 'hers' })
	expect(home.find(({ id }) => id === 'thread:t')).toMatchObject({ status: 'open' })
})

it('[R26] notes come home with their panel, and what is written there then stays', async () => {
	const { doc, records } = await cleoAway()
	await move('s1', 's2')
	await move('s2', 's1')
	records.put(noteOf('reply', 'cleo', 't'))
	records.put(lineOf('late', 'cleo'))
	await (await join('cleo:commenter', 'notes:s1', { doc })).saved()
	const all = ['annotation:late', 'note:hers', 'note:own', 'note:reply', 'thread:else', 'thread:t']
	expect(await idsOf('notes:s1')).toEqual(all)
	expect(await idsOf('notes:s2')).toEqual([])
})

it('[R26] notes on an alternate go with the panel that plays in its place, as read as they were', async () => {
	const index = indexAfter([], null)
	const { panel } = newPanelRecords({ index, sceneAspect: 1.85, random })
	await put('board:s1', { ...panel, props: { ...panel.props, alternateOf: panelId } })
	const meta = { 'thread:b': 5, 'thread:else': 5 }
	await put('notes:s1', threadOf('b', 'dora', panel.id), noteOf('b', 'dora', 'b'))
	await put('notes:s1', { id: 'reading:ana', typeName: 'reading', authorId: 'ana', meta })
	await move('s1', 's2')
	expect(await idsOf('notes:s2')).toEqual(['note:b', 'reading:ana', 'thread:b'])
	expect(await idsOf('notes:s1')).toEqual(['reading:ana'])
	// Who had read it has read it there.
	const read = (await recordsOf('notes:s2')).find(({ id }) => id === 'reading:ana')
	expect(read).toMatchObject({ meta: { 'thread:b': 5 } })
})

it('[R26] panels that have moved have moved; notes that could not follow do when their room is opened', async () => {
	await put('notes:s1', threadOf('t', 'dora'), noteOf('hers', 'dora', 't'))
	const { rooms, db } = world.server
	refuses = (batch) => batch.some(({ room }) => room === 'notes:s2')
	await expect(move('s1', 's2', 'once')).resolves.toMatchObject({ panelIds: [panelId] })
	expect((await db.projects.listPanels('s2')).map((row) => row.panelId)).toContain(panelId)
	refuses = () => false
	expect(await idsOf('notes:s2')).toEqual([])
	await rooms.generation('notes:s1')
	await expect.poll(() => idsOf('notes:s2')).toEqual(['note:hers', 'thread:t'])
	expect(await idsOf('notes:s1')).toEqual([])
})

it('[R26] a move that is asked again after a failure brings the notes', async () => {
	await put('notes:s1', threadOf('t', 'dora'))
	refuses = (batch) => batch.some(({ room }) => room === 'notes:s2')
	await move('s1', 's2', 'again')
	refuses = () => false
	await move('s1', 's2', 'again')
	expect(await idsOf('notes:s2')).toEqual(['thread:t'])
})
