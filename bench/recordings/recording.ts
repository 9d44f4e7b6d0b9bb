/** What the store did while a stroke was drawn, and drawing it again in real time. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { createShapeId, type TLShape, type TLStore } from '@tldraw/tlschema'

export const STROKES = ['pen', 'mouse', 'slow pen'] as const

export interface RecordingEntry {
	/** Since the pen came down, milliseconds. */
	atMs: number
	put: TLShape[]
}
export interface Recording {
	name: (typeof STROKES)[number]
	/** Base64 characters of the finished stroke. */
	pathChars: number
	entries: RecordingEntry[]
}

export function readRecording(name: Recording['name']): Recording {
	const file = new URL(`./${name.replace(' ', '-')}.json.gz`, import.meta.url)
	// Cast: the file is made by record.ts beside it, from this very type.
	return JSON.parse(gunzipSync(readFileSync(file)).toString()) as Recording
}

/** Draws it into the store as the editor did, at the same moments, under a shape id of its own, which it returns. */
export async function replay(recording: Recording, store: TLStore): Promise<string> {
	const id = createShapeId()
	const start = performance.now()
	for (const { atMs, put } of recording.entries) {
		const wait = start + atMs - performance.now()
		if (wait > 0) await sleep(wait)
		store.put(put.map((shape) => ({ ...shape, id })))
	}
	return id
}
