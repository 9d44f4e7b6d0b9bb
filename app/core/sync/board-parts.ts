/**
 * A board cut into parts: each panel with all that is drawn in it and tied together there, and one
 * rest with everything else that people make (loose sketches, shots, pictures' sources). Together the
 * parts hold every record that an ordinary edit may write, each once; what only the room writes
 * (suggestions, provenance) and what every board is given (document, page) is in none.
 */
import { sortInStoryOrder } from '../board/order.ts'
import type { DocRecord } from './doc-record.ts'

/** Never part of a version: written by the room alone, or there from the start. */
const NOT_KEPT = new Set(['suggestion', 'provenance', 'review', 'document', 'page'])

export interface BoardParts {
	/** In story order. */
	panels: { panelId: string; records: DocRecord[] }[]
	rest: DocRecord[]
}

/** Cuts the records of a board into its parts. */
export function cutBoard(records: Iterable<DocRecord>): BoardParts {
	const all = [...records].filter(({ typeName }) => !NOT_KEPT.has(typeName))
	const byId = new Map<string, DocRecord>(all.map((record) => [record.id, record]))
	const inside = new Map<string, DocRecord[]>()
	const rest: DocRecord[] = []
	const known = new Map<string, string | null>()
	const panelOf = (id: string) => panelAround(byId, known, id)
	for (const record of all) {
		const panelId = ownerOf(record, panelOf)
		if (panelId === null) rest.push(record)
		else inside.set(panelId, [...(inside.get(panelId) ?? []), record])
	}
	const panels = all.filter(isPanelShape)
	return {
		panels: sortInStoryOrder(panels).map(({ id }) => ({
			panelId: id,
			records: inSteadyOrder(inside.get(id) ?? []),
		})),
		rest: inSteadyOrder(rest),
	}
}

type PanelRecord = Extract<DocRecord, { typeName: 'shape' }>

function isPanelShape(record: DocRecord): record is PanelRecord {
	return record.typeName === 'shape' && record.type === 'panel'
}

/** The panel a record belongs to: it stands in it, or ties two things in it together. */
function ownerOf(record: DocRecord, panelOf: (id: string) => string | null): string | null {
	if (record.typeName === 'shape') return panelOf(record.id)
	if (record.typeName !== 'binding') return null
	const from = panelOf(record.fromId)
	return from !== null && from === panelOf(record.toId) ? from : null
}

function panelAround(
	byId: ReadonlyMap<string, DocRecord>,
	known: Map<string, string | null>,
	id: string,
): string | null {
	const path: string[] = []
	let found: string | null = null
	for (let at = id; ; ) {
		const record = byId.get(at)
		const before = known.get(at)
		if (before !== undefined) found = before
		else if (record?.typeName === 'shape' && !path.includes(at)) {
			path.push(at)
			if (record.type === 'panel') found = record.id
			else {
				at = record.parentId
				continue
			}
		}
		break
	}
	for (const one of path) known.set(one, found)
	return found
}

/** By id, so that the same records are the same part in whatever order they were met. */
function inSteadyOrder(records: DocRecord[]): DocRecord[] {
	return records.sort((a, b) => (a.id < b.id ? -1 : 1))
}
