/** How alike two texts are, in any alphabet, and the form in which two texts count as the same. */

/** Two lines at least this alike are one line that was rewritten. */
export const SAME_LINE = 0.6

/** Letters only: emphasis, spaces, capitals and the shape of quotes do not make a line another. */
export function normaliseLine(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[*_]/gu, '')
		.replace(/[‘’‛′]/gu, "'")
		.replace(/[“”„″]/gu, '"')
		.replace(/[‐-―−]/gu, '-')
		.replace(/\s+/gu, ' ')
		.trim()
		.toLowerCase()
}

/** Pairs of neighbouring letters with how often each stands in the text. */
export type Pairs = ReadonlyMap<string, number>

export function letterPairs(normalised: string): Pairs {
	const pairs = new Map<string, number>()
	const text = ` ${normalised} `
	for (let at = 0; at + 1 < text.length; at += 1) {
		const pair = text.slice(at, at + 2)
		pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
	}
	return pairs
}

/** Dice's coefficient of two texts' letter pairs: 1 = the same, 0 = nothing in common. */
export function similarity(a: Pairs, b: Pairs): number {
	let shared = 0
	let sizes = 0
	for (const [pair, count] of a) {
		sizes += count
		shared += Math.min(count, b.get(pair) ?? 0)
	}
	for (const count of b.values()) sizes += count
	return sizes === 0 ? 1 : (2 * shared) / sizes
}

/** False when the lengths alone rule out `SAME_LINE`. */
export function canBeSameLine(a: string, b: string): boolean {
	const shorter = Math.min(a.length, b.length) + 1
	return 2 * shorter >= SAME_LINE * (a.length + b.length + 2)
}
