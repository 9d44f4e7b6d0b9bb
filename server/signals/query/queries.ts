/**
 * Questions in SQL over what people allowed. Guards signals.md S110–S112: each question gets an export made
 * for it under its purpose, holding the tables it names; the export is noted like any other, read in a
 * thread, and removed when the answer is there.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#core/errors.ts'
import { CONFIG_NAMES } from '#core/signals/export/configs.ts'
import { ALL_TRAIN } from '#core/signals/export/split.ts'
import type { Database } from '#db/database.ts'
import type { ExportDone, ExportJob } from '../export/export-types.ts'
import { runExport } from '../export/run-export.ts'
import type { ExportRegister } from '../export-register.ts'
import { createJobs, type JobState } from '../jobs.ts'
import type { Vaults } from '../vaults.ts'
import type { QueryAnswer, QueryLimits, QueryRequest } from './query-types.ts'
import { runQuery } from './run-query.ts'

export interface Queries {
	/** Begins and returns the id to follow it by. @throws AppError('too_many' | 'not_found'). */
	start(projectId: string, request: QueryRequest): Promise<string>
	/** Null for an id that this project does not know (any more). */
	state(projectId: string, id: string): JobState<QueryAnswer> | null
	cancel(projectId: string, id: string): void
	dispose(): void
}

export const QUERY_LIMITS: QueryLimits = {
	...{ rows: 10_000, characters: 8_000_000, memoryMb: 512, timeMs: 30_000 },
}
/** Rows of one file of the export. */
const PART_ROWS = 250_000
/** Making the export is the longer part. */
const EXPORT_SHARE = 0.8

export function createQueries(source: {
	db: Pick<Database, 'projects'>
	env: ExportJob['env']
	databaseFile: string
	vaults: Vaults
	now: () => number
	newId: () => string
	register: ExportRegister
	limits?: Partial<QueryLimits>
}): Queries {
	const { db, vaults, now } = source
	const limits = { ...QUERY_LIMITS, ...source.limits }
	const owners = new Map<string, string>()
	const jobs = createJobs<QueryAnswer>({
		...{ newId: source.newId, maxRunning: 2, maxKept: 8, onForget: (id) => owners.delete(id) },
		tooMany: 'Two queries are running already. Wait for one to end, or cancel it.',
		brokeOff: 'The query broke off. The log is unchanged; ask again.',
	})
	const known = (projectId: string, id: string) => owners.get(id) === projectId
	return {
		async start(projectId, request) {
			const project = await db.projects.get(projectId)
			if (!project) throw new AppError('not_found')
			await vaults.vault(projectId)
			const { DATA_DIR, DAILIES_MASTER_KEY } = source.env
			const { title, isSynthetic } = project
			const about = { title, isSynthetic, databaseFile: source.databaseFile, partRows: PART_ROWS }
			const id = jobs.start(async ({ signal, onProgress }, jobId) => {
				const directory = join(DATA_DIR, 'exports', `query-${jobId}`)
				const job: ExportJob = {
					...{ ...about, directory, nowMs: now(), env: { DATA_DIR, DAILIES_MASTER_KEY } },
					request: {
						...{ projectId, purpose: request.purpose, configs: namedTables(request.sql) },
						...{ formats: ['parquet'], split: ALL_TRAIN, pictures: 'none', since: null },
					},
				}
				try {
					const tell = (share: number) => onProgress(EXPORT_SHARE * share)
					const done = await exportFor(job, { signal, tell, register: source.register })
					const tables = tablesOf(done)
					const answer = await runQuery({ sql: request.sql, directory, tables, limits }, signal)
					const counts = tables.map(({ name, rows }) => ({ name, rows }))
					return { projectId, ...request, ...answer, tables: counts }
				} finally {
					rmSync(directory, { recursive: true, force: true })
				}
			})
			owners.set(id, projectId)
			return id
		},
		state: (projectId, id) => (known(projectId, id) ? jobs.state(id) : null),
		cancel(projectId, id) {
			if (known(projectId, id)) jobs.cancel(id)
		},
		dispose: jobs.dispose,
	}
}

/** Null while the question names no table: then nothing is exported. */
async function exportFor(
	job: ExportJob,
	how: { signal: AbortSignal; tell: (share: number) => void; register: ExportRegister },
): Promise<ExportDone | null> {
	if (job.request.configs.length === 0) return null
	const done = await runExport(job, { signal: how.signal, onProgress: how.tell })
	const { manifest, people } = done
	const rowCount = Object.values(manifest.rows).reduce((sum, { rows }) => sum + rows, 0)
	const { projectId, purpose } = job.request
	// The answer may be taken along, so it counts as held by somebody (S36).
	const note = { projectId, purpose, kind: 'dataset' as const, directory: null }
	await how.register({ ...note, rowCount, headSeq: manifest.seq.through, people })
	return done
}

/** Tables whose name stands in the question; a word in a text literal only costs time. */
export function namedTables(sql: string) {
	const words = new Set(sql.toLowerCase().match(/[a-z_]+/g) ?? [])
	return CONFIG_NAMES.filter((name) => words.has(name))
}

function tablesOf(done: ExportDone | null) {
	if (!done) return []
	const { rows, files } = done.manifest
	return Object.entries(rows).map(([name, counts]) => ({
		...{ name, rows: counts.rows },
		files: files.filter(({ config }) => config === name).map((file) => file.name),
	}))
}
