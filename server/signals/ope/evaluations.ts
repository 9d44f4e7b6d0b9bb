/**
 * Evaluations of a project's log: started, followed and cancelled by id, each in a thread of its own.
 * Guards signals.md S70: no room waits for one, and what was asked, seed included, is in the answer.
 */
import type { EstimatorFamily } from '#core/signals/ope/estimators.ts'
import { OpeError } from '#core/signals/ope/rows.ts'
import { epsilonGivenShown, silenceOf } from '#core/signals/ope/slate-policy.ts'
import type { LoggedSlate } from '#core/signals/ope/slates.ts'
import { ACCEPTANCE_V1, REWARDS } from '#core/signals/reward.ts'
import { type Policy, UNIFORM_1 } from '#core/suggestions/choose.ts'
import type { SignalStore } from '#db/signal-store.ts'
import type { Permissions } from '../consents.ts'
import { createJobs, type JobState } from '../jobs.ts'
import type { HandedSlate, JobPolicy, Wanted } from './job.ts'
import { type OwnSlates, readOwnSlates } from './own-slates.ts'
import { runEvaluation } from './run-evaluation.ts'

export interface EvaluationRequest {
	/** `uniform`, a stored version's id, or null when `policyCsv` is given. */
	policy: string | null
	/** Text of a file of probabilities, and its name for the report. */
	policyCsv: { name: string; text: string } | null
	/** Name of a reward definition; null = acceptance. */
	reward: string | null
	families: EstimatorFamily[] | null
	limits: number[] | null
	seed: string
	repetitions: number | null
}
/** A stored version as a ranker for each person; null when there is none of that id. */
export type PolicyFinder = (
	projectId: string,
	policyId: string,
) => Promise<((personId: string) => Policy) | null>

export type EvaluationReport = Awaited<ReturnType<typeof evaluateProject>>
export type EvaluationState = JobState<EvaluationReport>

export interface Evaluations {
	/** Begins and returns the id to follow it by. @throws AppError('too_many'). */
	start(projectId: string, request: EvaluationRequest): string
	/** Null for an id that is not known (any more). */
	state(id: string): EvaluationState | null
	/** Ends its thread; nothing that was stored changes. */
	cancel(id: string): void
	/** Ends all of them. */
	dispose(): void
}
export interface EvaluationSource {
	store: SignalStore
	permissions: (projectId: string) => Promise<Permissions>
	policies: PolicyFinder
	newId: () => string
}

/** Evaluations at once, and finished ones kept to be asked for. */
const MAX_RUNNING = 2
const MAX_KEPT = 16

export function createEvaluations(source: EvaluationSource): Evaluations {
	const jobs = createJobs<EvaluationReport>({
		...{ newId: source.newId, maxRunning: MAX_RUNNING, maxKept: MAX_KEPT },
		tooMany: 'Two evaluations are being worked out already. Wait for one to end, or cancel it.',
		brokeOff: 'The evaluation broke off. Nothing was changed; ask for it again.',
		isSentence: (error) => error instanceof OpeError,
	})
	return {
		...jobs,
		start: (projectId, request) =>
			jobs.start((control) => evaluateProject(source, { projectId, request, ...control })),
	}
}

/** Reads the log here, evaluates in a thread of its own. @throws OpeError or AppError. */
export async function evaluateProject(
	source: EvaluationSource,
	input: {
		projectId: string
		request: EvaluationRequest
		signal: AbortSignal
		onProgress: (share: number) => void
	},
) {
	const { projectId, request, signal, onProgress } = input
	const reward = REWARDS.find(({ name }) => name === (request.reward ?? ACCEPTANCE_V1.name))
	if (!reward) throw new OpeError(`There is no reward named “${request.reward}”.`)
	const permissions = await source.permissions(projectId)
	const own = await readOwnSlates({ store: source.store, projectId, permissions }, reward)
	signal.throwIfAborted()
	const { policy, wantedFor } = await jobPolicy(source, projectId, request)
	const { families, limits, seed, repetitions } = request
	const options = {
		seed,
		...(families && { families }),
		...(limits && { limits }),
		...(repetitions !== null && { repetitions }),
	}
	const batches = handed(own, wantedFor)
	const evaluation = await runEvaluation({ policy, options }, batches, { signal, onProgress })
	return {
		source: { kind: 'project' as const, projectId, throughSeq: own.throughSeq },
		policy: policyName(policy),
		reward: { name: reward.name, version: reward.version, meaning: reward.meaning },
		leftOut: own.leftOut,
		onPolicyValue: evaluation.onPolicy.value,
		ess: evaluation.overlap.ess,
		meanWeight: evaluation.overlap.meanWeight,
		maxWeight: evaluation.overlap.maxWeight,
		...evaluation,
	}
}

function policyName(policy: JobPolicy): string {
	return policy.kind === 'uniform' ? 'uniform' : policy.id
}

type WantedFor = (slate: LoggedSlate) => Wanted | null

async function* handed(own: OwnSlates, wantedFor: WantedFor): AsyncGenerator<HandedSlate[]> {
	for await (const slates of own.batches()) {
		yield slates.map((slate) => ({ slate, wanted: wantedFor(slate) }))
	}
}

async function jobPolicy(
	source: EvaluationSource,
	projectId: string,
	request: EvaluationRequest,
): Promise<{ policy: JobPolicy; wantedFor: WantedFor }> {
	const nothing = () => null
	if (request.policyCsv) {
		const { name, text } = request.policyCsv
		return { policy: { kind: 'csv', id: name, text }, wantedFor: nothing }
	}
	const id = request.policy ?? 'uniform'
	if (id === 'uniform' || id === UNIFORM_1.id) {
		return { policy: { kind: 'uniform' }, wantedFor: nothing }
	}
	const policyFor = await source.policies(projectId, id)
	if (policyFor) return { policy: { kind: 'weights', id }, wantedFor: wantedBy(policyFor) }
	throw new OpeError(
		`There is no stored policy “${id}”. Name uniform, a stored version, or a file of probabilities ending in .csv.`,
	)
}

/** What a stored version would have weighed a slate's candidates with, silence taken out. */
function wantedBy(policyFor: (personId: string) => Policy): WantedFor {
	return ({ personId, features }) => {
		const policy = policyFor(personId)
		const logWeights = features.map((each) => policy.logWeight(policy.score(each)))
		const epsilon = epsilonGivenShown(policy.epsilon, silenceOf(policy, logWeights))
		return { logWeights, epsilon }
	}
}
