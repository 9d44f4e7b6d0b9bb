/**
 * Exports as data sets: started, followed, cancelled and fetched by id, each in a thread of its own.
 * Guards signals.md S78: no room waits for one. Those asked for on a page lie in DATA_DIR/exports until
 * they are forgotten or the server stops; those with a folder of their own stay where they are.
 */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#core/errors.ts'
import type { Database } from '#db/database.ts'
import type { ExportRegister } from '../export-register.ts'
import { createJobs, type JobState } from '../jobs.ts'
import type { Vaults } from '../vaults.ts'
import type { ExportDone, ExportRequest } from './export-types.ts'
import { runExport } from './run-export.ts'
import { tarOf } from './tar.ts'

export type ExportState = JobState<ExportDone>
export interface DatasetExports {
	/**
	 * Begins and returns the id to follow it by; `directory` null = kept for download.
	 * @throws AppError('too_many' | 'not_found').
	 */
	start(request: ExportRequest, directory: string | null): Promise<string>
	/** Null for an id that this project does not know (any more). */
	state(projectId: string, id: string): ExportState | null
	/** Ends its thread. A folder named by the caller keeps what was finished, to be continued. */
	cancel(projectId: string, id: string): void
	/** The whole folder as one tar, or null while there is none. */
	archive(projectId: string, id: string): AsyncIterable<Uint8Array> | null
	dispose(): void
}

const MAX_RUNNING = 2
const MAX_KEPT = 8
/** Rows of one file; 1,000,000 events are four files. */
const PART_ROWS = 250_000

export function createDatasetExports(source: {
	db: Database
	env: { DATA_DIR: string; DAILIES_MASTER_KEY?: string | undefined }
	databaseFile: string
	vaults: Vaults
	now: () => number
	newId: () => string
	register: ExportRegister
}): DatasetExports {
	const { db, env, databaseFile, vaults, now, register } = source
	const about = new Map<string, { projectId: string; own: string | null }>()
	const forget = (id: string) => {
		const own = about.get(id)?.own
		about.delete(id)
		if (own) rmSync(own, { recursive: true, force: true })
	}
	const jobs = createJobs<ExportDone>({
		...{ newId: source.newId, maxRunning: MAX_RUNNING, maxKept: MAX_KEPT, onForget: forget },
		tooMany: 'Two exports are being written already. Wait for one to end, or cancel it.',
		brokeOff: 'The export broke off. The log is unchanged; ask for it again.',
	})
	const known = (projectId: string, id: string) => about.get(id)?.projectId === projectId
	return {
		async start(request, directory) {
			const project = await db.projects.get(request.projectId)
			if (!project) throw new AppError('not_found')
			// Its keys are made here, where the database may be written.
			await vaults.vault(request.projectId)
			const { title, isSynthetic } = project
			const { DATA_DIR, DAILIES_MASTER_KEY } = env
			const common = { request, title, isSynthetic, databaseFile, partRows: PART_ROWS }
			return jobs.start(async (control, id) => {
				const own = directory === null ? join(DATA_DIR, 'exports', id) : null
				about.set(id, { projectId: request.projectId, own })
				const target = directory ?? join(DATA_DIR, 'exports', id)
				const job = { ...common, directory: target, nowMs: now() }
				try {
					const paths = { DATA_DIR, DAILIES_MASTER_KEY }
					const done = await runExport({ ...job, env: paths }, control)
					await register(noteOf(done, directory))
					return done
				} catch (error) {
					if (own) rmSync(own, { recursive: true, force: true })
					throw error
				}
			})
		},
		state: (projectId, id) => (known(projectId, id) ? jobs.state(id) : null),
		cancel(projectId, id) {
			if (known(projectId, id)) jobs.cancel(id)
		},
		archive(projectId, id) {
			const state = known(projectId, id) ? jobs.state(id) : null
			if (state?.state !== 'done' || !existsSync(state.report.directory)) return null
			const { directory, files } = state.report
			return tarOf(directory, files)
		},
		dispose() {
			jobs.dispose()
			for (const id of [...about.keys()]) forget(id)
		},
	}
}

function noteOf({ manifest, people }: ExportDone, directory: string | null) {
	const { project, purpose, seq, rows } = manifest
	const rowCount = Object.values(rows).reduce((sum, counts) => sum + counts.rows, 0)
	const about = { projectId: project.projectId, purpose, kind: 'dataset' as const, directory }
	return { ...about, rowCount, headSeq: seq.through, people }
}
