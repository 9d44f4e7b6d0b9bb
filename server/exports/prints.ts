/**
 * Prints and pictures of a film as files: begun, followed, fetched and cancelled by id, written by a
 * thread of their own while the rooms go on.
 */
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { customDefinitions } from '#core/board/custom-field.ts'
import { AppError } from '#core/errors.ts'
import { layOutPages } from '#core/exports/page-geometry.ts'
import { pictureNames } from '#core/exports/picture-names.ts'
import { printScenes } from '#core/exports/print-panels.ts'
import { type PrintSettings, readPrintSettings } from '#core/exports/print-settings.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import { listColumns } from '#core/shot-list/list-column.ts'
import type { AssetService } from '../assets/assets.ts'
import type { NoteService } from '../notes/notes.ts'
import type { PictureService } from '../pictures/pictures.ts'
import type { ShotListPage, ShotListService } from '../shot-list/shot-list.ts'
import { createJobs, type JobState } from '../signals/jobs.ts'
import type { PrintJob, PrintReport } from './print-types.ts'
import { runPrint } from './run-print.ts'

export interface PrintRequest {
	projectId: string
	kind: 'pdf' | 'png'
	/** Null = the film. */
	sceneId: string | null
	/** Null = all; panels of the chosen scenes. */
	panelIds: readonly string[] | null
	/** What differs from what the project remembers. */
	settings: Partial<PrintSettings>
}
export interface PrintService {
	/** Begins; `out` null writes where `read` finds it. @throws AppError('not_found' | 'too_many') */
	start(request: PrintRequest, out: string | null): Promise<string>
	state(projectId: string, id: string): JobState<PrintReport> | null
	cancel(projectId: string, id: string): void
	/** A finished file's bytes; null when there is none. */
	read(
		projectId: string,
		id: string,
	): { kind: 'pdf' | 'png'; bytes: AsyncIterable<Uint8Array> } | null
	dispose(): void
}

export interface PrintDependencies {
	shotList: Pick<ShotListService, 'openForPrint'>
	notes: Pick<NoteService, 'byPanel'>
	pictures: Pick<PictureService, 'png'>
	assets: Pick<AssetService, 'read'>
	env: { DATA_DIR: string }
	now: () => number
	random: Random
}

export function createPrintService(deps: PrintDependencies): PrintService {
	const directory = join(deps.env.DATA_DIR, 'prints')
	const owners = new Map<string, string>()
	const jobs = createJobs<PrintReport>({
		newId: () => createId(deps.random),
		maxRunning: 2,
		maxKept: 12,
		tooMany: 'Two prints are being made. Wait for one of them.',
		brokeOff: 'The print broke off. Try again.',
		onForget(id) {
			owners.delete(id)
			for (const end of ['pdf', 'zip']) void rm(join(directory, `${id}.${end}`), { force: true })
		},
	})
	const isOf = (projectId: string, id: string) => owners.get(id) === projectId
	return {
		async start(request, out) {
			const page = await deps.shotList.openForPrint(request.projectId)
			const scenes = chosenScenes(page, request)
			const id = jobs.start(async (control, jobId) => {
				await mkdir(directory, { recursive: true })
				const end = request.kind === 'pdf' ? 'pdf' : 'zip'
				const file = out ?? join(directory, `${jobId}.${end}`)
				return runPrint(await jobOf(deps, { page, scenes, request, file }), deps.pictures, control)
			})
			owners.set(id, request.projectId)
			return id
		},
		state: (projectId, id) => (isOf(projectId, id) ? jobs.state(id) : null),
		cancel(projectId, id) {
			if (isOf(projectId, id)) jobs.cancel(id)
		},
		read(projectId, id) {
			const state = isOf(projectId, id) ? jobs.state(id) : null
			if (state?.state !== 'done') return null
			const { file } = state.report
			return { kind: file.endsWith('.zip') ? 'png' : 'pdf', bytes: createReadStream(file) }
		},
		dispose: () => jobs.dispose(),
	}
}

type Scenes = ReturnType<typeof chosenScenes>

/** The scenes with their panels. @throws AppError('not_found') when nothing is chosen */
function chosenScenes({ scenes, panels }: ShotListPage, { sceneId, panelIds }: PrintRequest) {
	const chosen = scenes
		.filter((scene) => sceneId === null || scene.sceneId === sceneId)
		.map(({ sceneId: id, number, heading }) => ({
			...{ sceneId: id, number, heading },
			panels: panels.filter(
				(panel) => panel.sceneId === id && (panelIds === null || panelIds.includes(panel.panelId)),
			),
		}))
		.filter((scene) => scene.panels.length > 0)
	if (chosen.length === 0)
		throw new AppError('not_found', { userMessage: 'There is no panel to print here.' })
	return chosen
}

async function jobOf(
	{ assets, notes, now }: PrintDependencies,
	given: { page: ShotListPage; scenes: Scenes; request: PrintRequest; file: string },
): Promise<PrintJob> {
	const { page, scenes, request, file } = given
	if (request.kind === 'png') {
		const files = pictureNames(scenes).map(({ panel, name }) => {
			return { name, sceneId: panel.sceneId, panelId: panel.panelId }
		})
		return { kind: 'png', out: file, files }
	}
	const { project } = page
	const settings = { ...readPrintSettings(project.printSettings), ...request.settings }
	const columns = listColumns(customDefinitions(project.customFields ?? []))
	const printed = printScenes(scenes, {
		...{ settings, columns, frameRate: project.frameRate },
		notes: await notes.byPanel(request.projectId),
		...(request.panelIds === null ? { omitted: page.omitted } : {}),
	})
	return {
		...{ kind: 'pdf', out: file, title: project.title, settings },
		pages: layOutPages(printed, settings, project.aspectRatio),
		printedAt: new Date(now()).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
		logo: settings.logo === null ? null : await assets.read(settings.logo),
	}
}
