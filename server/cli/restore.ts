/**
 * `dailies restore FILE`: puts a backup in the place of the database. Only with no server on the
 * folder; the backup is checked before anything is touched, the old database is kept beside, and
 * every room begins a new generation, so that old copies in browsers are set aside and never merge.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError, isAppError } from '#core/errors.ts'
import type { RoomName } from '#core/ids.ts'
import { cryptoRandom } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import { copyDatabase, removeDatabase, swapDatabase } from '#db/swap-file.ts'
import type { Env } from '../env.ts'
import { lockDataDir } from '../lock.ts'
import { createLogger } from '../logger.ts'
import { createRealtimeMetrics } from '../realtime/metrics-sink.ts'
import { createRooms } from '../realtime/rooms.ts'
import { DATABASE_FILE } from '../services.ts'
import { createSignalService } from '../signals/signals.ts'
import { checkDatabase } from './check-database.ts'

export interface RestoreResult {
	file: string
	/** Where the database that stood here before is kept; null when there was none. */
	kept: string | null
	projects: number
	boards: number
	rooms: number
}

/** @throws AppError saying what is wrong with the backup, or who uses the folder; nothing is changed then. */
export async function restore(
	env: Env,
	input: { file: string; now: number },
): Promise<RestoreResult> {
	const dataDir = resolve(env.DATA_DIR)
	const lock = lockDataDir(dataDir)
	const stamp = new Date(input.now).toISOString().replace(/[:.]/g, '-')
	// Beside the database, so that putting it in its place is one rename.
	const next = join(dataDir, `restoring-${stamp}.db`)
	try {
		if (!existsSync(input.file))
			throw new AppError('not_found', { userMessage: `There is no file ${input.file}.` })
		copyDatabase(input.file, next)
		const current = join(dataDir, DATABASE_FILE)
		const seen = existsSync(current) ? await generationsOf(current) : new Map<RoomName, number>()
		const prepared = await prepare(next, { env: { ...env, DATA_DIR: dataDir }, seen, ...input })
		const kept = existsSync(current) ? join(dataDir, 'backups', `replaced-${stamp}.db`) : null
		swapDatabase({ current, next, kept: kept ?? '' })
		return { file: input.file, kept, ...prepared }
	} finally {
		removeDatabase(next)
		lock.release()
	}
}

interface Preparing {
	env: Env
	file: string
	/** Null when what stands here now cannot be read any more. */
	seen: Map<RoomName, number> | null
	now: number
}

/** Checks the copy and gives every room its new generation; leaves it closed, without a journal. */
async function prepare(next: string, { env, file, seen, now }: Preparing) {
	const db = openDatabase({ file: next, now: () => now })
	try {
		const { problems, projects, boards } = await check(db, env)
		if (problems.length > 0)
			throw new AppError('damaged', {
				userMessage: `${file} was not restored, and nothing was changed: ${problems.slice(0, 3).join(' ')}`,
			})
		// Unknown generations are overtaken by the clock: seconds since 1970 are above any count of restores.
		const atLeast = seen === null ? Math.floor(now / 1000) : 0
		const raised = await db.upkeep.raiseGenerations({ seen: seen ?? new Map(), atLeast })
		return { projects, boards, rooms: raised.size }
	} finally {
		await db.close()
	}
}

async function check(db: Database, env: Env) {
	const log = createLogger('silent')
	const random = cryptoRandom(globalThis.crypto)
	const now = Date.now
	const rooms = createRooms({ db, random, now, log, metrics: createRealtimeMetrics() })
	try {
		return await checkDatabase({
			db,
			rooms,
			signals: createSignalService({ db, env, now, random }),
		})
	} finally {
		await rooms.dispose()
	}
}

/** Null when the database that stands here cannot be opened: why it is being replaced. */
async function generationsOf(file: string): Promise<Map<RoomName, number> | null> {
	try {
		const db = openDatabase({ file })
		try {
			return await db.upkeep.generations()
		} finally {
			await db.close()
		}
	} catch (error) {
		if (isAppError(error)) return null
		throw error
	}
}
