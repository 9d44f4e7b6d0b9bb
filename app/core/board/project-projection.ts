/**
 * What film-wide pages know of a project room: its settings and its scenes in story order with the
 * numbers as printed. A scene without a number of its own counts on from its place; between typed
 * numbers it takes the one before it and a letter, as an inserted scene does on a set.
 */
import type { CustomField, CustomFieldRecord } from './custom-field.ts'
import { letterName } from './letter-name.ts'
import { sortInStoryOrder } from './order.ts'
import type { ProjectRecord, SceneRecord } from './project-records.ts'

export interface SceneRow {
	sceneId: string
	projectId: string
	position: number
	number: string
	heading: string
	trashedAt: number | null
}
export interface SettingsRow {
	projectId: string
	title: string
	logline: string
	aspectRatio: number
	frameRate: number
	numberingScheme: string
	/** The film's own fields, in their order. */
	customFields: CustomField[]
	/** How the film is printed, as last chosen; null = never. Read through PrintSettingsSchema. */
	printSettings: unknown
}

/** The id of a scene's board: what follows `scene:`. */
export function sceneIdOf(recordId: string): string {
	return recordId.replace(/^scene:/, '')
}

/** All scenes, those in the trash included, in story order. */
export function projectScenes(scenes: Iterable<SceneRecord>, projectId: string): SceneRow[] {
	const sorted = sortInStoryOrder(scenes)
	const numbers = numberScenes(sorted)
	return sorted.map((scene, position) => ({
		sceneId: sceneIdOf(scene.id),
		projectId,
		position,
		number: numbers.get(scene.id) ?? '',
		heading: scene.heading,
		trashedAt: scene.trashedAt,
	}))
}

/** Scene record id -> printed number. Scenes in the trash keep a typed number and count for nothing. */
export function numberScenes(sorted: readonly SceneRecord[]): Map<string, string> {
	const taken = new Set(sorted.map((scene) => scene.number.trim()).filter((number) => number))
	const numbers = new Map<string, string>()
	let count = 0
	let before = ''
	for (const scene of sorted) {
		const typed = scene.number.trim()
		if (scene.trashedAt === null) count += 1
		const number = typed || freeNumber(String(count), before, taken)
		numbers.set(scene.id, number)
		if (scene.trashedAt !== null) continue
		taken.add(number)
		before = number
	}
	return numbers
}

function freeNumber(wanted: string, before: string, taken: ReadonlySet<string>): string {
	if (!taken.has(wanted)) return wanted
	for (let i = 0; ; i++) {
		const lettered = `${before || wanted}${letterName(i)}`
		if (!taken.has(lettered)) return lettered
	}
}

/** The settings record as the project's row. */
export function projectSettings(
	record: ProjectRecord,
	{ projectId, fields }: { projectId: string; fields: readonly CustomFieldRecord[] },
): SettingsRow {
	const { title, logline, aspectRatio, frameRate, numberingScheme } = record
	const customFields = sortInStoryOrder(fields).map(({ id, index, name, type, choices }) => {
		return { id, index, name, type, choices }
	})
	const printSettings = record.meta.print ?? null
	return {
		projectId,
		title,
		logline,
		aspectRatio,
		frameRate,
		numberingScheme,
		customFields,
		printSettings,
	}
}
