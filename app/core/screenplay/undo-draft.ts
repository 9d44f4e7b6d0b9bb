/**
 * Takes a draft back, record by record: what nobody touched since stands as it stood before, what somebody
 * changed since keeps their change. Pure; server/screenplay/drafts.ts carries it out (SP74).
 */
import type { SceneRecord, ScriptBlockRecord } from '../board/project-records.ts'
import { mergeText } from '../sync/text-merge.ts'

type ScriptRecord = SceneRecord | ScriptBlockRecord
/** What a draft wrote: null before = it made the record. */
export interface DraftChange {
	before: ScriptRecord | null
	after: ScriptRecord
}
export type Undone =
	| { kind: 'leave'; why: 'gone' | 'rewritten' | 'same' }
	| { kind: 'remove' }
	| { kind: 'trash' }
	/** `isRewritten` = somebody wrote in it since, and their words stay. */
	| { kind: 'set'; changes: Record<string, unknown>; isRewritten: boolean }

export function undoChange({ before, after }: DraftChange, now: ScriptRecord | undefined): Undone {
	if (!now) return { kind: 'leave', why: 'gone' }
	if (before === null) {
		if (now.typeName === 'scene') return { kind: 'trash' }
		const isOwn = 'text' in after && now.text === after.text && now.type === after.type
		return isOwn ? { kind: 'remove' } : { kind: 'leave', why: 'rewritten' }
	}
	const changes: Record<string, unknown> = {}
	let isRewritten = false
	const was = new Map<string, unknown>(Object.entries(before))
	const wrote = new Map<string, unknown>(Object.entries(after))
	for (const [name, value] of Object.entries(now)) {
		if (name === 'meta') Object.assign(changes, undoMeta(before.meta, after.meta, now.meta))
		else if (isWords(name)) {
			const merged = mergeText(String(wrote.get(name)), String(was.get(name)), String(value))
			if (merged !== value) changes[name] = merged
			if (value !== wrote.get(name)) isRewritten = true
		} else if (value === wrote.get(name) && value !== was.get(name)) changes[name] = was.get(name)
	}
	return Object.keys(changes).length > 0
		? { kind: 'set', changes, isRewritten }
		: { kind: 'leave', why: 'same' }
}

function isWords(name: string): boolean {
	return name === 'text' || name === 'heading' || name === 'synopsis'
}

function undoMeta(
	before: ScriptRecord['meta'],
	after: ScriptRecord['meta'],
	now: ScriptRecord['meta'],
): Record<string, unknown> {
	const names = new Set([...Object.keys(before), ...Object.keys(after)])
	const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
	return Object.fromEntries(
		[...names]
			.filter((name) => same(now[name], after[name]) && !same(before[name], after[name]))
			.map((name) => [`meta.${name}`, before[name]]),
	)
}
