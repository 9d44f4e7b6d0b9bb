/**
 * The ranker as a project uses it: which of a candidate's logged numbers it reads and how they are
 * scaled, what it believes before the first answer, and what speaks for a card in the crew's eyes.
 * A change here is a new family name, or stored versions would mean something else.
 */
import type { Policy } from '../choose.ts'
import { CATEGORY_LABELS, CategorySchema } from '../suggestion-record.ts'
import type { Belief } from './bayes-logit.ts'
import { type Features, RANKER_DEFAULTS, Ranker, type RankerOptions } from './ranker.ts'

/** Below this chance of a yes silence is likelier than a card. */
const SILENCE_AT = 0.05
/** Before anybody answered: a rule that is sure of itself stands before one that is not. */
const PRIOR: Readonly<Record<string, number>> = { bias: -1.2, confidence: 2.4 }
/** Lengths and counts, by what makes them about 1: unscaled they would drown every taste. */
const SCALES: Readonly<Record<string, number>> = { seconds: 10, panels: 40, blocks: 5, evidence: 4 }
/** Weakest contribution to a card's score that is worth a word, logits. */
const WORTH_A_WORD = 0.25

export const PROJECT_RANKER: RankerOptions = {
	...RANKER_DEFAULTS,
	silenceAt: SILENCE_AT,
	priorMean: (name) => PRIOR[name] ?? 0,
}

/** What of a candidate's logged features the ranker reads. */
export function rankInputs(features: Features): Features {
	return Object.fromEntries(
		Object.entries(features).map(([name, value]) => {
			const scale = SCALES[name]
			return [name, scale === undefined ? value : Math.min(2, value / scale)]
		}),
	)
}

export function createProjectRanker(belief?: Belief): Ranker {
	return new Ranker(PROJECT_RANKER, belief)
}

/** A belief's means alone: all that drawing and replay need. Learning goes on from the log. */
export interface StoredMeans {
	names: string[]
	mean: number[]
	answers: number
}

export function meansOf(ranker: Ranker): StoredMeans {
	const { names, mean, answers } = ranker.belief()
	return { names, mean, answers }
}

export function rankerOfMeans(means: StoredMeans): Ranker {
	return createProjectRanker({ ...means, covariance: [] })
}

/** A version that draws a given share by chance alone; the share is part of its name, so that it replays. */
export function exploringVersion(version: string, share: number | null): string {
	return share === null ? version : `${version}~${Math.round(share * 1000)}`
}

function explorationIn(version: string): number | null {
	const share = /~(\d+)$/.exec(version)?.[1]
	return share === undefined ? null : Number(share) / 1000
}

/** The policy for one person; it reads features as they are logged. */
export function projectPolicy(ranker: Ranker, person: string, version: string): Policy {
	const policy = ranker.policyFor(person, version)
	const epsilon = explorationIn(version) ?? policy.epsilon
	return { ...policy, epsilon, score: (features) => policy.score(rankInputs(features)) }
}

/**
 * Why a card stands where it stands, in words for everybody on the board: what the crew's answers say,
 * never one person's own taste.
 * @param of how many were found
 */
export function shownBecause(ranker: Ranker, features: Features, of: number): string {
	const among = of === 1 ? 'The only one found' : `Among ${of} found`
	// Nobody: then only what all have taught speaks.
	const words = ranker
		.reasons('', rankInputs(features))
		.filter(({ name, logit }) => logit > WORTH_A_WORD && PRIOR[name] === undefined)
		.flatMap(({ name }) => wordOf(name) ?? [])
	const first = words[0]
	return first === undefined || ranker.answers === 0
		? of === 1
			? `${among}.`
			: `${among}; placed by how sure each is.`
		: `${among}; ${first} often taken on this film.`
}

function wordOf(name: string): string | null {
	const [kind, value] = name.split(':')
	if (kind === 'category') {
		const category = CategorySchema.safeParse(value)
		return category.success ? `${CATEGORY_LABELS[category.data].toLowerCase()} is` : null
	}
	if (kind === 'rule') return 'this convention is'
	if (kind === 'draws') return 'drawn suggestions are'
	if (kind === 'edit') return EDIT_WORDS[value ?? ''] ?? null
	return null
}
const EDIT_WORDS: Readonly<Record<string, string>> = {
	set_shot: 'set-up changes are',
	set_duration: 'changes of length are',
	set_text: 'changes of text are',
	insert_panel: 'new panels are',
	move_panel: 'changes of order are',
	draw: 'drawn suggestions are',
	add_note: 'notes are',
}
