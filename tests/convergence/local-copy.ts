/**
 * The browser's copy of one document, which all tabs of one person share (W8): every transaction in
 * the order it was written, of which the first few have reached the disk.
 */
import * as Y from 'yjs'

export class LocalCopy {
	private updates: Uint8Array[] = []
	private onDisk = 0

	get all(): readonly Uint8Array[] {
		return this.updates
	}

	add(update: Uint8Array): void {
		this.updates.push(update)
	}

	persist(): void {
		this.onDisk = this.updates.length
	}

	/** A crash of the browser: what had not reached the disk is gone. */
	crash(): void {
		this.updates.length = this.onDisk
	}

	/** Folds the log as the library does: reads what other tabs wrote, then keeps one state. */
	fold(doc: Y.Doc): void {
		for (const update of this.updates) Y.applyUpdate(doc, update, 'copy')
		this.updates = [Y.encodeStateAsUpdate(doc)]
		this.onDisk = 1
	}

	clear(): void {
		this.updates = []
		this.onDisk = 0
	}
}
