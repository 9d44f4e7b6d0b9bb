/**
 * Pictures of the panels that play, as bitmaps made ahead of their time. A picture that changes while
 * it plays is drawn anew beside the old one, which stays on screen until the new one is whole.
 */

/** Pixels a picture is made wide: enough for a full screen and a slow push in. */
const PICTURE_PX = 1920
const MOST_KEPT = 24
/** Between two redraws of a panel that somebody is drawing in, milliseconds. */
const REDRAW_MS = 250

export interface FrameSource {
	/** Address of the panel's picture now; null when it is gone. */
	draw(panelId: string): Promise<string | null>
	/** Calls `changed` whenever the panel's picture changes; returns the stop function. */
	watch(panelId: string, changed: () => void): () => void
}

interface Kept {
	bitmap: ImageBitmap | null
	stop: () => void
	timer: ReturnType<typeof setTimeout> | undefined
	isDrawing: boolean
	isStale: boolean
}

export class FramePictures {
	private readonly kept = new Map<string, Kept>()
	private readonly source: FrameSource
	private readonly onReady: () => void
	private isDisposed = false

	/** @param onReady a picture is there that was not there before */
	constructor(source: FrameSource, onReady: () => void) {
		this.source = source
		this.onReady = onReady
	}

	get(panelId: string): ImageBitmap | null {
		return this.kept.get(panelId)?.bitmap ?? null
	}

	/** Makes pictures ready in this order of need; the ones needed longest ago are let go. */
	want(panelIds: readonly string[]): void {
		for (const id of [...panelIds].reverse()) {
			const kept = this.kept.get(id) ?? this.begin(id)
			this.kept.delete(id)
			this.kept.set(id, kept)
		}
		for (const id of this.kept.keys()) {
			if (this.kept.size <= MOST_KEPT || panelIds.includes(id)) break
			this.release(id)
		}
	}

	dispose(): void {
		this.isDisposed = true
		for (const id of [...this.kept.keys()]) this.release(id)
	}

	private begin(id: string): Kept {
		const kept: Kept = {
			...{ bitmap: null, timer: undefined, isDrawing: false, isStale: false },
			stop: () => undefined,
		}
		this.kept.set(id, kept)
		kept.stop = this.source.watch(id, () => {
			kept.timer ??= setTimeout(() => {
				kept.timer = undefined
				void this.draw(id, kept)
			}, REDRAW_MS)
		})
		void this.draw(id, kept)
		return kept
	}

	private async draw(id: string, kept: Kept): Promise<void> {
		if (kept.isDrawing) {
			kept.isStale = true
			return
		}
		kept.isDrawing = true
		kept.isStale = false
		const url = await this.source.draw(id).catch(() => null)
		const bitmap = url === null ? null : await toBitmap(url)
		kept.isDrawing = false
		if (this.isDisposed || this.kept.get(id) !== kept) return bitmap?.close()
		if (bitmap) {
			kept.bitmap?.close()
			kept.bitmap = bitmap
			this.onReady()
		}
		if (kept.isStale) void this.draw(id, kept)
	}

	private release(id: string): void {
		const kept = this.kept.get(id)
		this.kept.delete(id)
		if (!kept) return
		kept.stop()
		clearTimeout(kept.timer)
		kept.bitmap?.close()
	}
}

async function toBitmap(url: string): Promise<ImageBitmap | null> {
	const image = new Image()
	image.src = url
	try {
		await image.decode()
		const height = Math.max(1, Math.round((image.naturalHeight / image.naturalWidth) * PICTURE_PX))
		return await createImageBitmap(image, {
			...{ resizeWidth: PICTURE_PX, resizeHeight: height, resizeQuality: 'high' },
		})
	} catch {
		return null
	} finally {
		if (url.startsWith('blob:')) URL.revokeObjectURL(url)
	}
}
