/** Getting shapes into a room in pieces that every server takes, and telling whether two boards agree. */
import type { TLShape, TLStore } from '@tldraw/tlschema'
import { isEqual } from '@tldraw/utils'
import type { BenchClient } from './system.ts'

const SHAPES_AT_ONCE = 200

/** Puts the shapes piece by piece, each confirmed before the next; parents must come first. */
export async function fillBoard(client: BenchClient, shapes: readonly TLShape[]): Promise<void> {
	for (let at = 0; at < shapes.length; at += SHAPES_AT_ONCE) {
		client.store.put(shapes.slice(at, at + SHAPES_AT_ONCE))
		client.flush()
		await client.whenSaved()
	}
}

export function shapesOf(store: TLStore): TLShape[] {
	return store.allRecords().filter((record) => record.typeName === 'shape')
}

/** Whether two stores hold the same shapes with the same content. */
export function sameBoards(one: TLStore, other: TLStore): boolean {
	const shapes = shapesOf(one)
	if (shapes.length !== shapesOf(other).length) return false
	return shapes.every((shape) => isEqual(shape, other.get(shape.id)))
}

/** Bytes of a board's shapes as JSON: what everything stored is held against. */
export function jsonBytes(shapes: readonly TLShape[]): number {
	return Buffer.byteLength(JSON.stringify(shapes))
}
