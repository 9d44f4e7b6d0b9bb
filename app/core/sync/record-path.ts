/**
 * Paths: the parts of a record that merge as one value each (`xy`, a top-level field, `props.k`,
 * `meta.k`). Two people who change different paths of one record both keep their change.
 */
import { isEqual } from '@tldraw/utils'
import type { DocRecord, Fields } from './doc-record.ts'

/** A changed path and its new value; undefined = the property is gone. */
export type PathChanges = Map<string, unknown>

const NESTED = ['props', 'meta'] as const
const FORBIDDEN = '__proto__'

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A record as its properties. */
export function fieldsOf(record: DocRecord): Fields {
	// Cast at a library edge: interfaces of tldraw's records have no index signature.
	return record as unknown as Fields
}

/** Whether `path` is one that a record may have (L4, L15). */
export function isPath(path: string): boolean {
	const parts = path.split('.')
	if (parts.includes(FORBIDDEN) || parts.includes('') || path === 'id' || path === 'typeName') {
		return false
	}
	if (parts.length === 1) return path !== 'props' && path !== 'meta' && path !== 'x' && path !== 'y'
	// A key of props or meta may itself hold dots.
	return parts[0] === 'props' || parts[0] === 'meta'
}

export function getPath(record: Fields, path: string): unknown {
	if (path === 'xy') return [record.x, record.y]
	const dot = path.indexOf('.')
	if (dot < 0) return Object.hasOwn(record, path) ? record[path] : undefined
	const parent = record[path.slice(0, dot)]
	const key = path.slice(dot + 1)
	return isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined
}

/** A copy of the record with paths set; the given record is left as it is. */
export function withPaths<R extends Fields>(record: R, changes: Iterable<[string, unknown]>): R {
	const next: Record<string, unknown> = { ...record }
	for (const [path, value] of changes) setPath(next, record, path, value)
	// The copy has the same properties; which values they hold is the schema's business.
	return next as R
}

function setPath(next: Record<string, unknown>, before: Fields, path: string, value: unknown) {
	if (path === 'xy') {
		if (!Array.isArray(value)) return
		next.x = value[0]
		next.y = value[1]
		return
	}
	if (!isPath(path)) return
	const dot = path.indexOf('.')
	if (dot < 0) return setKey(next, path, value)
	const name = path.slice(0, dot)
	const current = next[name]
	const parent = current === before[name] && isObject(current) ? { ...current } : current
	if (!isObject(parent)) return
	setKey(parent, path.slice(dot + 1), value)
	next[name] = parent
}

function setKey(target: Record<string, unknown>, key: string, value: unknown) {
	if (value === undefined) delete target[key]
	else target[key] = value
}

/** Every path whose value differs between two versions of one record. */
export function diffRecords(before: Fields, after: Fields): PathChanges {
	const changes: PathChanges = new Map()
	if (before === after) return changes
	for (const key of keysOfBoth(before, after)) {
		if (key === 'id' || key === 'typeName' || before[key] === after[key]) continue
		if (key === 'x' || key === 'y') {
			changes.set('xy', [after.x, after.y])
			continue
		}
		const nested = NESTED.find((name) => name === key)
		const from = before[key]
		const to = after[key]
		if (nested && isObject(from) && isObject(to)) diffNested(changes, nested, from, to)
		else if (!isEqual(from, to)) changes.set(key, to)
	}
	return changes
}

function diffNested(changes: PathChanges, name: string, from: Fields, to: Fields) {
	for (const key of keysOfBoth(from, to)) {
		if (from[key] !== to[key] && !isEqual(from[key], to[key]))
			changes.set(`${name}.${key}`, to[key])
	}
}

function keysOfBoth(a: Fields, b: Fields): Set<string> {
	return new Set([...Object.keys(a), ...Object.keys(b)].filter((key) => key !== FORBIDDEN))
}

/**
 * Changes as callers give them (`x`, `y`, whole `props`) brought to paths.
 * Unknown or forbidden paths are left out.
 */
export function toPaths(record: Fields, given: Fields): PathChanges {
	const changes: PathChanges = new Map()
	for (const [key, value] of Object.entries(given)) {
		if (key === 'x' || key === 'y') {
			changes.set('xy', [given.x ?? record.x, given.y ?? record.y])
		} else if ((key === 'props' || key === 'meta') && isObject(value)) {
			const before = record[key]
			if (isObject(before)) diffNested(changes, key, before, value)
		} else if (isPath(key)) changes.set(key, value)
	}
	return changes
}
