/** What an evaluation is asked for, as its address and its form say it. */
import { z } from 'zod'
import { ACCEPTANCE_V1, REWARDS } from '#core/signals/reward.ts'

/** Bytes of an uploaded file of probabilities. */
export const MAX_CSV_BYTES = 32 * 1024 * 1024

const emptyIsAbsent = (value: unknown) => (value === '' ? undefined : value)
const REWARD_NAMES = REWARDS.map(({ name }) => name)

export const EvaluateQuerySchema = z.object({
	/** `uniform`, a stored version, or `file` for the one that is uploaded. */
	policy: z.preprocess(emptyIsAbsent, z.string().max(200).default('uniform')),
	reward: z.preprocess(
		emptyIsAbsent,
		z
			.string()
			.refine((name) => REWARD_NAMES.includes(name), 'There is no reward of that name.')
			.default(ACCEPTANCE_V1.name),
	),
	seed: z.preprocess(emptyIsAbsent, z.string().max(200).default('1')),
	repetitions: z.preprocess(
		emptyIsAbsent,
		z.coerce
			.number()
			.int()
			.min(100, 'Give 100 repetitions or more.')
			.max(20_000, 'Give 20,000 repetitions or fewer.')
			.default(1000),
	),
	clip: z.preprocess(
		emptyIsAbsent,
		z.coerce.number().positive('Give a limit above 0.').max(1e6).default(10),
	),
})
export type EvaluateQuery = z.infer<typeof EvaluateQuerySchema>

export const EvaluateFormSchema = z.discriminatedUnion('intent', [
	EvaluateQuerySchema.extend({ intent: z.literal('start'), csv: z.instanceof(File).optional() }),
	z.object({ intent: z.literal('cancel'), job: z.string().max(100) }),
])

/** The address that asks for the same again; `job` follows one that runs. */
export function evaluateSearch(query: EvaluateQuery, job?: string): string {
	const { policy, reward, seed, repetitions, clip } = query
	const search = new URLSearchParams({ policy, reward, seed })
	search.set('repetitions', String(repetitions))
	search.set('clip', String(clip))
	if (job !== undefined) search.set('job', job)
	return `?${search}`
}
