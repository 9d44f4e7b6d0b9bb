/** Uploaded pictures: checked by content, re-encoded, stripped of metadata, named by their hash. */
import type { Principal } from '../realtime/rooms-api.ts'

export interface AssetService {
	/** @throws AppError('unreadable' | 'too_large' | 'forbidden') */
	upload(
		principal: Principal,
		bytes: Uint8Array,
	): Promise<{ hash: string; url: string; mediaType: string; width: number; height: number }>
	/** Path of a stored asset's bytes and its type, or null. */
	locate(hash: string): Promise<{ path: string; mediaType: string } | null>
	/** The bytes, for the renderer. */
	read(hash: string): Promise<Uint8Array | null>
}
