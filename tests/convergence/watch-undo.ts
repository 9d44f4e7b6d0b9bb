/**
 * Watches one peer's store and says when an undo or redo took away another person's work: a path
 * they wrote last, a record they touched, a letter they typed, a deletion of theirs.
 */

import { type DocRecord, hasDerivedPlace, textPathsOf } from '#core/sync/doc-record.ts'
import { diffRecords, fieldsOf, getPath } from '#core/sync/record-path.ts'
import { interceptHistory, type StoreChanges } from '#core/sync/store-history.ts'
import type { Page } from './player.ts'

const PLACE_PATHS = ['parentId', 'index', 'xy', 'rotation']

const ARROW_PATHS = ['props.start', 'props.end', 'props.bend']

export class UndoWatch {
	readonly eaten: string[] = []
	undos = 0
	private readonly foreign = new Set<string>()
	private readonly touched = new Set<string>()
	private readonly removed = new Set<string>()
	/** Own changes that are not written to the document yet; no remote value may replace them (B6). */
	private readonly unwritten = new Map<string, string>()
	private isUndoing = false
	private readonly peer: Page
	private readonly letter: string
	readonly dispose: () => void

	/** `letter`: the only one this peer types. */
	constructor(peer: Page, letter: string) {
		this.peer = peer
		this.letter = letter
		const written = () => this.unwritten.clear()
		peer.doc.on('update', written)
		const stop = interceptHistory(peer.editor.store, ({ changes }, source) => {
			if (source === 'remote') this.noteForeign(changes)
			else if (this.isUndoing) this.check(changes)
			else this.noteOwn(changes)
		})
		this.dispose = () => {
			peer.doc.off('update', written)
			stop()
		}
	}

	run(step: 'undo' | 'redo') {
		this.isUndoing = true
		this.undos++
		this.peer.history[step]()
		this.isUndoing = false
	}

	/** Takes a gesture back to its mark, as Escape does (U8). */
	cancel(mark: string) {
		this.isUndoing = true
		this.undos++
		this.peer.editor.bailToMark(mark)
		this.isUndoing = false
	}

	private noteForeign(changes: StoreChanges) {
		for (const record of Object.values(changes.added)) {
			this.touched.add(record.id)
			this.removed.delete(record.id)
			if (record.typeName === 'shape') this.touched.add(record.parentId)
		}
		for (const id of Object.keys(changes.removed)) this.removed.add(id)
		for (const [from, to] of Object.values(changes.updated)) {
			for (const path of pathsOf(from, to)) {
				this.foreign.add(`${to.id}/${path}`)
				if (this.unwritten.has(`${to.id}/${path}`)) this.eaten.push(`${to.id}/${path} not sent`)
				this.touched.add(to.id)
			}
		}
	}

	private noteOwn(changes: StoreChanges) {
		for (const id of Object.keys(changes.added)) this.removed.delete(id)
		// What a person deletes on purpose, whoever made it, they may redo.
		for (const id of Object.keys(changes.removed)) this.touched.delete(id)
		for (const [from, to] of Object.values(changes.updated)) {
			for (const path of pathsOf(from, to)) {
				this.foreign.delete(`${to.id}/${path}`)
				this.noteUnwritten(from, to, path)
			}
		}
	}

	private noteUnwritten(from: DocRecord, to: DocRecord, path: string) {
		// Places may give way (B10), texts merge (T2), ends of arrows are put back (B15).
		const yields = [...PLACE_PATHS, ...ARROW_PATHS, ...textPathsOf(fieldsOf(to))]
		if (yields.includes(path)) return
		const key = `${to.id}/${path}`
		const [before, after] = [from, to].map(
			(record) => `${JSON.stringify(getPath(fieldsOf(record), path))}`,
		)
		if (!this.unwritten.has(key)) this.unwritten.set(key, before ?? '')
		// Taken back before anybody heard of it.
		else if (this.unwritten.get(key) === after) this.unwritten.delete(key)
	}

	private check(changes: StoreChanges) {
		for (const id of Object.keys(changes.removed)) {
			if (id.startsWith('shape:') && this.touched.has(id)) this.eaten.push(`${id} removed`)
		}
		for (const id of Object.keys(changes.added)) {
			if (this.removed.has(id)) this.eaten.push(`${id} brought back`)
		}
		for (const [from, to] of Object.values(changes.updated)) {
			const texts = textPathsOf(fieldsOf(to))
			for (const path of pathsOf(from, to)) {
				this.noteUnwritten(from, to, path)
				if (texts.includes(path)) this.checkText(from, to, path)
				else if (this.follows(to, path)) continue
				else if (this.foreign.has(`${to.id}/${path}`)) this.eaten.push(`${to.id}/${path} reverted`)
			}
		}
	}

	/** An arrow goes where what it holds on to goes, by tldraw's own rule: no undo of its place. */
	private follows(record: DocRecord, path: string): boolean {
		if (record.typeName !== 'shape' || record.type !== 'arrow') return false
		const isHeld = this.peer.editor.getBindingsFromShape(record.id, 'arrow').length > 0
		return isHeld && PLACE_PATHS.includes(path)
	}

	private checkText(from: DocRecord, to: DocRecord, path: string) {
		const others = (record: DocRecord) =>
			String(getPath(fieldsOf(record), path)).replaceAll(this.letter, '')
		if (others(from) !== others(to)) {
			this.eaten.push(`${to.id}/${path}: “${others(from)}” became “${others(to)}”`)
		}
	}
}

function pathsOf(from: DocRecord, to: DocRecord): string[] {
	const paths = [...diffRecords(fieldsOf(from), fieldsOf(to)).keys()]
	return hasDerivedPlace(fieldsOf(to)) ? paths.filter((path) => path !== 'xy') : paths
}
