// @vitest-environment jsdom

import type { TLRecord, TLShapePartial } from '@tldraw/tlschema'
import { createShapeId } from '@tldraw/tlschema'
import { afterEach, describe, expect, it } from 'vitest'
import { SuggestionRecordSchema } from '#core/suggestions/suggestion-record.ts'
import { contentOf, type Hub, type Peer, twoPeers } from '#tests/convergence/peers.ts'
import { box, panel } from '#tests/convergence/records.ts'
import type { OwnEffect, OwnStep, OwnStepResult } from './undo-rebase.ts'

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
const idOf = (id: string) => createShapeId(id)
const shape = (peer: Peer, id: string) => peer.editor.getShape(idOf(id))
const colorOf = (peer: Peer, id = 'b') => Object(shape(peer, id)).props.color
const actionOf = (peer: Peer) => String(Object(shape(peer, 'p')).props.action)
const set = (peer: Peer, id: string, part: Omit<TLShapePartial, 'id' | 'type'>, type = 'geo') =>
	peer.editor.updateShape({ id: idOf(id), type, ...part } as TLShapePartial)
const paint = (peer: Peer, color: string) => set(peer, 'b', { props: { color } } as never)
const write = (peer: Peer, action: string) =>
	set(peer, 'p', { props: { action } } as never, 'panel')
function step(peer: Peer, run: () => void) {
	peer.editor.markHistoryStoppingPoint('step')
	run()
}

/** A step that notes what is asked of it, and answers as told. */
function noted(log: string[], name: string, answer: () => OwnStepResult = () => 'done'): OwnStep {
	return {
		undo() {
			log.push(`undo ${name}`)
			return answer()
		},
		redo() {
			log.push(`redo ${name}`)
			return answer()
		},
	}
}

describe('steps of another kind among own changes', () => {
	it('[U11] are undone and redone in the order in which things were done', () => {
		const { a } = peers([box('b')])
		const log: string[] = []
		step(a, () => set(a, 'b', { x: 10 }))
		a.history.add(noted(log, 'one'))
		step(a, () => set(a, 'b', { x: 20 }))
		a.history.add(noted(log, 'two'))
		a.history.add(noted(log, 'three'))
		const seen = () => [shape(a, 'b')?.x, ...log.splice(0)]
		const walk = (run: () => unknown, count: number) =>
			Array.from({ length: count }, () => {
				run()
				return seen()
			})

		const back = [[20, 'undo three'], [20, 'undo two'], [10], [10, 'undo one'], [0], [0]]
		const forth = [[10], [10, 'redo one'], [20], [20, 'redo two'], [20, 'redo three'], [20]]
		for (let round = 0; round < 3; round++) {
			expect(walk(() => a.history.undo(), 6)).toEqual(back)
			expect(walk(() => a.history.redo(), 6)).toEqual(forth)
		}
		expect(a.history.redo()).toMatchObject({ changed: false, kept: false })
	})

	it('[U11] are not swallowed by changes that nobody marked, nor by a cancelled gesture', () => {
		const { a } = peers([box('b')])
		const log: string[] = []
		set(a, 'b', { x: 10 })
		a.history.add(noted(log, 'one'))
		set(a, 'b', { x: 20 })
		a.editor.bail()
		expect(shape(a, 'b')?.x).toBe(10)
		set(a, 'b', { x: 30 })

		a.history.undo()
		expect([shape(a, 'b')?.x, ...log]).toEqual([10])
		a.history.undo()
		expect([shape(a, 'b')?.x, ...log]).toEqual([10, 'undo one'])
		a.history.undo()
		expect([shape(a, 'b')?.x, ...log]).toEqual([0, 'undo one'])
	})

	it('[U11] a new change forgets what was undone, of both kinds', () => {
		const { a } = peers([box('b')])
		const log: string[] = []
		a.history.add(noted(log, 'one'))
		a.history.undo()
		step(a, () => set(a, 'b', { x: 10 }))
		expect(a.history.redo()).toMatchObject({ changed: false })

		a.history.undo()
		a.history.add(noted(log, 'two'))
		expect(a.history.redo()).toMatchObject({ changed: false })
		expect(shape(a, 'b')?.x).toBe(0)
		expect(log).toEqual(['undo one'])
	})

	it('[U12] one that cannot be taken back is passed over with its sentence, once', () => {
		const { a } = peers([box('b')])
		const log: string[] = []
		step(a, () => set(a, 'b', { x: 10 }))
		a.history.add(noted(log, 'void', () => 'nothing'))
		a.history.add(noted(log, 'built on', () => ({ refused: 'Ben built on it.' })))

		expect(a.history.undo()).toEqual({
			changed: true,
			overtaken: 0,
			kept: false,
			refused: ['Ben built on it.'],
		})
		expect(shape(a, 'b')?.x).toBe(0)
		a.history.redo()
		expect(a.history.redo()).toMatchObject({ changed: false, refused: [] })
		expect(log).toEqual(['undo built on', 'undo void'])
	})

	it('[U7] says that something was kept when others worked on it, and undoes the step before', () => {
		const { hub, a, b } = peers([box('other')])
		step(a, () => set(a, 'other', { x: 10 }))
		step(a, () => a.editor.createShape({ id: idOf('b'), type: 'geo' }))
		hub.settle()
		set(b, 'b', { y: 70 })
		hub.settle()

		expect(a.history.undo()).toMatchObject({ changed: true, kept: true })
		expect(shape(a, 'b')?.y).toBe(70)
		expect(shape(a, 'other')?.x).toBe(0)
		expect(a.history.undo()).toMatchObject({ changed: false, kept: false })
	})

	it('[U5] what the program offers about a panel does not keep its creation from being undone', () => {
		const { hub, a, b } = peers()
		step(a, () => a.editor.createShape({ id: idOf('p'), type: 'panel' }))
		hub.settle()
		b.editor.store.put([offerAbout('shape:p')])
		hub.settle()

		expect(a.history.undo()).toMatchObject({ changed: true, kept: false })
		expect(shape(a, 'p')).toBeUndefined()
	})
})

