/**
 * The ranker: what a requester is likely to accept, learnt from their own viewed answers, and turned
 * into a policy with exact chances (docs/spec/suggestions.md, SG50 to SG55). The rule it guards: every
 * person shares what all have taught and departs from it only as far as their own answers say.
 */
import type { Policy } from '../choose.ts'
import { BayesLogit, type Belief, type Inputs, type Prior } from './bayes-logit.ts'

export type Features = Readonly<Record<string, number>>

export interface RankerOptions {
	/** Spread of the scores' softmax: lower is greedier. */
	temperature: number
	/** Share of slates drawn uniformly. */
	epsilon: number
	/** Silence competes as a suggestion accepted with this chance would; null = never silent. */
	silenceAt: number | null
	/** Prior variance of a weight, and of one person's departure from it. */
	variance: number
	personVariance: number
	/** What is believed of a name before anybody answered (cold start: a rule's own confidence). */
	priorMean(name: string): number
}

/** Chosen by simulation (signal reference 3.4): keeps nearly all of greedy's gain, with support. */
export const RANKER_DEFAULTS: RankerOptions = {
	temperature: 0.25,
	epsilon: 0.02,
	silenceAt: null,
	variance: 1,
	personVariance: 0.5,
	priorMean: () => 0,
}
/** Name of the family; a policy id is this and the version of the belief. */
export const RANKER_FAMILY = 'plackett-luce@1'
/** Joins a name to whose departure it is; no feature or pseudonym holds it. */
const OF_PERSON = '\u0000'

export class Ranker {
	readonly options: RankerOptions
	private readonly model: BayesLogit

	constructor(options: Partial<RankerOptions> = {}, belief?: Belief) {
		this.options = { ...RANKER_DEFAULTS, ...options }
		this.model = new BayesLogit((name) => this.priorOf(name), belief)
	}

	/** Answers learnt from so far. */
	get answers(): number {
		return this.model.answers
	}

	belief(): Belief {
		return this.model.belief()
	}

	/** Learns what a requester made of one suggestion they viewed; `reward` from 0 to 1. */
	learn(person: string, features: Features, reward: number, weight = 1): void {
		this.model.learn(inputsOf(person, features), reward, weight)
	}

	/** The believed logit that this person accepts. */
	score(person: string, features: Features): number {
		return this.model.logit(inputsOf(person, features))
	}

	/** The policy for one person under this belief; `version` names the belief. */
	policyFor(person: string, version: string): Policy {
		const { temperature, epsilon, silenceAt } = this.options
		const weights = new Map<string, number>()
		const weightOf = (name: string) => {
			const known = weights.get(name) ?? this.weightFor(person, name)
			weights.set(name, known)
			return known
		}
		return {
			id: `${RANKER_FAMILY}:${version}`,
			epsilon,
			temperature,
			score: (features) => {
				let logit = 0
				for (const name of Object.keys(features)) logit += weightOf(name) * (features[name] ?? 0)
				return logit
			},
			logWeight: (score) => score / temperature,
			silence: silenceAt === null ? null : Math.log(silenceAt / (1 - silenceAt)) / temperature,
		}
	}

	/** What speaks for a suggestion in this person's eyes, strongest first, in logits. */
	reasons(person: string, features: Features): { name: string; logit: number; own: number }[] {
		return Object.entries(features)
			.map(([name, value]) => {
				const own = this.model.weight(name + OF_PERSON + person) * value
				return { name, logit: this.model.weight(name) * value + own, own }
			})
			.sort((a, b) => Math.abs(b.logit) - Math.abs(a.logit))
	}

	/** How far one person's answers depart from everybody's, strongest first, in logits. */
	departures(person: string): { name: string; shared: number; own: number }[] {
		const suffix = OF_PERSON + person
		const { names, mean } = this.model.belief()
		return names
			.flatMap((name, at) => {
				if (!name.endsWith(suffix)) return []
				const shared = name.slice(0, -suffix.length)
				return [{ name: shared, shared: this.model.weight(shared), own: mean[at] ?? 0 }]
			})
			.sort((a, b) => Math.abs(b.own) - Math.abs(a.own))
	}

	private weightFor(person: string, name: string): number {
		return this.model.weight(name) + this.model.weight(name + OF_PERSON + person)
	}

	private priorOf(name: string): Prior {
		const { variance, personVariance, priorMean } = this.options
		if (name.includes(OF_PERSON)) return { mean: 0, variance: personVariance }
		return { mean: priorMean(name), variance }
	}
}

function inputsOf(person: string, features: Features): Inputs {
	return Object.entries(features).flatMap(
		([name, value]): Inputs => [
			[name, value],
			[name + OF_PERSON + person, value],
		],
	)
}
