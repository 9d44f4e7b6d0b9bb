/** Letters as a set counts with them: A to Z without I and O, then AA, AB … */

/** I and O are left out on slates: they read as 1 and 0. */
export const SLATE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * The nth name (0-based) over an alphabet: A … Z, then AA, AB …
 * @param letters the alphabet, without the letters a scheme leaves out
 */
export function letterName(position: number, letters = SLATE_LETTERS): string {
	let name = ''
	for (let rest = position; rest >= 0; rest = Math.floor(rest / letters.length) - 1) {
		name = (letters[rest % letters.length] ?? '') + name
	}
	return name
}

/** A free number that reads as standing between two others (`before` null: before all). */
export function nameBetween(
	before: string | null,
	after: string,
	taken: ReadonlySet<string | null | undefined>,
): string {
	for (const name of candidates(before, after)) if (!taken.has(name)) return name
	return after
}

const MOST = 2000

function* candidates(before: string | null, after: string): Generator<string> {
	const lettered = before === null ? null : /^(.*[\dA-Z])([A-Z])$/.exec(before)
	const [, stem, last] = lettered ?? []
	if (stem !== undefined && last !== undefined) {
		const place = SLATE_LETTERS.indexOf(last)
		for (const letter of SLATE_LETTERS.slice(place + 1)) {
			if (after.startsWith(stem) && after.slice(stem.length) <= letter) break
			yield stem + letter
		}
	}
	const follows = before !== null && /^[A-Z]+$/.test(after.slice(before.length))
	if (before !== null && !(after.startsWith(before) && follows))
		for (let i = 0; i < MOST; i++) yield before + letterName(i)
	for (let i = 0; i < MOST; i++) yield letterName(i) + after
}
