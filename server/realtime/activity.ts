/**
 * Who did what to which panel, noted in the commit of the change itself, so that those who were away
 * can be told. One row per panel, kind and person: it is written again only after somebody has come or
 * gone since (for those who stayed nothing is news), or after a while, so a growing stroke writes none.
 */
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { ActivityRow, ForwardChange } from '#db/room-store.ts'
import type { FlushStep } from './flush.ts'

/** A row that is so old is written again, so that its time is about right. */
const REFRESH_MS = 60_000
const WORD_FIELDS = ['action', 'dialogue', 'notes']

export const ACTIVITY_KINDS = [
	'added',
	'deleted',
	'sent',
	'moved',
	'drawn',
	'words',
	'timed',
	'changed',
	'accepted',
	'rejected',
] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

interface Records {
	get(id: string): DocRecord | undefined
	all(): Iterable<DocRecord>
}

export interface ActivityLog {
	/** The rows of a flush; `keep` follows when they are committed. */
	take(
		steps: readonly FlushStep[],
		records: Records,
		options: { at: number; forwards: readonly ForwardChange[] },
	): ActivityRow[]
	keep(): void
	/** Somebody came or went: what is done from now on is news to somebody else. */
	turnPage(): void
}

/** The log of one board while it is open. */
export function createActivityLog(sceneId: string): ActivityLog {
	let written = new Map<string, number>()
	let taken: ActivityRow[] = []
	let page = 0
	let takenOn = 0
	const keyOf = ({ subjectId, kind, userId }: ActivityRow) => `${subjectId}\n${kind}\n${userId}`
	return {
		take(steps, records, { at, forwards }) {
			const rows = new Map<string, ActivityRow>()
			const sent = new Set(forwards.filter(({ toRoom }) => toRoom).map(({ recordId }) => recordId))
			for (const { userId, before } of steps) {
				if (userId === null) continue
				for (const [subjectId, kind] of deedsOf(before, records, sent)) {
					const row = { sceneId, subjectId, kind, userId, at, label: '' }
					const last = written.get(keyOf(row))
					if (last === undefined || at - last >= REFRESH_MS) rows.set(keyOf(row), row)
				}
			}
			taken = [...rows.values()]
			takenOn = page
			return taken
		},
		keep() {
			// Somebody who came while it was being committed may not have it yet.
			if (takenOn === page) for (const row of taken) written.set(keyOf(row), row.at)
			taken = []
		},
		turnPage() {
			written = new Map()
			page += 1
		},
	}
}

/** What one step did, panel by panel. */
function* deedsOf(
	before: ReadonlyMap<string, DocRecord | undefined>,
	records: Records,
	sent: ReadonlySet<string>,
): Iterable<[panelId: string, kind: ActivityKind]> {
	for (const [id, was] of before) {
		const is = records.get(id)
		const one = is ?? was
		if (!one || was === is) continue
		if (one.typeName === 'shape' && one.type === 'panel') {
			if (!was) yield [id, 'added']
			else if (!is) yield [id, sent.has(id) ? 'sent' : 'deleted']
			else yield* changesOf(id, was, is)
		} else if (one.typeName === 'shape') {
			const panelId = panelAround(id, before, records)
			// What goes with its panel is no deed of its own.
			if (panelId !== null && isThroughout(panelId, before, records)) yield [panelId, 'drawn']
		} else if (one.typeName === 'shot' && was && is) {
			for (const panelId of panelsOfShot(id, records)) yield [panelId, 'changed']
		} else if (one.typeName === 'suggestion') yield* verdictOn(was, is, records)
	}
}

function* changesOf(id: string, was: DocRecord, is: DocRecord): Iterable<[string, ActivityKind]> {
	if (was.typeName !== 'shape' || is.typeName !== 'shape') return
	if (was.index !== is.index) yield [id, 'moved']
	const [old, next]: Record<string, unknown>[] = [{ ...was.props }, { ...is.props }]
	const changed = Object.keys(next ?? {}).filter((key) => !Object.is(old?.[key], next?.[key]))
	// The trash of a board: the panel stays, out of the story.
	if (changed.includes('trashedAt')) {
		yield [id, (next?.trashedAt ?? null) === null ? 'added' : 'deleted']
		return
	}
	if (changed.some((key) => WORD_FIELDS.includes(key))) yield [id, 'words']
	if (changed.includes('durationFrames')) yield [id, 'timed']
	const others = changed.filter((key) => key !== 'durationFrames' && !WORD_FIELDS.includes(key))
	if (others.length > 0) yield [id, 'changed']
}

function* verdictOn(
	was: DocRecord | undefined,
	is: DocRecord | undefined,
	records: Records,
): Iterable<[string, ActivityKind]> {
	if (was?.typeName !== 'suggestion' || is?.typeName !== 'suggestion') return
	if (was.status === is.status || was.status !== 'open') return
	const isAccepted = is.status === 'accepted' || is.status === 'edited'
	if (!isAccepted && is.status !== 'rejected') return
	const target = records.get(is.targetId)
	const about = target?.typeName === 'shot' ? [...panelsOfShot(target.id, records)] : [is.targetId]
	for (const panelId of about.slice(0, 1)) yield [panelId, isAccepted ? 'accepted' : 'rejected']
}

/** Whether a panel was there before and is there now. */
function isThroughout(
	panelId: string,
	before: ReadonlyMap<string, DocRecord | undefined>,
	records: Records,
): boolean {
	const wasThere = before.has(panelId) ? before.get(panelId) !== undefined : true
	return wasThere && records.get(panelId) !== undefined
}

function panelAround(
	id: string,
	before: ReadonlyMap<string, DocRecord | undefined>,
	records: Records,
): string | null {
	const seen = new Set<string>()
	for (let at = id; !seen.has(at); ) {
		seen.add(at)
		const record = records.get(at) ?? before.get(at)
		if (record?.typeName !== 'shape') return null
		if (record.type === 'panel') return record.id
		at = record.parentId
	}
	return null
}

function* panelsOfShot(shotId: string, records: Records): Iterable<string> {
	for (const record of records.all())
		if (record.typeName === 'shape' && record.type === 'panel' && record.props.shotId === shotId)
			yield record.id
}
