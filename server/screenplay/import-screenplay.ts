/**
 * Brings a screenplay into a project's room, in pieces that never block it. A piece that was written is
 * valid by itself; after a crash or a stop the same import again finds what is there and adds the rest.
 * Imports into one project wait for one another.
 */
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import type { Random } from '#core/random.ts'
import { alignScripts } from '#core/screenplay/align.ts'
import { cutScenes } from '#core/screenplay/cut-scenes.ts'
import { diffDraft } from '#core/screenplay/draft-diff.ts'
import type { ParsedScript } from '#core/screenplay/script.ts'
import type { Database } from '#db/database.ts'
import type { ProjectRow } from '#db/project-store.ts'
import type { ProjectService } from '../projects/projects.ts'
import type { Principal, Rooms } from '../realtime/rooms-api.ts'
import { keepDraft, lastDraft, nextRevision, undoDraft } from './drafts.ts'
import { exportScript } from './export-script.ts'
import type {
	ImportInput,
	ImportOptions,
	ImportReport,
	ScreenplayService,
} from './import-report.ts'
import { planImport } from './plan-import.ts'
import { readProjectScript } from './project-script.ts'
import { readDraft } from './read-drafts.ts'
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
	db: Pick<Database, 'projects' | 'rooms' | 'drafts'>
	rooms: Rooms
	projects: Pick<ProjectService, 'create'>
	random: Random
	now?: () => number
}

export function createScreenplayService(dependencies: ScreenplayDependencies): ScreenplayService {
	const { rooms } = dependencies
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
			const { script, encoding, source } = readInput(input)
			const project = await findOrCreate(dependencies, principal, { input, script })
			const name = input.fileName ?? ''
			const report = await inTurn(project.projectId, () =>
				importInto(dependencies, { principal, project, script, options, name, source }),
			)
			return { ...report, encoding }
		},
		async preview(principal, projectId, input) {
			if (!can(principal.role, 'script.import')) throw new AppError('forbidden')
			const { script } = readInput({ ...input, projectId, title: '' })
			await openProject(dependencies, projectId)
			const { old, inTrash } = await rooms.read(`project:${projectId}`, readProjectScript)
			const alignment = alignScripts(old, script)
			const cut = cutScenes(old, alignment.unmatchedScenes, inTrash)
			const diff = diffDraft(old, alignment, cut)
			return { ...diff, revision: await nextRevision(dependencies, projectId, diff.hadScript) }
		},
		drafts: (projectId) => dependencies.db.drafts.list(projectId),
		lastDraft: (projectId) => lastDraft(dependencies, projectId),
		readDraft: (projectId, draftId) => readDraft(dependencies, projectId, draftId),
		undoDraft: (principal, which) =>
			inTurn(which.projectId, () =>
				undoDraft({ ...dependencies, now: dependencies.now ?? Date.now }, principal, which),
			),
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
	return openProject({ db }, made.projectId)
}

async function openProject(
	{ db }: Pick<ScreenplayDependencies, 'db'>,
	projectId: string,
): Promise<ProjectRow> {
	const project = await db.projects.get(projectId)
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
	name: string
	/** The source of a Final Draft file, else null. */
	source: string | null
}

async function importInto(
	{ rooms, db, random, now = Date.now }: ScreenplayDependencies,
	job: Job,
): Promise<Omit<ImportReport, 'encoding'>> {
	const { principal, project, script, options } = job
	const { projectId, title, aspectRatio } = project
	const before = await rooms.read(`project:${projectId}`, readProjectScript)
	const revision = await nextRevision({ db }, projectId, before.blocks.size > 0)
	const plan = planImport(before, alignScripts(before.old, script), { random, revision })
	const { name, source } = job
	const draft = { principal, projectId, revision, name, script: before, plan, source }
	// Kept before anything is written, so that an import that is stopped half way can be taken back too.
	const draftId = await keepDraft({ db, rooms, random, now }, draft)
	await writeImport({ rooms, db, random, principal, plan, projectId, aspectRatio, options })
	if (draftId !== null) await db.drafts.setFinished(draftId, now())
	const trashed = plan.inTrash.map(
		(number) =>
			`Scene ${number} is in the trash; its pages were brought up to date there. Restore it to see it.`,
	)
	return {
		projectId,
		title,
		format: script.format,
		draftId,
		revision,
		...plan.report,
		warnings: [...script.warnings, ...trashed],
	}
}
