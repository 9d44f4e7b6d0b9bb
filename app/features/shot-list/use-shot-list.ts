/**
 * The shot list as one page holds it: the project's room and those of the scenes in sight, the rows
 * that follow from them and from what the page came with, and cells that are set with undo.
 */
import { computed } from '@tldraw/state'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { customDefinitions } from '#core/board/custom-field.ts'
import type { OmittedShot } from '#core/board/number-lock.ts'
import { cryptoRandom } from '#core/random.ts'
import { listColumns } from '#core/shot-list/list-column.ts'
import {
	type ListedPanel,
	type ListRow,
	type RowKind,
	rowsOfScene,
} from '#core/shot-list/list-row.ts'
import type { PersonFace } from '../presence/people-signal.ts'
import type { RoomConnection } from '../sync/connect-room.ts'
import { useSignal } from '../sync/use-signal.ts'
import { createListHistory } from './list-history.ts'
import { followListSettings, type ListSettings } from './list-settings.ts'
import { createSceneRooms, type SceneRooms } from './scene-rooms.ts'
import { readTyped, type TypedCell } from './type-cells.ts'

export interface ShotListOptions {
	projectRoom: RoomConnection
	projectId: string
	initial: ListSettings
	/** Of all scenes, as the database knew them. */
	panels: readonly ListedPanel[]
	omitted: Readonly<Record<string, readonly OmittedShot[]>>
	canWrite: boolean
	kind: RowKind
	tell: (sentence: string) => void
}

export function useShotList(options: ShotListOptions) {
	const { projectRoom, projectId, initial, kind, tell } = options
	const settingsSignal = useMemo(
		() => followListSettings(projectRoom, projectId, initial),
		[projectRoom, projectId, initial],
	)
	const settings = useSignal(settingsSignal)
	const rooms = useSceneRooms(options, settingsSignal)
	const rows = useRows(rooms, settings, options.panels, kind)
	const omitted = useOmitted(rooms, options.omitted)
	const custom = useMemo(() => customDefinitions(settings.customFields), [settings.customFields])
	const columns = useMemo(() => listColumns(custom), [custom])
	const history = useMemo(() => createListHistory(), [])
	const { frameRate } = settings
	const type = useCallback(
		(cells: readonly TypedCell[]): string | null => {
			const read = readTyped(cells, frameRate)
			if ('why' in read) return read.why
			if (!rooms || read.scenes.length === 0) return null
			const opened = read.scenes.map(async ({ sceneId, edits }) => {
				return { room: await rooms.enter(sceneId), edits }
			})
			Promise.all(opened).then(
				(all) => {
					for (const { room, edits } of all) room.setCells(edits)
					history.add(all.map(({ room }) => room))
				},
				() => tell('This scene could not be opened, so nothing was set. Try again in a moment.'),
			)
			return null
		},
		[rooms, frameRate, history, tell],
	)
	return { settings, rooms, rows, omitted, columns, custom, history, type }
}

function useSceneRooms(
	options: ShotListOptions,
	settings: ReturnType<typeof followListSettings>,
): SceneRooms | null {
	const [rooms, setRooms] = useState<SceneRooms | null>(null)
	const { projectRoom, projectId, canWrite } = options
	useEffect(() => {
		const made = createSceneRooms({
			...{ projectId, canWrite, settings, user: projectRoom.user },
			random: cryptoRandom(window.crypto),
			issue: (sceneId) => issueOpening(projectId, sceneId),
		})
		setRooms(made)
		return () => made.dispose()
	}, [projectRoom, projectId, canWrite, settings])
	return rooms
}

async function issueOpening(projectId: string, sceneId: string) {
	const response = await fetch(`/api/v1/projects/${projectId}/openings`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ sceneId }),
	})
	if (!response.ok) throw new Error('the scene cannot be opened')
	const { clientId, generation }: { clientId: number; generation: number } = await response.json()
	return { clientId, generation }
}

