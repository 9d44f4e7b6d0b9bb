/** Onion skin and guides as this person has them: kept in the browser, never in the document. */
import { type Atom, atom } from 'tldraw'
import { z } from 'zod'
import { GUIDES, MOST_LINES } from '#core/canvas/guides.ts'

const STORAGE_KEY = 'dailies.aids'
const AidsSchema = z.object({
	onion: z.boolean(),
	guides: z.array(z.enum(GUIDES)),
	/** Width ÷ height of a second delivery. */
	deliveryRatio: z.number().min(0.2).max(4),
	lines: z
		.array(z.object({ axis: z.enum(['across', 'upright']), at: z.number().min(0).max(1) }))
		.max(MOST_LINES)
		.default([]),
})
export type DrawingAids = z.infer<typeof AidsSchema>
const FIRST: DrawingAids = { onion: false, guides: [], deliveryRatio: 9 / 16, lines: [] }

export interface AidsKit {
	aids: Atom<DrawingAids>
	set(change: Partial<DrawingAids>): void
	/** All guides off, or those that were last on again. */
	toggleGuides(): void
}

export function createAids(): AidsKit {
	const aids = atom<DrawingAids>('drawing aids', readKept())
	let last = aids.get().guides
	const set = (change: Partial<DrawingAids>) => {
		aids.set({ ...aids.get(), ...change })
		if (change.guides && change.guides.length > 0) last = change.guides
		try {
			window.localStorage.setItem(STORAGE_KEY, JSON.stringify(aids.get()))
		} catch {
			// A browser that keeps nothing has them until the page is left.
		}
	}
	return {
		aids,
		set,
		toggleGuides() {
			const on = last.length > 0 ? last : ['thirds' as const, 'action' as const]
			set({ guides: aids.get().guides.length > 0 ? [] : on })
		},
	}
}

function readKept(): DrawingAids {
	try {
		const parsed = AidsSchema.safeParse(
			JSON.parse(window.localStorage.getItem(STORAGE_KEY) ?? 'null'),
		)
		return parsed.success ? parsed.data : FIRST
	} catch {
		return FIRST
	}
}
