/**
 * What of a pitch outlives the page of one scene: a pitch goes on through the film, and each scene is
 * a page of its own. Kept for this tab only, and for moments only.
 */
import { z } from 'zod'

const KEY = 'dailies-pitch'
/** A page that opens later than this does not go on with the pitch of the one before. */
const FRESH_MS = 15_000

const MemorySchema = z.object({
	/** The room is this tab's own. */
	leads: z.boolean(),
	/** Whose pitch this tab stepped off. */
	offUserId: z.string().nullable(),
	at: z.number(),
})
export type PitchMemory = Omit<z.infer<typeof MemorySchema>, 'at'>
const NOTHING: PitchMemory = { leads: false, offUserId: null }

export function recallPitch(now: number): PitchMemory {
	try {
		const kept = MemorySchema.safeParse(JSON.parse(window.sessionStorage.getItem(KEY) ?? 'null'))
		if (!kept.success) return NOTHING
		const { leads, offUserId, at } = kept.data
		return { leads: leads && now - at < FRESH_MS, offUserId }
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
