/**
 * The first door of an update (R4, R12): decoded and judged against what the room already knows,
 * before a byte of it touches a document, because applying a bad update is not atomic. What can only
 * be seen once it is integrated is checked by `checkPlacement` on the staged document.
 */
import type { Decoder } from 'lib0/decoding'
import * as Y from 'yjs'
import { AppError, isAppError } from '#core/errors.ts'
import { MAX_UPDATE_BYTES } from '#core/sync/protocol.ts'
import { MAX_DEPTH, MAX_STRUCT_LENGTH, MAX_STRUCTS_PER_UPDATE } from './limits.ts'

export interface GuardContext {
	doc: Y.Doc
	userId: string
	/** Who introduced a client id here, if anybody. */
	ownerOf(clientId: number): string | undefined
}
export interface CheckedUpdate {
	/** False when the room already has all of it. */
	hasNews: boolean
	/** Client ids with new structs that nobody has claimed yet. */
	unclaimed: number[]
	/** Per client id with new structs, the first new clock. */
	newFrom: Map<number, number>
}

type Decoded = ReturnType<typeof Y.decodeUpdate>

/** An AppError whose `details.reason` names the rule for the operator's log. */
export function refusal(reason: string): AppError {
	return new AppError('invalid_update', { details: { reason } })
}

/** @throws AppError('too_large' | 'invalid_update' | 'client_id_taken') */
export function checkUpdate(update: Uint8Array, context: GuardContext): CheckedUpdate {
	if (update.byteLength > MAX_UPDATE_BYTES)
		throw new AppError('too_large', { details: { reason: 'size' } })
	const decoded = decode(update)
	const known = (clientId: number) => Y.getState(context.doc.store, clientId)
	const ends = checkContinuity(decoded, known)
	const newFrom = new Map<number, number>()
	for (const [clientId, end] of ends)
		if (end > known(clientId)) newFrom.set(clientId, known(clientId))
	const endOf = (clientId: number) => Math.max(known(clientId), ends.get(clientId) ?? 0)
	for (const struct of decoded.structs)
		if (struct.id.clock + struct.length > known(struct.id.client)) checkStruct(struct, endOf)
	checkDeletes(decoded, endOf)
	const unclaimed = checkOwners(newFrom, context)
	const hasNews = newFrom.size > 0 || deletesSomething(context.doc, decoded)
	return { hasNews, unclaimed, newFrom }
}

function decode(update: Uint8Array): Decoded {
	const read: { decoder?: Decoder } = {}
	class WatchedDecoder extends Y.UpdateDecoderV1 {
		constructor(decoder: Decoder) {
			super(decoder)
			read.decoder = decoder
		}
	}
	const decoded = decodeWith(update, WatchedDecoder)
	// Read to the last byte, or what came after would be acknowledged and kept nowhere.
	if (read.decoder?.pos !== update.byteLength) throw refusal('bytes after the end')
	return decoded
}

function decodeWith(update: Uint8Array, decoder: typeof Y.UpdateDecoderV1): Decoded {
	try {
		return Y.decodeUpdateV2(update, decoder)
	} catch (cause) {
		// Content nested too deep overflows the decoder's stack: refused like any unreadable update.
		throw new AppError('invalid_update', { cause, details: { reason: 'undecodable' } })
	}
}

/** Every client's structs follow on from what is known, without a hole. Returns where each ends. */
function checkContinuity(decoded: Decoded, known: (id: number) => number): Map<number, number> {
	if (decoded.structs.length > MAX_STRUCTS_PER_UPDATE) throw refusal('too many structs')
	const ends = new Map<number, number>()
	for (const struct of decoded.structs) {
		const { client, clock } = struct.id
		if (struct instanceof Y.Skip) throw refusal('gap')
		if (!isCount(client) || !isCount(clock) || !isCount(struct.length))
			throw refusal('number out of range')
		if (struct.length === 0 || struct.length > MAX_STRUCT_LENGTH) throw refusal('struct length')
		const expected = ends.get(client)
		const follows = expected === undefined ? clock <= known(client) : clock === expected
		if (!follows) throw refusal('gap')
		ends.set(client, clock + struct.length)
	}
	return ends
}

function isCount(value: number): boolean {
	return Number.isSafeInteger(value) && value >= 0
}

type Struct = Decoded['structs'][number]

/** A new struct refers to known ones only and holds only what the layout has. */
function checkStruct(struct: Struct, endOf: (id: number) => number): void {
	if (!(struct instanceof Y.Item)) return
	const refersTo = [struct.origin, struct.rightOrigin, idOrNull(struct.parent)]
	for (const id of refersTo)
		if (id && id.clock >= endOf(id.client)) throw refusal('unknown dependency')
	if (typeof struct.parent === 'string') {
		if (struct.parent !== 'r') throw refusal('foreign root')
		if (struct.parentSub === null) throw refusal('list item in the map')
	}
	checkContent(struct.content)
}

function idOrNull(parent: unknown): Y.ID | null {
	return parent instanceof Y.ID ? parent : null
}

