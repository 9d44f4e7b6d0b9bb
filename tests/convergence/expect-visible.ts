/**
 * What a store must show of a document, told a second time and plainly (B9): the fuzz holds the
 * binding's own answer against it.
 */
import type { DocRecord } from '#core/sync/doc-record.ts'
import { textPathsOf } from '#core/sync/doc-record.ts'
import type { RecordChange } from '#core/sync/record-doc.ts'
import { fieldsOf, getPath } from '#core/sync/record-path.ts'

type Records = ReadonlyMap<string, DocRecord>

/** The ids that belong on view, sorted. @throws Error when parents run in a circle (R8). */
export function visibleIds(records: Records): string[] {
	const isOnPage = (record: DocRecord | undefined, depth = 0): boolean => {
		if (depth > records.size) throw new Error('a circle of parents was left as it is')
		if (record?.typeName === 'page') return true
		return record?.typeName === 'shape' && isOnPage(records.get(record.parentId), depth + 1)
	}
	const isVisible = (record: DocRecord): boolean => {
		if (record.typeName === 'shape') return isOnPage(record)
		if (record.typeName !== 'binding') return true
		return isOnPage(records.get(record.fromId)) && isOnPage(records.get(record.toId))
	}
	return [...records.values()]
		.filter(isVisible)
		.map(({ id }): string => id)
		.sort()
}

/**
 * What one person's update took of other people's letters, or undefined: people of the fuzz type and
 * delete their own letter only. (Two edits of one text in one flush are one span (T1): what stands
 * between them is written anew, so a letter may come back that its writer deleted meanwhile.)
 */
export function lettersTaken(change: RecordChange, letter: string): string | undefined {
	for (const [id, { before, after }] of change.updated) {
		for (const path of textPathsOf(fieldsOf(after))) {
			const [from = '', to = ''] = [before, after].map((record) =>
				String(getPath(fieldsOf(record), path) ?? ''),
			)
			const others = new Set(from.replaceAll(letter, ''))
			for (const other of others)
				if (countOf(to, other) < countOf(from, other))
					return `${id}/${path} by ${letter}: “${from}” became “${to}”`
		}
	}
	return undefined
}

const countOf = (text: string, letter: string) => text.split(letter).length
