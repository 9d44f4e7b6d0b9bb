/**
 * An exclusive lock on a folder that dies with its holder: an SQLite transaction held open on a side
 * file. The operating system frees it when the process ends, however it ends, so a killed server never
 * blocks the next start.
 */
import { chmodSync } from 'node:fs'
import { openFile } from './sqlite/connect.ts'
import { errorCode, openError } from './sqlite/sqlite-error.ts'

export interface FileLock {
	release(): void
}

/** Takes the lock, or null when another living process holds it. @throws AppError when the file cannot be written. */
export function takeFileLock(file: string): FileLock | null {
	let sqlite: ReturnType<typeof openFile> | undefined
	try {
		sqlite = openFile(file, { timeoutMs: 0 })
		sqlite.exec('BEGIN EXCLUSIVE')
		chmodSync(file, 0o600)
		const held = sqlite
		return { release: () => held.close() }
	} catch (error) {
		sqlite?.close()
		if (errorCode(error).startsWith('SQLITE_BUSY')) return null
		throw openError(error, file)
	}
}
