/**
 * Reads large Yjs updates into a document, about twice as fast as Yjs does by itself: a board repeats
 * the same few hundred words (keys, colours, parents) a hundred thousand times, and each is decoded
 * once. The one rule: what is read is to the letter what Yjs would have read.
 */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'

/** Longest string worth remembering, bytes: ids and words, never ink. */
const MAX_WORD_BYTES = 40
const WORD_SLOTS = 2048
const ASCII_END = 0x80
/** Types of lib0's `any` encoding that are read here; the others are left to lib0. */
const ANY_STRING = 119
const ANY_OBJECT = 118
const ANY_ARRAY = 117

/** Applies an update to a document as one transaction. @throws Error when it cannot be decoded. */
export function applyLargeUpdate(doc: Y.Doc, update: Uint8Array, origin?: unknown): void {
	// Cast at a library edge: the parameter's type is that of the V2 decoder, its use that of either.
	Y.applyUpdateV2(doc, update, origin, WordDecoder as unknown as typeof Y.UpdateDecoderV2)
}

/**
 * Takes a whole document in as one transaction. Who listens for updates gets the bytes as they came:
 * for a listener Yjs would encode everything once more, which takes as long as reading it.
 * @throws Error when an update cannot be decoded.
 */
export function applyArchive(doc: Y.Doc, updates: readonly Uint8Array[], origin: unknown): void {
	const listeners = doc._observers.get('update')
	doc._observers.delete('update')
	try {
		const transaction = doc.transact((running) => {
			for (const update of updates) applyLargeUpdate(doc, update, origin)
			return running
		}, origin)
		if (listeners) doc._observers.set('update', listeners)
		for (const update of updates) doc.emit('update', [update, origin, doc, transaction])
	} finally {
		if (listeners) doc._observers.set('update', listeners)
	}
}

class WordDecoder extends Y.UpdateDecoderV1 {
	private readonly words = new Array<string>(WORD_SLOTS).fill('')
	private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

	override readString(): string {
		return this.word()
	}

	override readKey(): string {
		return this.word()
	}

	override readAny(): unknown {
		const decoder = this.restDecoder
		const type = decoding.readUint8(decoder)
		if (type === ANY_STRING) return this.word()
		if (type === ANY_OBJECT) return this.object()
		if (type === ANY_ARRAY) return this.array()
		decoder.pos -= 1
		return decoding.readAny(decoder)
	}

	private object(): Record<string, unknown> {
		const size = decoding.readVarUint(this.restDecoder)
		const object: Record<string, unknown> = {}
		for (let i = 0; i < size; i++) {
			const key = this.word()
			object[key] = this.readAny()
		}
		return object
	}

	private array(): unknown[] {
		const size = decoding.readVarUint(this.restDecoder)
		const array: unknown[] = []
		for (let i = 0; i < size; i++) array.push(this.readAny())
		return array
	}

	private word(): string {
		const decoder = this.restDecoder
		const size = decoding.readVarUint(decoder)
		if (size === 0) return ''
		const { arr: bytes, pos: start } = decoder
		const slot = size > MAX_WORD_BYTES ? -1 : slotOf(bytes, start, size)
		if (slot < 0) return this.utf8.decode(decoding.readUint8Array(decoder, size))
		const known = this.words[slot]
		if (known !== undefined && isWord(known, bytes, { start, size })) {
			decoder.pos = start + size
			return known
		}
		const word = this.utf8.decode(decoding.readUint8Array(decoder, size))
		this.words[slot] = word
		return word
	}
}

/** Where a word is remembered; -1 when it is not ASCII or runs over the end. */
function slotOf(bytes: Uint8Array, start: number, size: number): number {
	let hash = size
	for (let i = start; i < start + size; i++) {
		// Beyond the end: left to lib0, which throws.
		const byte = bytes[i] ?? ASCII_END
		if (byte >= ASCII_END) return -1
		hash = (Math.imul(hash, 31) + byte) | 0
	}
	return hash & (WORD_SLOTS - 1)
}

function isWord(
	word: string,
	bytes: Uint8Array,
	{ start, size }: { start: number; size: number },
): boolean {
	if (word.length !== size) return false
	for (let i = 0; i < size; i++) if (word.charCodeAt(i) !== bytes[start + i]) return false
	return true
}
