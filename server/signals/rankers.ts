/**
 * The ranker of each project, learning online: before a slate is drawn, whatever was answered since
 * the last one is learnt from the log. Guards SG50-SG52: only a requester's own answer to what they
 * viewed teaches; a belief is a pure fold of the log, so that a restart or a taken-back decision leads
 * to the belief that those answers alone make; and its version is kept before it draws.
 */
import { z } from 'zod'
import { type LoggedRound, outcomeOf } from '#core/signals/rounds.ts'
import type { Settings } from '#core/signals/settings.ts'
import { type Policy, UNIFORM_1 } from '#core/suggestions/choose.ts'
import { fingerprint } from '#core/suggestions/fingerprint.ts'
import {
	createProjectRanker,
	exploringVersion,
	meansOf,
	projectPolicy,
	rankerOfMeans,
	rankInputs,
	shownBecause,
} from '#core/suggestions/rank/project-ranker.ts'
import type { Features, Ranker } from '#core/suggestions/rank/ranker.ts'
import type { SignalStore } from '#db/signal-store.ts'
import { createBreather } from './breathe.ts'
import type { Permissions } from './consents.ts'
import type { PolicyFinder } from './ope/evaluations.ts'
import type { Tallies, Tally } from './tallies.ts'

/** How a slate is to be drawn for somebody. */
export interface Ranking {
	policy: Policy
	/** What a card says of why it is shown; null under the uniform policy. */
	because: ((features: Features, of: number) => string) | null
}
export interface TasteWeight {
	name: string
	shared: number
	own: number
	/** This person's answers where it applied, and how many were a yes. */
	answers: number
	taken: number
}
/** What was learnt of one person: how far their answers depart from everybody's, strongest first. */
export interface Taste {
	answers: number
	weights: TasteWeight[]
}
export interface Rankers {
	/** Learns what is new, keeps the version, and gives the policy for this person. */
	rankingFor(projectId: string, personPid: string): Promise<Ranking>
	taste(projectId: string, personPid: string): Promise<Taste>
	/** A kept version as a policy for each person. */
	find: PolicyFinder
}

const MeansSchema = z.object({
	names: z.array(z.string()),
	mean: z.array(z.number()),
	answers: z.number().int(),
})

interface Answer {
	eventId: string
	suggestionId: string
	slateId: string
	personPid: string
	reward: number
	place: number
}
interface Learner {
	ranker: Ranker
	learnt: Answer[]
	version: string
	/** What cards were, kept while the program runs. */
	features: Map<string, Features>
	turn: Promise<unknown>
}
/** Projects whose belief is kept in memory. */
const MAX_LEARNERS = 16

