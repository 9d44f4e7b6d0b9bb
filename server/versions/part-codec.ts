/**
 * A part of a version as bytes and by name. The name says what the part holds: the hash of the hashes
 * of its records, so that a panel nobody touched keeps its name and is stored once. The one rule: what
 * is read from the bytes must give the name again, or it is damaged.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { recordText } from '#core/board/board-projection.ts'
import { AppError } from '#core/errors.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { packState, unpackState } from '#core/sync/pack-state.ts'
import type { VersionPart } from '#db/version-store.ts'

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)
/** Largest part, unpacked, bytes: the whole of a full board. */
const MAX_PART_BYTES = 160 * 1024 * 1024

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** Names parts; remembers what it has read of records, which never change once read. */
export class PartNames {
	private readonly digests = new WeakMap<DocRecord, string>()

	/** `records` in their steady order. */
	nameOf(records: readonly DocRecord[]): string {
		const lines = records.map((record) => this.digestOf(record))
		return digest(lines.join('\n')).slice(0, 40)
	}

	private digestOf(record: DocRecord): string {
		const known = this.digests.get(record)
		if (known !== undefined) return known
		const made = digest(recordText(record))
		this.digests.set(record, made)
		return made
	}
}

/** The part as it is stored; compressed beside the rooms' thread. */
export async function encodePart(
	partHash: string,
	records: readonly DocRecord[],
): Promise<VersionPart> {
	const text = `[${records.map(recordText).join(',')}]`
	const packed = packState(new TextEncoder().encode(text))
	return { partHash, body: new Uint8Array(await deflate(packed)) }
}

/** @throws AppError('damaged') when the bytes are not the part of that name. */
export async function decodePart({ partHash, body }: VersionPart): Promise<DocRecord[]> {
	try {
		const packed = await inflate(body, { maxOutputLength: MAX_PART_BYTES })
		const text = new TextDecoder('utf-8', { fatal: true }).decode(unpackState(packed))
		// Cast at the edge of the store: the name proves that these are the records that were written.
		const records = JSON.parse(text) as DocRecord[]
		if (new PartNames().nameOf(records) !== partHash) throw new Error('it has another name')
		return records
	} catch (cause) {
		throw new AppError('damaged', { cause, details: { partHash } })
	}
}
