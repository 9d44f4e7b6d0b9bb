import { b64Vecs, type VecModel } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { strokeOf } from '#tests/convergence/records.ts'
import { seededRandom } from '../random.ts'
import { RecordDoc } from './record-doc.ts'
import { fieldsOf } from './record-path.ts'
import {
	decodeInk,
	decodeStroke,
	isGrowingStroke,
	strokeHeader,
	strokeInk,
} from './stroke-codec.ts'

const points = (count: number): VecModel[] =>
	Array.from({ length: count }, (_, i) => ({ x: i * 2.5, y: Math.cos(i) * 20, z: 0.5 }))
const free = (count: number, dim: 2 | 3) => ({
	type: 'free' as const,
	path: b64Vecs.encodePoints(points(count), dim),
	dim,
})

describe('ink', () => {
	it('[L11] golden: two segments of a finished and of a growing stroke', () => {
		const line = { type: 'straight' as const, path: free(2, 2).path, dim: 2 as const }
		const old = { type: 'free' as const, path: free(2, 3).path }

		expect(strokeInk([old, line], true)).toBe(`f-:${old.path}|s2:${line.path}.`)
		expect(strokeInk([old], false)).toBe(`f-:${old.path.slice(0, 16)}`)
		expect(decodeInk(`f-:${old.path}|s2:${line.path}.`)).toEqual({
			segments: [old, line],
			isComplete: true,
		})
	})

	it('[L10] golden: a header leaves out defaults and marks absent keys with null', () => {
		const draw = fieldsOf(strokeOf('s', 2, false))
		const { fill, ...props } = Object(draw.props)
		const header = strokeHeader({ ...draw, x: 4, opacity: 0.5, props: { ...props, color: 'red' } })

		expect(header).toBe(
			'{"x":4,"y":0,"index":"a1","parentId":"page:page","opacity":0.5,"props":{"color":"red","fill":null}}\n',
		)
		const decoded = decodeStroke(`${header}f3:.`)
		expect(decoded).toMatchObject({
			typeName: 'shape',
			type: 'draw',
			x: 4,
			opacity: 0.5,
			rotation: 0,
		})
		expect(decoded.props).toEqual({
			...props,
			color: 'red',
			segments: [{ type: 'free', path: '', dim: 3 }],
			isComplete: true,
		})
	})

	for (const dim of [2, 3] as const) {
		it(`[L12] [L13] a growing stroke of dim ${dim} only appends, and reads as a stroke that lags`, () => {
			let before = ''
			for (let count = 1; count <= 60; count++) {
				const ink = strokeInk([free(count, dim)], false)
				const read = decodeInk(ink).segments[0]
				const decoded = b64Vecs.decodePoints(read?.path ?? '', dim)

				expect(ink.startsWith(before)).toBe(true)
				expect(decoded.length).toBeGreaterThanOrEqual(Math.max(1, count - 2))
				expect(decoded).toEqual(
					count < 3
						? decoded
						: b64Vecs.decodePoints(free(count, dim).path, dim).slice(0, decoded.length),
				)
				before = ink
			}
			expect(strokeInk([free(60, dim)], true).startsWith(before)).toBe(true)
		})
	}

	it('[L13] with no whole point yet the path is one point at the origin', () => {
		expect(decodeInk('f3:AAAA').segments).toEqual([
			{ type: 'free', path: 'AAAAAAAAAAAAAAA/', dim: 3 },
		])
		expect(decodeInk('f2:').segments).toEqual([{ type: 'free', path: 'AAAAAAAAAAA=', dim: 2 }])
	})

	it('[L9] a finished stroke and another shape are no growing strokes', () => {
		expect(isGrowingStroke(fieldsOf(strokeOf('s', 2, false)))).toBe(true)
		expect(isGrowingStroke(fieldsOf(strokeOf('s', 2, true)))).toBe(false)
		expect(isGrowingStroke({ typeName: 'shape', type: 'geo', props: { isComplete: false } })).toBe(
			false,
		)
	})
})

/** Header of a y-websocket frame and of a masked WebSocket frame around an update, bytes. */
const FRAME_BYTES = 3 + 6
/** A 60 Hz editor flushed 33 ms after the first change: every third frame, 20 times a second, to 25. */
const FRAMES_PER_FLUSH = 2.4

interface Recording {
	name: string
	dim: 2 | 3
	/** Whether a sample merges into the last point (a slow pen). */
	mergeChance: number
}

/** A stroke as an editor records it: 300 frames of two samples each. */
function sendStroke({ name, dim, mergeChance }: Recording) {
	const random = seededRandom(`stroke ${name}`)
	const records = new RecordDoc(new Y.Doc())
	// An issued client id is below 2^21 (W7): three bytes.
	records.doc.clientID = 2 ** 21 - 9
	let bytes = 0
	let flushes = 0
	records.doc.on('update', (update: Uint8Array) => {
		bytes += update.byteLength + FRAME_BYTES
		flushes++
	})
	const line: VecModel[] = [{ x: 0, y: 0, z: 0.5 }]
	const shape = strokeOf(name, 1, false, dim)
	const record = (isComplete: boolean) => {
		const path = b64Vecs.encodePoints(line, dim)
		const props = { ...Object(shape.props), segments: [{ type: 'free', path, dim }], isComplete }
		return { path, record: { ...shape, props } }
	}
	let next = 0
	for (let frame = 0; frame < 300; frame++) {
		for (let sample = 0; sample < 2; sample++) {
			const last = line.at(-1) ?? { x: 0, y: 0 }
			const point = {
				x: last.x + random() * 3,
				y: last.y + random() * 3 - 1.5,
				z: 0.3 + random() * 0.4,
			}
			if (random() < mergeChance) line[line.length - 1] = point
			else line.push(point)
		}
		if (frame < next) continue
		next += FRAMES_PER_FLUSH
		records.put(record(false).record)
	}
	const final = record(true)
	records.put(final.record)
	return { ratio: bytes / final.path.length, flushes, records, shape: final.record }
}

describe('[L12] the bytes of a stroke of 600 samples, frames included', () => {
	const recordings: Recording[] = [
		{ name: 'pen', dim: 3, mergeChance: 0 },
		{ name: 'mouse', dim: 2, mergeChance: 0 },
		{ name: 'slow pen', dim: 3, mergeChance: 0.24 },
	]
	for (const recording of recordings) {
		it(`${recording.name}: at most twice its path, and the same stroke at the end`, () => {
			const { ratio, flushes, records, shape } = sendStroke(recording)

			expect(flushes).toBeGreaterThan(120)
			expect(ratio).toBeLessThanOrEqual(2)
			expect(records.get(shape.id)).toEqual(shape)
			const saved = Y.encodeStateAsUpdate(records.doc).byteLength
			expect(saved).toBeLessThan(strokePath(shape).length * 1.1)
		})
	}
})

function strokePath(shape: object): string {
	return Object(shape).props.segments[0].path
}
