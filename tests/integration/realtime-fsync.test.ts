/**
 * [R1] [R2] The power cut. Every acknowledgement stands on a sync to disk, counted and ordered in the
 * system calls themselves where strace may run; and the files as they lie at the moment of an
 * acknowledgement, copied without any checkpoint, hold all that was acknowledged.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { box } from '../convergence/records.ts'
import { startProcess } from '../support/hostile-process.ts'
import { verifyFile } from '../support/hostile-verify.ts'
import { TestClient } from '../support/test-client.ts'

const COMMITS = 200
const COPIES = 30

let folder: string
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'dailies-fsync-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function canTrace(): boolean {
	return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
}

it(`[R1] [R2] ${COMMITS} acknowledged edits are at least as many syncs, each before its word`, async (test) => {
	if (!canTrace()) {
		console.warn('SKIPPED: syncs are not counted, because strace is missing or not permitted here.')
		return test.skip()
	}
	const log = join(folder, 'calls.txt')
	const trace = ['-f', '-y', '-s', '0', '-e', 'trace=pwrite64,fsync,fdatasync,write,writev,sendmsg']
	const book = { open: new Map(), answered: new Map() }
	const server = startProcess(folder, { book, command: ['strace', '-o', log, ...trace] })
	const url = `ws://127.0.0.1:${await server.go(0)}/collab`
	const ada = await new TestClient(url).synced()
	await ada.saved()
	const before = countSyncs(log)
	for (let i = 0; i < COMMITS; i++) {
		ada.records.put(box(`b${i}`))
		await ada.saved()
	}
	const syncs = countSyncs(log) - before
	server.tell('bye')
	await ada.refused()
	await server.exited
	const { spokenDirty, spoken } = readOrder(log)
	console.info(
		`proof: ${COMMITS} acknowledged commits: ${syncs} syncs; ${spoken} words to sockets, ${spokenDirty} while something was not on disk`,
	)
	expect(syncs).toBeGreaterThanOrEqual(COMMITS)
	expect(spoken).toBeGreaterThan(COMMITS)
	expect(spokenDirty).toBe(0)
})

function countSyncs(log: string): number {
	return (readFileSync(log, 'utf8').match(/\b(fsync|fdatasync)\(\d+<[^>]*-wal>/g) ?? []).length
}

/** Whether anything was said on a socket while the log's last bytes were written and not yet synced. */
function readOrder(log: string): { spoken: number; spokenDirty: number } {
	let isDirty = false
	let spoken = 0
	let spokenDirty = 0
	for (const line of readFileSync(log, 'utf8').split('\n')) {
		const [, call = '', path = ''] = /\b(\w+)\(\d+<([^>]*)>/.exec(line) ?? []
		if (path.endsWith('-wal')) isDirty = call === 'pwrite64'
		if (!/^(socket|TCP)/.test(path)) continue
		spoken += 1
		if (isDirty) spokenDirty += 1
	}
	return { spoken, spokenDirty }
}

it(`[R1] ${COPIES} copies of the files at the moment of an acknowledgement lose nothing of it`, async () => {
	const book = { open: new Map(), answered: new Map() }
	const server = startProcess(folder, { book })
	const url = `ws://127.0.0.1:${await server.go(0)}/collab`
	const ada = await new TestClient(url).synced()
	await ada.saved()
	const acknowledged: string[] = []
	for (let i = 0; i < COPIES; i++) {
		server.tell(`work w${i}`)
		for (let n = 0; n < 5; n++) {
			ada.records.put(box(`b${i}x${n}`))
			acknowledged.push(`shape:b${i}x${n}`)
		}
		await ada.saved()
		copyAsItLies(join(folder, `copy${i}`))
	}
	await server.end('SIGKILL')
	for (let i = 0; i < COPIES; i++) {
		const { faults, board } = await verifyFile(join(folder, `copy${i}`, 'dailies.db'))
		expect(faults, `copy ${i}`).toEqual([])
		const lost = acknowledged.slice(0, (i + 1) * 5).filter((id) => !board.has(id))
		expect(lost, `copy ${i}`).toEqual([])
	}
	expect(book.answered.size).toBeGreaterThan(0)
	ada.socket.terminate()
})

/** Database and write-ahead log, without the index that a power cut loses. */
function copyAsItLies(place: string): void {
	mkdirSync(place)
	for (const name of ['dailies.db', 'dailies.db-wal'])
		if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(place, name))
}
