import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { box } from '#tests/convergence/records.ts'
import { applyArchive } from './read-update.ts'
import { RecordDoc } from './record-doc.ts'

function twoParts() {
	const source = new RecordDoc(new Y.Doc())
	for (let i = 0; i < 40; i++) source.put(box(`b${i}`, { x: i }))
	const state = Y.encodeStateAsUpdate(source.doc)
	const clocks = Y.encodeStateVector(source.doc)
	source.update('shape:b3', { xy: [7, 7] })
	return { source, updates: [state, Y.encodeStateAsUpdate(source.doc, clocks)] }
}

test('[W12] an archive is one transaction, and its bytes reach who listens for updates as they came', () => {
	const { source, updates } = twoParts()
	const doc = new Y.Doc()
	const records = new RecordDoc(doc)
	const heard: [Uint8Array, unknown][] = []
	let changes = 0
	doc.on('update', (update: Uint8Array, origin: unknown) => heard.push([update, origin]))
	records.observe(() => changes++)

	applyArchive(doc, updates, 'room')

	expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(source.doc))
	expect(records.get('shape:b3')).toEqual(source.get('shape:b3'))
	expect(changes).toBe(1)
	expect(heard.map(([update]) => update)).toEqual(updates)
	expect(heard[0]?.[0]).toBe(updates[0])
	expect(new Set(heard.map(([, origin]) => origin))).toEqual(new Set(['room']))
	// Afterwards every update is heard again as always.
	records.put(box('later'))
	expect(heard).toHaveLength(3)
})

test('[W12] an archive that cannot be read is thrown, and updates are heard as before', () => {
	const doc = new Y.Doc()
	let heard = 0
	doc.on('update', () => heard++)
	expect(() => applyArchive(doc, [new Uint8Array([1, 200, 200, 200])], 'room')).toThrow()
	doc.getMap('r').set('a', 1)
	expect(heard).toBe(1)
})
