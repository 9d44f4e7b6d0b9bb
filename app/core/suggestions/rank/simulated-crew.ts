/**
 * A made-up crew with known tastes: the ground truth that rankers are measured against, and what
 * fills synthetic projects. Each director's taste is the crew's plus their own; they examine cards
 * from the top with falling chance and accept by a logistic choice (signal reference 3.4).
 */
import { type Random, seededRandom } from '../../random.ts'
import { sigmoid } from './bayes-logit.ts'
import type { Features } from './ranker.ts'

export interface CrewOptions {
	directors: number
	/** Features of a candidate beside the constant one. */
	features: number
	/** Standard deviation of a taste shared by all, and of one director's own. */
	sharedTaste: number
	ownTaste: number
	/** Logit of accepting an average card that was examined. */
	base: number
	/** P(examined) by place. */
	examination: readonly number[]
}
export const CREW_DEFAULTS: CrewOptions = {
	directors: 8,
	features: 8,
	sharedTaste: 0.55,
	ownTaste: 0.7,
	base: -1.5,
	examination: [1, 0.75, 0.55],
}

export interface Crew {
	readonly directors: readonly string[]
	/** One candidate's features, standard normal, `bias` 1. */
	candidate(): Features
	/** P(accept | examined). */
	pAccept(director: string, features: Features): number
	pExamined(place: number): number
	/** What the director does with a card at a place. */
	answer(
		director: string,
		features: Features,
		place: number,
	): { viewed: boolean; accepted: boolean }
	/** Expected acceptances of an ordered slate. */
	value(director: string, slate: readonly Features[]): number
	/** Expected acceptances of the best slate of `slots` from the candidates. */
	best(director: string, candidates: readonly Features[], slots: number): number
}

/** Makes a crew; the same generator state gives the same crew. */
export function createCrew(random: Random, options: Partial<CrewOptions> = {}): Crew {
	const { directors, features, sharedTaste, ownTaste, base, examination } = {
		...CREW_DEFAULTS,
		...options,
	}
	const vector = (spread: number) => Array.from({ length: features }, () => spread * normal(random))
	const shared = vector(sharedTaste)
	const tastes = new Map(
		Array.from({ length: directors }, (_, i): [string, number[]] => {
			const own = vector(ownTaste)
			return [`director-${i + 1}`, shared.map((taste, k) => taste + (own[k] ?? 0))]
		}),
	)
	const pExamined = (place: number) => examination[place] ?? 0
	const pAccept = (director: string, card: Features) => {
		const taste = tastes.get(director) ?? []
		return sigmoid(taste.reduce((sum, weight, k) => sum + weight * (card[`f${k}`] ?? 0), base))
	}
	const value = (director: string, slate: readonly Features[]) =>
		slate.reduce((sum, card, place) => sum + pExamined(place) * pAccept(director, card), 0)
	return {
		directors: [...tastes.keys()],
		candidate: () => ({
			bias: 1,
			...Object.fromEntries(vector(1).map((value, k) => [`f${k}`, value])),
		}),
		pAccept,
		pExamined,
		answer(director, card, place) {
			const viewed = random() < pExamined(place)
			return { viewed, accepted: viewed && random() < pAccept(director, card) }
		},
		value,
		best(director, candidates, slots) {
			const sorted = [...candidates].sort((a, b) => pAccept(director, b) - pAccept(director, a))
			return value(director, sorted.slice(0, slots))
		},
	}
}

/**
 * Tastes over features of any name, drawn when a name is first met and always the same for a seed:
 * for crews that judge real candidates. Only named kinds (`rule:…`, `category:…`) and the few
 * yes-or-no features count; lengths and places are no matter of taste here.
 */
export function createTastes(
	seed: string,
	{ sharedTaste, ownTaste }: Pick<CrewOptions, 'sharedTaste' | 'ownTaste'>,
): (director: string, features: Features) => number {
	const drawn = new Map<string, number>()
	const taste = (key: string, spread: number) => {
		const known = drawn.get(key) ?? spread * normal(seededRandom(`${seed} ${key}`))
		drawn.set(key, known)
		return known
	}
	return (director, features) =>
		Object.entries(features)
			.filter(([name]) => name.includes(':') || YES_OR_NO.has(name))
			.reduce(
				(sum, [name, value]) =>
					sum + value * (taste(name, sharedTaste) + taste(`${name} ${director}`, ownTaste)),
				0,
			)
}
const YES_OR_NO: ReadonlySet<string> = new Set(['draws', 'night', 'hasDialogue'])

/** Standard normal (Box & Muller 1958). */
export function normal(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
