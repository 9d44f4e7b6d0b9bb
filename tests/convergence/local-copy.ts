/**
 * The browser's copy of one document, which all tabs of one person share (W8): what each tab wrote in
 * the order it was written. What has not reached the disk dies with its tab and no other can read it.
 */
import * as Y from 'yjs'

interface Entry {
	tab: string
	update: Uint8Array
	isOnDisk: boolean
}

export class LocalCopy {
	private entries: Entry[] = []

	/** What a page that opens finds. */
	read(): Uint8Array[] {
		return this.entries.filter(({ isOnDisk }) => isOnDisk).map(({ update }) => update)
	}

	add(tab: string, update: Uint8Array): void {
		this.entries.push({ tab, update, isOnDisk: false })
	}

	persist(tab: string): void {
		for (const entry of this.entries) if (entry.tab === tab) entry.isOnDisk = true
	}

	/** A crash of a tab: what it had not written to the disk is gone. */
	crash(tab: string): void {
		this.entries = this.entries.filter((entry) => entry.isOnDisk || entry.tab !== tab)
	}

	/** Folds the log as the library does: reads what other tabs wrote, then keeps one state. */
	fold(tab: string, doc: Y.Doc): void {
		for (const update of this.read()) Y.applyUpdate(doc, update, 'copy')
		const waiting = this.entries.filter(({ isOnDisk }) => !isOnDisk)
		this.entries = [{ tab, update: Y.encodeStateAsUpdate(doc), isOnDisk: true }, ...waiting]
	}

	clear(): void {
		this.entries = []
	}
}
