/**
 * Projects and scenes: create, rename, order, trash, restore. All document writes are room commands;
 * only a project's own life (made, in the trash) is a row of its own. The trash closes rooms and
 * keeps everything, the log above all.
 */
import { type Action, can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { findRecord } from './find-record.ts'
import { newProjectRecord } from './first-records.ts'
import { movePanels } from './move-panels.ts'
import { notesRoom } from './notes-room.ts'
import type { ProjectDependencies, ProjectPage, ProjectService } from './project-service.ts'
import { boardRoom, createSceneCommands, projectRoom } from './scenes.ts'
import { setFilm } from './set-film.ts'

export type { BoardPage, ProjectPage, ProjectService } from './project-service.ts'

/** Builds the service. */
export function createProjectService(dependencies: ProjectDependencies): ProjectService {
	const sceneCommands = createSceneCommands(dependencies)
	return {
		...createReads(dependencies),
		...sceneCommands,
		...createProjectCommands(dependencies, sceneCommands),
		async find(principal, sceneId, recordId) {
			requireAction(principal, 'project.read')
			return findRecord(dependencies, sceneId, recordId)
		},
		movePanels: (principal, input) => movePanels(dependencies, principal, input),
		setFilm: (principal, projectId, change) => setFilm(dependencies, principal, projectId, change),
	}
}

type ProjectReads = Pick<ProjectService, 'list' | 'listTrash' | 'open' | 'openBoard'>

function createReads({ db, rooms, signals }: ProjectDependencies): ProjectReads {
	async function open(projectId: string): Promise<ProjectPage> {
		const row = await db.projects.get(projectId)
		if (!row) throw new AppError('not_found')
		if (row.trashedAt !== null) throw new AppError('trashed')
		const projects = await db.projects.list({ trashed: false })
		const project = projects.find((candidate) => candidate.projectId === projectId)
		if (!project) throw new AppError('not_found')
		return { project, scenes: await db.projects.listScenes(projectId, { trashed: false }) }
	}
	return {
		open,
		list: () => db.projects.list({ trashed: false }),
		async listTrash() {
			const alive = await db.projects.list({ trashed: false })
			const scenes = await Promise.all(
				alive.map(async ({ projectId, title }) => {
					const trashed = await db.projects.listScenes(projectId, { trashed: true })
					return trashed.map((scene) => ({ ...scene, projectTitle: title }))
				}),
			)
			return { projects: await db.projects.list({ trashed: true }), scenes: scenes.flat() }
		},
		async openBoard(principal, sceneId) {
			const scene = await db.projects.getScene(sceneId)
			if (!scene) throw new AppError('not_found')
			const page = await open(scene.projectId)
			if (scene.trashedAt !== null) throw new AppError('trashed')
			// Their words must be sealable in the same transaction as a decision of theirs.
			await signals.ensureAuthor(scene.projectId, principal.userId)
			const claim = async (room: ReturnType<typeof boardRoom>) => ({
				clientId: await rooms.issueClientId(room, principal.userId),
				generation: await rooms.generation(room),
			})
			const board = await claim(boardRoom(sceneId))
			await db.rooms.create(notesRoom(sceneId), scene.projectId)
			const notes = await claim(notesRoom(sceneId))
			const project = await claim(projectRoom(scene.projectId))
			const panels = await db.projects.listPanels(sceneId)
			return { ...page, scene, panels, rooms: { board, project, notes } }
		},
	}
}

type ProjectCommands = Pick<ProjectService, 'create' | 'rename' | 'trash' | 'restore'>

function createProjectCommands(
	{ db, rooms, now, random }: ProjectDependencies,
	{ createScene }: Pick<ProjectService, 'createScene'>,
): ProjectCommands {
	return {
		async create(principal, { title, logline = '', withFirstScene, isSynthetic = false }) {
			requireAction(principal, 'project.create')
			const projectId = createId(random)
			const room = projectRoom(projectId)
			const createdBy = principal.userId
			const name = title.trim()
			await db.projects.create({
				projectId,
				title: name,
				createdAt: now(),
				createdBy,
				isDemo: false,
				isSynthetic,
			})
			await db.rooms.create(room, projectId)
			await rooms.command(room, { principal }, ({ records }) => {
				records.put(newProjectRecord(name, logline.trim()))
				return null
			})
			if (!withFirstScene) return { projectId, sceneId: null }
			const first = { heading: '', afterSceneId: null }
			return { projectId, ...(await createScene(principal, projectId, first)) }
		},
		async rename(principal, projectId, title) {
			requireAction(principal, 'project.manage')
			await rooms.command(projectRoom(projectId), { principal }, ({ records }) => {
				if (!records.get('project:settings')) records.put(newProjectRecord(title.trim(), ''))
				records.update('project:settings', { title: title.trim() })
				return null
			})
		},
		async trash(principal, projectId) {
			requireAction(principal, 'project.manage')
			// Marked first: a room that somebody opens in between is refused.
			await setTrashed(projectId, now())
			for (const room of await roomsOf(projectId)) await rooms.close(room)
		},
		async restore(principal, projectId) {
			requireAction(principal, 'project.manage')
			await setTrashed(projectId, null)
			for (const room of await roomsOf(projectId)) rooms.reopen(room)
		},
	}

	async function setTrashed(projectId: string, at: number | null): Promise<void> {
		if (!(await db.projects.get(projectId))) throw new AppError('not_found')
		await db.projects.setTrashed(projectId, at)
	}

	/** The project's room and the boards that are not in the trash by themselves. */
	async function roomsOf(projectId: string) {
		const scenes = await db.projects.listScenes(projectId, { trashed: false })
		const rooms = scenes.flatMap(({ sceneId }) => [boardRoom(sceneId), notesRoom(sceneId)])
		return [projectRoom(projectId), ...rooms]
	}
}

function requireAction(principal: Principal, action: Action): void {
	if (!can(principal.role, action)) throw new AppError('forbidden')
}
