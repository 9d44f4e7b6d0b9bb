/**
 * Looks and previews as browsers report them: best effort, idempotent by event id, never in anybody's
 * way. Guards signals.md S40–S43: a report counts only for a suggestion that this project really
 * showed at that place; numbers are clamped; the server says who looked.
 */
import type { NewSignalEvent } from '#core/signals/event.ts'
import type { LoggedRound } from '#core/signals/rounds.ts'
import type { SignalStore } from '#db/signal-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { Permissions } from './consents.ts'
import type { ProjectVault, SignalLog, ViewReport } from './signal-service.ts'
import type { Tallies } from './tallies.ts'
import type { Vaults } from './vaults.ts'

/** Looks logged for one suggestion; more tell nothing new and could flood the log. */
const MAX_LOOKS = 200
const DAY_MS = 86_400_000
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function createViews(options: {
	store: SignalStore
	vaults: Vaults
	tallies: Tallies
	permissions: (projectId: string) => Promise<Permissions>
	now: () => number
	log: SignalLog
}) {
	const { store, vaults, tallies, permissions, now, log } = options
	return async function recordViews(
		principal: Principal,
		projectId: string,
		reports: ViewReport[],
	): Promise<void> {
		const vault = await vaults.vault(projectId)
		const allowed = (await permissions(projectId)).allows('operate', [vault.pid(principal.userId)])
		if (!allowed)
			return log.debug({ projectId, reports: reports.length }, 'looks left out: refused')
		const tally = await tallies.read(projectId)
		const events: NewSignalEvent[] = []
		for (const report of reports) {
			const round = tally.book.get(report.suggestionId)
			const fault = faultOf(report, round, tally.looks.get(report.suggestionId) ?? 0)
			if (fault) log.debug({ projectId, eventId: report.eventId, fault }, 'a look was left out')
			else events.push(viewEvent(vault, { principal, report, nowMs: now() }))
		}
		if (events.length > 0) await store.append(projectId, events, [])
	}
}

/** Why a report cannot be believed, or null. */
function faultOf(report: ViewReport, round: LoggedRound | undefined, looks: number): string | null {
	if (!UUID.test(report.eventId)) return 'event id'
	if (!round) return 'unknown suggestion'
	if (round.slateId !== report.slateId) return 'another slate'
	if (round.sceneId !== report.sceneId) return 'another scene'
	if (round.position !== report.position) return 'another place'
	return looks >= MAX_LOOKS ? 'too many' : null
}

function clamp(value: number, low: number, high: number): number {
	return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : low
}

function viewEvent(
	vault: ProjectVault,
	{ principal, report, nowMs }: { principal: Principal; report: ViewReport; nowMs: number },
): NewSignalEvent {
	const { sceneId, slateId, suggestionId, position } = report
	const ms = Math.round(clamp(report.dwellMs, 0, DAY_MS))
	// A browser's clock may be off; a day is as much as it is believed.
	const clientTsMs = Math.round(clamp(report.clientTsMs, nowMs - DAY_MS, nowMs + DAY_MS))
	const common = { principal, sceneId, slateId, suggestionId, position, tsMs: nowMs }
	const maxVisibleFrac = clamp(report.maxVisibleFrac, 0, 1)
	const event =
		report.kind === 'viewed'
			? vault.event('suggestion.viewed', {
					...common,
					payload: { maxVisibleFrac, dwellMs: ms, clientTsMs },
				})
			: vault.event('suggestion.previewed', { ...common, payload: { previewMs: ms, clientTsMs } })
	return { ...event, eventId: report.eventId }
}
