/**
 * The newest verdicts as the research page lists them: with the offer's title and the critique opened
 * from their blobs, the panel's number as it is now, and names instead of pseudonyms.
 */
import { generatorGroup } from '#core/signals/acceptance.ts'
import type { LoggedRound } from '#core/signals/rounds.ts'
import { CATEGORY_LABELS } from '#core/suggestions/suggestion-record.ts'
import type { Database } from '#db/database.ts'
import type { PanelProjection } from '#db/room-store.ts'
import { createBreather } from './breathe.ts'
import type { Permissions } from './consents.ts'
import { toldContests, toldRound } from './figures.ts'
import { rationaleIn, textOf } from './sealed-words.ts'
import type { DecisionRow, ProjectVault } from './signal-service.ts'
import type { DecidedEvent, Tally } from './tallies.ts'

export const SHOWN_DECISIONS = 50

interface Context {
	db: Database
	vault: ProjectVault
	permissions: Permissions
	/** Names by pseudonym. */
	names: Map<string, string>
	panels: (sceneId: string) => Promise<PanelProjection[]>
}

export async function latestDecisions(
	db: Database,
	vault: ProjectVault,
	source: { tally: Tally; permissions: Permissions },
): Promise<DecisionRow[]> {
	const { tally, permissions } = source
	const names = await namesOf(db, vault)
	const context: Context = { db, vault, permissions, names, panels: panelReader(db) }
	const shown = tally.latest
		.flatMap((event) => {
			const round = toldRound(tally, event, permissions)
			return round ? [{ event, round }] : []
		})
		.slice(-SHOWN_DECISIONS)
		.reverse()
	const rows: DecisionRow[] = []
	const breathe = createBreather()
	for (const { event, round } of shown) {
		rows.push(await decisionRow(context, event, round))
		await breathe()
	}
	return rows
}

async function decisionRow(
	context: Context,
	event: DecidedEvent,
	round: LoggedRound,
): Promise<DecisionRow> {
	const { payload } = event
	const standing = round.decision?.eventId === event.eventId ? round.decision : null
	const words = { signals: context.db.signals, vault: context.vault }
	const critiqueCid = standing ? standing.critiqueCid : payload.critiqueCid
	return {
		eventId: event.eventId,
		tsMs: event.tsMs,
		sceneId: event.sceneId ?? '',
		suggestionId: round.suggestionId,
		category: CATEGORY_LABELS[round.category],
		generator: generatorGroup(round).label,
		generatorVersion: round.generatorVersion,
		title:
			rationaleIn(await textOf(words, round.rationaleCid))?.title ??
			CATEGORY_LABELS[round.category],
		panelNumber: await panelNumber(context, event.sceneId, round.targetId),
		verdict: payload.verdict,
		reasonCodes: standing?.reasonCodes ?? payload.reasonCodes,
		critique: await textOf(words, critiqueCid),
		position: round.position,
		slateSize: round.slateSize,
		latencyMs: payload.latencyMs,
		viewed: round.viewed !== null,
		byRequester: payload.byRequester || round.requesterPid === null,
		contested:
			standing !== null && toldContests(round, event.eventId, context.permissions).length > 0,
		actor: (event.actorPid && context.names.get(event.actorPid)) || 'Somebody',
	}
}

/** Names of everyone with a key or an answer here; the log itself knows only pseudonyms. */
export async function namesOf(db: Database, vault: ProjectVault): Promise<Map<string, string>> {
	const keys = await db.signals.getDataKeys(vault.projectId)
	const consents = await db.signals.getConsents(vault.projectId)
	const userIds = new Set([...keys, ...consents].map(({ userId }) => userId))
	// Who had themselves erased is nobody's name here any more (S35).
	for (const { userId } of await db.research.listErasures(vault.projectId)) userIds.delete(userId)
	const names = new Map<string, string>()
	for (const userId of userIds) {
		const user = userId === null ? null : await db.auth.getUser(userId)
		if (user) names.set(vault.pid(user.userId), user.name)
	}
	return names
}

function panelReader(db: Database): Context['panels'] {
	const read = new Map<string, Promise<PanelProjection[]>>()
	return (sceneId) => {
		const panels = read.get(sceneId) ?? db.projects.listPanels(sceneId)
		read.set(sceneId, panels)
		return panels
	}
}

async function panelNumber(
	context: Context,
	sceneId: string | null,
	targetId: string,
): Promise<string | null> {
	if (sceneId === null) return null
	const panels = await context.panels(sceneId)
	const target = panels.find(({ panelId, shotId }) => panelId === targetId || shotId === targetId)
	return target?.number ?? null
}
