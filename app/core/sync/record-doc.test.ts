import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { box, connect, panel, strokeOf, twoDocs } from '#tests/convergence/records.ts'
import type { DocRecord } from './doc-record.ts'
import { type RecordChange, RecordDoc } from './record-doc.ts'

const keys = (records: RecordDoc) => [...records.doc.getMap('r').keys()].sort()
const entry = (records: RecordDoc, key: string) => records.doc.getMap('r').get(key)

describe('layout of a document', () => {
	it('[L1] [L3] puts a record as one plain base without its id, in the map r only', () => {
		const records = new RecordDoc(new Y.Doc())

		records.put(box('b', { x: 5 }))

		expect([...records.doc.share.keys()]).toEqual(['r'])
		expect(keys(records)).toEqual(['shape:b'])
		expect(entry(records, 'shape:b')).toMatchObject({ typeName: 'shape', x: 5 })
		expect(entry(records, 'shape:b')).not.toHaveProperty('id')
		expect(records.get('shape:b')).toEqual(box('b', { x: 5 }))
	})

	it('[L2] refuses an id that holds a slash', () => {
		const records = new RecordDoc(new Y.Doc())

		expect(() => records.put(box('a/b'))).toThrow('record id')
		expect(records.size).toBe(0)
	})

	it('[L3] [L4] writes an edit as an override and never the base again', () => {
		const records = new RecordDoc(new Y.Doc())
		records.put(box('b'))
		const base = entry(records, 'shape:b')

		records.put(box('b', { x: 7, y: 8, opacity: 0.5, meta: { from: 'import' } }))
		records.update('shape:b', { 'props.color': 'red' })

		expect(entry(records, 'shape:b')).toBe(base)
		expect(keys(records)).toEqual([
			'shape:b',
			'shape:b/meta.from',
			'shape:b/opacity',
			'shape:b/props.color',
			'shape:b/xy',
		])
		expect(entry(records, 'shape:b/xy')).toEqual([7, 8])
		expect(records.get('shape:b')).toMatchObject({
			x: 7,
			y: 8,
			opacity: 0.5,
			props: { color: 'red' },
		})
	})

	it('[L4] takes a property away with an override of undefined', () => {
		const records = new RecordDoc(new Y.Doc())
		records.put(box('b', { meta: { mark: 1 } }))

		records.put(box('b', { meta: {} }))

		expect(records.get('shape:b')?.meta).toEqual({})
		expect(new RecordDoc(reload(records.doc)).get('shape:b')?.meta).toEqual({})
	})

	it('[L4] keeps both when two people change different paths of one record', () => {
		const [a, b] = twoDocs([box('b')])

		a.update('shape:b', { x: 50, y: 60 })
		b.update('shape:b', { 'props.color': 'red' })
		connect(a, b)

		expect(a.get('shape:b')).toMatchObject({ x: 50, y: 60, props: { color: 'red' } })
		expect(b.get('shape:b')).toEqual(a.get('shape:b'))
	})

	it('[L5] creates the texts of a record with it, so that two first typists meet in one text', () => {
		const [a, b] = twoDocs([panel('p')])

		a.update('shape:p', { 'props.action': 'Rain. ' })
		b.update('shape:p', { 'props.action': 'Night.' })
		connect(a, b)

		const text = a.get('shape:p')
		expect(text).toEqual(b.get('shape:p'))
		expect(['Rain. Night.', 'Night.Rain. ']).toContain(
			String(Object(text?.['props' as never]).action),
		)
	})

	it('[L6] [L7] a record is gone with its base, and an override written meanwhile does not revive it', () => {
		const [a, b] = twoDocs([box('b')])

		a.remove('shape:b')
		b.update('shape:b', { x: 9, y: 9 })
		connect(a, b)

		expect(a.has('shape:b')).toBe(false)
		expect(b.has('shape:b')).toBe(false)
		expect(new RecordDoc(reload(a.doc)).size).toBe(0)
	})

	it('[L8] a record that returns adopts what another person wrote meanwhile, texts included', () => {
		const [a, b] = twoDocs([panel('p')])
		const before = a.get('shape:p')

		a.remove('shape:p')
		b.update('shape:p', { 'props.action': 'Rain', opacity: 0.5 })
		connect(a, b)
		if (before) a.put(before)
		connect(a, b)

		expect(a.get('shape:p')).toMatchObject({ opacity: 0.5, props: { action: 'Rain' } })
		expect(b.get('shape:p')).toEqual(a.get('shape:p'))
	})

	it('[L9] [L10] [L11] holds a growing stroke as one text: a slim header, then ink', () => {
		const records = new RecordDoc(new Y.Doc())

		records.put(strokeOf('s', 3, false))

		expect(keys(records)).toEqual(['shape:s'])
		expect(String(entry(records, 'shape:s'))).toMatch(
			/^\{"x":0,"y":0,"index":"a1","parentId":"page:page"\}\nf3:[^.]+$/,
		)
	})

	it('[L9] holds a stroke that arrives complete as a plain base', () => {
		const records = new RecordDoc(new Y.Doc())

		records.put(strokeOf('s', 3, true))

		expect(entry(records, 'shape:s')).toMatchObject({ type: 'draw' })
		expect(records.get('shape:s')).toEqual(strokeOf('s', 3, true))
	})

	it('[L12] writes only new points of a growing stroke, and finishes equal', () => {
		const records = new RecordDoc(new Y.Doc())
		const sizes: number[] = []
		records.doc.on('update', (update: Uint8Array) => sizes.push(update.byteLength))

		for (let points = 1; points <= 200; points += 5) records.put(strokeOf('s', points, false))
		records.put(strokeOf('s', 200, true))

		expect(Math.max(...sizes.slice(1))).toBeLessThan(90)
		expect(records.get('shape:s')).toEqual(strokeOf('s', 200, true))
		expect(String(entry(records, 'shape:s')).endsWith('.')).toBe(true)
	})

	it('[L14] a base that cannot be read damages one record and nothing else', () => {
		const doc = new Y.Doc()
		const records = new RecordDoc(doc)
		const changes: RecordChange[] = []
		records.put(box('b'))
		records.observe((change) => changes.push(change))

		doc.transact(() => {
			doc.getMap('r').set('shape:x', 'not a record')
			doc.getMap('r').set('shape:y', new Y.Text('{"x":0}\nf9:?'))
			doc.getMap('r').set('shape:z', { x: 1 })
			records.put(box('c'))
		})

		expect([...records.damaged.keys()].sort()).toEqual(['shape:x', 'shape:y', 'shape:z'])
		expect([...(changes[0]?.added.keys() ?? [])]).toEqual(['shape:c'])
		expect(records.size).toBe(2)
	})

	it('[L15] ignores a path that would reach a prototype', () => {
		const records = new RecordDoc(new Y.Doc())
		records.put(box('b'))

		records.doc.getMap('r').set('shape:b/props.__proto__', { evil: true })
		records.doc.getMap('r').set('shape:b/__proto__', { evil: true })

		expect(records.get('shape:b')).toEqual(box('b'))
		expect(Object(records.get('shape:b')).evil).toBeUndefined()
	})

	it('[B8] never writes where a panel stands', () => {
		const records = new RecordDoc(new Y.Doc())
		records.put(panel('p', { x: 300, y: 400 }))
		let updates = 0
		records.doc.on('update', () => updates++)

		records.update('shape:p', { x: 900, y: 900 })
		records.put(panel('p', { x: 1, y: 2 }))

		expect(updates).toBe(0)
		expect(records.get('shape:p')).toMatchObject({ x: 0, y: 0 })
	})
})

