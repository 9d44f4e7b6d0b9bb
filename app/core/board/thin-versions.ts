/**
 * Which automatic versions of a board are kept as they grow old: all of the last day, then one an hour
 * for a week, one a day for a quarter of a year, one a week after that, and never more than
 * MAX_UNNAMED. What a person gave a name is never taken away by the program.
 */
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Up to which age one version is kept per so long a stretch of time. */
const STEPS = [
	{ untilAgeMs: DAY_MS, everyMs: 0 },
	{ untilAgeMs: 7 * DAY_MS, everyMs: HOUR_MS },
	{ untilAgeMs: 90 * DAY_MS, everyMs: DAY_MS },
	{ untilAgeMs: Number.POSITIVE_INFINITY, everyMs: 7 * DAY_MS },
] as const

/** Most versions without a name that a board keeps. */
export const MAX_UNNAMED = 300
/** Most versions with a name. */
export const MAX_NAMED = 200
/** Most bytes a board's versions may take; above it the oldest without a name go. */
export const MAX_VERSION_BYTES = 256 * 1024 * 1024

export interface AgedVersion {
	versionId: string
	kind: string
	/** Milliseconds since 1970. */
	at: number
}

/** Ids of the versions to remove, oldest first. */
export function versionsToDrop(versions: readonly AgedVersion[], now: number): string[] {
	const unnamed = versions
		.filter(({ kind }) => kind !== 'named')
		.sort((a, b) => b.at - a.at || (a.versionId < b.versionId ? 1 : -1))
	const taken = new Set<string>()
	const kept: AgedVersion[] = []
	for (const version of unnamed) {
		const stretch = stretchOf(version.at, now)
		if (kept.length >= MAX_UNNAMED || (stretch !== null && taken.has(stretch))) continue
		if (stretch !== null) taken.add(stretch)
		kept.push(version)
	}
	const keptIds = new Set(kept.map(({ versionId }) => versionId))
	return unnamed
		.filter(({ versionId }) => !keptIds.has(versionId))
		.map(({ versionId }) => versionId)
		.reverse()
}

/** Names the stretch of time of which one version is kept; null where all are. */
function stretchOf(at: number, now: number): string | null {
	const step = STEPS.find(({ untilAgeMs }) => now - at < untilAgeMs)
	if (!step || step.everyMs === 0) return null
	return `${step.everyMs} ${Math.floor(at / step.everyMs)}`
}
