/**
 * Uploaded pictures: checked by content, decoded and encoded anew (so that nothing but pixels is
 * kept: no EXIF, no place, no script in an SVG), named by the hash of what is stored. Stored as PNG or
 * JPEG, because the renderer that makes panel pictures reads no WebP.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Metadata } from 'sharp'
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import type { AssetRow, AssetStore } from '#db/asset-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { looksLikePicture } from './magic-bytes.ts'

export interface AssetService {
	/** @throws AppError('unreadable' | 'too_large' | 'forbidden') */
	upload(
		principal: Principal,
		bytes: Uint8Array,
	): Promise<{ hash: string; url: string; mediaType: string; width: number; height: number }>
	/** The same for bytes that the server itself came by, for somebody. @throws AppError('unreadable' | 'too_large') */
	keep(
		bytes: Uint8Array,
		uploadedBy: string,
	): Promise<{ hash: string; url: string; mediaType: PictureType; width: number; height: number }>
	/** Path of a stored asset's bytes and its type, or null. */
	locate(hash: string): Promise<{ path: string; mediaType: string } | null>
	/** The bytes, for the renderer. */
	read(hash: string): Promise<Uint8Array | null>
}

type PictureType = 'image/png' | 'image/jpeg'

export interface AssetDependencies {
	db: { assets: AssetStore }
	env: { DATA_DIR: string }
	now: () => number
}

export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024
/** Decoded size at most; a small file may unfold to gigabytes. */
const MAX_INPUT_PIXELS = 60_000_000
/** Longest side that is kept, in pixels: a panel is 640 units wide. */
const MAX_SIDE_PX = 4096
const JPEG_QUALITY = 90
const HASH = /^[0-9a-f]{64}$/

/** Builds the service; files lie in DATA_DIR/assets. */
export function createAssetService({ db, env, now }: AssetDependencies): AssetService {
	const directory = join(env.DATA_DIR, 'assets')
	const pathOf = (hash: string) => join(directory, hash)
	async function keep(bytes: Uint8Array, uploadedBy: string) {
		const picture = await encodeAnew(bytes)
		const { mediaType, width, height } = picture
		const row: AssetRow = {
			hash: createHash('sha256').update(picture.bytes).digest('hex'),
			sizeBytes: picture.bytes.length,
			...{ mediaType, width, height, uploadedBy, createdAt: now() },
		}
		const { hash } = row
		// The bytes are on disk before the row says so: a row never names a missing file.
		if (!(await db.assets.get(hash))) {
			await writeDurably(directory, hash, picture.bytes)
			await db.assets.put(row)
		}
		return { hash, url: `/assets/${hash}`, mediaType, width, height }
	}
	return {
		async upload(principal, bytes) {
			if (!can(principal.role, 'asset.upload')) throw new AppError('forbidden')
			return keep(bytes, principal.userId)
		},
		keep,
		async locate(hash) {
			const row = HASH.test(hash) ? await db.assets.get(hash) : null
			return row ? { path: pathOf(hash), mediaType: row.mediaType } : null
		},
		async read(hash) {
			const row = HASH.test(hash) ? await db.assets.get(hash) : null
			return row ? readFile(pathOf(hash)) : null
		},
	}
}

interface Picture {
	bytes: Buffer
	mediaType: PictureType
	width: number
	height: number
}

/** @throws AppError('unreadable' | 'too_large') */
async function encodeAnew(bytes: Uint8Array): Promise<Picture> {
	if (bytes.length > MAX_UPLOAD_BYTES) {
		throw tooLarge('A picture has at most 20 MB. Nothing was added; make it smaller and try again.')
	}
	if (!looksLikePicture(bytes)) throw unreadable()
	const metadata = await metadataOf(bytes)
	if (metadata.width * metadata.height > MAX_INPUT_PIXELS) {
		throw tooLarge('A picture has at most 60 megapixels. Nothing was added.')
	}
	const decoded = sharp(bytes, { limitInputPixels: MAX_INPUT_PIXELS, failOn: 'error' })
		// Turned the way the camera was held, before that note is dropped.
		.rotate()
		.resize({ width: MAX_SIDE_PX, height: MAX_SIDE_PX, fit: 'inside', withoutEnlargement: true })
		.toColourspace('srgb')
	const isPhotograph = !metadata.hasAlpha && ['jpeg', 'webp', 'heif'].includes(metadata.format)
	const encoder = isPhotograph ? decoded.jpeg({ quality: JPEG_QUALITY }) : decoded.png()
	try {
		const { data, info } = await encoder.toBuffer({ resolveWithObject: true })
		const mediaType = isPhotograph ? 'image/jpeg' : 'image/png'
		return { bytes: data, mediaType, width: info.width, height: info.height }
	} catch (cause) {
		throw unreadable(cause)
	}
}

/** Looks at a picture as it would be kept, and keeps nothing. @throws AppError('unreadable' | 'too_large') */
export async function pictureSizeOf(bytes: Uint8Array): Promise<{ width: number; height: number }> {
	const { width, height } = await encodeAnew(bytes)
	return { width, height }
}

async function metadataOf(bytes: Uint8Array): Promise<Metadata> {
	try {
		// The limit is ours to say, with a sentence.
		return await sharp(bytes, { limitInputPixels: false }).metadata()
	} catch (cause) {
		throw unreadable(cause)
	}
}

/** Writes the file under another name, syncs it and renames it: it is there whole or not at all. */
export async function writeDurably(
	directory: string,
	hash: string,
	bytes: Uint8Array,
): Promise<void> {
	await mkdir(directory, { recursive: true })
	const part = join(directory, `.${hash}.${process.hrtime.bigint()}.part`)
	try {
		const file = await open(part, 'wx')
		try {
			await file.writeFile(bytes)
			await file.sync()
		} finally {
			await file.close()
		}
		await rename(part, join(directory, hash))
	} catch (cause) {
		await rm(part, { force: true })
		const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
		throw new AppError(isFull ? 'storage_full' : 'storage_failed', { cause })
	}
}

function unreadable(cause?: unknown): AppError {
	const userMessage =
		'This is no picture that can be read here. PNG, JPEG, WebP, GIF, AVIF and SVG can come in.'
	return new AppError('unreadable', { userMessage, cause })
}

function tooLarge(userMessage: string): AppError {
	return new AppError('too_large', { userMessage })
}
