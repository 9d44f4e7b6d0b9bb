/** What is news on a board, as a list of people's deeds, and in words. */
export interface NewsDeed {
	panelId: string
	kind: string
	at: number
	label: string
	by: { userId: string; name: string; color: string }
}

/** All that one person did to one panel. */
export interface NewsLine {
	key: string
	panelId: string
	by: NewsDeed['by']
	kinds: string[]
	/** When they last did something to it. */
	at: number
	/** The number it had, where it is gone. */
	label: string
}

const WORDS: Readonly<Record<string, string>> = {
	added: 'added',
	deleted: 'put away',
	sent: 'moved to another scene',
	moved: 'moved in the story',
	drawn: 'drew in',
	words: 'wrote in',
	timed: 'timed',
	changed: 'changed',
	accepted: 'accepted a suggestion for',
	rejected: 'rejected a suggestion for',
}
/** What makes the rest of a line idle: a panel that was added and drawn in was added. */
const SAYS_ALL = ['deleted', 'sent', 'added']
const ORDER = Object.keys(WORDS)

/** One line per person and panel, newest first. */
export function newsLines(deeds: readonly NewsDeed[]): NewsLine[] {
	const lines = new Map<string, NewsLine>()
	for (const { panelId, kind, at, label, by } of deeds) {
		const key = `${by.userId} ${panelId}`
		const line = lines.get(key) ?? { key, panelId, by, kinds: [], at, label: '' }
		line.kinds.push(kind)
		line.at = Math.max(line.at, at)
		line.label ||= label
		lines.set(key, line)
	}
	return [...lines.values()].sort((a, b) => b.at - a.at)
}

/** `drew in and timed`. */
export function deedWords(kinds: readonly string[]): string {
	const all = SAYS_ALL.find((kind) => kinds.includes(kind))
	const said = all ? [all] : ORDER.filter((kind) => kinds.includes(kind))
	const words = said.flatMap((kind) => WORDS[kind] ?? [])
	const last = words.at(-1) ?? 'changed'
	return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last
}
