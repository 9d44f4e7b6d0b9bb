// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { contentOf, createEditor, type Hub, TestClock, twoPeers } from '#tests/convergence/peers.ts'
import { boardRecords, box, panel, strokeOf } from '#tests/convergence/records.ts'
import { ROOM_RECORD_TYPES } from '../canvas/canvas-schema.ts'
import { bindStore } from './bind-store.ts'
import { RecordDoc } from './record-doc.ts'

let open: Hub | undefined
afterEach(() => {
	for (const peer of open?.peers ?? []) peer.dispose()
	open = undefined
})
function peers(...args: Parameters<typeof twoPeers>) {
	const all = twoPeers(...args)
	open = all.hub
	return all
}
type PanelFields = { action: string }
const actionOf = (peer: ReturnType<typeof peers>['a'], id = 'shape:p') =>
	(Object(peer.editor.store.get(id as never)).props as PanelFields).action
const update = (peer: ReturnType<typeof peers>['a'], record: object) =>
	peer.editor.store.update(Object(record).id, (old) => ({ ...old, ...record }) as never)

describe('joining', () => {
	it('[B11] fills the store from the document and writes nothing', () => {
		const { a, b } = peers([panel('p'), box('b', { parentId: 'shape:p' })])
		a.clock.pass(1000)

		expect(contentOf(a)).toEqual(contentOf(b))
		expect(Object.keys(contentOf(a)).sort()).toEqual([
			'document:document',
			'page:page',
			'shape:b',
			'shape:p',
		])
		expect(a.sent).toEqual([])
		expect(a.editor.getCanUndo()).toBe(false)
	})

	it('[B12] never writes the document or page that an editor makes for itself', () => {
		const editor = createEditor()
		const clock = new TestClock()
		const records = new RecordDoc(new Y.Doc())
		const binding = bindStore({
			store: editor.store,
			doc: records,
			types: ROOM_RECORD_TYPES.board,
			now: clock.now,
			setTimer: clock.setTimer,
		})

		editor.updateDocumentSettings({ name: 'mine' })
		clock.pass(1000)

		expect(records.size).toBe(0)
		binding.dispose()
		editor.dispose()
	})
})

