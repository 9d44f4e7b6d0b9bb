/**
 * Brings the records of a document to a newer schema (V2). Each record is migrated by itself, so one
 * that cannot be stays as it was and costs no other; what changed is written path by path, so texts
 * keep their letters' authors and overrides stay overrides.
 */
import type { Migration, SerializedSchema, SerializedStore, UnknownRecord } from '@tldraw/store'
import type { DocRecord } from './doc-record.ts'
import { ROOM_ORIGIN } from './origin.ts'
import type { RecordDoc } from './record-doc.ts'

/** The schema to reach; `createCanvasSchema()` is one. */
export interface TargetSchema {
	getMigrationsSince(
		schema: SerializedSchema,
	): { ok: true; value: Migration[] } | { ok: false; error: string }
}

export interface MigratedDocument {
	/** How many records were written. */
	changed: number
	/** Records that could not be migrated and were left as they were, with the reason. */
	failed: ReadonlyMap<string, string>
}

/**
 * Writes everything as one transaction of the room, or nothing when a step over all records fails.
 * @throws Error when there is no way from `from` to `to`, or such a step fails.
 */
export function migrateDocument(
	records: RecordDoc,
	{ from, to }: { from: SerializedSchema; to: TargetSchema },
): MigratedDocument {
	const before = new Map([...records.all()].map((record) => [record.id as string, record]))
	const { after, failed } = migrateRecords(before, { from, to })
	return { changed: writeDifferences(records, before, after), failed }
}

/**
 * The records in the form of the newer schema; those that cannot be brought there as they were.
 * @throws Error when there is no way from `from` to `to`, or a step over all records fails.
 */
export function migrateRecords(
	before: ReadonlyMap<string, DocRecord>,
	{ from, to }: { from: SerializedSchema; to: TargetSchema },
): { after: Map<string, DocRecord>; failed: ReadonlyMap<string, string> } {
	const since = to.getMigrationsSince(from)
	if (!since.ok) throw new Error(since.error)
	const after = new Map(before)
	const failed = new Map<string, string>()
	for (const migration of since.value) {
		if (migration.scope === 'record') migrateEach(after, migration, failed)
		else migrateAll(after, migration, from)
	}
	for (const id of failed.keys()) {
		const record = before.get(id)
		if (record) after.set(id, record)
	}
	return { after, failed }
}

function migrateEach(
	after: Map<string, DocRecord>,
	migration: Extract<Migration, { scope: 'record' }>,
	failed: Map<string, string>,
) {
	for (const [id, record] of after) {
		if (failed.has(id)) continue
		try {
			// Cast at a library edge: tldraw's records have ids of a branded type.
			const copy = structuredClone(record) as unknown as UnknownRecord
			if (migration.filter && !migration.filter(copy)) continue
			// A migration may answer with a new record or change the one it is given.
			after.set(id, (migration.up(copy) ?? copy) as unknown as DocRecord)
		} catch (error) {
			failed.set(id, error instanceof Error ? error.message : 'it cannot be brought up to date')
		}
	}
}

/** A step that sees the whole document: none of ours, but tldraw has some. */
function migrateAll(
	after: Map<string, DocRecord>,
	migration: Exclude<Migration, { scope: 'record' }>,
	from: SerializedSchema,
) {
	if (migration.scope === 'storage') {
		const schemas = { getSchema: () => from, setSchema: () => undefined }
		// Cast at a library edge: a map of records is the storage such a step wants.
		migration.up(Object.assign(after, schemas) as unknown as Parameters<typeof migration.up>[0])
		return
	}
	// Casts at a library edge: as above.
	const store = structuredClone(
		Object.fromEntries(after),
	) as unknown as SerializedStore<UnknownRecord>
	const next = (migration.up(store) ?? store) as unknown as Record<string, DocRecord>
	after.clear()
	for (const [id, record] of Object.entries(next)) after.set(id, record)
}

function writeDifferences(
	records: RecordDoc,
	before: ReadonlyMap<string, DocRecord>,
	after: ReadonlyMap<string, DocRecord>,
): number {
	let changed = 0
	records.transact(ROOM_ORIGIN, () => {
		for (const id of before.keys()) {
			if (after.has(id)) continue
			records.remove(id)
			changed += 1
		}
		for (const [id, record] of after) {
			if (before.get(id) === record) continue
			records.put(record)
			changed += 1
		}
	})
	return changed
}
