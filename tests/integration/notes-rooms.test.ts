/**
 * Notes at the socket: what a commenter may write there and nowhere else, what hostile frames meet, and
 * what a locked panel refuses, over real rooms and real sockets.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newShotRecord } from '#core/canvas/new-panel.ts'
import type { NoteRecord, ThreadRecord } from '#core/notes/note-records.ts'
import type { ReviewRecord } from '#core/notes/review-record.ts'
import { seededRandom } from '#core/random.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { box, panel } from '../convergence/records.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { TestClient } from '../support/test-client.ts'

let server: RoomServer
let count = 0
beforeAll(async () => {
	server = await startRoomServer()
	await server.db.rooms.create('notes:s1', 'p1')
})
afterAll(() => server.stop())

async function person(who: string, room = 'notes:s1') {
	const client = await new TestClient(server.url, { room, who }).synced()
	await client.saved()
	return client
}

function threadOf(authorId: string): ThreadRecord {
	count += 1
	return {
		...{ id: `thread:t${count}`, typeName: 'thread', authorId, at: 0, status: 'open' },
		...{ statusBy: null, statusAt: 0, assigneeId: null, assignedBy: null, removed: false },
		...{ anchor: { kind: 'panel', panelId: 'shape:p', x: 0.5, y: 0.5, w: 0, h: 0 }, meta: {} },
	}
}

function noteOf(authorId: string, threadId: string): NoteRecord {
	count += 1
	return {
		...{ id: `note:n${count}`, typeName: 'note', threadId, authorId, at: 0, text: 'Darker here' },
		...{ mentions: [], editedAt: 0, removed: false, removedBy: null, meta: {} },
	}
}

/** A thread of cleo's with one note, durable. */
async function started() {
	const cleo = await person('cleo:commenter')
	const thread = threadOf('cleo')
	const note = noteOf('cleo', thread.id)
	cleo.records.transact(null, () => {
		cleo.records.put(thread)
		cleo.records.put(note)
	})
	await cleo.saved()
	return { cleo, thread, note }
}

it('[R23] [R24] a commenter writes a note, live to others, with the time the room gave it', async () => {
	const dora = await person('dora:editor')
	const before = Date.now()
	const { cleo, note, thread } = await started()
	const stamped = () => {
		const seen = dora.records.get(note.id)
		return seen?.typeName === 'note' && seen.at >= before
	}
	await dora.until(stamped, 'the note with its time')
	dora.records.update(thread.id, { status: 'resolved', assigneeId: 'cleo' })
	await dora.saved()
	await cleo.until(() => cleo.records.get(thread.id) !== undefined, 'the thread')
	const isBy = () => {
		const seen = cleo.records.get(thread.id)
		return seen?.typeName === 'thread' && seen.statusBy === 'dora' && seen.assignedBy === 'dora'
	}
	await cleo.until(isBy, 'who resolved and assigned it')
	await Promise.all([cleo.leave(), dora.leave()])
})

const HOSTILE: Record<string, (at: { note: NoteRecord; thread: ThreadRecord }) => Hostile> = {
	'speaks in another’s name': ({ thread }) => ({ put: noteOf('cleo', thread.id) }),
	'dates what it says': ({ thread }) => ({ put: { ...noteOf('eve', thread.id), at: 1 } }),
	'edits another’s words': ({ note }) => ({ id: note.id, changes: { text: 'Lovely' } }),
	'takes over another’s note': ({ note }) => ({ id: note.id, changes: { authorId: 'eve' } }),
	'removes another’s note': ({ note }) => ({ id: note.id, changes: { removed: true } }),
	'deletes another’s note': ({ note }) => ({ remove: note.id }),
	'resolves in another’s name': ({ thread }) => ({
		id: thread.id,
		changes: { status: 'resolved', statusBy: 'cleo' },
	}),
	'marks as read for another': () => ({
		put: { id: 'reading:cleo', typeName: 'reading', authorId: 'cleo', meta: {} },
	}),
	'says a word for the crew': ({ note }) => ({
		put: {
			...{ id: `reaction:${note.id.slice(5)}-cleo-agree`, typeName: 'reaction', meta: {} },
			...{ noteId: note.id, authorId: 'cleo', kind: 'agree' },
		},
	}),
}
type Hostile =
	| { put: DocRecord }
	| { id: string; changes: Record<string, unknown> }
	| { remove: string }

