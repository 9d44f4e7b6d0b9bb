/**
 * A world whose truth is known: people, scenes' contexts and candidates are drawn from finite lists,
 * so that a policy's value is a sum and not an estimate. Made to check that intervals cover it as
 * often as they say (signals.md S62); the setting is that of signal.md section 3.4.
 */
import { type Random, seededRandom } from '../../random.ts'
import { drawOrder } from '../../suggestions/plackett-luce.ts'
import {
	epsilonGivenShown,
	mixtureChances,
	type SlateChances,
	type SlatePolicy,
} from './slate-policy.ts'
import type { LoggedSlate, SlateCell } from './slates.ts'

export const PLACES = 3
const FEATURES = 8
/** P(looking at the card at this place). */
const EXAMINATION = [1, 0.75, 0.55] as const
const BASE = -1.5

export interface World {
	contexts: { features: LoggedSlate['features']; vectors: number[][] }[]
	/** Tastes that people are drawn from, each equally likely. */
	tastes: number[][]
}
/** A policy of the world: softmax over its own score, mixed with uniform. */
export interface WorldPolicy {
	id: string
	temperature: number
	epsilon: number
}

export const WORLD_UNIFORM: WorldPolicy = { id: 'uniform', temperature: 1, epsilon: 1 }

/** Contexts with candidates and tastes; `spread` is how much people differ (standard deviation). */
export function createWorld(
	seed: string,
	size: { contexts: number; candidates: number; tastes: number; spread: number },
): World {
	const random = seededRandom(`world ${seed}`)
	const vector = () => Array.from({ length: FEATURES }, () => normal(random))
	const shared = vector().map((value) => 0.5 * value)
	return {
		contexts: Array.from({ length: size.contexts }, () => {
			const vectors = Array.from({ length: size.candidates }, vector)
			const features = vectors.map((values) =>
				Object.fromEntries([
					['bias', 1] as const,
					...values.map((value, j) => [`x${j}`, value] as const),
				]),
			)
			return { features, vectors }
		}),
		tastes: Array.from({ length: size.tastes }, () =>
			vector().map((value, j) => (shared[j] ?? 0) + size.spread * value),
		),
	}
}

/** P(accept | taste, candidate, place): looked at, and liked. */
function acceptChance(taste: readonly number[], candidate: readonly number[], place: number) {
	return (EXAMINATION[place] ?? 0) * likedChance(taste, candidate)
}

function likedChance(taste: readonly number[], candidate: readonly number[]): number {
	const score = candidate.reduce((sum, value, j) => sum + value * (taste[j] ?? 0), BASE)
	return 1 / (1 + Math.exp(-score))
}

/** The world's policies rank by the mean taste; chances are worked out once per context. */
export function worldPolicy(world: World, { id, temperature, epsilon }: WorldPolicy) {
	const mean = meanTaste(world)
	const weights = new Map(
		world.contexts.map(({ features, vectors }) => [
			features,
			vectors.map(
				(vector) => vector.reduce((sum, v, j) => sum + v * (mean[j] ?? 0), 0) / temperature,
			),
		]),
	)
	const positions = new Map<LoggedSlate['features'], SlateChances['position']>()
	const policy: SlatePolicy = {
		id,
		chances({ features, order }) {
			const own = weights.get(features) ?? []
			const known = positions.get(features)
			const share = epsilonGivenShown(epsilon, 0)
			const found = mixtureChances(own, { epsilon: share, order, places: known ? 0 : PLACES })
			const position = known ?? found.position
			positions.set(features, position)
			return { position, prefix: found.prefix }
		},
	}
	return {
		...policy,
		weightsOf: (features: LoggedSlate['features']) => weights.get(features) ?? [],
	}
}

function meanTaste({ tastes }: World): number[] {
	return Array.from(
		{ length: FEATURES },
		(_, j) => tastes.reduce((sum, taste) => sum + (taste[j] ?? 0), 0) / tastes.length,
	)
}

/** Exact value of a slate under a policy: Σ over tastes, contexts, places and candidates. */
export function trueSlateValue(world: World, spec: WorldPolicy): number {
	const policy = worldPolicy(world, spec)
	let sum = 0
	for (const { features, vectors } of world.contexts) {
		const { position } = policy.chances({ slateId: '', personId: '', features, order: [] })
		for (const taste of world.tastes) {
			for (const [k, row] of position.entries()) {
				for (const [a, p] of row.entries()) sum += p * acceptChance(taste, vectors[a] ?? [], k)
			}
		}
	}
	return sum / (world.contexts.length * world.tastes.length)
}

/** One log: `people` drawn with replacement, each with slates from random contexts. */
export function simulateLog(
	world: World,
	spec: WorldPolicy,
	options: { seed: string; slates: number; people: number },
): LoggedSlate[] {
	const random = seededRandom(`log ${options.seed}`)
	const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]
	const policy = worldPolicy(world, spec)
	const crew = Array.from({ length: options.people }, () => pick(world.tastes) ?? [])
	return Array.from({ length: options.slates }, (_, i) => {
		const person = Math.floor(random() * crew.length)
		const context = pick(world.contexts) ?? { features: [], vectors: [] }
		const { features, vectors } = context
		const logWeights = policy.weightsOf(features)
		const flat = logWeights.map(() => 0)
		const order = drawOrder(random() < spec.epsilon ? flat : logWeights, PLACES, random)
		const { position, prefix } = policy.chances({ slateId: '', personId: '', features, order })
		const cells = order.map((action, place): SlateCell => {
			const chance = acceptChance(crew[person] ?? [], vectors[action] ?? [], place)
			const pscore = position[place]?.[action] ?? 0
			return { action, position: place, reward: random() < chance ? 1 : 0, pscore }
		})
		return {
			...{ slateId: `slate ${i}`, personId: `person ${person}`, sceneId: 'scene', features, order },
			...{ policyId: spec.id, epsilon: spec.epsilon, pNone: 0, logWeights, cells },
			pSlate: prefix?.at(-1) ?? 0,
			cascade: (prefix ?? []).map((p, k) => p / (k === 0 ? 1 : (prefix?.[k - 1] ?? 1))),
		}
	})
}

/** Box and Muller 1958, Ann. Math. Stat. 29:610–611. */
function normal(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
