/**
 * One scene's board as the shot list holds it: its rows, who else is in which cell, and cells that are
 * set through the room's own binding, one undo step for all that is set at once.
 */
import { computed, type Signal } from '@tldraw/state'
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { projectBoard, projectNumbering } from '#core/board/board-projection.ts'
import { type OmittedShot, omittedIn } from '#core/board/number-lock.ts'
import type { ShotRecord } from '#core/board/shot-record.ts'
import type { CustomRecord } from '#core/canvas/canvas-schema.ts'
import { newShotRecord } from '#core/canvas/new-panel.ts'
import type { Random } from '#core/random.ts'
import type { ListedPanel } from '#core/shot-list/list-row.ts'
import { fieldsOf, getPath, withPaths } from '#core/sync/record-path.ts'
import { mergeText } from '#core/sync/text-merge.ts'
import type { RebasedHistory } from '#core/sync/undo-rebase.ts'
import { followPeople, type PeopleHere } from '../presence/people-signal.ts'
import type { RoomConnection } from '../sync/connect-room.ts'
import { StoreHistory } from '../sync/store-history.ts'
import type { ListSettings } from './list-settings.ts'

export interface CellEdit {
	panelId: string
	target: 'shot' | 'panel'
	path: string
	/** What stood there when editing began; words are merged with what others typed since. */
	before: unknown
	after: unknown
}

export interface SceneRoom {
	readonly sceneId: string
	readonly connection: RoomConnection
	/** In story order; null until the document is here. */
	readonly panels: Signal<readonly ListedPanel[] | null>
	/** Its shots that read OMITTED; null until the document is here. */
	readonly omitted: Signal<readonly OmittedShot[] | null>
	readonly people: PeopleHere
	readonly history: RebasedHistory
	/** Sets cells as one undo step; returns how many could be set. */
	setCells(edits: readonly CellEdit[]): number
	dispose(): void
}

export function openSceneRoom(options: {
	sceneId: string
	projectId: string
	connection: RoomConnection
	settings: Signal<ListSettings>
	random: Random
}): SceneRoom {
	const { sceneId, projectId, connection, settings, random } = options
	const { store } = connection
	const editor = new StoreHistory(store)
	const history = connection.attachHistory(editor)
	const people = followPeople(connection)
	const shapes = store.query.records('shape', () => ({ type: { eq: 'panel' } }))
	const shots = store.query.records('shot' as TLRecord['typeName'])
	const marks = store.query.records('provenance' as TLRecord['typeName'])
	return {
		sceneId,
		connection,
		people,
		history,
		panels: computed(`panels of ${sceneId}`, () => {
			if (!connection.ready.get()) return null
			const { numberingScheme, scenes } = settings.get()
			const sceneNumber = scenes.find((scene) => scene.sceneId === sceneId)?.number ?? ''
			return projectBoard([...shapes.get(), ...shots.get(), ...marks.get()], {
				...{ sceneId, projectId, sceneNumber, numberingScheme },
				pictureHash: () => '',
			})
		}),
		omitted: computed(`omitted in ${sceneId}`, () =>
			connection.ready.get()
				? omittedIn(
						settings.get().numberingScheme,
						projectNumbering([...shapes.get(), ...shots.get()]),
					)
				: null,
		),
		setCells(edits) {
			if (!connection.canWrite) return 0
			editor.mark()
			const set = edits.filter((edit) => setCell(store, edit, random))
			editor.mark()
			return set.length
		},
		dispose() {
			people.dispose()
			history.dispose()
			editor.dispose()
			connection.dispose()
		},
	}
}

function setCell(store: TLStore, edit: CellEdit, random: Random): boolean {
	const panel = recordOf(store, edit.panelId)
	if (panel?.typeName !== 'shape' || panel.type !== 'panel') return false
	if (edit.target === 'panel') {
		writePath(store, panel, edit)
		return true
	}
	const shot = recordOf(store, panel.props.shotId ?? '')
	if (shot?.typeName === 'shot') {
		writePath(store, shot, edit)
		return true
	}
	const made: ShotRecord = newShotRecord(random)
	putRecord(store, made)
	putRecord(store, { ...panel, props: { ...panel.props, shotId: made.id } })
	writePath(store, made, edit)
	return true
}

type Stored = TLRecord | CustomRecord

function recordOf(store: TLStore, id: string): Stored | undefined {
	// Cast at a library edge: tldraw types its ids by its own records.
	return store.get(id as TLRecord['id']) as Stored | undefined
}

function putRecord(store: TLStore, record: Stored): void {
	// Cast at a library edge: as above.
	store.put([record as TLRecord])
}

function writePath(store: TLStore, record: Stored, { path, before, after }: CellEdit): void {
	const now = getPath(fieldsOf(record), path)
	const value =
		typeof before === 'string' && typeof now === 'string' && typeof after === 'string'
			? mergeText(before, now, after)
			: after
	// Cast at a library edge: which values a path holds is the schema's business, checked by the store.
	putRecord(store, withPaths(fieldsOf(record), [[path, value]]) as unknown as Stored)
}
