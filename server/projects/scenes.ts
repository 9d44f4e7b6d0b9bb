/**
 * The life of scenes. A scene is a record in the project's room and a board of its own; the board is
 * made first, so that no list ever shows a scene that cannot be opened.
 */
import { indexForMove } from '#core/board/order.ts'
import type { SceneRecord } from '#core/board/project-records.ts'
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { createId, type RoomName } from '#core/ids.ts'
import type { Principal, RecordReader, RoomDraft, Rooms } from '../realtime/rooms-api.ts'
import { newBoardRecords, newSceneRecord } from './first-records.ts'
import { notesRoom } from './notes-room.ts'
import type { ProjectDependencies, ProjectService } from './project-service.ts'

type SceneCommands = Pick<
	ProjectService,
	'createScene' | 'renameScene' | 'moveScene' | 'trashScene' | 'restoreScene'
>

/** Scene commands of one server. */
export function createSceneCommands(dependencies: ProjectDependencies): SceneCommands {
	const { db, rooms, now, random } = dependencies

	/** Runs `run` on the scene's record in its project's room. @throws AppError('not_found' | 'forbidden') */
	async function onScene(
		principal: Principal,
		sceneId: string,
		run: (draft: RoomDraft, scene: SceneRecord) => void,
	): Promise<void> {
		requireScenes(principal)
		const row = await db.projects.getScene(sceneId)
		if (!row) throw new AppError('not_found')
		await rooms.command(projectRoom(row.projectId), { principal }, (draft) => {
			run(draft, sceneRecord(draft.records, sceneId))
			return null
		})
	}

	return {
		async createScene(principal, projectId, { heading, afterSceneId }) {
			requireScenes(principal)
			const project = await db.projects.get(projectId)
			if (!project) throw new AppError('not_found')
			const sceneId = createId(random)
			const afterId = afterSceneId === null ? null : `scene:${afterSceneId}`
			await makeBoard(dependencies, principal, { sceneId, ...project })
			await rooms.command(projectRoom(projectId), { principal }, ({ records }) => {
				const scenes = sceneRecords(records)
				records.put(newSceneRecord(sceneId, heading.trim(), { scenes, afterId }))
				return null
			})
			return { sceneId }
		},
		async renameScene(principal, sceneId, changes) {
			await onScene(principal, sceneId, ({ records }, scene) => {
				const { heading = scene.heading, number = scene.number } = changes
				records.update(scene.id, { heading: heading.trim(), number: number.trim() })
			})
		},
		async moveScene(principal, sceneId, afterSceneId) {
			await onScene(principal, sceneId, ({ records }, scene) => {
				const afterId = afterSceneId === null ? null : `scene:${afterSceneId}`
				const index = indexForMove(sceneRecords(records), scene.id, afterId)
				if (index !== null) records.update(scene.id, { index })
			})
		},
		async trashScene(principal, sceneId) {
			await onScene(principal, sceneId, ({ records }, scene) => {
				records.update(scene.id, { trashedAt: now() })
			})
			await closeScene(rooms, sceneId)
		},
		async restoreScene(principal, sceneId) {
			await onScene(principal, sceneId, ({ records }, scene) => {
				records.update(scene.id, { trashedAt: null })
			})
			rooms.reopen(boardRoom(sceneId))
			rooms.reopen(notesRoom(sceneId))
		},
	}
}

/** Whoever is in the rooms of a scene that went to the trash is told and leaves. */
export async function closeScene(rooms: Pick<Rooms, 'close'>, sceneId: string): Promise<void> {
	await rooms.close(boardRoom(sceneId))
	await rooms.close(notesRoom(sceneId))
}

async function makeBoard(
	{ db, rooms, random }: ProjectDependencies,
	principal: Principal,
	scene: { sceneId: string; projectId: string; aspectRatio: number },
): Promise<void> {
	const board = boardRoom(scene.sceneId)
	await db.rooms.create(board, scene.projectId)
	await rooms.command(board, { principal }, ({ records }) => {
		const { aspectRatio } = scene
		for (const record of newBoardRecords({ aspectRatio, random })) records.put(record)
		return null
	})
}

export function projectRoom(projectId: string): RoomName {
	return `project:${projectId}`
}

export function boardRoom(sceneId: string): RoomName {
	return `board:${sceneId}`
}

/** The scenes of a project's room, in no order, trashed ones included. */
function sceneRecords(records: RecordReader): SceneRecord[] {
	return [...records.all()].filter((record) => record.typeName === 'scene')
}

function sceneRecord(records: RecordReader, sceneId: string): SceneRecord {
	const record = records.get(`scene:${sceneId}`)
	if (record?.typeName !== 'scene') throw new AppError('not_found')
	return record
}

function requireScenes(principal: Principal): void {
	if (!can(principal.role, 'scene.manage')) throw new AppError('forbidden')
}
