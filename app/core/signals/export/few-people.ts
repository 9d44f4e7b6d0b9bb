/**
 * Small groups in data that leaves the project: a role that few people have is withheld, and so is
 * enough of the others that the withheld ones are a group themselves (complementary suppression).
 */

/** A group of fewer people than this is too small to be named. */
export const K = 5

/** Roles that may be named: `people` is pseudonym → roles they acted in. */
export function rolesToName(people: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
	const byRole = new Map<string, Set<string>>()
	for (const [pid, roles] of people) {
		for (const role of roles) byRole.set(role, (byRole.get(role) ?? new Set()).add(pid))
	}
	const named = [...byRole]
		.filter(([, pids]) => pids.size >= K)
		.sort((a, b) => a[1].size - b[1].size)
	const withheld = new Set(
		[...byRole].filter(([, pids]) => pids.size < K).flatMap(([, p]) => [...p]),
	)
	// One withheld role of two people would name them by their missing role.
	while (withheld.size > 0 && withheld.size < K && named.length > 0) {
		for (const pid of named.shift()?.[1] ?? []) withheld.add(pid)
	}
	return new Set(named.map(([role]) => role))
}
