/**
 * When an accepted change is looked at again. Guards signals.md S91: at each horizon by two clocks, one
 * on the wall and one that runs only while somebody is on the board; what nobody could look at in time
 * is censored, never guessed.
 */
import { createUuidV7 } from '../ids.ts'
import { seededRandom } from '../random.ts'
import { HORIZONS, type Horizon, SURVIVAL_CLOCKS, type SurvivalClock } from './event.ts'

const MINUTE_MS = 60_000
export const HORIZON_MS: Record<Horizon, number> = {
	'30s': 30_000,
	'2m': 2 * MINUTE_MS,
	'5m': 5 * MINUTE_MS,
	'10m': 10 * MINUTE_MS,
	'15m': 15 * MINUTE_MS,
	'24h': 1440 * MINUTE_MS,
}
/** Decisions are followed so long: a board that nobody opens again is let go. */
export const FOLLOWED_MS = 14 * HORIZON_MS['24h']

export interface Look {
	clock: SurvivalClock
	horizon: Horizon
}
export interface DueLook extends Look {
	/** Too long ago to say how it was then. */
	isLate: boolean
}
export interface Followed {
	decidedMs: number
	activeMs: number
	/** Names of the looks that were taken. */
	measured: readonly string[]
}

export const LOOKS: readonly Look[] = SURVIVAL_CLOCKS.flatMap((clock) =>
	HORIZONS.map((horizon) => ({ clock, horizon })),
)

export function lookName({ clock, horizon }: Look): string {
	return `${clock}:${horizon}`
}

/** What is to be looked at now. */
export function dueLooks({ decidedMs, activeMs, measured }: Followed, nowMs: number): DueLook[] {
	const elapsedMs = nowMs - decidedMs
	const isOver = elapsedMs > FOLLOWED_MS
	return LOOKS.flatMap((look) => {
		if (measured.includes(lookName(look))) return []
		const horizonMs = HORIZON_MS[look.horizon]
		const reachedMs = look.clock === 'wall' ? elapsedMs : activeMs
		if (reachedMs < horizonMs) return isOver ? [{ ...look, isLate: true }] : []
		const isLate = look.clock === 'wall' && elapsedMs > latestMs(horizonMs)
		return [{ ...look, isLate: isLate || isOver }]
	})
}

/** A fifth late, and a moment for a busy machine, still counts as that horizon. */
function latestMs(horizonMs: number): number {
	return horizonMs * 1.2 + 15_000
}

/** The same for the same look of the same decision, so that no look is ever logged twice. */
export function lookEventId(decisionEventId: string, decidedMs: number, look: Look): string {
	const random = seededRandom(`survival:${decisionEventId}:${lookName(look)}`)
	return createUuidV7(decidedMs + HORIZON_MS[look.horizon], random)
}
