/**
 * What becomes of a data folder behind the server's back, while it is dead: a restore, a newer program,
 * a bad record that no room ever admitted, an invitation taken back. The server then starts on that.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as Y from 'yjs'
import type { TestServer } from './server.ts'

/** A client id that no server issues (they are below 2^21). */
const NOBODY = 2 ** 21 + 7

/** What a restore does to the boards: their history begins a new line. */
export function restoreBoards(server: TestServer) {
	const bump = (table: string) =>
		`UPDATE ${table} SET generation = generation + 1 WHERE room LIKE 'board:%'`
	inDatabase(server, (database) => {
		for (const table of ['room', 'room_update', 'room_snapshot']) database.exec(bump(table))
	})
}

/** Says that a board was written by a program of another document version; the one that stood there. */
export function setDocumentVersion(server: TestServer, sceneId: string, version: number): number {
	const room = `board:${sceneId}`
	return inDatabase(server, (database) => {
		const row = database.prepare('SELECT document_version AS version FROM room WHERE room = ?')
		const before = Number(Object(row.get(room)).version)
		database.prepare('UPDATE room SET document_version = ? WHERE room = ?').run(version, room)
		return before
	})
}

/** Everybody who is signed in has this role from now on. */
export function setRoles(server: TestServer, role: string) {
	inDatabase(server, (database) => database.prepare('UPDATE session SET role = ?').run(role))
}

/** Adds entries to a board's document, with a right hash, as they stand. */
export function writeEntries(
	server: TestServer,
	sceneId: string,
	entries: Record<string, unknown>,
) {
	const doc = new Y.Doc()
	doc.clientID = NOBODY
	doc.transact(() => {
		for (const [key, value] of Object.entries(entries)) doc.getMap('r').set(key, value)
	})
	const body = Buffer.from(Y.encodeStateAsUpdate(doc))
	inDatabase(server, (database) => {
		const room = `board:${sceneId}`
		const hash = createHash('sha256').update(body).digest()
		database.prepare('UPDATE room SET seq = seq + 1 WHERE room = ?').run(room)
		database
			.prepare(
				`INSERT INTO room_update (room, generation, seq, user_id, session_id, at, body, sha256)
				SELECT room, generation, seq, NULL, NULL, 0, ?, ? FROM room WHERE room = ?`,
			)
			.run(body, hash, room)
	})
}

function inDatabase<T>({ dataDir }: TestServer, act: (database: Database.Database) => T): T {
	const database = new Database(join(dataDir, 'dailies.db'))
	try {
		return act(database)
	} finally {
		database.close()
	}
}