describe('what the room does for an own step', () => {
	/** B plays the room: what it does for A's step is known by path. */
	function decided(answer: () => OwnStepResult = () => 'done') {
		const all = peers([box('b'), panel('p')])
		const { hub, a, b } = all
		let turn: Pick<OwnEffect, 'isDone'> | null = null
		const effectIn = () =>
			turn && {
				...turn,
				paths: new Map([
					['shape:b', new Set(['props.color'])],
					['shape:p', new Set(['props.action'])],
				]),
				made: new Set<string>(),
			}
		const room = (isDone: boolean, run: () => void) => {
			run()
			b.binding.flush()
			turn = { isDone }
			hub.settle()
			turn = null
		}
		const add = () => a.history.add({ undo: answer, redo: () => 'done', effectIn })
		return { ...all, room, add }
	}

	it('[U13] taken back, the step before is one’s own again', () => {
		const { hub, a, b, room, add } = decided()
		step(a, () => paint(a, 'blue'))
		step(a, () => write(a, 'Rain.'))
		hub.settle()
		add()
		room(true, () => {
			paint(b, 'red')
			write(b, 'Night.')
		})
		expect([colorOf(a), actionOf(a)]).toEqual(['red', 'Night.'])

		expect(a.history.undo()).toMatchObject({ changed: true })
		room(false, () => {
			paint(b, 'blue')
			write(b, 'Rain.')
		})
		expect(a.history.undo()).toMatchObject({ changed: true, kept: false })
		expect([colorOf(a), actionOf(a)]).toEqual(['blue', ''])
		expect(a.history.undo()).toMatchObject({ changed: true, kept: false })
		expect([colorOf(a), actionOf(a)]).toEqual(['black', ''])
		hub.settle()
		expect(contentOf(a)).toEqual(contentOf(b))
	})

	it('[U13] [U2] not to be taken back, what it did stays and older steps leave it', () => {
		const { hub, a, b, room, add } = decided(() => ({ refused: 'Ben built on it.' }))
		step(a, () => set(a, 'b', { x: 10 }))
		step(a, () => paint(a, 'blue'))
		hub.settle()
		add()
		room(true, () => paint(b, 'red'))

		expect(a.history.undo()).toMatchObject({ changed: true, refused: ['Ben built on it.'] })
		expect(colorOf(a)).toBe('red')
		expect(shape(a, 'b')?.x).toBe(0)
	})

	it('[U13] [U2] another’s change on top of it is kept by every older step', () => {
		const { hub, a, b, room, add } = decided(() => 'nothing')
		step(a, () => paint(a, 'blue'))
		hub.settle()
		add()
		room(true, () => paint(b, 'red'))
		paint(b, 'green')
		hub.settle()

		expect(a.history.undo()).toMatchObject({ changed: false, kept: true })
		expect(colorOf(a)).toBe('green')
	})
})

/** As the rules offer one. */
function offerAbout(targetId: `shape:${string}`): TLRecord {
	const offer = SuggestionRecordSchema.parse({
		id: 'suggestion:s1',
		typeName: 'suggestion',
		slateId: 'slate',
		category: 'pacing',
		targetId,
		requesterId: 'ada',
		position: 0,
		slateSize: 1,
		title: 'Hold it longer',
		rationale: 'It is read in less time than it takes.',
		evidence: [],
		edit: { type: 'set_duration', panelId: targetId, durationFrames: 48 },
		confidence: 0.5,
		generatorId: 'rule:D1',
		generatorVersion: '1',
		basis: 'basis',
		status: 'open',
		decidedBy: null,
		decidedByName: null,
		decidedAt: null,
		reasonCodes: [],
		createdAt: 0,
		meta: {},
	})
	// Cast: tldraw types its store by its own records; the schema holds ours too.
	return offer as unknown as TLRecord
}
