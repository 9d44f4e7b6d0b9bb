/** What the list needs of the project: its scenes with their numbers, its rate and its own fields. */
import { computed, type Signal } from '@tldraw/state'
import type { TLRecord } from '@tldraw/tlschema'
import type { CustomField, CustomFieldRecord } from '#core/board/custom-field.ts'
import type { NumberingScheme } from '#core/board/numbering.ts'
import { projectScenes, projectSettings } from '#core/board/project-projection.ts'
import {
	NUMBERING_SCHEMES,
	type ProjectRecord,
	type SceneRecord,
} from '#core/board/project-records.ts'
import type { ListedScene } from '#core/shot-list/list-row.ts'
import type { RoomConnection } from '../sync/connect-room.ts'

export interface ListSettings {
	title: string
	frameRate: number
	numberingScheme: NumberingScheme
	customFields: readonly CustomField[]
	/** Those that are not in the trash, in story order. */
	scenes: readonly ListedScene[]
}

/** Follows the project's room; until its document is here it is what the page came with. */
export function followListSettings(
	room: RoomConnection,
	projectId: string,
	initial: ListSettings,
): Signal<ListSettings> {
	const scenes = recordsOf<SceneRecord>(room, 'scene')
	const fields = recordsOf<CustomFieldRecord>(room, 'custom_field')
	const projects = recordsOf<ProjectRecord>(room, 'project')
	return computed(
		'settings of the list',
		() => {
			const record = projects.get()[0]
			if (!room.ready.get() || !record) return initial
			const settings = projectSettings(record, { projectId, fields: fields.get() })
			const alive = projectScenes(scenes.get(), projectId).filter((row) => row.trashedAt === null)
			return {
				title: settings.title,
				frameRate: settings.frameRate,
				numberingScheme: schemeOf(settings.numberingScheme),
				customFields: settings.customFields,
				scenes: alive.map(({ sceneId, number, heading }) => ({ sceneId, number, heading })),
			}
		},
		{ isEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
	)
}

export function schemeOf(name: string): NumberingScheme {
	return NUMBERING_SCHEMES.find((scheme) => scheme === name) ?? 'slate'
}

function recordsOf<R>(room: RoomConnection, typeName: string): Signal<readonly R[]> {
	// Casts at a library edge: tldraw types its store by its own records; ours passed the schema.
	const type = typeName as TLRecord['typeName']
	return room.store.query.records(type) as unknown as Signal<readonly R[]>
}
