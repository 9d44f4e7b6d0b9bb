/** The line to the painter's thread. Where a browser has no such thread there is no painter, and all ink stays live. */
import type { PictureAnswer, PictureRequest } from './picture-request.ts'

export interface PicturePainter {
	/** Resolves with null when it could not be painted. */
	paint(request: Omit<PictureRequest, 'id'>): Promise<ImageBitmap | null>
	dispose(): void
}

export function createPicturePainter(): PicturePainter | null {
	if (typeof OffscreenCanvas === 'undefined' || typeof Worker === 'undefined') return null
	const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' })
	const waiting = new Map<number, (bitmap: ImageBitmap | null) => void>()
	let lastId = 0
	const answer = (id: number, bitmap: ImageBitmap | null) => {
		waiting.get(id)?.(bitmap)
		waiting.delete(id)
	}
	worker.onmessage = ({ data }: MessageEvent<PictureAnswer>) => answer(data.id, data.bitmap)
	worker.onerror = () => {
		for (const id of [...waiting.keys()]) answer(id, null)
	}
	return {
		paint(request) {
			lastId += 1
			const id = lastId
			return new Promise((resolve) => {
				waiting.set(id, resolve)
				worker.postMessage({ id, ...request } satisfies PictureRequest)
			})
		},
		dispose() {
			worker.terminate()
			for (const id of [...waiting.keys()]) answer(id, null)
		},
	}
}