describe('observing a document', () => {
	it('tells of each transaction once: added, updated with paths, removed', () => {
		const records = new RecordDoc(new Y.Doc())
		records.put(box('a'))
		records.put(box('b'))
		const seen: [RecordChange, unknown][] = []
		const dispose = records.observe((change, origin) => seen.push([change, origin]))

		records.transact('me', () => {
			records.put(box('c'))
			records.update('shape:a', { x: 3, 'props.color': 'blue' })
			expect(records.get('shape:a')).toMatchObject({ x: 3 })
			records.remove('shape:b')
		})
		dispose()
		records.remove('shape:a')

		expect(seen).toHaveLength(1)
		const [change, origin] = seen[0] ?? []
		expect(origin).toBe('me')
		expect([...(change?.added.keys() ?? [])]).toEqual(['shape:c'])
		expect(change?.updated.get('shape:a')?.paths.sort()).toEqual(['props.color', 'xy'])
		expect(change?.updated.get('shape:a')?.before).toEqual(box('a'))
		expect([...(change?.removed.keys() ?? [])]).toEqual(['shape:b'])
		expect([...(change?.touched ?? [])].sort()).toEqual(['shape:a', 'shape:b', 'shape:c'])
	})

	it('[R6] names a record id whose entries were touched even where no record changed', () => {
		const records = new RecordDoc(new Y.Doc())
		const touched: string[] = []
		records.observe((change) => touched.push(...change.touched))

		records.doc.getMap('r').set('suggestion:x/status', 'accepted')

		expect(touched).toEqual(['suggestion:x'])
		expect(records.size).toBe(0)
	})

	it('writes nothing when nothing differs', () => {
		const records = new RecordDoc(new Y.Doc())
		const all: DocRecord[] = [box('a'), panel('p'), strokeOf('s', 4, false)]
		for (const record of all) records.put(record)
		let updates = 0
		records.doc.on('update', () => updates++)

		for (const record of all) records.put(record)

		expect(updates).toBe(0)
	})

	it('reads a reloaded document as the live one', () => {
		const records = new RecordDoc(new Y.Doc())
		for (let points = 1; points < 40; points += 3) records.put(strokeOf('s', points, false))
		records.put(panel('p'))
		records.update('shape:p', { 'props.dialogue': 'Wait — 👋🏽' })
		records.put(box('b'))
		records.remove('shape:b')

		const again = new RecordDoc(reload(records.doc))

		expect(new Map([...again.all()].map((r) => [r.id, r]))).toEqual(
			new Map([...records.all()].map((r) => [r.id, r])),
		)
	})
})

function reload(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc()
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
	return copy
}