function checkContent(content: Y.Item['content']): void {
	if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return
	if (content instanceof Y.ContentAny) {
		for (const value of content.arr) checkValue(value, 0)
		return
	}
	// A text is the only type inside the map, so a document is never nested deeper than one.
	const isText = content instanceof Y.ContentType && content.type.constructor === Y.Text
	if (!isText) throw refusal('content that no record has')
}

/** Plain data only: no deeper than the limit and with no prototype but Object's (`__proto__` keys). */
function checkValue(value: unknown, depth: number): void {
	// JSON has no such number: whoever reads the document as JSON would stumble over it for ever.
	if (typeof value === 'bigint') throw refusal('no plain data')
	if (typeof value !== 'object' || value === null) return
	if (depth >= MAX_DEPTH) throw refusal('nested too deep')
	if (Array.isArray(value)) {
		for (const item of value) checkValue(item, depth + 1)
		return
	}
	if (Object.getPrototypeOf(value) !== Object.prototype) throw refusal('no plain data')
	for (const item of Object.values(value)) checkValue(item, depth + 1)
}

function checkDeletes(decoded: Decoded, endOf: (id: number) => number): void {
	for (const [client, ranges] of decoded.ds.clients)
		for (const { clock, len } of ranges)
			if (!isCount(clock) || !isCount(len) || clock + len > endOf(client))
				throw refusal('deletes what is not written yet')
}

/** @throws AppError('client_id_taken') for an id that belongs to somebody else. */
function checkOwners(newFrom: Map<number, number>, context: GuardContext): number[] {
	const unclaimed: number[] = []
	for (const clientId of newFrom.keys()) {
		const owner = context.ownerOf(clientId)
		if (owner === undefined) unclaimed.push(clientId)
		else if (owner !== context.userId)
			throw new AppError('client_id_taken', { details: { reason: 'foreign client id' } })
	}
	return unclaimed
}

/** Whether a range of the update's delete set still stands. (A reconnect sends the whole set again.) */
function deletesSomething(doc: Y.Doc, decoded: Decoded): boolean {
	for (const [client, ranges] of decoded.ds.clients) {
		const structs = doc.store.clients.get(client)
		if (!structs || structs.length === 0) {
			if (ranges.length > 0) return true
			continue
		}
		for (const { clock, len } of ranges) {
			if (clock + len > Y.getState(doc.store, client)) return true
			for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
				const struct = structs[i]
				if (!struct || struct.id.clock >= clock + len) break
				if (!struct.deleted) return true
			}
		}
	}
	return false
}

/**
 * Where the new structs ended up in the staged document: keys of the one map, or letters of a text
 * that is a value of it. @throws AppError('invalid_update') for anything else.
 * @returns the ids of the records whose entries were written
 */
export function checkPlacement(doc: Y.Doc, newFrom: Map<number, number>): Set<string> {
	const { pendingStructs, pendingDs } = doc.store
	if (pendingStructs !== null || pendingDs !== null) throw refusal('left something pending')
	for (const root of doc.share.keys()) if (root !== 'r') throw refusal('foreign root')
	const map = doc.getMap('r')
	const written = new Set<string>()
	for (const [client, clock] of newFrom) {
		const structs = doc.store.clients.get(client) ?? []
		for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
			const struct = structs[i]
			if (!(struct instanceof Y.Item)) continue
			checkNeighbours(doc, struct)
			written.add(recordIdOf(struct, map))
		}
	}
	return written
}

/** Both neighbours it was written between are in its own text, or values of its own key. */
function checkNeighbours(doc: Y.Doc, item: Y.Item): void {
	for (const id of [item.origin, item.rightOrigin]) {
		const neighbour = id && Y.getItem(doc.store, id)
		if (!(neighbour instanceof Y.Item)) continue
		if (neighbour.parent !== item.parent || neighbour.parentSub !== item.parentSub)
			throw refusal('neighbours in different places')
	}
}

function recordIdOf(item: Y.Item, map: Y.Map<unknown>): string {
	const holder = item.parent === map ? item : textEntryOf(item, map)
	const key = holder.parentSub
	if (key === null || key === '__proto__') throw refusal('list item in the map')
	const slash = key.indexOf('/')
	return slash < 0 ? key : key.slice(0, slash)
}

function textEntryOf(item: Y.Item, map: Y.Map<unknown>): Y.Item {
	const { parent, content } = item
	const isLetters = content instanceof Y.ContentString || content instanceof Y.ContentDeleted
	const isInText = parent instanceof Y.Text && item.parentSub === null && isLetters
	const entry = isInText ? parent._item : null
	if (!entry || entry.parent !== map) throw refusal('content outside the map')
	return entry
}

const EARLY_REASONS = ['gap', 'unknown dependency', 'deletes what is not written yet']

/** Whether an update builds on something that the room does not have (yet). */
export function isTooEarly(error: unknown): boolean {
	const reason = isAppError(error) ? Object(error.details).reason : undefined
	return typeof reason === 'string' && EARLY_REASONS.includes(reason)
}

/** Any throw of an admission as the AppError that closes the socket. */
export function asRefusal(error: unknown): AppError {
	if (isAppError(error)) return error
	return new AppError('invalid_update', { cause: error, details: { reason: 'failed to apply' } })
}
