/**
 * What of a pitch outlives the page of one scene: a pitch goes on through the film, and each scene is
 * a page of its own. Kept for this tab only, and for moments only.
 */
import { z } from 'zod'

const KEY = 'dailies-pitch'
/** A page that opens later than this does not go on with the pitch of the one before. */
const FRESH_MS = 10_000

const MemorySchema = z.object({
	/** The room is this tab's own. */
	leads: z.boolean(),
	/** The scene it was led on: it goes on in another one, and not when somebody comes back. */
	sceneId: z.string().nullable(),
	/** Whose pitch this tab stepped off. */
	offUserId: z.string().nullable(),
	at: z.number(),
})
export type PitchMemory = Omit<z.infer<typeof MemorySchema>, 'at'>
const NOTHING: PitchMemory = { leads: false, sceneId: null, offUserId: null }

export function recallPitch(sceneId: string, now: number): PitchMemory {
	try {
		const kept = MemorySchema.safeParse(JSON.parse(window.sessionStorage.getItem(KEY) ?? 'null'))
		if (!kept.success) return NOTHING
		const { leads, offUserId, at } = kept.data
		const goesOn = leads && kept.data.sceneId !== sceneId && now - at < FRESH_MS
		return { leads: goesOn, sceneId, offUserId }
	} catch {
		return NOTHING
	}
}

export function rememberPitch(memory: PitchMemory, now: number): void {
	try {
		window.sessionStorage.setItem(KEY, JSON.stringify({ ...memory, at: now }))
	} catch {
		// A browser that keeps nothing: the pitch ends with the page.
	}
}
