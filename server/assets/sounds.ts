/**
 * Uploaded sounds: checked by content, named by the hash of their bytes, kept as they came beside the
 * pictures. With a sound comes its outline (app/core/board/peaks.ts), made once by whoever brought it
 * in, so that every other screen draws it without decoding anything.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MAX_PEAKS } from '#core/board/peaks.ts'
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import type { AssetStore } from '#db/asset-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { writeDurably } from './assets.ts'
import { soundTypeOf } from './sound-bytes.ts'

export interface SoundService {
	/** @throws AppError('unreadable' | 'too_large' | 'forbidden') */
	upload(
		principal: Principal,
		sound: { bytes: Uint8Array; peaks: Uint8Array },
	): Promise<{ hash: string; url: string; mediaType: string }>
	/** The outline of a stored sound, or null. */
	peaks(hash: string): Promise<Uint8Array | null>
}

export interface SoundDependencies {
	db: { assets: AssetStore }
	env: { DATA_DIR: string }
	now: () => number
}

export const MAX_SOUND_BYTES = 60 * 1024 * 1024
const HASH = /^[0-9a-f]{64}$/

/** Builds the service; files lie in DATA_DIR/assets, outlines beside them as `<hash>.peaks`. */
export function createSoundService({ db, env, now }: SoundDependencies): SoundService {
	const directory = join(env.DATA_DIR, 'assets')
	return {
		async upload(principal, { bytes, peaks }) {
			if (!can(principal.role, 'asset.upload')) throw new AppError('forbidden')
			const mediaType = checkSound(bytes, peaks)
			const hash = createHash('sha256').update(bytes).digest('hex')
			// Outline, bytes, row: a row never names a missing file. The first outline stays.
			if (!(await db.assets.get(hash))) {
				await writeDurably(directory, `${hash}.peaks`, peaks)
				await writeDurably(directory, hash, bytes)
				await db.assets.put({
					...{ hash, mediaType, sizeBytes: bytes.length, width: 0, height: 0 },
					...{ uploadedBy: principal.userId, createdAt: now() },
				})
			}
			return { hash, url: `/assets/${hash}`, mediaType }
		},
		async peaks(hash) {
			if (!HASH.test(hash)) return null
			return readFile(join(directory, `${hash}.peaks`)).catch(() => null)
		},
	}
}

function checkSound(bytes: Uint8Array, peaks: Uint8Array) {
	if (bytes.length > MAX_SOUND_BYTES) {
		throw new AppError('too_large', {
			userMessage: 'A sound has at most 60 MB. Nothing was added; send it as MP3 or M4A.',
		})
	}
	const mediaType = soundTypeOf(bytes)
	if (mediaType === null || peaks.length === 0) {
		throw new AppError('unreadable', {
			userMessage: 'This is no sound that can be played here. WAV, MP3, M4A and OGG can come in.',
		})
	}
	if (peaks.length > MAX_PEAKS) {
		throw new AppError('too_large', {
			userMessage: 'A sound is at most an hour long. Nothing was added.',
		})
	}
	return mediaType
}
