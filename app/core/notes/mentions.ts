/** Who is called in a note: people's names after an @, the longest name that fits first. */

interface Named {
	userId: string
	name: string
}

/** User ids in the order in which they are called. */
export function mentionsIn(text: string, people: readonly Named[]): string[] {
	const byLength = [...people].sort((a, b) => b.name.length - a.name.length)
	const found: string[] = []
	for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
		if (!isWordEdge(text[at - 1])) continue
		const rest = text.slice(at + 1).toLocaleLowerCase()
		const person = byLength.find(
			({ name }) =>
				name !== '' && rest.startsWith(name.toLocaleLowerCase()) && isWordEdge(rest[name.length]),
		)
		if (person && !found.includes(person.userId)) found.push(person.userId)
	}
	return found
}

/** The name being typed at the caret: where its @ stands and its letters so far; null when none is. */
export function mentionAt(text: string, caret: number): { from: number; query: string } | null {
	const found = /(^|\s)@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]*)?)$/u.exec(text.slice(0, caret))
	if (!found) return null
	const query = found[2] ?? ''
	return { from: caret - query.length - 1, query }
}

/** People whose name, or a word of it, begins so; the best first. */
export function findPeople<T extends Named>(people: readonly T[], query: string): T[] {
	const wanted = query.toLocaleLowerCase()
	const begins = (text: string) => text.toLocaleLowerCase().startsWith(wanted)
	const whole = people.filter(({ name }) => begins(name))
	const part = people.filter(({ name }) => !begins(name) && name.split(/\s+/).some(begins))
	return [...whole, ...part]
}

function isWordEdge(letter: string | undefined): boolean {
	return letter === undefined || !/[\p{L}\p{N}]/u.test(letter)
}
