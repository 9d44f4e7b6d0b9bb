/**
 * Judges a database that nobody has open: whatever happened to the server before, the file must open,
 * its documents must be whole, its rows must say what its documents say, and every decision must have
 * exactly one log row and every log row its decision. Returns faults as sentences; none = all is well.
 */
import { createHash } from 'node:crypto'
import SqliteDatabase from 'better-sqlite3'
import type { NumberingScheme } from '#core/board/numbering.ts'
import { projectScenes } from '#core/board/project-projection.ts'
import type { RoomName } from '#core/ids.ts'
import { verifyChain } from '#core/signals/chain.ts'
import type { SignalEvent } from '#core/signals/event.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { openDatabase } from '#db/open.ts'
import { readStored } from '#server/realtime/archive.ts'
import { createBoardProjector } from '#server/realtime/projector.ts'

export interface Verdict {
	faults: string[]
	board: RecordDoc
	/** Verdicts in the log that decide something (retractions are not counted). */
	decisions: number
	/** Their suggestions as they stand in the document. */
	suggestions: Map<string, SuggestionRecord>
	events: SignalEvent[]
}

/** Project `p1` and scene `s1` of a file. @throws AppError when it cannot be opened at all. */
export async function verifyFile(file: string): Promise<Verdict> {
	const faults: string[] = []
	checkFile(file, faults)
	const db = openDatabase({ file })
	try {
		const board = await readRoom(db, 'board:s1', faults)
		const project = await readRoom(db, 'project:p1', faults)
		const events: SignalEvent[] = []
		for await (const event of db.signals.scan({ projectId: 'p1' })) events.push(event)
		const chain = await verifyChain(events, (bytes) => createHash('sha256').update(bytes).digest())
		if (!chain.ok) faults.push(`the log's chain: ${chain.message}`)
		const suggestions = suggestionsIn(board)
		const decisions = checkDecisions(suggestions, events, faults)
		checkProvenance(board, suggestions, faults)
		checkSlates(suggestions, events, faults)
		checkProjections(file, { board, project }, faults)
		return { faults, board, decisions, suggestions, events }
	} finally {
		await db.close()
	}
}

function checkFile(file: string, faults: string[]): void {
	const sqlite = new SqliteDatabase(file)
	const verdict = sqlite.pragma('quick_check', { simple: true })
	if (verdict !== 'ok') faults.push(`quick_check: ${verdict}`)
	const foreign = sqlite.pragma('foreign_key_check')
	if (!Array.isArray(foreign) || foreign.length > 0) faults.push('foreign keys point nowhere')
	sqlite.close()
}

type Opened = ReturnType<typeof openDatabase>

async function readRoom(db: Opened, name: RoomName, faults: string[]): Promise<RecordDoc> {
	const stored = await db.rooms.open(name)
	const updates = stored.updates.map((row) => row.update)
	const records = new RecordDoc(readStored(stored.snapshot, updates))
	for (const [id, why] of records.damaged) faults.push(`${name}: ${id} cannot be read (${why})`)
	return records
}

function suggestionsIn(board: RecordDoc): Map<string, SuggestionRecord> {
	const found = new Map<string, SuggestionRecord>()
	for (const record of board.all())
		if (record.typeName === 'suggestion') found.set(record.id, record)
	return found
}

const STATUS_OF: Readonly<Record<string, string>> = {
	accept: 'accepted',
	edit_accept: 'edited',
	reject: 'rejected',
	dismiss: 'dismissed',
}
const DECIDED = Object.values(STATUS_OF)

/** Every standing decision has exactly one row, and every row its decision. */
function checkDecisions(
	suggestions: Verdict['suggestions'],
	events: readonly SignalEvent[],
	faults: string[],
): number {
	const standing = new Map<string, { eventId: string; verdict: string }>()
	let decisions = 0
	for (const event of events) {
		if (event.type !== 'suggestion.decided') continue
		const id = event.suggestionId ?? ''
		const { verdict, retracts } = event.payload
		const before = standing.get(id)
		if (verdict === 'retract') {
			if (before?.eventId !== retracts) faults.push(`${id}: takes back what does not stand`)
			standing.delete(id)
			continue
		}
		decisions += 1
		if (before) faults.push(`${id}: decided twice (${before.eventId}, ${event.eventId})`)
		if (!suggestions.has(id)) faults.push(`${id}: a row without its suggestion`)
		standing.set(id, { eventId: event.eventId, verdict })
	}
	for (const [id, { status, meta }] of suggestions) {
		const row = standing.get(id)
		const isDecided = DECIDED.includes(status)
		if (isDecided && !row) faults.push(`${id}: ${status} without a row`)
		if (!isDecided && row) faults.push(`${id}: a row says ${row.verdict}, the board ${status}`)
		if (!isDecided || !row) continue
		if (STATUS_OF[row.verdict] !== status)
			faults.push(`${id}: a row says ${row.verdict}, the board ${status}`)
		if (meta.decisionEventId !== row.eventId) faults.push(`${id}: names another row`)
	}
	return decisions
}

