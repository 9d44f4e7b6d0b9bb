/**
 * Log rows as they leave for members: plain JSON with hashes in hex and the sealed words opened where
 * consent allows. Guards signals.md S50–S54: a row leaves only when everyone in it allows the
 * purpose; what stays behind is counted; the order and the hashes stay those of the log.
 */
import { toHex } from '#core/signals/chain.ts'
import type { ConsentPurpose } from '#core/signals/consent.ts'
import type { SealedBlob, SignalEvent } from '#core/signals/event.ts'
import type { SignalStore } from '#db/signal-store.ts'
import type { Permissions } from './consents.ts'
import { readLog } from './read-log.ts'
import type { ProjectVault } from './signal-service.ts'

export interface ExportSource {
	store: SignalStore
	vault: ProjectVault
	permissions: Permissions
	/** Whose words each key seals; null = the project's own. */
	authors: Map<string, string | null>
	purpose: ConsentPurpose
	/** The log's end when the export began; later rows belong to the next one. */
	throughSeq: number
	/** Rows to read at all; the others are not counted either. */
	only?: (event: SignalEvent) => boolean
}
/** Counted while the rows are read. */
export interface ExportCounts {
	rows: number
	suppressed: number
	byType: Record<string, number>
}
/** A blob named by a row: its text or JSON; null when it was erased or is not for this file. */
interface OpenedBlob {
	mediaType: string
	sizeBytes: number
	value: unknown
	state: 'open' | 'erased' | 'by_reference' | 'unreadable'
}

/** Larger blobs (a scene's records, pictures) are named by content id only. */
const MAX_INLINE_BYTES = 65_536

export function emptyCounts(): ExportCounts {
	return { rows: 0, suppressed: 0, byType: {} }
}

/** One line of JSON per row that may leave, without its line end; `counts` grows along. */
export async function* exportLines(
	source: ExportSource,
	counts: ExportCounts,
): AsyncGenerator<string> {
	const { store, vault, throughSeq } = source
	if (throughSeq === 0) return
	for await (const event of readLog(store, vault.projectId, { throughSeq })) {
		if (source.only?.(event) === false) continue
		const blobs = await blobsOf(store, event)
		if (!mayLeave(source, event, blobs)) {
			counts.suppressed++
			continue
		}
		counts.rows++
		counts.byType[event.type] = (counts.byType[event.type] ?? 0) + 1
		yield JSON.stringify(rowOf(source, event, blobs))
	}
}

/** How many rows an export would hold and leave out, without opening anything. */
export async function countExport(source: ExportSource): Promise<ExportCounts> {
	const counts = emptyCounts()
	for await (const event of readLog(source.store, source.vault.projectId, source)) {
		const blobs = await blobsOf(source.store, event)
		if (mayLeave(source, event, blobs)) counts.rows++
		else counts.suppressed++
	}
	return counts
}

async function blobsOf(store: SignalStore, event: SignalEvent): Promise<SealedBlob[]> {
	const blobs: SealedBlob[] = []
	for (const cid of event.blobCids) {
		const blob = await store.getBlob(cid)
		if (blob) blobs.push(blob)
	}
	return blobs
}

function mayLeave(source: ExportSource, event: SignalEvent, blobs: SealedBlob[]): boolean {
	const people = new Set<string | null>([event.actorPid])
	for (const { keyId } of blobs) {
		const userId = source.authors.get(keyId)
		if (userId) people.add(source.vault.pid(userId))
	}
	return source.permissions.allows(source.purpose, people)
}

function rowOf({ vault }: ExportSource, event: SignalEvent, blobs: SealedBlob[]) {
	const { prevHash, hash, payload, blobCids, ...columns } = event
	const contextCid = event.type === 'slate.shown' ? event.payload.contextCid : null
	const opened = blobs.map((blob) => [blob.cid, openedBlob(vault, blob, blob.cid === contextCid)])
	return {
		...columns,
		payload,
		blobCids,
		blobs: Object.fromEntries(opened),
		prevHash: toHex(prevHash),
		hash: toHex(hash),
	}
}

function openedBlob(vault: ProjectVault, blob: SealedBlob, isContext: boolean): OpenedBlob {
	const { mediaType, sizeBytes } = blob
	const described = { mediaType, sizeBytes, value: null }
	const isText = mediaType.startsWith('text/') || mediaType.includes('json')
	// A scene as it stood holds everybody's words: it never rides along with one person's row.
	if (isContext || !isText || sizeBytes > MAX_INLINE_BYTES) {
		return { ...described, state: 'by_reference' }
	}
	const bytes = tryOpen(vault, blob)
	if (bytes === 'unreadable') return { ...described, state: 'unreadable' }
	if (bytes === null) return { ...described, state: 'erased' }
	const text = new TextDecoder().decode(bytes)
	return { ...described, value: mediaType.includes('json') ? parsed(text) : text, state: 'open' }
}

function tryOpen(vault: ProjectVault, blob: SealedBlob): Uint8Array | null | 'unreadable' {
	try {
		return vault.open(blob)
	} catch {
		return 'unreadable'
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return text
	}
}
