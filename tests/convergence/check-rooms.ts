/**
 * What must be true of a film when everybody has heard everything: one document, whether live, on
 * disk, in a store or as rows; every decision with exactly one row; nothing acknowledged is missing.
 */
import { expect } from 'vitest'
import type { SignalEvent } from '#core/signals/event.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { fieldsOf } from '#core/sync/record-path.ts'
import { isGrowingStroke } from '#core/sync/stroke-codec.ts'
import type { PanelProjection } from '#db/room-store.ts'
import { createBoardProjector } from '#server/realtime/projector.ts'
import type { Decisions } from './decisions.ts'
import { visibleIds } from './expect-visible.ts'
import { contentOf } from './peers.ts'
import type { RoomPlayer } from './room-player.ts'
import { BOARDS, type BoardName, type RoomWorld } from './room-world.ts'

type Contents = ReadonlyMap<string, DocRecord>

/** The records of a board as the server holds them now, by id. */
export async function committedRecords(world: RoomWorld, room: BoardName): Promise<Contents> {
	const { committed } = await world.server.rooms.open(room)
	const { pendingStructs, pendingDs } = committed.store
	expect([pendingStructs, pendingDs]).toEqual([null, null])
	world.ledger.expectAcknowledgedIn(room, committed)
	const records = new RecordDoc(committed)
	const entries = [...records.all()].map((record): [string, DocRecord] => [record.id, record])
	records.dispose()
	return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Every open page shows its room's document, and knows that all of it is saved. */
export function expectPagesShow(player: RoomPlayer, live: Contents): void {
	const { page, socket } = player.tab
	if (!page || !socket) throw new Error(`${player.letter} could not come back`)
	const content = contentOf(page)
	for (const [id, record] of Object.entries(content)) expect(record).toEqual(live.get(id))
	expect(Object.keys(content)).toEqual(visibleIds(live))
	expect(new Map([...page.records.all()].map((record) => [record.id, record]))).toEqual(
		new Map(live),
	)
	expect(page.binding.pending.get()).toBe(0)
	expect([...page.binding.damaged.get()]).toEqual([])
	expect(Object.keys(content).length + page.binding.held.get()).toBe(live.size)
	expect(player.tab.isSaved).toBe(true)
}

/** The rows that film-wide pages read are those the document gives when read from the start. */
export async function expectRows(world: RoomWorld, room: BoardName): Promise<void> {
	const { db, rooms } = world.server
	const sceneId = room.slice('board:'.length)
	const { committed } = await rooms.open(room)
	const records = new RecordDoc(committed)
	const facts = { sceneId, projectId: 'p1', sceneNumber: '4', numberingScheme: 'slate' as const }
	const { projections } = createBoardProjector(records, facts).take()
	records.dispose()
	// As stored: the number and the picture's aspect are joined to a row when it is read.
	const stored = (rows: readonly PanelProjection[] = []) =>
		rows.map(({ number: _, shotNumberOverride: __, pictureHash, ...row }) => ({
			...row,
			pictureHash: pictureHash.slice(0, HASH_LETTERS),
		}))
	expect(stored(await db.projects.listPanels(sceneId))).toEqual(stored(projections.panels))
	const scenes = await db.projects.listScenes('p1', { trashed: false })
	const scene = scenes.find((one) => one.sceneId === sceneId)
	expect(scene?.openSuggestions).toBe(projections.openSuggestions?.open ?? 0)
	expect(scene?.panelCount).toBe(projections.panels?.length ?? 0)
}

/** Every decision has exactly one row, and every row its decision. */
export async function expectDecisionsLogged(
	world: RoomWorld,
	decisions: Decisions,
	boards: readonly Contents[],
): Promise<number> {
	const verified = await world.server.signals.verify('p1')
	expect(verified.ok, verified.message ?? '').toBe(true)
	const events: SignalEvent[] = []
	for await (const event of world.server.db.signals.scan({ projectId: 'p1' })) events.push(event)
	const decided = events.filter((event) => event.type === 'suggestion.decided')
	const retracted = decided.flatMap(({ payload }) => payload.retracts ?? [])
	expect(new Set(retracted).size).toBe(retracted.length)
	const standing = decided.filter(
		({ eventId, payload }) => payload.verdict !== 'retract' && !retracted.includes(eventId),
	)
	const suggestions = boards.flatMap((board) => [...board.values()].filter(isSuggestion))
	expect(new Set(suggestions.map(({ id }) => id)).size).toBe(suggestions.length)
	const marked = suggestions.flatMap(({ meta }) => meta.decisionEventId ?? [])
	expect(standing.map(({ eventId }): unknown => eventId).sort()).toEqual([...marked].sort())
	for (const { status, meta, decidedBy } of suggestions)
		expect(DECIDED.includes(status)).toBe(meta.decisionEventId !== undefined && decidedBy !== null)
	const rows = (list: { suggestionId: string | null; verdict: string }[]) =>
		list.map(({ suggestionId, verdict }) => `${suggestionId} ${verdict}`).sort()
	expect(
		rows(decided.map(({ suggestionId, payload }) => ({ suggestionId, verdict: payload.verdict }))),
	).toEqual(rows(decisions.applied))
	const withdrawn = events.filter(({ type }) => type === 'suggestion.withdrawn')
	const gone = suggestions.filter(({ status }) => status === 'stale' || status === 'withdrawn')
	expect(withdrawn.map(({ suggestionId }) => suggestionId).sort()).toEqual(
		gone.map(({ id }): string => id).sort(),
	)
	const shown = events.filter((event) => event.type === 'slate.shown')
	const offered = shown.flatMap(({ payload }) =>
		payload.candidates.filter(({ position }) => position !== null).map((one) => one.suggestionId),
	)
	expect(offered.sort()).toEqual(suggestions.map(({ id }): string => id).sort())
	return decided.length
}

/** What was acknowledged and never erased stands in one of the scenes; no panel stands in both. */
export function expectNothingMissing(world: RoomWorld, boards: readonly Contents[]): void {
	const missing = [...world.ledger.created].filter(
		(id) =>
			id.startsWith('shape:') && !world.erased.has(id) && !boards.some((board) => board.has(id)),
	)
	expect(missing).toEqual([])
	const [one, other] = boards.map((board) =>
		[...board.values()].filter((record) => record.typeName === 'shape' && record.type === 'panel'),
	)
	expect((one ?? []).filter(({ id }) => other?.some((panel) => panel.id === id))).toEqual([])
}

/**
 * Nothing of what moved to the other scene was left behind (R19): no drawing held in one room whose
 * panel stands in the other, no field set under an id that is over there.
 */
export async function expectNothingLeftBehind(world: RoomWorld): Promise<void> {
	const rooms = await Promise.all(BOARDS.map((room) => world.server.rooms.open(room)))
	const [one, other] = rooms.map(({ committed }) => new RecordDoc(committed))
	if (!one || !other) return
	expect([...leftBehind(one, other), ...leftBehind(other, one)]).toEqual([])
	for (const records of [one, other]) records.dispose()
}

function* leftBehind(here: RecordDoc, there: RecordDoc): Generator<string> {
	for (const record of here.all()) {
		// A pen that was down when its panel left may still be down (R20).
		if (record.typeName !== 'shape' || isGrowingStroke(fieldsOf(record))) continue
		const { parentId } = record
		if (!here.has(parentId) && there.has(parentId)) yield `${record.id} of ${parentId}`
	}
	for (const { id } of there.all())
		for (const [path, value] of here.leftovers(id))
			if (typeof value !== 'string' && !LEADS_ELSEWHERE.includes(path)) yield `${id}/${path}`
}

/** What means nothing in another room and is let go (R19). */
const LEADS_ELSEWHERE = ['index', 'parentId', 'props.shotId', 'props.assetId']
const HASH_LETTERS = 32
const DECIDED: readonly string[] = ['accepted', 'edited', 'rejected', 'dismissed']
function isSuggestion(record: DocRecord): record is SuggestionRecord {
	return record.typeName === 'suggestion'
}
