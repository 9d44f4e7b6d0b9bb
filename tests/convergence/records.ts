/** Valid records and linked documents for the tests of app/core/sync and of this folder. */
import { b64Vecs, createShapeId, type TLShape } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { PANEL_STANDING } from '#core/canvas/panel-shape.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'

interface Overrides {
	x?: number
	y?: number
	parentId?: string
	index?: string
	opacity?: number
	meta?: Record<string, unknown>
	props?: Record<string, unknown>
}

// Casts: a test builds records by hand; the store validates them in the tests that need it.
const shape = (id: string, type: string, props: object, over: Overrides): TLShape =>
	({
		id: createShapeId(id),
		typeName: 'shape',
		type,
		x: 0,
		y: 0,
		rotation: 0,
		index: 'a1',
		parentId: 'page:page',
		isLocked: false,
		opacity: 1,
		meta: {},
		...over,
		props: { ...props, ...over.props },
	}) as unknown as TLShape

export function box(id: string, over: Overrides = {}): TLShape {
	const props = {
		geo: 'rectangle',
		w: 100,
		h: 80,
		color: 'black',
		fill: 'none',
		dash: 'draw',
		size: 'm',
		font: 'draw',
		align: 'middle',
		verticalAlign: 'middle',
		richText: { type: 'doc', content: [{ type: 'paragraph' }] },
		labelColor: 'black',
		url: '',
		growY: 0,
		flipX: false,
		flipY: false,
		scale: 1,
	}
	return shape(id, 'geo', props, over)
}

export function panel(id: string, over: Overrides = {}): TLShape {
	const props = {
		w: 640,
		h: 360,
		action: '',
		dialogue: '',
		notes: '',
		durationFrames: null,
		shotId: null,
		scriptBlockIds: [],
		backdrop: 'shot',
		...PANEL_STANDING,
	}
	return shape(id, 'panel', props, over)
}

/** A pen stroke of `points` points; a longer one continues a shorter one. */
export function strokeOf(id: string, points: number, isComplete: boolean, dim: 2 | 3 = 3): TLShape {
	const vecs = Array.from({ length: points }, (_, i) => ({
		x: i * 3.25,
		y: Math.sin(i / 4) * 40,
		z: 0.25 + (i % 8) / 16,
	}))
	const segment = {
		type: 'free',
		path: b64Vecs.encodePoints(vecs, dim),
		...(dim === 2 ? { dim } : { dim }),
	}
	const props = {
		color: 'black',
		fill: 'none',
		dash: 'draw',
		size: 'm',
		segments: [segment],
		isComplete,
		isClosed: false,
		isPen: false,
		scale: 1,
		scaleX: 1,
		scaleY: 1,
	}
	return shape(id, 'draw', props, {})
}

/** What a server writes when it creates a board (B12). */
export function boardRecords(): DocRecord[] {
	return [
		{ id: 'document:document', typeName: 'document', gridSize: 10, name: '', meta: {} },
		{ id: 'page:page', typeName: 'page', name: 'Board', index: 'a1', meta: {} },
	] as unknown as DocRecord[]
}

/** Exchanges what each document lacks of the other. */
export function connect(a: RecordDoc, b: RecordDoc): void {
	Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)), 'remote')
	Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc)), 'remote')
}

/** Two documents that both hold `records`. */
export function twoDocs(records: DocRecord[]): [RecordDoc, RecordDoc] {
	const a = new RecordDoc(new Y.Doc())
	const b = new RecordDoc(new Y.Doc())
	a.doc.clientID = 1
	b.doc.clientID = 2
	for (const record of records) a.put(record)
	connect(a, b)
	return [a, b]
}
