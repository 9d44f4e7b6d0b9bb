/**
 * Brings a screenplay into a project's room, in pieces that never block it. A piece that was written is
 * valid by itself; after a crash or a stop the same import again finds what is there and adds the rest.
 * Imports into one project wait for one another.
 */
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import type { Random } from '#core/random.ts'
import { alignScripts } from '#core/screenplay/align.ts'
import type { ParsedScript } from '#core/screenplay/script.ts'
import type { Database } from '#db/database.ts'
import type { ProjectRow } from '#db/project-store.ts'
import type { ProjectService } from '../projects/projects.ts'
import type { Principal, Rooms } from '../realtime/rooms-api.ts'
import { exportScript } from './export-script.ts'
import type {
	ImportInput,
	ImportOptions,
	ImportReport,
	ScreenplayService,
} from './import-report.ts'
import { planImport } from './plan-import.ts'
import { readProjectScript } from './project-script.ts'
import { readInput } from './read-input.ts'
import { writeImport } from './write-import.ts'

export type {
	ImportedScene,
	ImportInput,
	ImportOptions,
	ImportProgress,
	ImportReport,
	ScreenplayService,
} from './import-report.ts'

export interface ScreenplayDependencies {
	db: Pick<Database, 'projects' | 'rooms'>
	rooms: Rooms
	projects: Pick<ProjectService, 'create'>
	random: Random
}

export function createScreenplayService(dependencies: ScreenplayDependencies): ScreenplayService {
	const queues = new Map<string, Promise<unknown>>()

	/** Runs imports into one project one after the other. */
	async function inTurn<T>(projectId: string, run: () => Promise<T>): Promise<T> {
		const before = queues.get(projectId) ?? Promise.resolve()
		// The one before may have failed; that is its caller's to hear.
		const mine = before.then(run, run)
		queues.set(projectId, mine)
		try {
			return await mine
		} finally {
			if (queues.get(projectId) === mine) queues.delete(projectId)
		}
	}

	return {
		async import(principal, input, options = {}) {
			if (!can(principal.role, 'script.import')) throw new AppError('forbidden')
			const { script, encoding } = readInput(input)
			const project = await findOrCreate(dependencies, principal, { input, script })
			const report = await inTurn(project.projectId, () =>
				importInto(dependencies, { principal, project, script, options }),
			)
			return { ...report, encoding }
		},
		export: (projectId, format) => exportScript(dependencies, projectId, format),
	}
}

async function findOrCreate(
	{ db, projects }: ScreenplayDependencies,
	principal: Principal,
	{ input, script }: { input: ImportInput; script: ParsedScript },
): Promise<ProjectRow> {
	const made =
		input.projectId === null
			? await projects.create(principal, { title: titleFor(input, script), withFirstScene: false })
			: { projectId: input.projectId }
	const project = await db.projects.get(made.projectId)
	if (!project) throw new AppError('not_found')
	if (project.trashedAt !== null) throw new AppError('trashed')
	return project
}

function titleFor(input: ImportInput, script: ParsedScript): string {
	const fileStem = (input.fileName ?? '').replace(/^.*[/\\]/u, '').replace(/\.[^.]{1,10}$/u, '')
	return (input.title.trim() || script.title || fileStem.trim() || 'Untitled film').slice(0, 200)
}

interface Job {
	principal: Principal
	project: ProjectRow
	script: ParsedScript
	options: ImportOptions
}

async function importInto(
	{ rooms, db, random }: ScreenplayDependencies,
	job: Job,
): Promise<Omit<ImportReport, 'encoding'>> {
	const { principal, project, script, options } = job
	const { projectId, title, aspectRatio } = project
	const before = await rooms.read(`project:${projectId}`, readProjectScript)
	const plan = planImport(before, alignScripts(before.old, script), random)
	await writeImport({ rooms, db, random, principal, plan, projectId, aspectRatio, options })
	const trashed = plan.inTrash.map(
		(number) =>
			`Scene ${number} is in the trash; its pages were brought up to date there. Restore it to see it.`,
	)
	return {
		projectId,
		title,
		format: script.format,
		...plan.report,
		warnings: [...script.warnings, ...trashed],
	}
}
