/**
 * What a new project and a new scene begin with. A board is never empty: it has its page and one
 * panel, so that the first thing to do is to draw.
 */
import { DocumentRecordType, PageRecordType, TLDOCUMENT_ID, type TLRecord } from '@tldraw/tlschema'
import { ZERO_INDEX_KEY } from '@tldraw/utils'
import { indexAfter } from '#core/board/order.ts'
import type { ProjectRecord, SceneRecord } from '#core/board/project-records.ts'
import { BOARD_PAGE_ID, newPanelRecords } from '#core/canvas/new-panel.ts'
import type { Random } from '#core/random.ts'
import type { DocRecord } from '../realtime/rooms-api.ts'

/** Width ÷ height of the panels of a new project: flat widescreen. */
const FIRST_ASPECT_RATIO = 1.85
const FIRST_FRAME_RATE = 24

export function newProjectRecord(title: string, logline: string): ProjectRecord {
	return {
		id: 'project:settings',
		typeName: 'project',
		title,
		logline,
		aspectRatio: FIRST_ASPECT_RATIO,
		frameRate: FIRST_FRAME_RATE,
		numberingScheme: 'slate',
		meta: {},
	}
}

/** A scene after `afterId` (`scene:…`, null = first) among `scenes`. Its number follows its place. */
export function newSceneRecord(
	sceneId: string,
	heading: string,
	place: { scenes: readonly SceneRecord[]; afterId: string | null },
): SceneRecord {
	return {
		id: `scene:${sceneId}`,
		typeName: 'scene',
		index: indexAfter(place.scenes, place.afterId),
		number: '',
		heading,
		synopsis: '',
		trashedAt: null,
		meta: {},
	}
}

/** The document and page of a board (docs/spec/sync.md B12) and its first, empty panel. */
export function newBoardRecords(input: { aspectRatio: number; random: Random }): DocRecord[] {
	const { aspectRatio, random } = input
	const { panel, shot } = newPanelRecords({
		index: indexAfter([], null),
		sceneAspect: aspectRatio,
		random,
	})
	const page: TLRecord[] = [
		DocumentRecordType.create({ id: TLDOCUMENT_ID }),
		PageRecordType.create({ id: BOARD_PAGE_ID, name: 'Board', index: ZERO_INDEX_KEY }),
	]
	return shot ? [...page, shot, panel] : [...page, panel]
}