describe('writing', () => {
	it('[B1] [B2] writes own document records and no session records', () => {
		const { a } = peers()

		a.editor.createShape({ id: 'shape:b' as never, type: 'geo' })
		a.editor.select('shape:b' as never)
		a.editor.setCamera({ x: 5, y: 5, z: 2 })
		a.binding.flush()

		expect([...a.records.all()].map((record) => record.id).sort()).toEqual([
			'document:document',
			'page:page',
			'shape:b',
		])
	})

	it('[B3] flushes the first change in the next task and later ones 33 ms apart', () => {
		const { a } = peers([box('b')])
		const flushed = () => a.sent.length
		const move = (x: number) => update(a, { id: 'shape:b', x })
		a.clock.pass(1000)

		move(1)
		expect(flushed()).toBe(0)
		a.clock.pass(0)
		expect(flushed()).toBe(1)
		move(2)
		a.clock.pass(16)
		move(3)
		a.clock.pass(16)
		expect(flushed()).toBe(1)
		a.clock.pass(1)
		expect(flushed()).toBe(2)
		expect(a.records.get('shape:b')).toMatchObject({ x: 3 })
	})

	it('[B3] writes every 100 ms while nobody else is there to see it', () => {
		const { a } = peers([box('b')])
		a.binding.dispose()
		const [clock, written] = [new TestClock(), vi.fn()]
		const binding = bindStore({
			store: a.editor.store,
			doc: a.records,
			types: ROOM_RECORD_TYPES.board,
			now: clock.now,
			setTimer: clock.setTimer,
			isAlone: () => clock.now() < 1000,
		})
		a.records.observe(written)
		const moveFor = (ms: number) => {
			written.mockClear()
			for (let at = 0; at < ms; at += 10) {
				update(a, { id: 'shape:b', x: clock.now() + 1 })
				clock.pass(10)
			}
			return written.mock.calls.length
		}

		expect(moveFor(1000)).toBe(10)
		expect(moveFor(1000)).toBeGreaterThan(25)
		binding.dispose()
	})

	it('[B3] waits longer after a large flush', () => {
		const { a } = peers(Array.from({ length: 40 }, (_, i) => box(`b${i}`)))
		const moveAll = (x: number) =>
			a.editor.updateShapes(a.editor.getCurrentPageShapes().map((one) => ({ ...one, x })))
		moveAll(1)
		a.clock.pass(0)

		moveAll(2)
		a.clock.pass(164)
		expect(a.sent).toHaveLength(1)
		a.clock.pass(1)
		expect(a.sent).toHaveLength(2)
	})

	it('[B8] a dragged panel sends nothing, and its drop only its order', () => {
		const { hub, a, b } = peers([panel('p', { index: 'a1' }), panel('q', { index: 'a2' })])
		update(a, { id: 'shape:p', x: 300, y: 200 })
		a.binding.flush()
		expect(a.sent).toEqual([])

		update(a, { id: 'shape:p', index: 'a3' })
		a.binding.flush()
		hub.settle()

		expect(a.sent).toHaveLength(1)
		expect(a.sent[0]?.byteLength).toBeLessThan(60)
		expect(b.editor.getShape('shape:p' as never)).toMatchObject({ x: 0, index: 'a3' })
	})

	it('[B14] a read-only binding never writes', () => {
		const editor = createEditor()
		const clock = new TestClock()
		const records = new RecordDoc(new Y.Doc())
		for (const record of [...boardRecords(), box('b')]) records.put(record)
		const binding = bindStore({
			store: editor.store,
			doc: records,
			types: ROOM_RECORD_TYPES.board,
			readOnly: true,
			now: clock.now,
			setTimer: clock.setTimer,
		})
		let updates = 0
		records.doc.on('update', () => updates++)

		editor.deleteShape('shape:b' as never)
		editor.createShape({ type: 'geo' })
		clock.pass(1000)
		binding.flush()

		expect(updates).toBe(0)
		expect(binding.pending.get()).toBe(0)
		binding.dispose()
		editor.dispose()
	})
})

