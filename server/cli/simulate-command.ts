/** `simulate`: a project of its own, filled with the log of a made-up crew, to try every page and figure on. */
import { z } from 'zod'
import type { Services } from '../services.ts'
import { simulateProject } from '../simulate/simulate-project.ts'

export const SIMULATE_HELP = `  simulate                        a synthetic project to try the research pages on
                                  [--directors 8] [--slates 3000] [--seed 1]
                                  [--policy ranked|uniform] [--explore 0.25]
                                  [--project NAME]`
export const SIMULATE_OPTIONS = {
	directors: { type: 'string' },
	slates: { type: 'string' },
	explore: { type: 'string' },
} as const

export const SimulateInput = z.object({
	directors: z.coerce.number().int().min(1).max(100).default(8),
	slates: z.coerce.number().int().min(1).max(1_000_000).default(3000),
	seed: z.string().min(1).max(80).default('1'),
	policy: z.enum(['ranked', 'uniform']).default('ranked'),
	/** Share of the ranker's slates drawn uniformly: enough that another policy can be judged on the log. */
	explore: z.coerce.number().min(0.001).max(1).default(0.25),
	title: z.string().trim().min(1).max(200).optional(),
})

export function runSimulation(services: Services, input: z.infer<typeof SimulateInput>) {
	const title = input.title ?? `Simulated crew ${input.seed}`
	const { explore: epsilon, ...crew } = input
	return simulateProject(services, { ...crew, epsilon, title, now: Date.now() })
}

const Simulated = z.object({
	title: z.string(),
	projectId: z.string(),
	slates: z.number(),
	events: z.number(),
	decisions: z.number(),
})

export function describeSimulation(result: unknown): string[] {
	const { title, projectId, slates, events, decisions } = Simulated.parse(result)
	return [
		`${title} (${projectId}): ${slates} slates, ${decisions} decisions, ${events} rows. All made up; left out of exports unless named.`,
	]
}
