/** Sealed words and scenes, opened when asked for and kept for a while: slates share them. */
import { readContext, type SceneContext } from '#core/signals/export/scene-context.ts'
import type { LogReader } from '#db/open-reader.ts'
import type { ProjectVault } from '../signal-service.ts'

/** Texts of edits are short; scenes are not. */
const KEPT_TEXTS = 4096
const KEPT_SCENES = 8

export interface OpenedWords {
	/** Null for a null id, an unknown blob, a destroyed key, or bytes that were changed. */
	text(cid: string | null): Promise<string | null>
	scene(cid: string): Promise<SceneContext | null>
}

export function createOpenedWords(reader: LogReader, vault: ProjectVault): OpenedWords {
	const open = async (cid: string): Promise<string | null> => {
		const blob = await reader.signals.getBlob(cid)
		try {
			const bytes = blob && vault.open(blob)
			return bytes && new TextDecoder().decode(bytes)
		} catch {
			// `signals verify` and `doctor` tell of damage; an export leaves the row out and counts it.
			return null
		}
	}
	const texts = keepNewest<string | null>(KEPT_TEXTS)
	const scenes = keepNewest<SceneContext | null>(KEPT_SCENES)
	return {
		text: async (cid) => (cid === null ? null : texts(cid, () => open(cid))),
		scene: (cid) =>
			scenes(cid, async () => {
				const text = await open(cid)
				return text === null ? null : readContext(text)
			}),
	}
}

/** A small cache: the least recently made entry leaves first. */
export function keepNewest<T>(most: number) {
	const kept = new Map<string, T>()
	return async (key: string, make: () => Promise<T>): Promise<T> => {
		const known = kept.get(key)
		if (known !== undefined || kept.has(key)) return known as T
		const made = await make()
		kept.set(key, made)
		for (const [oldest] of kept) {
			if (kept.size <= most) break
			kept.delete(oldest)
		}
		return made
	}
}