describe('receiving', () => {
	it('[B4] reaches the store once per transaction', () => {
		const { a, b } = peers()
		const calls: string[] = []
		b.editor.store.listen(() => {})
		const merge = b.editor.store.mergeRemoteChanges.bind(b.editor.store)
		b.editor.store.mergeRemoteChanges = (run) => {
			calls.push('merge')
			return merge(run)
		}

		a.editor.createShapes(Array.from({ length: 20 }, () => ({ type: 'geo' as const })))
		a.binding.flush()
		a.send()
		b.receive()

		expect(calls).toEqual(['merge'])
		expect(b.editor.getCurrentPageShapes()).toHaveLength(20)
	})

	it('[B5] leaves out a record that is not valid, keeps the rest, and puts it in when repaired', () => {
		const { hub, b } = peers([box('seen')])
		hub.records.transact('room', () => {
			hub.records.put(box('good'))
			hub.records.put(box('bad', { props: { geo: 'no such thing' } }))
			hub.records.update('shape:seen', { opacity: 7 })
			hub.records.doc.getMap('r').set('shape:broken', 12)
		})
		b.receive()

		expect(Object.keys(contentOf(b))).toEqual(expect.arrayContaining(['shape:good', 'shape:seen']))
		expect(contentOf(b)['shape:bad']).toBeUndefined()
		expect(contentOf(b)['shape:seen']).toMatchObject({ opacity: 1 })
		expect([...b.binding.damaged.get().keys()].sort()).toEqual([
			'shape:bad',
			'shape:broken',
			'shape:seen',
		])

		hub.records.update('shape:bad', { 'props.geo': 'ellipse' })
		hub.records.update('shape:seen', { opacity: 0.5 })
		b.receive()

		expect(contentOf(b)).toMatchObject({ 'shape:bad': {}, 'shape:seen': { opacity: 0.5 } })
		expect([...b.binding.damaged.get().keys()]).toEqual(['shape:broken'])
	})

	it('[B6] keeps an unsent local value, and takes the other paths', () => {
		const { hub, a, b } = peers([box('b')])
		update(a, { id: 'shape:b', x: 50, opacity: 0.5 })
		update(b, { id: 'shape:b', x: 90, rotation: 1 })
		a.binding.flush()
		a.send()
		b.receive()

		expect(b.editor.store.get('shape:b' as never)).toMatchObject({
			x: 90,
			opacity: 0.5,
			rotation: 1,
		})
		hub.settle()
		expect(contentOf(a)).toEqual(contentOf(b))
		expect(a.editor.store.get('shape:b' as never)).toMatchObject({
			x: 90,
			opacity: 0.5,
			rotation: 1,
		})
	})

	it('[B6] [T2] merges a remote text with unsent letters', () => {
		const { hub, a, b } = peers([panel('p', { props: { action: 'A man waits.' } })])
		const write = (peer: typeof a, action: string) =>
			peer.editor.updateShape({ id: 'shape:p' as never, type: 'panel', props: { action } })
		write(a, 'A tall man waits.')
		write(b, 'A man waits. Rain 👋🏽.')
		a.binding.flush()
		a.send()
		b.receive()

		expect(actionOf(b)).toBe('A tall man waits. Rain 👋🏽.')
		hub.settle()
		expect(actionOf(a)).toBe('A tall man waits. Rain 👋🏽.')
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[B7] a deletion wins on either side', () => {
		const { hub, a, b } = peers([box('x'), box('y')])
		a.editor.deleteShape('shape:x' as never)
		update(b, { id: 'shape:x', x: 5 })
		update(a, { id: 'shape:y', x: 5 })
		b.editor.deleteShape('shape:y' as never)
		hub.settle()

		expect(a.editor.getCurrentPageShapes()).toEqual([])
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[B9] holds what was drawn in a panel that somebody deleted, and shows it again with the panel', () => {
		const { hub, a, b } = peers([panel('p')])
		a.editor.markHistoryStoppingPoint('delete')
		a.editor.deleteShape('shape:p' as never)
		b.editor.createShape({ id: 'shape:c' as never, type: 'geo', parentId: 'shape:p' as never })
		hub.settle()

		for (const peer of [a, b]) {
			expect(peer.editor.getCurrentPageShapes()).toEqual([])
			expect(peer.binding.held.get()).toBe(1)
		}
		a.history.undo()
		hub.settle()

		for (const peer of [a, b]) {
			expect(peer.editor.getSortedChildIdsForParent('shape:p' as never)).toEqual(['shape:c'])
			expect(peer.binding.held.get()).toBe(0)
		}
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[B10] [R8] a circle of parents closed by two people never reaches an editor and is repaired', () => {
		const { hub, a, b } = peers([panel('p'), panel('q'), box('b')])
		const parent = (peer: typeof a, id: string, parentId: string) => update(peer, { id, parentId })
		parent(a, 'shape:p', 'shape:q')
		parent(b, 'shape:q', 'shape:p')
		a.binding.flush()
		a.send()
		b.receive()
		expect(b.editor.getShape('shape:q' as never)?.parentId).toBe('page:page')

		parent(b, 'shape:q', 'shape:b')
		b.online = false
		b.binding.flush()
		parent(a, 'shape:b', 'shape:p')
		hub.settle()

		expect(contentOf(a)).toEqual(contentOf(b))
		expect(Object.keys(contentOf(a))).toHaveLength(5)
		expect(a.editor.getShapePageBounds('shape:b' as never)).toBeDefined()
	})

	it('[B13] what others wrote in a deleted record is there when its deletion is undone', () => {
		const { hub, a, b } = peers([panel('p', { props: { action: 'Rain' } })])
		a.editor.markHistoryStoppingPoint('delete')
		a.editor.deleteShape('shape:p' as never)
		b.editor.updateShape({
			id: 'shape:p' as never,
			type: 'panel',
			opacity: 0.5,
			props: { action: 'Rain falls' },
		})
		hub.settle()
		expect(a.editor.getShape('shape:p' as never)).toBeUndefined()

		a.history.undo()
		hub.settle()

		expect(actionOf(a)).toBe('Rain falls')
		expect(a.editor.getShape('shape:p' as never)).toMatchObject({ opacity: 0.5 })
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[L12] shows a growing stroke to others while it is drawn, and the same stroke at the end', () => {
		const { a, b } = peers()
		for (let points = 1; points <= 60; points += 2) {
			a.editor.store.put([strokeOf('s', points, false, 2)])
			a.clock.pass(34)
			a.send()
			b.receive()
		}
		const seen = Object(b.editor.getShape('shape:s' as never)).props.segments[0].path.length
		a.editor.store.put([strokeOf('s', 60, true, 2)])
		a.clock.pass(34)
		a.send()
		b.receive()

		expect(seen).toBeGreaterThan(250)
		expect(b.editor.getShape('shape:s' as never)).toEqual(strokeOf('s', 60, true, 2))
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[L12] a stroke at rest is written with its last point, and goes on growing', () => {
		const { hub, a, b } = peers()
		a.editor.store.put([strokeOf('s', 6, false)])
		a.binding.flush()
		expect(a.binding.pending.get()).toBe(1)
		a.clock.pass(1000)
		hub.settle()
		expect(b.editor.getShape('shape:s' as never)).toEqual(strokeOf('s', 6, false))

		a.editor.store.put([strokeOf('s', 9, false)])
		hub.settle()
		a.editor.store.put([strokeOf('s', 12, true)])
		hub.settle()

		expect(b.editor.getShape('shape:s' as never)).toEqual(strokeOf('s', 12, true))
	})

	it('[B15] answers a remote deletion with no change of its own: the arrow is as it was sent', () => {
		const { hub, a, b } = peers([box('from'), box('to', { x: 500 })])
		a.editor.createShape({ id: 'shape:arrow' as never, type: 'arrow' })
		for (const terminal of ['start', 'end'] as const) {
			const toId = (terminal === 'start' ? 'shape:from' : 'shape:to') as never
			const props = { terminal, normalizedAnchor: { x: 0.5, y: 0.5 } }
			a.editor.createBinding({ type: 'arrow', fromId: 'shape:arrow' as never, toId, props })
		}
		hub.settle()
		const sent = b.sent.length
		b.online = false
		a.editor.deleteShape('shape:to' as never)
		a.editor.updateShape({ id: 'shape:arrow' as never, type: 'arrow', props: { bend: 30 } })
		hub.settle()

		expect(contentOf(b)).toEqual(contentOf(a))
		expect(b.sent).toHaveLength(sent)
	})

	it('[B15] does not move an arrow after what somebody else moved', () => {
		const { hub, a, b } = peers([panel('p'), box('one'), box('two')])
		a.editor.createShape({ id: 'shape:arrow' as never, type: 'arrow' })
		a.editor.createBinding({
			type: 'arrow',
			fromId: 'shape:arrow' as never,
			toId: 'shape:one' as never,
			props: { terminal: 'end', normalizedAnchor: { x: 0.5, y: 0.5 } },
		})
		hub.settle()
		const sent = b.sent.length
		// As a server or another program writes it: the box goes into the panel, the arrow stays.
		hub.records.update('shape:one', { parentId: 'shape:p', index: 'a9' })
		hub.settle()

		expect(b.editor.getShape('shape:arrow' as never)).toEqual(hub.records.get('shape:arrow'))
		expect(b.sent).toHaveLength(sent)
		expect(b.editor.getCanUndo()).toBe(false)
	})
})
