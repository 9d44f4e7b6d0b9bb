/**
 * Which records of a document belong in a store: a function of the document alone (rules B5, B9).
 * Held and invalid records live here and nowhere else, so that every client shows the same.
 */
import type { DocRecord } from './doc-record.ts'
import { descentOf, type Lookup } from './parents.ts'
import type { RecordChange, RecordDoc } from './record-doc.ts'

/** Why a record may not enter the store, or undefined when it may. */
export type Validate = (record: DocRecord) => string | undefined

export class VisibleRecords {
	/** Ids that decode and are not valid, with the reason. */
	readonly invalid = new Map<string, string>()
	/** What an invalid record was when it last was valid: it stays on view as that. */
	private readonly lastValid = new Map<string, DocRecord>()
	/** Ids that stand or fall with an id: its children, and the bindings that end at it. */
	private readonly dependants = new Map<string, Set<string>>()
	private readonly records: RecordDoc
	private readonly validate: Validate

	constructor(records: RecordDoc, validate: Validate) {
		this.records = records
		this.validate = validate
		for (const record of records.all()) this.enter(record, undefined)
	}

	/** The record as a store should hold it, or undefined. */
	get(id: string): DocRecord | undefined {
		const record = this.sound(id)
		if (record?.typeName === 'shape') {
			return descentOf(record, this.lookup) === 'page' ? record : undefined
		}
		if (record?.typeName !== 'binding') return record
		return this.isShape(record.fromId) && this.isShape(record.toId) ? record : undefined
	}

	/** Takes a change in; returns every id whose visibility or content it may have changed. */
	take(change: RecordChange): Set<string> {
		for (const [id, record] of change.removed) this.leave(id, record)
		for (const [, { before, after }] of change.updated) {
			this.unlink(before)
			this.enter(after, before)
		}
		for (const [, record] of change.added) this.enter(record, undefined)
		const affected = new Set<string>()
		for (const id of change.touched) this.collect(id, affected)
		return affected
	}

	private readonly lookup: Lookup = (id) => this.sound(id)

	private isShape(id: string): boolean {
		return this.get(id)?.typeName === 'shape'
	}

	private sound(id: string): DocRecord | undefined {
		return this.invalid.has(id) ? this.lastValid.get(id) : this.records.get(id)
	}

	private enter(record: DocRecord, before: DocRecord | undefined) {
		const wasValid = before !== undefined && !this.invalid.has(record.id)
		const reason = this.validate(record)
		if (reason === undefined) {
			this.invalid.delete(record.id)
			this.lastValid.delete(record.id)
		} else {
			if (wasValid) this.lastValid.set(record.id, before)
			this.invalid.set(record.id, reason)
		}
		for (const id of supportsOf(record)) {
			const group = this.dependants.get(id)
			if (group) group.add(record.id)
			else this.dependants.set(id, new Set([record.id]))
		}
	}

	private leave(id: string, record: DocRecord) {
		this.unlink(record)
		this.invalid.delete(id)
		this.lastValid.delete(id)
	}

	private unlink(record: DocRecord) {
		for (const id of supportsOf(record)) {
			const group = this.dependants.get(id)
			group?.delete(record.id)
			if (group?.size === 0) this.dependants.delete(id)
		}
	}

	private collect(id: string, into: Set<string>) {
		if (into.has(id)) return
		into.add(id)
		for (const dependant of this.dependants.get(id) ?? []) this.collect(dependant, into)
	}
}

/** The ids a record cannot be shown without. */
function supportsOf(record: DocRecord): string[] {
	if (record.typeName === 'shape') return [record.parentId]
	if (record.typeName === 'binding') return [record.fromId, record.toId]
	return []
}
