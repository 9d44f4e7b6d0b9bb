/**
 * The entries of a record in the map (rules L3, L5, L9, L12): how a base, a text and a growing stroke
 * are made and brought up to date. Only RecordDoc writes them.
 */
import * as Y from 'yjs'
import { type Fields, hasDerivedPlace } from './doc-record.ts'
import { isObject, withPaths } from './record-path.ts'
import { strokeHeader, strokeInk } from './stroke-codec.ts'
import { textSpan } from './text-merge.ts'

/** A base as it stands in the map (L3). */
export function baseOf(fields: Fields, texts: readonly string[]): Record<string, unknown> {
	const blank: [string, unknown][] = texts.map((path) => [path, ''])
	if (hasDerivedPlace(fields)) blank.push(['xy', [0, 0]])
	const { id, ...base } = withPaths<Fields>(fields, blank)
	return base
}

export function strokeText(fields: Fields): Y.Text {
	const { segments, isComplete } = isObject(fields.props) ? fields.props : {}
	return new Y.Text(strokeHeader(fields) + strokeInk(segments, isComplete))
}

export function writeText(text: Y.Text, next: string) {
	const span = textSpan(text.toString(), next)
	if (!span) return
	if (span.remove > 0) text.delete(span.index, span.remove)
	if (span.insert !== '') text.insert(span.index, span.insert)
}

/** Brings the ink of a stroke's base up to date: its tail from the first difference on (L12). */
export function writeInk(base: Y.Text, fields: Fields, options?: { rests: boolean }) {
	const { segments, isComplete } = isObject(fields.props) ? fields.props : {}
	const current = base.toString()
	const next =
		current.slice(0, current.indexOf('\n') + 1) + strokeInk(segments, isComplete, options)
	let same = 0
	while (same < current.length && same < next.length && current[same] === next[same]) same++
	if (same < current.length) base.delete(same, current.length - same)
	if (same < next.length) base.insert(same, next.slice(same))
}
