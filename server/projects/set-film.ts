/**
 * What holds for a whole film and touches every board: the paper's ratio and the lock of numbers. The
 * project's record is changed first, then each board by itself; asked again, it finishes what a stop
 * of the server left undone, and changes nothing twice.
 */
import { locksToSet } from '#core/board/number-lock.ts'
import { can } from '#core/board/role.ts'
import { storyPanels } from '#core/board/story.ts'
import { panelHeight } from '#core/canvas/layout.ts'
import { AppError } from '#core/errors.ts'
import { isPanel, isShot } from '#core/suggestions/board-records.ts'
import type { Principal, RecordWriter } from '../realtime/rooms-api.ts'
import type { FilmChange, ProjectDependencies } from './project-service.ts'
import { boardRoom, projectRoom } from './scenes.ts'

/** @throws AppError('forbidden' | 'not_found' | 'trashed') */
export async function setFilm(
	{ db, rooms }: ProjectDependencies,
	principal: Principal,
	projectId: string,
	change: FilmChange,
): Promise<{ boards: number }> {
	const may = can(principal.role, 'project.manage') && can(principal.role, 'room.board.write')
	if (!may) throw new AppError('forbidden')
	const row = await db.projects.get(projectId)
	if (!row) throw new AppError('not_found')
	if (row.trashedAt !== null) throw new AppError('trashed')
	const { aspectRatio, numbers } = change
	const scheme = await rooms.command(projectRoom(projectId), { principal }, ({ records }) => {
		const film = records.get('project:settings')
		if (film?.typeName !== 'project') throw new AppError('not_found')
		if (aspectRatio !== undefined && film.aspectRatio !== aspectRatio)
			records.update(film.id, { aspectRatio })
		return film.numberingScheme
	})
	const scenes = await db.projects.listScenes(projectId, { trashed: false })
	for (const { sceneId, number } of scenes) {
		await rooms.command(boardRoom(sceneId), { principal }, ({ records }) => {
			if (aspectRatio !== undefined) setPaper(records, aspectRatio)
			if (numbers === 'lock') lockNumbers(records, { sceneNumber: number, scheme })
			if (numbers === 'unlock') unlockNumbers(records)
			return null
		})
	}
	return { boards: scenes.length }
}

/** Panels with a ratio of their own keep it; those off the wall change too, so that they fit when they return. */
function setPaper(records: RecordWriter, aspectRatio: number): void {
	for (const panel of [...records.all()].filter(isPanel)) {
		const h = panelHeight(panel.props.aspectOverride ?? aspectRatio)
		if (panel.props.h !== h) records.update(panel.id, { 'props.h': h })
	}
}

function lockNumbers(records: RecordWriter, options: Parameters<typeof locksToSet>[2]): void {
	const all = [...records.all()]
	const panels = storyPanels(all.filter(isPanel)).map(({ id, index, props }) => ({
		...{ id, index, shotId: props.shotId, lockedNumber: props.lockedNumber },
	}))
	const shots = new Map(all.filter(isShot).map((shot) => [shot.id as string, shot]))
	const locks = locksToSet(panels, shots, options)
	for (const [id, number] of locks.shots) records.update(id, { lockedNumber: number })
	for (const [id, number] of locks.panels) records.update(id, { 'props.lockedNumber': number })
}

function unlockNumbers(records: RecordWriter): void {
	const all = [...records.all()]
	for (const shot of all.filter(isShot))
		if (shot.lockedNumber !== null) records.update(shot.id, { lockedNumber: null })
	for (const { id, props } of all.filter(isPanel))
		if (props.lockedNumber !== null) records.update(id, { 'props.lockedNumber': null })
}
