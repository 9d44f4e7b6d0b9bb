/**
 * What happened to suggestions while one looked on: new rounds (told politely), verdicts of anybody
 * (told at once), and which cards were touched, so that they stay in view with their outcome.
 */
import { useEffect, useRef, useState } from 'react'
import {
	CATEGORY_LABELS,
	type SuggestionRecord,
	type SuggestionStatus,
} from '#core/suggestions/suggestion-record.ts'
import { isDecided } from './slates.ts'
import { STATUS_WORDS } from './words.tsx'

export interface News {
	touched: ReadonlySet<string>
	/** For the polite live region. */
	offered: string
	/** For the assertive one. */
	decided: string
}

export function useNews(suggestions: readonly SuggestionRecord[], userId: string): News {
	const [news, setNews] = useState<News>({ touched: new Set(), offered: '', decided: '' })
	const known = useRef<Map<string, SuggestionStatus> | null>(null)
	useEffect(() => {
		const before = known.current
		known.current = new Map(suggestions.map(({ id, status }) => [id, status]))
		if (!before) return
		const fresh = suggestions.filter(({ id, status }) => !before.has(id) && status === 'open')
		const changed = suggestions.filter(
			({ id, status }) => before.has(id) && before.get(id) !== status,
		)
		if (fresh.length === 0 && changed.length === 0) return
		setNews((last) => ({
			touched: new Set([...last.touched, ...changed.map(({ id }) => id)]),
			offered: fresh.length > 0 ? offeredSentence(fresh) : last.offered,
			decided:
				changed.length > 0
					? changed.map((each) => decidedSentence(each, userId)).join(' ')
					: last.decided,
		}))
	}, [suggestions, userId])
	return news
}

function offeredSentence(fresh: readonly SuggestionRecord[]): string {
	const [first] = fresh
	const what = first ? CATEGORY_LABELS[first.category].toLowerCase() : ''
	return fresh.length === 1
		? `One suggestion on ${what}.`
		: `${fresh.length} suggestions on ${what}.`
}

function decidedSentence(suggestion: SuggestionRecord, userId: string): string {
	const { status, title, decidedBy, decidedByName } = suggestion
	if (status === 'open') return `Taken back: ${title}.`
	if (!isDecided(suggestion) || decidedBy === userId) return `${STATUS_WORDS[status]}: ${title}.`
	return `${STATUS_WORDS[status]} by ${decidedByName ?? 'somebody'}: ${title}.`
}
