/** Plain tldraw records that every system takes, and waiting until a store holds enough of them. */
import { createShapeId, type TLRecord, type TLShape, type TLStore } from '@tldraw/tlschema'
import { interceptHistory } from '../../app/core/sync/store-history.ts'

export const PAGE_ID = 'page:page'
const PER_ROW = 40

interface Overrides {
	x?: number
	y?: number
	index?: string
	meta?: Record<string, string | number>
}

/** A rectangle named `name`, on a grid by its number. */
export function box(name: string, number: number, over: Overrides = {}): TLShape {
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
	// Cast: records are built by hand here; every store that takes them validates them.
	return {
		id: createShapeId(name),
		typeName: 'shape',
		type: 'geo',
		x: (number % PER_ROW) * 120,
		y: Math.floor(number / PER_ROW) * 100,
		rotation: 0,
		index: indexOf(number),
		parentId: PAGE_ID,
		isLocked: false,
		opacity: 1,
		meta: {},
		...over,
		props,
	} as unknown as TLShape
}

export function boxes(count: number): TLShape[] {
	return Array.from({ length: count }, (_, number) => box(`box${number}`, number))
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** An order key that grows with the number and is valid to tldraw (four digits, none ending in 0). */
export function indexOf(number: number): string {
	let rest = number
	let key = ''
	for (let place = 0; place < 3; place++) {
		key = DIGITS.charAt(rest % DIGITS.length) + key
		rest = Math.floor(rest / DIGITS.length)
	}
	return `a0${key}V`
}

export function shapeCount(store: TLStore): number {
	let count = 0
	for (const record of store.allRecords()) if (record.typeName === 'shape') count++
	return count
}

const POLL_MS = 2

/** Resolves when the store holds `count` shapes; looks again only when the store has changed. */
export async function whenShapes(store: TLStore, count: number): Promise<void> {
	let seen = -1
	for (;;) {
		const epoch = store.history.lastChangedEpoch
		if (epoch !== seen && shapeCount(store) >= count) return
		seen = epoch
		await new Promise((resolve) => setTimeout(resolve, POLL_MS))
	}
}

/** Calls back at once for each record that enters or changes in the store from outside. */
export function onRemote(store: TLStore, heard: (record: TLRecord) => void): () => void {
	return interceptHistory(store, ({ changes }, source) => {
		if (source !== 'remote') return
		for (const record of Object.values(changes.added)) heard(record)
		for (const [, to] of Object.values(changes.updated)) heard(to)
	})
}