export function createRankers(options: {
	store: SignalStore
	tallies: Tallies
	permissions: (projectId: string) => Promise<Permissions>
	now: () => number
}): Rankers {
	const { store, tallies, permissions, now } = options
	const learners = new Map<string, Learner>()

	async function caughtUp(projectId: string): Promise<{ learner: Learner; settings: Settings }> {
		const learner = learners.get(projectId) ?? newLearner(new Map())
		learners.delete(projectId)
		learners.set(projectId, learner)
		const oldest = learners.size > MAX_LEARNERS ? learners.keys().next().value : undefined
		if (oldest !== undefined) learners.delete(oldest)
		// One at a time: two would learn the same answer twice.
		const turn = learner.turn.then(() => catchUp(projectId, learner))
		learner.turn = turn.catch(() => undefined)
		return { learner, settings: await turn }
	}

	async function catchUp(projectId: string, learner: Learner): Promise<Settings> {
		const tally = await tallies.read(projectId)
		const answers = answersOf(tally, await permissions(projectId))
		if (!startsWith(answers, learner.learnt)) {
			Object.assign(learner, { ...newLearner(learner.features), turn: learner.turn })
		}
		const breathe = createBreather()
		for (const answer of answers.slice(learner.learnt.length)) {
			const features = await featuresOf(projectId, learner, tally, answer)
			if (features) learner.ranker.learn(answer.personPid, rankInputs(features), answer.reward)
			learner.learnt.push(answer)
			learner.version = fingerprint([learner.version, answer.eventId])
			await breathe()
		}
		return tally.settings
	}

	/** The card's numbers as its slate logged them. */
	async function featuresOf(
		projectId: string,
		{ features }: Learner,
		tally: Tally,
		{ slateId, suggestionId }: Answer,
	): Promise<Features | undefined> {
		const known = features.get(suggestionId)
		const seq = tally.slateRows.get(slateId)?.[0]
		if (known || seq === undefined) return known
		for await (const row of store.scan({ projectId, afterSeq: seq - 1, limit: 1 })) {
			if (row.type !== 'slate.shown') continue
			for (const candidate of row.payload.candidates) {
				const { suggestionId: id, position } = candidate
				if (id !== null && position !== null) features.set(id, candidate.features)
			}
		}
		return features.get(suggestionId)
	}

	return {
		async rankingFor(projectId, personPid) {
			const { learner, settings } = await caughtUp(projectId)
			if (settings.isUniform) return { policy: UNIFORM_1, because: null }
			const belief = `${learner.learnt.length}-${learner.version}`
			const version = exploringVersion(belief, settings.exploration)
			const policy = projectPolicy(learner.ranker, rankedAs(settings, personPid), version)
			await store.putPolicyVersion({
				projectId,
				policyId: policy.id,
				means: meansOf(learner.ranker),
				createdMs: now(),
			})
			// The belief moves on while cards are read: what speaks for them is said of this one.
			const { ranker } = learner
			return { policy, because: (features, of) => shownBecause(ranker, features, of) }
		},
		async taste(projectId, personPid) {
			const { learner } = await caughtUp(projectId)
			return {
				answers: learner.learnt.filter((answer) => answer.personPid === personPid).length,
				weights: learner.ranker
					.departures(personPid)
					.map((weight) => ({ ...weight, ...evidenceOf(learner, personPid, weight.name) })),
			}
		},
		async find(projectId, policyId) {
			const row = await store.getPolicyVersion(projectId, policyId)
			if (!row) return null
			const ranker = rankerOfMeans(MeansSchema.parse(row.means))
			const { settings } = await tallies.read(projectId)
			const version = policyId.slice(policyId.indexOf(':') + 1)
			return (personPid) => projectPolicy(ranker, rankedAs(settings, personPid), version)
		},
	}
}

/** The answers behind a weight. */
function evidenceOf({ learnt, features }: Learner, personPid: string, name: string) {
	const own = learnt.filter(
		(answer) =>
			answer.personPid === personPid && (features.get(answer.suggestionId)?.[name] ?? 0) !== 0,
	)
	return { answers: own.length, taken: own.filter(({ reward }) => reward > 0).length }
}

/** Who asked not to be learnt from is ranked as everybody. */
function rankedAs(settings: Settings, personPid: string): string {
	return settings.learningOff.has(personPid) ? '' : personPid
}

function newLearner(features: Map<string, Features>): Learner {
	return {
		ranker: createProjectRanker(),
		learnt: [],
		version: '',
		features,
		turn: Promise.resolve(),
	}
}

/** What may be learnt from, in the log's order. */
function answersOf(tally: Tally, permissions: Permissions): Answer[] {
	const answers: Answer[] = []
	for (const round of tally.book.rounds()) {
		const answer = answerOf(tally, round)
		if (answer && permissions.allows('operate', [answer.personPid])) answers.push(answer)
	}
	return answers.sort((a, b) => a.place - b.place)
}

function answerOf({ verdicts, settings }: Tally, round: LoggedRound): Answer | null {
	const { decision, requesterPid, suggestionId, slateId } = round
	if (!decision || requesterPid === null || outcomeOf(round) !== 'decided') return null
	const verdict = verdicts.get(decision.eventId)
	if (!verdict || settings.learningOff.has(requesterPid)) return null
	if (verdict.seq <= (settings.forgottenThrough.get(requesterPid) ?? 0)) return null
	const isYes = decision.verdict === 'accept' || decision.verdict === 'edit_accept'
	return {
		eventId: decision.eventId,
		suggestionId,
		slateId,
		personPid: requesterPid,
		reward: isYes ? 1 : 0,
		place: verdict.place,
	}
}

function startsWith(answers: readonly Answer[], learnt: readonly Answer[]): boolean {
	return learnt.every(({ eventId }, i) => answers[i]?.eventId === eventId)
}
