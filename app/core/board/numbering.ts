/**
 * Panel numbers, derived from story order and never stored: set-ups are named in the order in which
 * they first appear, panels are counted within their set-up. A number a person typed on a shot
 * (`numberOverride`) stands in for the derived one, and no derived one repeats it.
 */
import { type Ordered, sortInStoryOrder } from './order.ts'
import type { NUMBERING_SCHEMES } from './project-records.ts'

export type NumberingScheme = (typeof NUMBERING_SCHEMES)[number]

export interface NumberedPanel extends Ordered {
	readonly shotId: string | null
}
export interface NumberingOptions {
	/** The scene's production number as printed; '' counts as 1. */
	sceneNumber: string
	scheme: NumberingScheme
}
type Overrides = ReadonlyMap<string, { readonly numberOverride: string | null }>

/** I and O are left out on slates: they read as 1 and 0. */
const SLATE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const ALL_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Panel id -> the number printed over it. */
export function numberPanels(
	panels: Iterable<NumberedPanel>,
	shots: Overrides,
	options: NumberingOptions,
): Map<string, string> {
	const sorted = sortInStoryOrder(panels)
	const setUps = nameSetUps(sorted, shots, options)
	const counts = new Map<string, number>()
	const numbers = new Map<string, string>()
	for (const panel of sorted) {
		const setUp = setUps.get(setUpOf(panel)) ?? ''
		const count = (counts.get(setUp) ?? 0) + 1
		counts.set(setUp, count)
		numbers.set(panel.id, panelNumber(setUp, count, options.scheme))
	}
	return numbers
}

/** Shot id -> the set-up's own number (`4`, `4A`), for inspectors and shot lists. */
export function numberShots(
	panels: Iterable<NumberedPanel>,
	shots: Overrides,
	options: NumberingOptions,
): Map<string, string> {
	return nameSetUps(sortInStoryOrder(panels), shots, options)
}

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

// A panel without a shot is a set-up of its own.
function setUpOf(panel: NumberedPanel): string {
	return panel.shotId ?? panel.id
}

function nameSetUps(
	sorted: readonly NumberedPanel[],
	shots: Overrides,
	options: NumberingOptions,
): Map<string, string> {
	const setUps = [...new Set(sorted.map(setUpOf))]
	const typed = (setUp: string) => shots.get(setUp)?.numberOverride?.trim() || null
	const taken = new Set(setUps.map(typed))
	const names = new Map<string, string>()
	let next = 0
	for (const setUp of setUps) {
		const override = typed(setUp)
		let name = override ?? derivedName(next, options)
		while (override === null && taken.has(name) && options.scheme !== 'dash') {
			next += 1
			name = derivedName(next, options)
		}
		if (override === null) next += 1
		names.set(setUp, name)
	}
	return names
}

function derivedName(position: number, { sceneNumber, scheme }: NumberingOptions): string {
	const scene = sceneNumber.trim() || '1'
	if (scheme === 'storyboarder') return String(position + 1)
	if (scheme === 'dash' || position === 0) return scene
	return scene + letterName(position - 1)
}

function panelNumber(setUp: string, count: number, scheme: NumberingScheme): string {
	return scheme === 'storyboarder'
		? setUp + letterName(count - 1, ALL_LETTERS)
		: `${setUp}-${count}`
}
