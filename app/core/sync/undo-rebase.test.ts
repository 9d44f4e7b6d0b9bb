// @vitest-environment jsdom

import { readFileSync } from 'node:fs'
import type { TLShapePartial } from '@tldraw/tlschema'
import { createShapeId } from '@tldraw/tlschema'
import { afterEach, describe, expect, it } from 'vitest'
import { contentOf, createEditor, type Hub, type Peer, twoPeers } from '#tests/convergence/peers.ts'
import { box, panel } from '#tests/convergence/records.ts'
import { openHistory } from './history-steps.ts'
import { attachRebasedHistory } from './undo-rebase.ts'

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
const shape = (peer: Peer, id: string) => peer.editor.getShape(createShapeId(id))
const propsOf = (peer: Peer, id: string) => Object(shape(peer, id)).props
const actionOf = (peer: Peer, id = 'p') => String(propsOf(peer, id).action)
/** One own step, as a gesture makes it. */
function step(peer: Peer, run: () => void) {
	peer.editor.markHistoryStoppingPoint('step')
	run()
}
const set = (peer: Peer, id: string, part: Omit<TLShapePartial, 'id' | 'type'>, type = 'geo') =>
	peer.editor.updateShape({ id: createShapeId(id), type, ...part } as TLShapePartial)
const write = (peer: Peer, action: string) =>
	set(peer, 'p', { props: { action } } as never, 'panel')

describe('the history of tldraw', () => {
	it('[U10] is of the known shape in the pinned version', () => {
		const version = JSON.parse(readFileSync('node_modules/tldraw/package.json', 'utf8')).version
		const editor = createEditor()

		expect(version).toBe('5.4.2')
		editor.markHistoryStoppingPoint('one')
		editor.createShape({ id: createShapeId('b'), type: 'geo' })
		const steps = openHistory(editor)
		expect([...steps.undos()].flatMap((diff) => Object.keys(diff.added))).toContain('shape:b')
		editor.undo()
		expect([...steps.redos()].flatMap((diff) => Object.keys(diff.added))).toContain('shape:b')
		editor.dispose()
	})

	it('[U10] refuses another shape', () => {
		const editor = createEditor()
		const other = { store: editor.store, history: { stacks: {} }, undo() {}, redo() {} }

		expect(() =>
			attachRebasedHistory({ ...other, getCanUndo: () => true, getCanRedo: () => false }),
		).toThrow('undo stays off')
		editor.dispose()
	})
})

