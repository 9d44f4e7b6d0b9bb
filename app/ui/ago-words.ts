/** How long ago something was, as one says it: `just now`, `12 min ago`, `3 h ago`, `2 days ago`. */

/** What the server has not dated yet (0) is just now. */
export function agoWords(at: number, now: number): string {
	const minutes = at === 0 ? 0 : Math.max(0, Math.round((now - at) / 60_000))
	if (minutes < 1) return 'just now'
	if (minutes < 60) return `${minutes} min ago`
	const hours = Math.round(minutes / 60)
	if (hours < 24) return `${hours} h ago`
	const days = Math.round(hours / 24)
	return days === 1 ? 'a day ago' : `${days} days ago`
}
