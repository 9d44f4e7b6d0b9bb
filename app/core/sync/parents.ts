/**
 * Parents of shapes after honest concurrency: two people can close a circle of parents or draw in
 * what the other deletes. A circle is repaired by the room (R8); a gap is held out of view (B9).
 */
import type { DocRecord } from './doc-record.ts'
import type { RecordDoc } from './record-doc.ts'

export type Lookup = (id: string) => DocRecord | undefined

/** `page` = leads to a page; `gap` = a parent is missing; `circle` = it returns to itself. */
export type Descent = 'page' | 'gap' | 'circle'

/** Where a shape's parents lead. */
export function descentOf(shape: DocRecord, get: Lookup): Descent {
	const seen = new Set<string>()
	let current: DocRecord | undefined = shape
	while (current) {
		if (current.typeName === 'page') return 'page'
		if (current.typeName !== 'shape') return 'gap'
		if (seen.has(current.id)) return 'circle'
		seen.add(current.id)
		current = get(current.parentId)
	}
	return 'gap'
}

/** The shapes of the circle that `shape`'s parents run into, or none. */
export function circleOf(shape: DocRecord, get: Lookup): string[] {
	const path: string[] = []
	let current: DocRecord | undefined = shape
	while (current?.typeName === 'shape') {
		const start = path.indexOf(current.id)
		if (start >= 0) return path.slice(start)
		path.push(current.id)
		current = get(current.parentId)
	}
	return []
}

/**
 * Breaks every circle of parents that runs through `ids`: its smallest id goes to the page (R8).
 * Deterministic, so that whoever repairs writes the same. Returns the ids moved.
 */
export function repairCycles(records: RecordDoc, ids: Iterable<string>): string[] {
	const moved: string[] = []
	for (const id of ids) {
		const record = records.get(id)
		if (record?.typeName !== 'shape') continue
		const circle = circleOf(record, (one) => records.get(one)).sort()
		const first = circle[0]
		const page = first && firstPage(records)
		if (!page) continue
		records.update(first, { parentId: page })
		moved.push(first)
	}
	return moved
}

function firstPage(records: RecordDoc): string | undefined {
	const pages = [...records.all()].filter((record) => record.typeName === 'page')
	return pages.map((page) => page.id).sort()[0]
}
