import { b64Vecs } from '@tldraw/tlschema'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { seededRandom } from '../random.ts'
import type { DocRecord } from './doc-record.ts'
import { readInkBody, shortenFrame } from './ink-frame.ts'
import { MESSAGE_INK } from './protocol.ts'
import { RecordDoc } from './record-doc.ts'

const CLIENT = 1_900_001

/** A stroke of `count` points, still being drawn. */
function stroke(count: number, { isComplete = false, dim = 3 as 2 | 3 } = {}): DocRecord {
	const random = seededRandom('ink')
	const points = Array.from({ length: count }, (_, at) => ({
		x: at * 1.5 + random(),
		y: random() * 9,
		z: random(),
	}))
	const path = b64Vecs.encodePoints(points, dim)
	const segments = [{ type: 'free', path, ...(dim === 2 ? { dim } : {}) }]
	// A record as the draw tool makes it, as far as the layout looks at it.
	return {
		...{ id: 'shape:s', typeName: 'shape', type: 'draw', parentId: 'page:page', index: 'a1' },
		...{ x: 0, y: 0, rotation: 0, isLocked: false, opacity: 1, meta: {} },
		props: { segments, isComplete, color: 'black' },
	} as unknown as DocRecord
}

function frameOf(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder()
	encoding.writeVarUint(encoder, 0)
	encoding.writeVarUint(encoder, 2)
	encoding.writeVarUint8Array(encoder, update)
	return encoding.toUint8Array(encoder)
}

/** Draws to the end; gives every update with the frame that was sent for it. */
function draw(dim: 2 | 3): { update: Uint8Array; frame: Uint8Array; sent: Uint8Array }[] {
	const doc = new Y.Doc()
	doc.clientID = CLIENT
	const records = new RecordDoc(doc)
	const flushes: { update: Uint8Array; frame: Uint8Array; sent: Uint8Array }[] = []
	doc.on('update', (update: Uint8Array) => {
		const frame = frameOf(update)
		flushes.push({ update, frame, sent: shortenFrame(frame, CLIENT) })
	})
	for (let count = 1; count < 200; count += 5) records.put(stroke(count, { dim }))
	records.put(stroke(200, { dim, isComplete: true }))
	return flushes
}

it.each([2, 3] as const)(
	'[W11] growing ink of %s dimensions is sent short and read as the same update',
	(dim) => {
		const flushes = draw(dim)
		const short = flushes.filter(({ sent }) => sent[0] === MESSAGE_INK)
		expect(short.length).toBeGreaterThan(30)
		for (const { update, sent } of short) {
			const body = decoding.createDecoder(sent)
			decoding.readVarUint(body)
			expect([...readInkBody(decoding.readTailAsUint8Array(body), CLIENT)]).toEqual([...update])
		}
		const sum = (list: Uint8Array[]) => list.reduce((bytes, { length }) => bytes + length, 0)
		expect(sum(short.map(({ sent }) => sent)) * 1.5).toBeLessThan(
			sum(short.map(({ frame }) => frame)),
		)
	},
)

it('[W11] everything that is not more ink of one’s own stroke is sent as it is', () => {
	const doc = new Y.Doc()
	doc.clientID = CLIENT
	const text = doc.getText('t')
	const frames: Uint8Array[] = []
	doc.on('update', (update: Uint8Array) => frames.push(frameOf(update)))
	text.insert(0, 'abcd')
	text.insert(0, 'efgh')
	text.insert(8, 'a b ')
	text.insert(12, 'abc')
	text.insert(15, 'AA==')
	text.delete(0, 4)
	doc.getMap('r').set('k', 1)
	for (const frame of frames) expect(shortenFrame(frame, CLIENT)).toBe(frame)
	const other = new Y.Doc()
	other.clientID = CLIENT + 1
	Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
	other.on('update', (update: Uint8Array) => frames.push(frameOf(update)))
	other.getText('t').insert(other.getText('t').length, 'abcd')
	const last = frames.at(-1) ?? new Uint8Array()
	// It follows another person's letter.
	expect(shortenFrame(last, CLIENT + 1)).toBe(last)
	expect(shortenFrame(last, CLIENT)).toBe(last)
	const stepTwo = Uint8Array.of(0, 1, 2, 0, 0)
	expect(shortenFrame(stepTwo, CLIENT)).toBe(stepTwo)
})

it.each([
	['no ink', [5, 1]],
	['half a group', [5, 1, 9, 9]],
	['ink after itself', [5, 0, 9, 9, 9]],
	['ink before the beginning', [5, 6, 9, 9, 9]],
	['nothing at all', []],
])('[W11] a body with %s is refused', (_, bytes) => {
	expect(() => readInkBody(Uint8Array.from(bytes), CLIENT)).toThrow()
})
