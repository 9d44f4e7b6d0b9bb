/** A person of the fuzz: their page, their letter, what their hand is in the middle of. */
import type { Random } from '#core/random.ts'
import type { Peer } from './peers.ts'
import type { UndoWatch } from './watch-undo.ts'

/** What hands do to a page; how it is joined to others is not their business. */
export type Page = Pick<Peer, 'editor' | 'doc' | 'records' | 'binding' | 'history' | 'clock'>

export interface Player {
	readonly peer: Page
	/** The only letter this person types; what they make is named after it. */
	readonly letter: string
	watch: UndoWatch
	/** The stroke being drawn, and how many points it has. */
	stroke: { id: string; points: number } | null
	/** The mark of a gesture that may yet be cancelled (Escape). */
	gesture: string | null
}

/** One thing a person does; `serial` never repeats in a run. */
export type Op<P> = (player: P, random: Random, serial: number) => unknown
export type OpTable<P> = readonly (readonly [weight: number, name: string, op: Op<P>])[]

export function pick<T>(list: readonly T[], random: Random): T | undefined {
	return list[Math.floor(random() * list.length)]
}

/** Half of the time one of the first few by id, where hands meet: fifty shapes are too many for that. */
export function pickBusy<T extends { id: string }>(
	list: readonly T[],
	random: Random,
): T | undefined {
	if (random() < 0.5) return pick(list, random)
	return pick([...list].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 3), random)
}

/** Some of a list, at most `most`, without repeats. */
export function pickSome<T>(list: readonly T[], most: number, random: Random): T[] {
	const rest = [...list]
	const picked: T[] = []
	while (picked.length < most && rest.length > 0)
		picked.push(...rest.splice(Math.floor(random() * rest.length), 1))
	return picked
}

/** Draws one op by weight. */
export function drawOp<P>(table: OpTable<P>, random: Random): readonly [string, Op<P>] {
	let left = random() * table.reduce((sum, [weight]) => sum + weight, 0)
	for (const [weight, name, op] of table) {
		left -= weight
		if (left < 0) return [name, op]
	}
	return ['nothing', () => undefined]
}

export const shapesOf = ({ peer }: Player) => peer.editor.getCurrentPageShapes()
export const panelsOf = (player: Player) =>
	shapesOf(player).filter((shape) => shape.type === 'panel')
/** Everything but panels: what z-order, groups and nesting are for. */
export const drawingsOf = (player: Player) =>
	shapesOf(player).filter((shape) => shape.type !== 'panel')