it.each(Object.entries(HOSTILE))(
	'[R23] refused whole: a commenter who %s',
	async (_, makeFrame) => {
		const { cleo, thread, note } = await started()
		const eve = await person('eve:commenter')
		const frame = makeFrame({ thread, note })
		if ('put' in frame) eve.records.put(frame.put)
		else if ('remove' in frame) eve.records.remove(frame.remove)
		else eve.records.update(frame.id, frame.changes)
		expect(await eve.refused()).toBe(4403)
		const kept = await server.rooms.read('notes:s1', (records) => records.get(note.id))
		expect(kept).toMatchObject({ text: 'Darker here', authorId: 'cleo', removed: false })
		await cleo.leave()
	},
)

it('[R23] a value left under a coming note’s id does not slip past', async () => {
	const eve = await person('eve:commenter')
	const note = noteOf('eve', 'thread:t1')
	eve.doc.getMap('r').set(`${note.id}/authorId`, 'cleo')
	await eve.saved()
	eve.records.put(note)
	expect(await eve.refused()).toBe(4403)
})

it('[R5] [R7] a commenter writes nothing on the board, and nobody a drawing among the notes', async () => {
	const onBoard = await person('eve:commenter', 'board:s1')
	onBoard.records.put(box('eves'))
	expect(await onBoard.refused()).toBe(4403)
	const amongNotes = await person('dora:editor')
	amongNotes.records.put(box('doras'))
	expect(await amongNotes.refused()).toBe(4422)
})

it('[R23] the owner may remove, the viewer may not write', async () => {
	const { cleo, note } = await started()
	const olga = await person('olga:owner')
	olga.records.update(note.id, { removed: true })
	await olga.saved()
	const removed = await server.rooms.read('notes:s1', (records) => records.get(note.id))
	expect(removed).toMatchObject({ removed: true, removedBy: 'olga' })
	const vic = await person('vic:viewer')
	vic.records.put(threadOf('vic'))
	expect(await vic.refused()).toBe(4403)
	await Promise.all([cleo.leave(), olga.leave()])
})

function review(panelId: string): ReviewRecord {
	return {
		...{ id: `review:panel-${panelId.slice(6)}`, typeName: 'review', targetId: panelId },
		...{ status: 'locked', byId: 'olga', at: 1, meta: {} },
	}
}

it('[R25] a locked panel refuses edits of it and in it, whoever sends them; others go on', async () => {
	const dora = await person('dora:editor', 'board:s1')
	const shut = panel('shut', { index: 'a2' })
	const open = panel('open', { index: 'a3' })
	const setUp = { ...newShotRecord(seededRandom('set-up')), id: 'shot:shut' } as const
	for (const record of [
		setUp,
		shut,
		open,
		box('inside', { parentId: shut.id }),
		box('free', { parentId: open.id }),
	])
		dora.records.put(record)
	dora.records.update(shut.id, { 'props.shotId': setUp.id })
	await dora.saved()
	dora.records.put(review(open.id))
	expect(await dora.refused()).toBe(4403)
	await server.rooms.command('board:s1', { principal: null }, ({ records }) => {
		records.put(review(shut.id))
		return null
	})
	const frames: ((client: TestClient) => void)[] = [
		({ records }) => records.put(box('more', { parentId: shut.id })),
		({ records }) => records.update('shape:inside', { x: 5 }),
		({ records }) => records.remove('shape:inside'),
		({ records }) => records.update('shape:inside', { parentId: open.id }),
		({ records }) => records.update('shape:free', { parentId: shut.id }),
		({ records }) => records.update(shut.id, { 'props.action': 'Other words' }),
		({ records }) => records.remove(shut.id),
		({ records }) => records.update(setUp.id, { size: 'CU' }),
		({ records }) => records.remove(setUp.id),
	]
	for (const send of frames) {
		const eve = await person('eve:editor', 'board:s1')
		send(eve)
		expect(await eve.refused()).toBe(4423)
		expect(eve.closed?.reason).toContain('locked')
	}
	const fay = await person('fay:editor', 'board:s1')
	fay.records.update('shape:free', { x: 7 })
	fay.records.update(shut.id, { 'props.lockedNumber': '4A' })
	await fay.saved()
	await fay.leave()
})
