/**
 * Rearranges a document's state so that ordinary compression bites. Most of a board is ink: base64 of
 * half-precision numbers, in which a compressor sees noise. Each long base64 run is taken out, decoded
 * and laid out by significance (all first bytes of all points, then all second ones, …). Nothing here
 * compresses. The one rule: `unpackState(packState(x))` is x, byte for byte, whatever x is.
 *
 *   varuint size of the state, varuint number of runs
 *   per run: varuint bytes of the state before it, varuint decoded size × 2 + (0: 3D, 1: 2D)
 *   the state without its runs
 *   planes 0–5 of the 3D runs, their heads; planes 0–3 of the 2D runs, their heads
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Shortest run worth taking out, letters. */
const MIN_RUN = 48
/** A path of ink: its first point in full, then so many bytes a point. */
const KINDS = [
	{ head: 12, stride: 6 },
	{ head: 8, stride: 4 },
] as const
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const NO_LETTER = 255

interface Run {
	gap: number
	kind: 0 | 1
	bytes: Uint8Array
}

/** The rearranged state; give it to a compressor. */
export function packState(state: Uint8Array): Uint8Array<ArrayBuffer> {
	const { runs, rest } = takeRuns(state)
	const encoder = encoding.createEncoder()
	encoding.writeVarUint(encoder, state.length)
	encoding.writeVarUint(encoder, runs.length)
	for (const { gap, kind, bytes } of runs) {
		encoding.writeVarUint(encoder, gap)
		encoding.writeVarUint(encoder, bytes.length * 2 + kind)
	}
	for (const part of rest) encoding.writeUint8Array(encoder, part)
	for (const kind of [0, 1] as const) writePlanes(encoder, { runs, kind })
	return encoding.toUint8Array(encoder)
}

/** The state that was packed. @throws Error when `packed` is no packed state. */
export function unpackState(packed: Uint8Array): Uint8Array<ArrayBuffer> {
	const decoder = decoding.createDecoder(packed)
	const size = decoding.readVarUint(decoder)
	const count = decoding.readVarUint(decoder)
	// A letter holds 6 bits: no honest state is longer than this.
	if (size > packed.length * 2 || count > packed.length) throw new Error('not a packed state')
	const runs: { gap: number; kind: 0 | 1; size: number }[] = []
	let restSize = size
	for (let i = 0; i < count; i++) {
		const gap = decoding.readVarUint(decoder)
		const sizeAndKind = decoding.readVarUint(decoder)
		const run = { gap, kind: sizeAndKind % 2 === 0 ? 0 : 1, size: sizeAndKind >>> 1 } as const
		if (run.size % 3 !== 0) throw new Error('not a packed state')
		restSize -= (run.size / 3) * 4
		runs.push(run)
	}
	if (restSize < 0) throw new Error('not a packed state')
	const rest = decoding.readUint8Array(decoder, restSize)
	const sizesOf = (kind: 0 | 1) => runs.filter((run) => run.kind === kind).map((run) => run.size)
	const readers = [
		planeReader(decoder, 0, sizesOf(0)),
		planeReader(decoder, 1, sizesOf(1)),
	] as const
	if (decoding.hasContent(decoder)) throw new Error('not a packed state')
	return join({ size, rest, runs, read: (kind, into) => readers[kind](into) })
}

function join(parts: {
	size: number
	rest: Uint8Array
	runs: { gap: number; kind: 0 | 1; size: number }[]
	read: (kind: 0 | 1, into: Uint8Array) => void
}): Uint8Array<ArrayBuffer> {
	const { size, rest, runs, read } = parts
	const state = new Uint8Array(size)
	const pairs = letterPairs()
	let scratch = new Uint8Array(8192)
	let from = 0
	let to = 0
	for (const run of runs) {
		state.set(rest.subarray(from, from + run.gap), to)
		from += run.gap
		to += run.gap
		if (run.size > scratch.length) scratch = new Uint8Array(run.size)
		const bytes = scratch.subarray(0, run.size)
		read(run.kind, bytes)
		to = writeLetters(state, { at: to, bytes, pairs })
	}
	state.set(rest.subarray(from), to)
	if (to + rest.length - from !== size) throw new Error('not a packed state')
	return state
}

function takeRuns(state: Uint8Array): { runs: Run[]; rest: Uint8Array[] } {
	const values = letterValues()
	const runs: Run[] = []
	const rest: Uint8Array[] = []
	let taken = 0
	let start = 0
	while (start < state.length) {
		let end = start
		while (end < state.length && values[state[end] ?? 0] !== NO_LETTER) end++
		const letters = end - start - ((end - start) % 4)
		if (letters >= MIN_RUN) {
			const bytes = readLetters(state.subarray(start, start + letters), values)
			rest.push(state.subarray(taken, start))
			runs.push({ gap: start - taken, kind: kindOf(bytes), bytes })
			taken = start + letters
		}
		start = end + 1
	}
	rest.push(state.subarray(taken))
	return { runs, rest }
}

