/**
 * Writes a plan: per piece first the boards of its new scenes, each with one empty panel, then the
 * piece's records in one command. So no list ever shows a scene that cannot be opened, and other
 * people's work gets its turn between two pieces.
 */
import { sceneIdOf } from '#core/board/project-projection.ts'
import { AppError } from '#core/errors.ts'
import type { Random } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import { newBoardRecords } from '../projects/first-records.ts'
import type { Principal, RecordWriter, Rooms } from '../realtime/rooms-api.ts'
import type { ImportOptions } from './import-report.ts'
import type { ImportPlan, PlannedRecord } from './plan-import.ts'

/** Most records one command writes: some milliseconds of the room's time. */
export const PIECE_RECORDS = 200
/** Most letters in one command. */
const PIECE_LETTERS = 100_000
/** Boards made at the same time, so that they share commits. */
const BOARDS_AT_ONCE = 25

interface Writing {
	rooms: Rooms
	db: Pick<Database, 'rooms'>
	random: Random
	principal: Principal
	plan: ImportPlan
	projectId: string
	aspectRatio: number
	options: ImportOptions
}

/** @throws AppError('conflict') when stopped; what is in by then stays. */
export async function writeImport(writing: Writing): Promise<void> {
	const { rooms, principal, plan, projectId, options } = writing
	const scenes = plan.report.scenes.filter((scene) => scene.isNew).length
	const pieces = cutPieces(plan.records)
	let scenesDone = 0
	options.onProgress?.({ scenesDone, scenes, projectId })
	for (const piece of pieces) {
		if (options.signal?.aborted) throw stopped(scenesDone, scenes)
		const fresh = piece.filter(
			({ record, before }) => record.typeName === 'scene' && before === null,
		)
		await makeBoards(
			writing,
			fresh.map(({ record }) => sceneIdOf(record.id)),
		)
		await rooms.command(`project:${projectId}`, { principal }, ({ records }) => {
			for (const planned of piece) write(records, planned)
			return null
		})
		scenesDone += fresh.length
		options.onProgress?.({ scenesDone, scenes, projectId })
	}
}

/** Only what must be written, in pieces of bounded number and size. */
function cutPieces(records: readonly PlannedRecord[]): PlannedRecord[][] {
	const pieces: PlannedRecord[][] = []
	let piece: PlannedRecord[] = []
	let letters = 0
	for (const planned of records) {
		if (planned.before && changesOf(planned.before, planned.record) === null) continue
		const size = 'text' in planned.record ? planned.record.text.length : 0
		if (piece.length === PIECE_RECORDS || (piece.length > 0 && letters + size > PIECE_LETTERS)) {
			pieces.push(piece)
			piece = []
			letters = 0
		}
		piece.push(planned)
		letters += size
	}
	return piece.length > 0 ? [...pieces, piece] : pieces
}

function stopped(scenesDone: number, scenes: number): AppError {
	return new AppError('conflict', {
		userMessage: `Stopped. ${scenesDone} of ${scenes} new scenes are in. Bring the same pages in again to add the rest.`,
	})
}

/**
 * Of an old record only what the import changes is set, so that what others changed meanwhile stays.
 * If somebody removed it, that was theirs to decide: it is not brought back.
 */
function write(records: RecordWriter, { record, before }: PlannedRecord): void {
	if (before === null) {
		records.put(record)
		return
	}
	const changes = changesOf(before, record)
	if (changes && records.get(record.id)) records.update(record.id, changes)
}

/** What differs, by path; undefined takes a fact of `meta` away. Null = nothing differs. */
export function changesOf(before: object, after: object): Record<string, unknown> | null {
	const changes: Record<string, unknown> = {}
	const old = new Map<string, unknown>(Object.entries(before))
	for (const [name, value] of Object.entries(after)) {
		if (name === 'meta') Object.assign(changes, metaChanges(old.get(name), value))
		else if (value !== old.get(name)) changes[name] = value
	}
	return Object.keys(changes).length === 0 ? null : changes
}

function metaChanges(before: unknown, after: unknown): Record<string, unknown> {
	const old = new Map<string, unknown>(Object.entries(before ?? {}))
	const next = new Map<string, unknown>(Object.entries(after ?? {}))
	const names = [...new Set([...old.keys(), ...next.keys()])]
	const differing = names.filter(
		(name) => JSON.stringify(old.get(name)) !== JSON.stringify(next.get(name)),
	)
	return Object.fromEntries(differing.map((name) => [`meta.${name}`, next.get(name)]))
}

async function makeBoards(writing: Writing, sceneIds: readonly string[]): Promise<void> {
	for (let at = 0; at < sceneIds.length; at += BOARDS_AT_ONCE) {
		await Promise.all(
			sceneIds.slice(at, at + BOARDS_AT_ONCE).map((sceneId) => makeBoard(writing, sceneId)),
		)
	}
}

async function makeBoard(
	{ rooms, db, random, principal, projectId, aspectRatio }: Writing,
	sceneId: string,
): Promise<void> {
	await db.rooms.create(`board:${sceneId}`, projectId)
	await rooms.command(`board:${sceneId}`, { principal }, ({ records }) => {
		for (const record of newBoardRecords({ aspectRatio, random })) records.put(record)
		return null
	})
}
