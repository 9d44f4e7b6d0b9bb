/**
 * Unfinished strokes of which this person's binding holds back the last point (L12). A pen that rests,
 * or a copy of a stroke somebody is still drawing, must not stay one point ahead of the document for
 * ever: what has rested for a while is written whole.
 */

import type { DocRecord } from './doc-record.ts'
import { fieldsOf } from './record-path.ts'
import { isGrowingStroke, STROKE_PATHS } from './stroke-codec.ts'

/** A stroke that has not grown for so long is written whole, milliseconds. */
export const STROKE_REST_MS = 1000

export class RestingStrokes {
	private readonly lastGrown = new Map<string, number>()

	get size(): number {
		return this.lastGrown.size
	}

	/** Notes what was just written of a record: the paths, or undefined when it was created. */
	note(record: DocRecord, paths: Iterable<string> | undefined, now: number): void {
		const isInk = paths === undefined || [...paths].some((path) => STROKE_PATHS.includes(path))
		if (!isInk) return
		if (isGrowingStroke(fieldsOf(record))) this.lastGrown.set(record.id, now)
		else this.lastGrown.delete(record.id)
	}

	/** Takes out the strokes that have rested; all of them when `now` is infinite. */
	takeRested(now: number): string[] {
		const rested = [...this.lastGrown].filter(([, at]) => now - at >= STROKE_REST_MS)
		for (const [id] of rested) this.lastGrown.delete(id)
		return rested.map(([id]) => id)
	}
}