/** Pressure makes a point 6 bytes instead of 4; where both fit, its steady bytes tell. */
function kindOf(bytes: Uint8Array): 0 | 1 {
	const [flat, deep] = [KINDS[1], KINDS[0]]
	if ((bytes.length - deep.head) % deep.stride !== 0) return 1
	if ((bytes.length - flat.head) % flat.stride !== 0) return 0
	const repeats = ({ head, stride }: { head: number; stride: number }) => {
		let count = 0
		const end = Math.min(bytes.length, head + 240)
		for (let i = head + stride; i < end; i++) if (bytes[i] === bytes[i - stride]) count++
		return count
	}
	return repeats(deep) >= repeats(flat) ? 0 : 1
}

function writePlanes(
	encoder: encoding.Encoder,
	{ runs, kind }: { runs: readonly Run[]; kind: 0 | 1 },
) {
	const { head, stride } = KINDS[kind]
	const own = runs.filter((run) => run.kind === kind)
	for (let plane = 0; plane < stride; plane++) {
		const size = own.reduce((sum, run) => sum + planeSize(run.bytes.length, kind, plane), 0)
		const bytes = new Uint8Array(size)
		let at = 0
		for (const run of own)
			for (let i = head + plane; i < run.bytes.length; i += stride) bytes[at++] = run.bytes[i] ?? 0
		encoding.writeUint8Array(encoder, bytes)
	}
	for (const run of own) encoding.writeUint8Array(encoder, run.bytes.subarray(0, head))
}

/** Reads the runs of one kind back, one after the other. */
function planeReader(
	decoder: decoding.Decoder,
	kind: 0 | 1,
	sizes: readonly number[],
): (into: Uint8Array) => void {
	const { head, stride } = KINDS[kind]
	const planes: Uint8Array[] = []
	for (let plane = 0; plane < stride; plane++) {
		const size = sizes.reduce((sum, one) => sum + planeSize(one, kind, plane), 0)
		planes.push(decoding.readUint8Array(decoder, size))
	}
	const heads = decoding.readUint8Array(
		decoder,
		sizes.reduce((sum, size) => sum + Math.min(size, head), 0),
	)
	const at = new Array<number>(stride).fill(0)
	let headAt = 0
	return (into) => {
		const headSize = Math.min(into.length, head)
		into.set(heads.subarray(headAt, headAt + headSize))
		headAt += headSize
		planes.forEach((plane, index) => {
			let from = at[index] ?? 0
			for (let i = head + index; i < into.length; i += stride) into[i] = plane[from++] ?? 0
			at[index] = from
		})
	}
}

function planeSize(runSize: number, kind: 0 | 1, plane: number): number {
	const { head, stride } = KINDS[kind]
	return Math.max(0, Math.ceil((runSize - head - plane) / stride))
}

function letterValues(): Uint8Array {
	const values = new Uint8Array(256).fill(NO_LETTER)
	for (let i = 0; i < LETTERS.length; i++) values[LETTERS.charCodeAt(i)] = i
	return values
}

function readLetters(letters: Uint8Array, values: Uint8Array): Uint8Array {
	const bytes = new Uint8Array((letters.length / 4) * 3)
	const value = (index: number) => values[letters[index] ?? 0] ?? 0
	for (let i = 0, to = 0; i < letters.length; i += 4) {
		const word = (value(i) << 18) | (value(i + 1) << 12) | (value(i + 2) << 6) | value(i + 3)
		bytes[to++] = word >> 16
		bytes[to++] = (word >> 8) & 255
		bytes[to++] = word & 255
	}
	return bytes
}

/** The two letters of every 12 bits, as one number. */
function letterPairs(): Uint16Array {
	const pairs = new Uint16Array(4096)
	for (let i = 0; i < pairs.length; i++)
		pairs[i] = (LETTERS.charCodeAt(i >> 6) << 8) | LETTERS.charCodeAt(i & 63)
	return pairs
}

/** Writes bytes as letters; returns where it ended. */
function writeLetters(
	into: Uint8Array,
	{ at, bytes, pairs }: { at: number; bytes: Uint8Array; pairs: Uint16Array },
): number {
	let to = at
	for (let i = 0; i < bytes.length; i += 3) {
		const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
		const first = pairs[word >> 12] ?? 0
		const second = pairs[word & 4095] ?? 0
		into[to] = first >> 8
		into[to + 1] = first & 255
		into[to + 2] = second >> 8
		into[to + 3] = second & 255
		to += 4
	}
	return to
}
