/**
 * An uploaded policy: a CSV of probabilities, one line per choice (round, place, action, probability;
 * round and place may be left out) or one line per round with a column per action. Guards signals.md
 * S69: a file that is not a policy is refused with its first wrong line.
 */
import { OpeError } from './rows.ts'

/** Chances given for one round and place; null = for all of them. */
export interface GivenChances {
	round: string | null
	place: string | null
	/** Line of the file where it begins. */
	line: number
	chances: Map<string, number>
}
export interface GivenPolicy {
	hasRound: boolean
	hasPlace: boolean
	groups: Map<string, GivenChances>
}

/** Entries read at most; larger policies need a stored version. */
export const MAX_ENTRIES = 5_000_000
/** Probabilities of one round and place add up to 1 within this. */
export const SUM_TOLERANCE = 1e-6

const ROUND = ['round', 'round_id', 'slate', 'slate_id', 'row', '']
const PLACE = ['position', 'place', 'pos', 'slot', 'rank']
const ACTION = ['item_id', 'action', 'item', 'candidate', 'action_id']
const CHANCE = [
	'probability',
	'prob',
	'p',
	'pi',
	'pscore',
	'propensity_score',
	'propensity',
	'pi_e',
	'action_prob',
]

/** @throws OpeError with the line and what is wrong with it. */
export function parseProbabilities(lines: Iterable<string>): GivenPolicy {
	const reader = lines[Symbol.iterator]()
	const first = reader.next()
	const header = first.done ? [] : cellsOf(first.value.replace(/^\uFEFF/, '')).map(plain)
	const columns = columnsOf(header)
	const policy: GivenPolicy = {
		hasRound: columns.round >= 0,
		hasPlace: columns.place >= 0,
		groups: new Map(),
	}
	let line = 1
	let entries = 0
	for (let next = reader.next(); !next.done; next = reader.next()) {
		line++
		if (next.value.trim() === '') continue
		const cells = cellsOf(next.value)
		if (cells.length !== header.length) {
			throw wrong(line, `has ${cells.length} columns where the first line names ${header.length}.`)
		}
		entries += take(policy, { cells, columns, line })
		if (entries > MAX_ENTRIES)
			throw wrong(line, `is beyond the limit of ${MAX_ENTRIES} probabilities.`)
	}
	if (policy.groups.size === 0) throw new OpeError('The file of probabilities holds none.')
	checkSums(policy)
	return policy
}

interface Columns {
	round: number
	place: number
	/** Long form: where the action and its chance stand. */
	action: number
	chance: number
	/** Wide form: actions by column. */
	wide: { at: number; action: string }[]
}

function columnsOf(header: readonly string[]): Columns {
	const at = (names: readonly string[]) => header.findIndex((name) => names.includes(name))
	const columns = { round: at(ROUND), place: at(PLACE), action: at(ACTION), chance: at(CHANCE) }
	if (columns.action >= 0 && columns.chance >= 0) return { ...columns, wide: [] }
	const wide = header.flatMap((name, index) => {
		const action = /^(?:(?:item|action|p|prob|probability|pi)[_ ])?(\d+)$/.exec(name)?.[1]
		return action === undefined ? [] : [{ at: index, action }]
	})
	if (wide.length > 0) return { ...columns, wide }
	throw new OpeError(
		'Line 1 of the probabilities names no columns that are known: item_id (or action) and probability, with position and round (or slate_id) where they matter; or one column per action, named by its number.',
	)
}

function take(
	policy: GivenPolicy,
	{ cells, columns, line }: { cells: readonly string[]; columns: Columns; line: number },
): number {
	const round = columns.round < 0 ? null : (cells[columns.round] ?? '')
	const place = columns.place < 0 ? null : (cells[columns.place] ?? '')
	const key = groupKey(round, place)
	const group = policy.groups.get(key) ?? { round, place, line, chances: new Map() }
	policy.groups.set(key, group)
	const pairs =
		columns.wide.length > 0
			? columns.wide.map(({ at, action }) => ({ action, text: cells[at] }))
			: [{ action: cells[columns.action] ?? '', text: cells[columns.chance] }]
	for (const { action, text } of pairs) {
		const chance = text === undefined || text === '' ? Number.NaN : Number(text)
		if (!(chance >= 0 && chance <= 1)) {
			throw wrong(line, `gives “${text ?? ''}” as a probability; it must lie between 0 and 1.`)
		}
		if (group.chances.has(action)) throw wrong(line, `gives action ${action} a second probability.`)
		group.chances.set(action, chance)
	}
	return pairs.length
}

function checkSums({ groups }: GivenPolicy): void {
	for (const group of groups.values()) {
		let sum = 0
		for (const chance of group.chances.values()) sum += chance
		if (Math.abs(sum - 1) > SUM_TOLERANCE) {
			throw wrong(
				group.line,
				`begins ${nameOf(group)}, whose probabilities add up to ${Number(sum.toPrecision(7))}, not 1.`,
			)
		}
	}
}

/** A sentence about one line of the file. */
export function wrong(line: number, what: string): OpeError {
	return new OpeError(`Line ${line} of the probabilities ${what}`)
}

export function nameOf({ round, place }: Pick<GivenChances, 'round' | 'place'>): string {
	const parts = [round !== null && `round ${round}`, place !== null && `position ${place}`]
	return parts.filter(Boolean).join(', ') || 'the policy'
}

/** Key of a round and place in `groups`. */
export function groupKey(round: string | null, place: string | null): string {
	return `${round ?? ''}\u0000${place ?? ''}`
}

function cellsOf(line: string): string[] {
	return line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}

function plain(name: string): string {
	return name.toLowerCase()
}
