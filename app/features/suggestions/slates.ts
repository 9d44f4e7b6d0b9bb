/**
 * Which cards stand in the tray, and in what order. Rounds with something to answer, and those that
 * were answered while one looked on; by category, then in the order they were offered. Pure.
 */
import {
	CATEGORIES,
	type Category,
	type SuggestionRecord,
	type SuggestionStatus,
} from '#core/suggestions/suggestion-record.ts'

export interface SlateGroup {
	slateId: string
	category: Category
	/** A panel, a shot or `scene:…`. */
	targetId: string
	requesterId: string
	requesterName: string | null
	/** In slate order. */
	cards: SuggestionRecord[]
}
const DECIDED: ReadonlySet<SuggestionStatus> = new Set([
	'accepted',
	'edited',
	'rejected',
	'dismissed',
])

export function isDecided({ status }: Pick<SuggestionRecord, 'status'>): boolean {
	return DECIDED.has(status)
}

/**
 * @param suggestions in slate order
 * @param touched ids that changed their status while the tray was looked at
 */
export function slatesOnTray(
	suggestions: readonly SuggestionRecord[],
	touched: ReadonlySet<string>,
): SlateGroup[] {
	const slates = new Map<string, SlateGroup>()
	for (const suggestion of suggestions) {
		if (!isOnTray(suggestion, touched)) continue
		const known = slates.get(suggestion.slateId)
		if (known) known.cards.push(suggestion)
		else slates.set(suggestion.slateId, groupOf(suggestion))
	}
	const live = [...slates.values()].filter(({ cards }) =>
		cards.some((card) => card.status === 'open' || touched.has(card.id)),
	)
	return live.sort((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category))
}

function isOnTray({ status, id }: SuggestionRecord, touched: ReadonlySet<string>): boolean {
	if (status === 'dismissed') return false
	// What the board overtook is told to whoever looked on, and is no news to anybody later.
	return (status !== 'stale' && status !== 'withdrawn') || touched.has(id)
}

function groupOf(suggestion: SuggestionRecord): SlateGroup {
	const { slateId, category, targetId, requesterId, meta } = suggestion
	return {
		slateId,
		category,
		targetId: typeof meta.slateTargetId === 'string' ? meta.slateTargetId : targetId,
		requesterId,
		requesterName: typeof meta.requesterName === 'string' ? meta.requesterName : null,
		cards: [suggestion],
	}
}

/** Decided ones that stand in no shown round, newest first. */
export function earlierDecisions(
	suggestions: readonly SuggestionRecord[],
	shown: readonly SlateGroup[],
): SuggestionRecord[] {
	const onTray = new Set(shown.flatMap(({ cards }) => cards.map(({ id }) => id)))
	return suggestions
		.filter((each) => isDecided(each) && !onTray.has(each.id))
		.sort((a, b) => (b.decidedAt ?? 0) - (a.decidedAt ?? 0))
}
