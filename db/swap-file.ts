/**
 * Puts one database file in the place of another. The rule: at every moment either the old or the new
 * one stands there whole, and the old one is kept beside, never destroyed.
 */
import {
	closeSync,
	copyFileSync,
	existsSync,
	fsyncSync,
	linkSync,
	mkdirSync,
	openSync,
	renameSync,
	rmSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { openFile } from './sqlite/connect.ts'

/** Copies a database file with the journal beside it, if there is one. */
export function copyDatabase(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true })
	copyFileSync(from, to)
	if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`)
}

/** Removes a database file and what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
	for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
}

/**
 * Puts `next` (closed, without a journal) in the place of `current` and keeps that as `kept`.
 * Nobody may have either open.
 */
export function swapDatabase(files: {
	current: string
	next: string
	/** Where the old one goes; used only when there is one. */
	kept: string
}): void {
	const { current, next, kept } = files
	sync(next)
	if (existsSync(current)) {
		mkdirSync(dirname(kept), { recursive: true })
		foldJournal(current)
		keep(current, kept)
		// A journal that could not be folded in belongs to the old file; the new one must never meet it.
		if (existsSync(`${current}-wal`)) renameSync(`${current}-wal`, `${kept}-wal`)
		rmSync(`${current}-shm`, { force: true })
		sync(dirname(kept))
	}
	renameSync(next, current)
	sync(dirname(current))
}

/** Writes the journal into the file. A damaged file keeps both as they are. */
function foldJournal(file: string): void {
	try {
		const sqlite = openFile(file)
		try {
			sqlite.pragma('wal_checkpoint(TRUNCATE)')
		} finally {
			sqlite.close()
		}
	} catch {
		// Why it is being replaced; both its files are kept.
	}
}

function keep(file: string, kept: string): void {
	try {
		linkSync(file, kept)
	} catch {
		// A disk without hard links.
		copyFileSync(file, kept)
	}
	sync(kept)
}

function sync(path: string): void {
	const handle = openSync(path, 'r')
	try {
		fsyncSync(handle)
	} finally {
		closeSync(handle)
	}
}
