import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from './open.ts'

let dir: string
let file: string
beforeEach(async () => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-damage-'))
	file = join(dir, 'dailies.db')
	const db = openDatabase({ file })
	await db.projects.create({
		projectId: 'p',
		title: 'T',
		createdAt: 1,
		createdBy: null,
		isDemo: false,
	})
	await db.rooms.create('board:s', 'p')
	const part = { projectId: 'p', generation: 1, claims: [], projections: {}, events: [], blobs: [] }
	const who = { userId: null, sessionId: null, at: 1 }
	for (let byte = 1; byte <= 4; byte++) {
		const updates = [{ update: new Uint8Array([byte]), ...who }]
		db.rooms.commit([{ room: 'board:s', ...part, updates, commandResults: [] }])
		if (byte > 2)
			await db.rooms.saveSnapshot('board:s', 1, {
				uptoSeq: byte - 1,
				body: new Uint8Array([0, byte]),
				clocks: null,
			})
	}
	await db.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function tamper(sql: string): void {
	const raw = new SqliteDatabase(file)
	expect(raw.prepare(sql).run().changes).toBe(1)
	raw.close()
}
async function open() {
	const db = openDatabase({ file })
	try {
		return await db.rooms.open('board:s')
	} finally {
		await db.close()
	}
}

it('[R9] a changed byte in the log is a refusal, not an empty room', async () => {
	tamper('UPDATE room_update SET body = zeroblob(1) WHERE seq = 4')
	await expect(open()).rejects.toMatchObject({ code: 'damaged' })
})

it('[R9] a missing row is a refusal, in the middle and at the end', async () => {
	tamper('DELETE FROM room_update WHERE seq = 4')
	await expect(open()).rejects.toMatchObject({ code: 'damaged' })
})

it('[R14] a damaged snapshot falls back to the one before and the longer log', async () => {
	tamper('UPDATE room_snapshot SET body = zeroblob(9) WHERE upto_seq = 3')
	const room = await open()
	expect(room.snapshot?.uptoSeq).toBe(2)
	expect(room.updates.map((row) => row.seq)).toEqual([3, 4])
})
