/**
 * One server per DATA_DIR. The lock itself is an operating-system lock that dies with its holder;
 * `dailies.lock` beside it only says who holds it and how the command line reaches them, so a file
 * left by a killed server is never believed.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { takeFileLock } from '#db/file-lock.ts'

const LockSchema = z.object({
	pid: z.number(),
	instance: z.string(),
	/** Where the running server is reached from this machine; '' while it is starting. */
	url: z.string(),
	/** Bearer token of its admin door. */
	adminToken: z.string(),
})
export type LockInfo = z.infer<typeof LockSchema>

export interface DataLock {
	/** Says how to reach this server (file mode 0600: the token in it can do everything). */
	announce(info: LockInfo): void
	release(): void
}

const infoFile = (dataDir: string) => join(dataDir, 'dailies.lock')
const lockFile = (dataDir: string) => join(dataDir, 'dailies.lock.db')

/** @throws AppError('storage_failed') saying who uses the folder, or that it cannot be written. */
export function lockDataDir(dataDir: string): DataLock {
	makeFolder(dataDir)
	const lock = takeFileLock(lockFile(dataDir))
	if (!lock) {
		const holder = readInfo(dataDir)
		const where = holder?.url ? ` at ${holder.url}` : ''
		throw new AppError('storage_failed', {
			userMessage: `Dailies is already running${where} with the folder ${dataDir}. Use that one, or stop it first.`,
		})
	}
	return {
		announce(info) {
			rmSync(infoFile(dataDir), { force: true })
			writeFileSync(infoFile(dataDir), `${JSON.stringify(info)}\n`, { mode: 0o600 })
		},
		release() {
			rmSync(infoFile(dataDir), { force: true })
			lock.release()
		},
	}
}

/** The server that uses the folder now, or null when none does. */
export function findRunningServer(dataDir: string): LockInfo | null {
	const info = readInfo(dataDir)
	if (!info) return null
	const free = takeFileLock(lockFile(dataDir))
	free?.release()
	return free ? null : info
}

function readInfo(dataDir: string): LockInfo | null {
	try {
		return LockSchema.parse(JSON.parse(readFileSync(infoFile(dataDir), 'utf8')))
	} catch {
		// Missing, or half written by a server that is just starting: nobody to talk to.
		return null
	}
}

function makeFolder(dataDir: string): void {
	try {
		mkdirSync(dataDir, { recursive: true })
	} catch (cause) {
		throw new AppError('storage_failed', {
			cause,
			userMessage: `The folder ${dataDir} cannot be made. Give this user permission, or set DATA_DIR to another folder.`,
		})
	}
}