describe('undo among others', () => {
	it('[U1] [U2] A moves, B colours, A undoes and redoes: the colour stays', () => {
		const { hub, a, b } = peers([box('b')])
		step(a, () => set(a, 'b', { x: 50 }))
		hub.settle()
		step(b, () => set(b, 'b', { props: { color: 'red' } } as never))
		hub.settle()

		a.history.undo()
		expect(shape(a, 'b')).toMatchObject({ x: 0, props: { color: 'red' } })
		a.history.redo()
		hub.settle()

		expect(shape(b, 'b')).toMatchObject({ x: 50, props: { color: 'red' } })
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U2] B colours during A’s drag, in one step of A', () => {
		const { hub, a, b } = peers([box('b')])
		step(a, () => set(a, 'b', { x: 10 }))
		set(b, 'b', { props: { color: 'red' } } as never)
		hub.settle()
		set(a, 'b', { x: 50 })

		a.history.undo()
		hub.settle()

		expect(shape(b, 'b')).toMatchObject({ x: 0, props: { color: 'red' } })
	})

	it('[U2] [U7] A sets blue, B red: A’s undo leaves red and undoes the step before', () => {
		const { hub, a, b } = peers([box('b')])
		step(a, () => set(a, 'b', { x: 50 }))
		step(a, () => set(a, 'b', { props: { color: 'blue' } } as never))
		hub.settle()
		set(b, 'b', { props: { color: 'red' } } as never)
		hub.settle()

		expect(a.history.undo()).toMatchObject({ changed: true, overtaken: 1, kept: true })
		expect(shape(a, 'b')).toMatchObject({ x: 0, props: { color: 'red' } })
		expect(a.history.undo()).toMatchObject({ changed: false })
	})

	it('[U3] A types, B types in the same text: undo and redo move A’s letters only', () => {
		const { hub, a, b } = peers([panel('p')])
		step(a, () => write(a, 'Rain. '))
		hub.settle()
		step(b, () => write(b, 'Rain. Night.'))
		hub.settle()

		a.history.undo()
		expect(actionOf(a)).toBe('Night.')
		a.history.redo()
		hub.settle()
		expect(actionOf(b)).toBe('Rain. Night.')
		b.history.undo()
		hub.settle()
		expect(actionOf(a)).toBe('Rain. ')
	})

	it('[U3] letters of both interleaved in one step', () => {
		const { hub, a, b } = peers([panel('p', { props: { action: '__' } })])
		step(a, () => write(a, 'A__'))
		hub.settle()
		write(b, 'A_b_')
		hub.settle()
		write(a, 'A_b_Z')
		hub.settle()

		a.history.undo()
		hub.settle()

		expect(actionOf(b)).toBe('_b_')
	})

	it('[U4] what B deleted stays deleted when A undoes a move of it', () => {
		const { hub, a, b } = peers([box('b')])
		step(a, () => set(a, 'b', { x: 50 }))
		hub.settle()
		b.editor.deleteShape(createShapeId('b'))
		hub.settle()

		expect(a.history.undo()).toMatchObject({ changed: false })
		hub.settle()

		expect(shape(a, 'b')).toBeUndefined()
		expect(shape(b, 'b')).toBeUndefined()
	})

	it('[U5] A created, B moved: undoing the creation keeps it', () => {
		const { hub, a, b } = peers()
		step(a, () => a.editor.createShape({ id: createShapeId('b'), type: 'geo' }))
		hub.settle()
		set(b, 'b', { x: 50 })
		hub.settle()

		a.history.undo()
		hub.settle()

		expect(shape(a, 'b')).toMatchObject({ x: 50 })
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U1] A created and nobody touched it: undo removes it for both', () => {
		const { hub, a, b } = peers()
		step(a, () => a.editor.createShape({ id: createShapeId('b'), type: 'geo' }))
		hub.settle()

		expect(a.history.undo()).toEqual({ changed: true, overtaken: 0, kept: false, refused: [] })
		hub.settle()

		expect(shape(b, 'b')).toBeUndefined()
	})

	it('[U5] A created a panel and B drew in it: undoing the creation keeps both', () => {
		const { hub, a, b } = peers()
		step(a, () => a.editor.createShape({ id: createShapeId('p'), type: 'panel' }))
		hub.settle()
		b.editor.createShape({ id: createShapeId('c'), type: 'geo', parentId: createShapeId('p') })
		hub.settle()

		a.history.undo()
		hub.settle()

		expect(shape(a, 'p')).toBeDefined()
		expect(shape(a, 'c')?.parentId).toBe('shape:p')
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U5] A created a shape and B bound an arrow to it: undoing the creation keeps it', () => {
		const { hub, a, b } = peers()
		step(a, () => a.editor.createShape({ id: createShapeId('b'), type: 'geo' }))
		hub.settle()
		b.editor.createShape({ id: createShapeId('arrow'), type: 'arrow', x: 300, y: 300 })
		b.editor.createBinding({
			type: 'arrow',
			fromId: createShapeId('arrow'),
			toId: createShapeId('b'),
			props: {
				terminal: 'end',
				isPrecise: false,
				isExact: false,
				normalizedAnchor: { x: 0.5, y: 0.5 },
				snap: 'none',
			},
		})
		hub.settle()

		a.history.undo()
		hub.settle()

		expect(shape(b, 'b')).toBeDefined()
		expect(b.editor.getBindingsToShape(createShapeId('b'), 'arrow')).toHaveLength(1)
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U5] redo of a deletion does not take what B touched since', () => {
		const { hub, a, b } = peers([box('b')])
		step(a, () => a.editor.deleteShape(createShapeId('b')))
		a.history.undo()
		hub.settle()
		set(b, 'b', { x: 50 })
		hub.settle()

		a.history.redo()
		hub.settle()

		expect(shape(b, 'b')).toMatchObject({ x: 50 })
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U2] [L8] A deletes while B moves: A’s undo brings it back where B moved it', () => {
		const { hub, a, b } = peers([box('b')])
		step(a, () => a.editor.deleteShape(createShapeId('b')))
		set(b, 'b', { x: 50 })
		hub.settle()

		a.history.undo()
		hub.settle()

		expect(shape(a, 'b')).toMatchObject({ x: 50 })
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U2] A deletes, B’s move arrives before it is sent: A’s undo keeps the move', () => {
		const { hub, a, b } = peers([box('b')])
		set(b, 'b', { x: 50 })
		b.binding.flush()
		b.send()
		step(a, () => a.editor.deleteShape(createShapeId('b')))
		a.receive()
		a.history.undo()
		hub.settle()

		expect(shape(b, 'b')).toMatchObject({ x: 50 })
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U4] both delete, unsent: A’s undo does not bring back what B deleted', () => {
		const { hub, a, b } = peers([box('b')])
		b.editor.deleteShape(createShapeId('b'))
		b.binding.flush()
		b.send()
		step(a, () => a.editor.deleteShape(createShapeId('b')))
		a.receive()
		a.history.undo()
		hub.settle()

		expect(shape(a, 'b')).toBeUndefined()
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U6] undoing a move out of a panel that B deleted leaves the shape where it is', () => {
		const { hub, a, b } = peers([panel('p'), box('b', { parentId: 'shape:p', x: 5 })])
		step(a, () => a.editor.reparentShapes([createShapeId('b')], a.editor.getCurrentPageId()))
		hub.settle()
		b.editor.deleteShape(createShapeId('p'))
		hub.settle()

		a.history.undo()
		hub.settle()

		expect(shape(a, 'b')?.parentId).toBe('page:page')
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U6] undoing a move out of a group that B has put into the shape leaves it where it is', () => {
		const { hub, a, b } = peers([box('outer'), box('b', { parentId: 'shape:outer', index: 'a2' })])
		step(a, () => a.editor.reparentShapes([createShapeId('b')], a.editor.getCurrentPageId()))
		hub.settle()
		b.editor.reparentShapes([createShapeId('outer')], createShapeId('b'))
		hub.settle()

		a.history.undo()
		hub.settle()

		expect(shape(a, 'b')?.parentId).toBe('page:page')
		expect(shape(a, 'outer')?.parentId).toBe('shape:b')
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U8] B colours during A’s drag and A cancels: the colour stays', () => {
		const { hub, a, b } = peers([box('b')])
		const mark = a.editor.markHistoryStoppingPoint('drag')
		set(a, 'b', { x: 50 })
		hub.settle()
		set(b, 'b', { props: { color: 'red' } } as never)
		hub.settle()

		a.editor.bailToMark(mark)
		hub.settle()

		expect(shape(b, 'b')).toMatchObject({ x: 0, props: { color: 'red' } })
	})

	it('[U9] [B8] undo of a reorder restores the order, keeps B’s colour and no place', () => {
		const { hub, a, b } = peers([panel('p', { index: 'a1' }), panel('q', { index: 'a2' })])
		step(a, () => {
			set(a, 'p', { x: 700 }, 'panel')
			set(a, 'p', { index: 'a3' } as never, 'panel')
		})
		a.editor.store.mergeRemoteChanges(() => set(a, 'p', { x: 999 }, 'panel'))
		hub.settle()
		set(b, 'p', { opacity: 0.5 }, 'panel')
		hub.settle()

		a.history.undo()
		hub.settle()

		expect(shape(a, 'p')).toMatchObject({ index: 'a1', opacity: 0.5, x: 999 })
		expect(shape(b, 'p')).toMatchObject({ index: 'a1', opacity: 0.5, x: 0 })
	})
})
