/**
 * tldraw sync for the bench: `node tldraw-sync-server.ts DIR ROOMS`. One SQLite file per room in WAL
 * mode with synchronous=FULL, read back: a push is on disk before it is answered or shown.
 */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { NodeSqliteWrapper, SQLiteSyncStorage, TLSocketRoom } from '@tldraw/sync-core'
import type { TLRecord } from '@tldraw/tlschema'
import SqliteDatabase from 'better-sqlite3'
import { WebSocketServer } from 'ws'
import { configure } from '../../db/sqlite/connect.ts'

const [dir = ''] = process.argv.slice(2)
const databases: SqliteDatabase.Database[] = []
const rooms = new Map<string, TLSocketRoom<TLRecord>>()

function roomOf(name: string): TLSocketRoom<TLRecord> {
	const open = rooms.get(name)
	if (open) return open
	const database = new SqliteDatabase(join(dir, `room-${name}.db`))
	configure(database)
	databases.push(database)
	const storage = new SQLiteSyncStorage<TLRecord>({ sql: new NodeSqliteWrapper(database) })
	const room = new TLSocketRoom<TLRecord>({ storage, log: { error: console.error } })
	rooms.set(name, room)
	return room
}

const http = createServer()
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
sockets.on('connection', (socket, request) => {
	const url = new URL(request.url ?? '/', 'http://host')
	const sessionId = url.searchParams.get('sessionId') ?? ''
	const isReadonly = url.searchParams.get('readonly') === '1'
	const name = url.searchParams.get('room') ?? '0'
	// Messages may arrive before the room has opened its file: opening is synchronous, so none is lost.
	roomOf(name).handleSocketConnect({ sessionId, socket, isReadonly })
})

process.on('SIGTERM', () => {
	for (const room of rooms.values()) room.close()
	for (const database of databases) database.close()
	process.exit(0)
})
http.listen(0, '127.0.0.1', () => {
	const address = http.address()
	if (address === null || typeof address === 'string') throw new Error('no port')
	process.stdout.write(`port ${address.port}\n`)
})