/** What was accepted carries its mark, and nothing else does. */
function checkProvenance(
	board: RecordDoc,
	suggestions: Verdict['suggestions'],
	faults: string[],
): void {
	const marked = new Set<string>()
	for (const record of board.all())
		if (record.typeName === 'provenance') marked.add(record.suggestionId)
	for (const [id, { status }] of suggestions) {
		const isApplied = status === 'accepted' || status === 'edited'
		if (isApplied !== marked.has(id)) faults.push(`${id}: ${status}, mark: ${marked.has(id)}`)
	}
}

/** Every card on the board was logged as shown, once. */
function checkSlates(
	suggestions: Verdict['suggestions'],
	events: readonly SignalEvent[],
	faults: string[],
): void {
	const shown = new Map<string, number>()
	for (const event of events) {
		if (event.type !== 'slate.shown') continue
		for (const { suggestionId, position } of event.payload.candidates)
			if (suggestionId !== null && position !== null)
				shown.set(suggestionId, (shown.get(suggestionId) ?? 0) + 1)
	}
	for (const id of suggestions.keys())
		if (shown.get(id) !== 1) faults.push(`${id}: logged as shown ${shown.get(id) ?? 0} times`)
	for (const id of shown.keys())
		if (!suggestions.has(id)) faults.push(`${id}: logged as shown and not on the board`)
}

interface Rows {
	panels: Record<string, unknown>[]
	scenes: Record<string, unknown>[]
	open: number
	scheme: NumberingScheme
}

/** The rows film-wide pages read, as they stand, against what the documents say. */
function checkProjections(
	file: string,
	{ board, project }: { board: RecordDoc; project: RecordDoc },
	faults: string[],
): void {
	const rows = readRows(file)
	const scenes = [...project.all()].filter((record) => record.typeName === 'scene')
	if (scenes.length > 0) expectSame('scenes', rows.scenes, projectScenes(scenes, 'p1'), faults)
	const facts = {
		...{ sceneId: 's1', projectId: 'p1', numberingScheme: rows.scheme },
		sceneNumber: String(rows.scenes[0]?.number ?? ''),
	}
	const { projections } = createBoardProjector(board, facts).take()
	// Numbers are derived whenever they are read, so a stored one may be of another time.
	const panels = (projections.panels ?? []).map(({ number: _, ...row }) => ({
		...row,
		shotFields: JSON.stringify(row.shotFields),
		frame: JSON.stringify(row.frame),
		isFromSuggestion: Number(row.isFromSuggestion ?? false),
		shotNumberOverride: row.shotNumberOverride ?? null,
	}))
	expectSame('panels', rows.panels, panels, faults)
	const open = projections.openSuggestions?.open ?? 0
	if (rows.open !== open) faults.push(`open suggestions: ${rows.open} stored, ${open} on the board`)
}

function readRows(file: string): Rows {
	const sqlite = new SqliteDatabase(file, { readonly: true })
	// Casts: the queries name these columns.
	const all = (sql: string) => sqlite.prepare(sql).all() as Record<string, unknown>[]
	const [project] = all("SELECT numbering_scheme AS scheme FROM project WHERE project_id = 'p1'")
	const [open] = all("SELECT open FROM scene_suggestions WHERE scene_id = 's1'")
	const rows = {
		panels: all(`SELECT panel_id AS panelId, scene_id AS sceneId, project_id AS projectId, position,
			shot_id AS shotId, shot_number_override AS shotNumberOverride, size, action, dialogue, notes,
			duration_frames AS durationFrames, picture_hash AS pictureHash,
			shot_fields AS shotFields, frame, is_from_suggestion AS isFromSuggestion
			FROM panel WHERE scene_id = 's1' ORDER BY position`),
		scenes: all(`SELECT scene_id AS sceneId, project_id AS projectId, position, number, heading,
			trashed_at AS trashedAt FROM scene ORDER BY position`),
		open: Number(open?.open ?? 0),
		scheme: project?.scheme as NumberingScheme,
	}
	sqlite.close()
	return rows
}

function expectSame(what: string, stored: object[], derived: object[], faults: string[]): void {
	const canonical = (row: object) =>
		JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
	const left = stored.map(canonical)
	const right = derived.map(canonical)
	if (left.length !== right.length)
		faults.push(`${what}: ${left.length} rows stored, ${right.length} in the document`)
	for (const [i, row] of left.entries())
		if (right[i] !== undefined && row !== right[i])
			faults.push(`${what}: row ${i} is ${row} and not ${right[i]}`)
}
