/**
 * Every export that leaves is noted with the pseudonyms it may hold, so that an erasure can mark it
 * (S36). Rather one person too many than one too few.
 */
import type { ConsentPurpose } from '#core/signals/consent.ts'
import type { Database } from '#db/database.ts'

export interface ExportNote {
	projectId: string
	purpose: ConsentPurpose
	kind: 'dataset' | 'events' | 'stream'
	/** Null when it was fetched and lies somewhere else. */
	directory: string | null
	rowCount: number
	headSeq: number
	people: readonly string[]
}
export type ExportRegister = (note: ExportNote) => Promise<void>

export function createExportRegister(source: {
	db: Pick<Database, 'research'>
	now: () => number
	newId: () => string
}): ExportRegister {
	return ({ people, ...note }) =>
		source.db.research.putExport(
			{ ...note, exportId: source.newId(), createdMs: source.now(), revokedMs: null },
			people,
		)
}