/** Rows of open scenes as they stand, of the others as the page came; a row that says the same stays the same. */
function useRows(
	rooms: SceneRooms | null,
	settings: ListSettings,
	panels: readonly ListedPanel[],
	kind: RowKind,
): readonly ListRow[] {
	const known = useRef(new Map<string, { text: string; row: ListRow }>())
	const loaded = useMemo(() => panelsByScene(panels), [panels])
	const { scenes, numberingScheme: scheme } = settings
	const live = useSignal(
		useMemo(
			() =>
				computed('panels of open scenes', () => {
					const open = rooms?.open.get() ?? new Map<string, never>()
					return new Map([...open].map(([sceneId, room]) => [sceneId, room.panels.get()]))
				}),
			[rooms],
		),
	)
	return useMemo(() => {
		const next = new Map<string, { text: string; row: ListRow }>()
		const rows = scenes.flatMap((scene) => {
			const those = live.get(scene.sceneId) ?? loaded.get(scene.sceneId) ?? []
			return rowsOfScene(scene, those, { kind, scheme }).map((row) => {
				const text = JSON.stringify(row)
				const before = known.current.get(row.key)
				const kept = before?.text === text ? before : { text, row }
				next.set(row.key, kept)
				return kept.row
			})
		})
		known.current = next
		return rows
	}, [scenes, scheme, live, loaded, kind])
}

/** Of open scenes as they stand, of the others as the page came. */
function useOmitted(rooms: SceneRooms | null, loaded: ShotListOptions['omitted']) {
	const live = useSignal(
		useMemo(
			() =>
				computed('omitted in open scenes', () =>
					[...(rooms?.open.get() ?? [])].flatMap(([sceneId, room]) => {
						const omitted = room.omitted.get()
						return omitted === null ? [] : [[sceneId, omitted] as const]
					}),
				),
			[rooms],
		),
	)
	return useMemo(() => ({ ...loaded, ...Object.fromEntries(live) }), [loaded, live])
}

function panelsByScene(panels: readonly ListedPanel[]) {
	const scenes = new Map<string, ListedPanel[]>()
	for (const panel of panels) {
		const those = scenes.get(panel.sceneId)
		if (those) those.push(panel)
		else scenes.set(panel.sceneId, [panel])
	}
	return scenes
}

const NOBODY: ReadonlyMap<string, ReadonlyMap<string, PersonFace>> = new Map()

/** Row key -> column id -> who else is there. */
export function usePeopleInCells(rooms: SceneRooms | null, rows: readonly ListRow[]) {
	const here = useSignal(
		useMemo(
			() =>
				computed(
					'people in cells',
					() => {
						const places: { recordId: string; path: string; face: PersonFace }[] = []
						for (const room of rooms?.open.get().values() ?? [])
							for (const { user, textField } of room.people.all.get())
								if (textField) places.push({ ...textField, face: user })
						return places
					},
					{ isEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
				),
			[rooms],
		),
	)
	return useMemo(() => {
		if (here.length === 0) return NOBODY
		const found = new Map<string, ReadonlyMap<string, PersonFace>>()
		for (const row of rows) {
			const ids = [row.first.shotId, row.first.panelId]
			const those = here.filter(({ recordId }) => ids.includes(recordId))
			if (those.length > 0) found.set(row.key, new Map(those.map(({ path, face }) => [path, face])))
		}
		return found
	}, [here, rows])
}

/** Everybody else in the open scenes, once each. */
export function useEverybody(rooms: SceneRooms | null): readonly PersonFace[] {
	return useSignal(
		useMemo(
			() =>
				computed(
					'everybody in the list',
					() => {
						const faces = new Map<string, PersonFace>()
						for (const room of rooms?.open.get().values() ?? [])
							for (const face of room.people.others.get()) faces.set(face.userId, face)
						return [...faces.values()]
					},
					{ isEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
				),
			[rooms],
		),
	)
}
