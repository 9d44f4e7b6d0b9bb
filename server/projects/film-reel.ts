/**
 * A whole film as it plays: the panels of every scene in story order, with the addresses of their
 * pictures, and the sounds laid end to end. Panels come from the projections; what only a board
 * knows (sounds, ways out, camera moves) is read from its committed document.
 */
import { secondsOfFrame } from '#core/board/frame-rate.ts'
import { laySequence, type SequenceClip } from '#core/board/sequence.ts'
import type { PlayedClip } from '#core/board/shown-frame.ts'
import { type CameraMove, readPanelMarks } from '#core/canvas/panel-marks.ts'
import type { ProjectStore } from '#db/project-store.ts'
import type { PanelProjection } from '#db/room-store.ts'
import { pictureUrl } from '../pictures/pictures.ts'
import type { RecordReader, Rooms } from '../realtime/rooms-api.ts'
import type { ProjectService } from './project-service.ts'

export interface ReelPanel {
	clip: PlayedClip
	sceneId: string
	number: string
	dialogue: string
	pictureUrl: string
	cameraMove: CameraMove | null
}
export interface ReelSound {
	assetHash: string
	startSeconds: number
	inSeconds: number
	seconds: number
	gain: number
}
export interface FilmReel {
	title: string
	frameRate: number
	aspectRatio: number
	panels: ReelPanel[]
	sounds: ReelSound[]
	frames: number
}
export interface FilmReelService {
	/** @throws AppError('not_found' | 'trashed') */
	reel(projectId: string): Promise<FilmReel>
}

const PICTURE_PX = 1920

export function createFilmReelService(dependencies: {
	projects: Pick<ProjectService, 'open'>
	db: { projects: Pick<ProjectStore, 'listPanels'> }
	rooms: Pick<Rooms, 'read'>
}): FilmReelService {
	const { projects, db, rooms } = dependencies
	return {
		async reel(projectId) {
			const { project, scenes } = await projects.open(projectId)
			const { title, frameRate, aspectRatio } = project
			const panels: ReelPanel[] = []
			const sounds: ReelSound[] = []
			let startFrame = 0
			for (const { sceneId } of scenes) {
				const rows = await db.projects.listPanels(sceneId)
				const laid = laySequence(
					rows.map(({ panelId, durationFrames }) => ({ id: panelId, durationFrames })),
					frameRate,
				)
				const heard = await rooms.read(`board:${sceneId}`, (records) => readBoard(records, rows))
				panels.push(...laid.clips.map((clip, i) => reelPanel(rows, i, { clip, startFrame, heard })))
				sounds.push(...heard.sounds.map((sound) => placed(sound, startFrame, frameRate)))
				startFrame += laid.frames
			}
			return { title, frameRate, aspectRatio, panels, sounds, frames: startFrame }
		},
	}
}

interface FrameSound {
	assetHash: string
	startFrame: number
	inFrame: number
	durationFrames: number
	gain: number
}
interface BoardFacts {
	transitions: ReadonlyMap<string, PlayedClip['outBy']>
	moves: ReadonlyMap<string, CameraMove>
	sounds: FrameSound[]
}

function readBoard(records: RecordReader, rows: readonly PanelProjection[]): BoardFacts {
	const transitions = new Map<string, PlayedClip['outBy']>()
	const sounds: FrameSound[] = []
	let hasMoves = false
	const all = [...records.all()]
	for (const record of all) {
		if (record.typeName === 'shot') transitions.set(record.id, record.transition)
		if (record.typeName === 'shape' && record.type === 'camera_move') hasMoves = true
		if (record.typeName !== 'audio_clip' || record.cutId !== null || record.muted) continue
		const { assetHash, startFrame, inFrame, durationFrames, gainDb } = record
		sounds.push({ assetHash, startFrame, inFrame, durationFrames, gain: 10 ** (gainDb / 20) })
	}
	const moves = new Map<string, CameraMove>()
	for (const { panelId } of hasMoves ? rows : []) {
		const { cameraMove } = readPanelMarks(all, panelId)
		if (cameraMove) moves.set(panelId, cameraMove)
	}
	return { transitions, moves, sounds }
}

function reelPanel(
	rows: readonly PanelProjection[],
	place: number,
	{ clip, startFrame, heard }: { clip: SequenceClip; startFrame: number; heard: BoardFacts },
): ReelPanel {
	const row = rows[place]
	const shotId = row?.shotId ?? null
	const endsShot = shotId !== null && rows[place + 1]?.shotId !== shotId
	const outBy = endsShot ? (heard.transitions.get(shotId) ?? null) : null
	const { panelId } = clip
	return {
		clip: { ...clip, startFrame: clip.startFrame + startFrame, outBy },
		sceneId: row?.sceneId ?? '',
		number: row?.number ?? '',
		dialogue: row?.dialogue ?? '',
		pictureUrl: row ? pictureUrl(row.sceneId, panelId, row.pictureHash, PICTURE_PX) : '',
		cameraMove: heard.moves.get(panelId) ?? null,
	}
}

function placed(sound: FrameSound, sceneFrame: number, frameRate: number): ReelSound {
	return {
		assetHash: sound.assetHash,
		startSeconds: secondsOfFrame(sceneFrame + sound.startFrame, frameRate),
		inSeconds: secondsOfFrame(sound.inFrame, frameRate),
		seconds: secondsOfFrame(sound.durationFrames, frameRate),
		gain: sound.gain,
	}
}
