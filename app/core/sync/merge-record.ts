/** How a remote version of a record meets the local one, path by path (rules B6, B8, B13). */
import { type DocRecord, hasDerivedPlace, textPathsOf } from './doc-record.ts'
import { diffRecords, fieldsOf, getPath, withPaths } from './record-path.ts'
import { isGrowingStroke, STROKE_PATHS } from './stroke-codec.ts'
import { mergeText } from './text-merge.ts'

/** The local record with the remote paths taken over, own dirty ones kept (B6, B8). */
export function merged(
	local: DocRecord,
	remote: { before: DocRecord; after: DocRecord; isDirty: boolean },
): DocRecord {
	const { before, after, isDirty } = remote
	const texts = textPathsOf(fieldsOf(after))
	const taken: [string, unknown][] = []
	const own = isDirty ? diffRecords(fieldsOf(before), fieldsOf(local)) : new Map<string, unknown>()
	for (const [path, value] of diffRecords(fieldsOf(before), fieldsOf(after))) {
		if (path === 'xy' && hasDerivedPlace(fieldsOf(after))) continue
		if (!own.has(path)) taken.push([path, value])
		else if (texts.includes(path)) {
			taken.push([path, mergeText(textAt(before, path), textAt(after, path), textAt(local, path))])
		}
	}
	return withTaken(local, taken)
}

/** The local record where the document holds something else than was just written (B13). */
export function corrected(local: DocRecord, after: DocRecord): DocRecord {
	const growing = isGrowingStroke(fieldsOf(local))
	const derived = hasDerivedPlace(fieldsOf(after))
	const taken = [...diffRecords(fieldsOf(local), fieldsOf(after))].filter(
		([path]) => !(growing && STROKE_PATHS.includes(path)) && !(derived && path === 'xy'),
	)
	return withTaken(local, taken)
}

export function withTaken(local: DocRecord, taken: [string, unknown][]): DocRecord {
	if (taken.length === 0) return local
	// Same record, other values: the store validates it.
	return withPaths(fieldsOf(local), taken) as unknown as DocRecord
}

export function textAt(record: DocRecord, path: string): string {
	const value = getPath(fieldsOf(record), path)
	return typeof value === 'string' ? value : ''
}
