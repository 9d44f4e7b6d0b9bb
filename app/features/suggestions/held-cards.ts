/**
 * What the tray shows while it is quiet: the cards as they stood when quiet began, so that nothing
 * comes or moves beside a drawing hand. With quiet kept on, what a person asked for or decided
 * themselves still shows, because they look at the tray then. Pure.
 */
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'

export type Quiet = 'off' | 'drawing' | 'kept'

export interface HeldCards {
	shown: readonly SuggestionRecord[]
	/** Cards that wait to be shown, new or changed. */
	held: number
}

export function heldCards(
	before: readonly SuggestionRecord[],
	now: readonly SuggestionRecord[],
	{ quiet, userId }: { quiet: Quiet; userId: string },
): HeldCards {
	if (quiet === 'off' || before === now) return { shown: now, held: 0 }
	const known = new Map(before.map((each) => [each.id, each]))
	const isOwn = ({ requesterId, decidedBy }: SuggestionRecord) =>
		requesterId === userId || decidedBy === userId
	const shown: SuggestionRecord[] = []
	let held = 0
	for (const each of now) {
		const last = known.get(each.id)
		if (last === each || (quiet === 'kept' && isOwn(each))) shown.push(each)
		else {
			held += 1
			if (last) shown.push(last)
		}
	}
	return { shown, held }
}
