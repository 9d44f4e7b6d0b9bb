/**
 * Panel numbers, derived from story order and never stored: set-ups are named in the order in which
 * they first appear, panels are counted within their set-up. A number a person typed on a shot
 * (`numberOverride`) stands in for the derived one, then a locked one (number-lock.ts), and no derived
 * one repeats either. A shot that returns to an earlier set-up (`setUpOf`) has that one's number.
 */
import { letterName, nameBetween } from './letter-name.ts'
import { type Ordered, sortInStoryOrder } from './order.ts'
import type { NUMBERING_SCHEMES } from './project-records.ts'

export type NumberingScheme = (typeof NUMBERING_SCHEMES)[number]

export interface NumberedPanel extends Ordered {
	readonly shotId: string | null
	/** Its number since numbers were locked; left out = not locked. */
	readonly lockedNumber?: string | null
}
/** What a shot says of its number. */
export interface NumberedShot {
	readonly numberOverride: string | null
	readonly lockedNumber?: string | null
	/** The earlier set-up it returns to. */
	readonly setUpOf?: string | null
}
export interface NumberingOptions {
	/** The scene's production number as printed; '' counts as 1. */
	sceneNumber: string
	scheme: NumberingScheme
}
type Shots = ReadonlyMap<string, NumberedShot>

const ALL_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Panel id -> the number printed over it. */
export function numberPanels(
	panels: Iterable<NumberedPanel>,
	shots: Shots,
	options: NumberingOptions,
): Map<string, string> {
	const sorted = sortInStoryOrder(panels)
	const setUps = nameSetUps(sorted, shots, options)
	const bySetUp = new Map<string, NumberedPanel[]>()
	for (const panel of sorted) {
		const name = setUps.get(setUpOf(panel)) ?? ''
		bySetUp.set(name, [...(bySetUp.get(name) ?? []), panel])
	}
	const taken = new Set(sorted.flatMap((panel) => lockOf(panel, shots) ?? []))
	const numbers = new Map<string, string>()
	for (const [name, run] of bySetUp) {
		const counted = countPanels(run, { name, shots, taken, scheme: options.scheme })
		for (const [id, number] of counted) numbers.set(id, number)
	}
	return new Map(sorted.map(({ id }) => [id, numbers.get(id) ?? '']))
}

interface Run {
	name: string
	shots: Shots
	/** Numbers that are somebody's; grows. */
	taken: Set<string>
	scheme: NumberingScheme
}

/** The panels of one set-up, counted; between two locked ones with a letter. */
function countPanels(panels: readonly NumberedPanel[], run: Run): Map<string, string> {
	const numbers = new Map<string, string>()
	const locks = panels.map((panel) => lockOf(panel, run.shots))
	let count = 0
	let before: string | null = null
	for (const [place, panel] of panels.entries()) {
		const lock = locks[place] ?? null
		const after = locks.slice(place).find((each) => each !== null) ?? null
		count += 1
		let number = lock ?? panelNumber(run.name, count, run.scheme)
		if (lock === null && after !== null && locks.some((each) => each !== null))
			number = nameBetween(before, after, run.taken)
		while (lock === null && run.taken.has(number)) {
			count += 1
			number = panelNumber(run.name, count, run.scheme)
		}
		if (lock !== null) before = lock
		run.taken.add(number)
		numbers.set(panel.id, number)
	}
	return numbers
}

/** A panel's locked number, unless a person has typed another for its set-up since. */
function lockOf(panel: NumberedPanel, shots: Shots): string | null {
	const isTyped = Boolean(shots.get(panel.shotId ?? '')?.numberOverride?.trim())
	return isTyped ? null : (panel.lockedNumber ?? null)
}

/** Shot id -> the set-up's own number (`4`, `4A`), for inspectors and shot lists. */
export function numberShots(
	panels: Iterable<NumberedPanel>,
	shots: Shots,
	options: NumberingOptions,
): Map<string, string> {
	return nameSetUps(sortInStoryOrder(panels), shots, options)
}

// A panel without a shot is a set-up of its own.
function setUpOf(panel: NumberedPanel): string {
	return panel.shotId ?? panel.id
}

function nameSetUps(
	sorted: readonly NumberedPanel[],
	shots: Shots,
	options: NumberingOptions,
): Map<string, string> {
	const inOrder = [...new Set(sorted.map(setUpOf))]
	const own = [...new Set(inOrder.map((setUp) => returnsTo(setUp, inOrder, shots)))]
	const names = nameInOrder(own, shots, options)
	for (const setUp of inOrder) {
		const typed = typedOf(setUp, shots)
		names.set(setUp, typed ?? names.get(returnsTo(setUp, inOrder, shots)) ?? '')
	}
	return names
}

function nameInOrder(setUps: readonly string[], shots: Shots, options: NumberingOptions) {
	const lockOfSetUp = (setUp: string) =>
		options.scheme === 'dash' ? null : (shots.get(setUp)?.lockedNumber ?? null)
	const fixed = (setUp: string) => typedOf(setUp, shots) ?? lockOfSetUp(setUp)
	// The numbers of shots that are no more are kept for them: OMITTED.
	const omitted =
		options.scheme === 'dash' ? [] : [...shots.values()].map((shot) => shot.lockedNumber)
	const taken = new Set([...setUps.map(fixed), ...omitted])
	const names = new Map<string, string>()
	let next = 0
	let before: string | null = null
	for (const [place, setUp] of setUps.entries()) {
		const given = fixed(setUp)
		const after =
			setUps
				.slice(place + 1)
				.map(lockOfSetUp)
				.find((lock) => lock !== null) ?? null
		let name = given ?? derivedName(next, options)
		if (given === null && after !== null) name = nameBetween(before, after, taken)
		while (given === null && taken.has(name) && options.scheme !== 'dash') {
			next += 1
			name = derivedName(next, options)
		}
		if (given === null && after === null) next += 1
		before = lockOfSetUp(setUp) ?? before
		if (after !== null) taken.add(name)
		names.set(setUp, name)
	}
	return names
}

function typedOf(setUp: string, shots: Shots): string | null {
	return shots.get(setUp)?.numberOverride?.trim() || null
}

/** The set-up whose number a shot has: its own, or the one it returns to, if that is in the scene. */
function returnsTo(setUp: string, inOrder: readonly string[], shots: Shots): string {
	const seen = new Set<string>()
	let at = setUp
	while (!seen.has(at)) {
		seen.add(at)
		const next = shots.get(at)?.setUpOf ?? null
		if (next === null || !inOrder.includes(next)) return at
		at = next
	}
	return setUp
}

function derivedName(position: number, { sceneNumber, scheme }: NumberingOptions): string {
	const scene = sceneNumber.trim() || '1'
	if (scheme === 'storyboarder') return String(position + 1)
	if (scheme === 'dash' || position === 0) return scene
	return scene + letterName(position - 1)
}

function panelNumber(setUp: string, count: number, scheme: NumberingScheme): string {
	if (scheme !== 'storyboarder') return `${setUp}-${count}`
	const letter = letterName(count - 1, ALL_LETTERS)
	// `3A` is a set-up put in after a lock; its panels read `3A-A`, since `3AA` is another set-up.
	return /[A-Z]$/.test(setUp) ? `${setUp}-${letter}` : setUp + letter
}
