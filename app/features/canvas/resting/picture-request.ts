/** What the painter's thread is asked for, and what it answers. Only this program speaks on this line. */
import type { RestingShape } from '#core/canvas/resting-ink.ts'

export interface PictureRequest {
	id: number
	width: number
	height: number
	/** Device pixels per page unit. */
	scale: number
	shapes: readonly Pick<RestingShape, 'shape' | 'matrix' | 'opacity'>[]
}
export interface PictureAnswer {
	id: number
	/** Null when it could not be painted. */
	bitmap: ImageBitmap | null
}
