/** Which logged policy versions are kept and so can be evaluated: only those are offered as a choice. */
import { UNIFORM_1 } from '#core/suggestions/choose.ts'
import type { PolicyFinder } from '../ope/evaluations.ts'
import type { Tallies } from '../tallies.ts'

/** Versions looked for at most, the newest. */
const MAX_OFFERED = 24

export async function storedPolicies(
	{ tallies, policies }: { tallies: Tallies; policies: PolicyFinder },
	projectId: string,
): Promise<string[]> {
	const { policyIds } = await tallies.read(projectId)
	const newest = [...policyIds].filter((id) => id !== UNIFORM_1.id).slice(-MAX_OFFERED)
	const found: string[] = []
	for (const id of newest.reverse()) if (await policies(projectId, id)) found.push(id)
	return found
}
