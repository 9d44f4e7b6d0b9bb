/**
 * The server's master key: 32 random bytes in DATA_DIR/keys/master.key (0600), made at the first
 * start, or given by DAILIES_MASTER_KEY. Guards signals.md S14: it is never replaced, never logged
 * and never inside the database, so a copy of the database alone reveals no words and no names.
 */
import {
	chmodSync,
	linkSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#core/errors.ts'
import { KEY_BYTES, newKey } from './sealing.ts'

export interface MasterKeyEnv {
	DATA_DIR: string
	/** 64 hex digits; then no file is read or written. */
	DAILIES_MASTER_KEY?: string | undefined
}

/** Reads the master key, or makes it. @throws AppError('damaged') when it is there but unreadable. */
export function loadMasterKey(env: MasterKeyEnv): Uint8Array {
	if (env.DAILIES_MASTER_KEY) return parseKey(env.DAILIES_MASTER_KEY, 'DAILIES_MASTER_KEY')
	const directory = join(env.DATA_DIR, 'keys')
	const file = join(directory, 'master.key')
	const existing = readIfThere(file)
	if (existing !== null) {
		chmodSync(file, 0o600)
		return parseKey(existing, file)
	}
	mkdirSync(directory, { recursive: true, mode: 0o700 })
	return makeKeyFile(file)
}

/** Complete before it has its name, and never over another's: a torn key would orphan the log. */
function makeKeyFile(file: string): Uint8Array {
	const draft = `${file}.${process.pid}.new`
	writeFileSync(draft, `${Buffer.from(newKey()).toString('hex')}\n`, { mode: 0o600, flush: true })
	try {
		linkSync(draft, file)
	} catch (error) {
		// Some file systems have no links; the data folder's lock keeps other starts away meanwhile.
		if (codeOf(error) !== 'EEXIST') renameSync(draft, file)
	} finally {
		rmSync(draft, { force: true })
	}
	return parseKey(readFileSync(file, 'utf8'), file)
}

function readIfThere(file: string): string | null {
	try {
		return readFileSync(file, 'utf8')
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null
		throw error
	}
}

function codeOf(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : undefined
}

function parseKey(text: string, source: string): Uint8Array {
	const hex = text.trim()
	if (/^[0-9a-fA-F]{64}$/.test(hex)) return Buffer.from(hex, 'hex').subarray(0, KEY_BYTES)
	throw new AppError('damaged', {
		userMessage: `${source} does not hold the 64 hex digits of this server’s master key. Nothing was changed; put the right key back.`,
	})
}
