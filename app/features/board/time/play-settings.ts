/** What is shown over the playing picture; one's own choice, kept in the browser. */
import { useState } from 'react'
import { z } from 'zod'

const BurnInsSchema = z.object({
	/** Dialogue as captions. */
	captions: z.boolean(),
	number: z.boolean(),
	timecode: z.boolean(),
})
export type BurnIns = z.infer<typeof BurnInsSchema>
const FIRST: BurnIns = { captions: true, number: false, timecode: false }
const STORAGE_KEY = 'dailies.burn-ins'

export const BURN_IN_WORDS: readonly (readonly [keyof BurnIns, string])[] = [
	['captions', 'Captions'],
	['number', 'Panel number'],
	['timecode', 'Timecode'],
]

export function useBurnIns(): [BurnIns, (next: BurnIns) => void] {
	const [burnIns, setBurnIns] = useState(read)
	return [
		burnIns,
		(next) => {
			setBurnIns(next)
			keep(next)
		},
	]
}

function read(): BurnIns {
	try {
		const kept: unknown = JSON.parse(window.localStorage.getItem(STORAGE_KEY) ?? 'null')
		const parsed = BurnInsSchema.safeParse(kept)
		return parsed.success ? parsed.data : FIRST
	} catch {
		return FIRST
	}
}

function keep(next: BurnIns): void {
	try {
		window.localStorage.setItem(STORAGE_KEY, JSON.stringify(next))
	} catch {
		// A browser that keeps nothing still shows them until the page is left.
	}
}
