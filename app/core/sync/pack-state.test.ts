import { deflateRawSync } from 'node:zlib'
import { b64Vecs } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { box, strokeOf } from '#tests/convergence/records.ts'
import { packState, unpackState } from './pack-state.ts'
import { applyLargeUpdate } from './read-update.ts'
import { RecordDoc } from './record-doc.ts'

const text = (letters: string) => new TextEncoder().encode(letters)

/** Numbers that repeat for a seed (mulberry32). */
function numbers(seed: number): () => number {
	let state = seed
	return () => {
		state = (state + 0x6d2b79f5) | 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
	}
}

function inkOf(points: number, dim: 2 | 3, random: () => number): string {
	const vecs = Array.from({ length: points }, (_, i) => ({
		x: i * 3 + random(),
		y: Math.sin(i / 9) * 60 + random(),
		z: 0.4 + random() / 10,
	}))
	return b64Vecs.encodePoints(vecs, dim)
}

function boardState(): Uint8Array {
	const random = numbers(7)
	const records = new RecordDoc(new Y.Doc())
	for (let i = 0; i < 40; i++) records.put(box(`b${i}`, { x: i, meta: { note: 'Schloß — 夜 🌙' } }))
	for (let i = 0; i < 60; i++) {
		const dim = i % 2 === 0 ? 3 : 2
		const path = inkOf(100 + i, dim, random)
		const segments = [{ type: 'free', path, dim }]
		const isComplete = i % 3 > 0
		records.put(strokeOf(`s${i}`, 2, isComplete, dim))
		records.update(`shape:s${i}`, { 'props.segments': segments, 'props.isComplete': isComplete })
	}
	records.remove('shape:b3')
	return Y.encodeStateAsUpdate(records.doc)
}

describe('packing a state', () => {
	it('gives every board back byte for byte', () => {
		const state = boardState()
		expect(unpackState(packState(state))).toEqual(state)
	})

	it('gives anything back: empty, letters only, runs at both ends, runs of every length', () => {
		for (const state of [text(''), text('A'.repeat(400)), text(`é${'abcd+/'.repeat(99)}`)])
			expect(unpackState(packState(state))).toEqual(state)
		for (let length = 40; length < 140; length++) {
			const state = text(`{"p":"${'QUJD0+'.repeat(40).slice(0, length)}=="}`)
			expect(unpackState(packState(state))).toEqual(state)
		}
	})

	it('gives random bytes back', () => {
		const random = numbers(11)
		for (let round = 0; round < 200; round++) {
			const size = Math.floor(random() * 3000)
			const isInk = random() < 0.6
			const state = Uint8Array.from({ length: size }, () =>
				isInk && random() < 0.99 ? 65 + Math.floor(random() * 26) : Math.floor(random() * 256),
			)
			expect(unpackState(packState(state))).toEqual(state)
		}
	})

	it('makes ink smaller than compression alone does', () => {
		const state = boardState()
		const packed = deflateRawSync(packState(state)).length
		expect(packed).toBeLessThan(deflateRawSync(state).length * 0.85)
	})

	it('refuses what was never packed, cut short or lying about its size', () => {
		const packed = packState(boardState())
		for (let end = 0; end < packed.length; end += 997)
			expect(() => unpackState(packed.subarray(0, end))).toThrow()
		expect(() => unpackState(new Uint8Array([255, 255, 255, 255, 15, 0]))).toThrow()
		expect(() => unpackState(new Uint8Array([...packed, 0]))).toThrow()
	})
})

describe('reading a large update', () => {
	it('reads to the letter what Yjs reads', () => {
		const state = boardState()
		const ours = new Y.Doc()
		const theirs = new Y.Doc()
		applyLargeUpdate(ours, state)
		Y.applyUpdate(theirs, state)
		expect(Y.encodeStateAsUpdate(ours)).toEqual(Y.encodeStateAsUpdate(theirs))
		expect(ours.getMap('r').toJSON()).toEqual(theirs.getMap('r').toJSON())
	})

	it('reads every kind of value, and words that share a place in its memory', () => {
		const doc = new Y.Doc()
		const map = doc.getMap('r')
		const words = Object.fromEntries(
			Array.from({ length: 9000 }, (_, i) => [`w${i}`, `v${i % 5000}`]),
		)
		map.set('a', {
			words,
			n: [1, -2, 1.5, 2 ** 40, null, true, false, undefined],
			s: 'ß'.repeat(60),
		})
		map.set('b', new Uint8Array([1, 2, 3]))
		const copy = new Y.Doc()
		applyLargeUpdate(copy, Y.encodeStateAsUpdate(doc))
		expect(copy.getMap('r').toJSON()).toEqual(map.toJSON())
	})

	it('throws on what is cut short', () => {
		const state = boardState()
		for (let end = 1; end < 4000; end += 131)
			expect(() => applyLargeUpdate(new Y.Doc(), state.subarray(0, end))).toThrow()
	})
})
