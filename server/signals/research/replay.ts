/**
 * Opens one decision again: the scene as its slate stored it, everything that was considered with its
 * chances, what was decided and what became of it. Guards signals.md S87 and S88: only what was logged
 * is shown, and nobody's words without their leave and their key. Reads the slate's own rows and no others.
 */
import { AppError } from '#core/errors.ts'
import type { SignalEvent } from '#core/signals/event.ts'
import { slateOfProposal } from '#core/signals/proposed.ts'
import type { Database } from '#db/database.ts'
import type { Permissions } from '../consents.ts'
import { toldRound } from '../figures.ts'
import { namesOf } from '../latest-decisions.ts'
import { editOf } from '../sealed-words.ts'
import type { ProjectVault } from '../signal-service.ts'
import type { Tallies, Tally } from '../tallies.ts'
import { describeReplay } from './describe-replay.ts'
import type { DecisionReplay } from './replay-types.ts'
import { readStoredScene, type ScenePicture, type StoredScene } from './stored-scene.ts'

export interface Replay {
	/** @throws AppError('not_found') when there is none, or somebody in it asked not to be used. */
	decision(projectId: string, eventId: string): Promise<DecisionReplay>
	/**
	 * A panel of the stored scene (`panel:<id>`) or a card's proposal (`card:<suggestion id>`), to be
	 * drawn. @throws AppError('not_found').
	 */
	picture(projectId: string, eventId: string, name: string): Promise<ScenePicture>
}

export type DecidedRow = Extract<SignalEvent, { type: 'suggestion.decided' }>
export type ShownRow = Extract<SignalEvent, { type: 'slate.shown' }>

/** One decision's rows and what opens them. */
export interface OpenDecision {
	projectId: string
	event: DecidedRow
	slate: ShownRow
	/** All rows of the slate in order, its own included. */
	rows: SignalEvent[]
	tally: Tally
	vault: ProjectVault
	permissions: Permissions
	scene: StoredScene | null
	sceneNumber: string | null
}

interface Source {
	db: Database
	tallies: Tallies
	vault: (projectId: string) => Promise<ProjectVault>
	permissions: (projectId: string) => Promise<Permissions>
}

/** Stored scenes kept parsed: a page asks for each of its pictures. */
const SCENES_KEPT = 4

export function createReplay(source: Source): Replay {
	const scenes = new Map<string, StoredScene | null>()
	const open = async (projectId: string, eventId: string) => {
		const found = await openRows(source, projectId, eventId)
		return { ...found, ...(await sceneOf(source, found, scenes)) }
	}
	return {
		async decision(projectId, eventId) {
			const decision = await open(projectId, eventId)
			const names = await namesOf(source.db, decision.vault)
			return describeReplay(decision, { signals: source.db.signals, names })
		},
		async picture(projectId, eventId, name) {
			const decision = await open(projectId, eventId)
			const picture = await pictureNamed(source.db, decision, name)
			if (!picture) throw new AppError('not_found')
			return picture
		},
	}
}

async function openRows(
	source: Source,
	projectId: string,
	eventId: string,
): Promise<Omit<OpenDecision, 'scene' | 'sceneNumber'>> {
	const tally = await source.tallies.read(projectId)
	const permissions = await source.permissions(projectId)
	const found = tally.verdicts.get(eventId)
	const seqs = found && tally.slateRows.get(found.slateId)
	const rows: SignalEvent[] = []
	for (const seq of seqs ?? []) {
		const one = { projectId, afterSeq: seq - 1, limit: 1 }
		for await (const row of source.db.signals.scan(one)) rows.push(row)
	}
	const event = rows.find((row) => row.eventId === eventId)
	const slate = slateIn(rows)
	if (event?.type !== 'suggestion.decided' || slate?.type !== 'slate.shown') throw noDecision()
	if (!toldRound(tally, event, permissions)) {
		throw new AppError('not_found', {
			userMessage: 'Somebody in this decision asked for it not to be used. It stays closed.',
		})
	}
	// Rows of others who refuse stay closed; the decision itself can be told without them.
	const allowed = rows.filter(({ actorPid }) => permissions.allows('operate', [actorPid]))
	const vault = await source.vault(projectId)
	return { projectId, event, slate, rows: allowed, tally, vault, permissions }
}

/** What was shown, or what a colleague proposed, as a slate. */
function slateIn(rows: readonly SignalEvent[]): SignalEvent | undefined {
	const row = rows.find(({ type }) => type === 'slate.shown' || type === 'suggestion.proposed')
	return row?.type === 'suggestion.proposed' ? slateOfProposal(row) : row
}

function noDecision(): AppError {
	return new AppError('not_found', { userMessage: 'There is no such decision in this log.' })
}

async function sceneOf(
	{ db }: Source,
	{ projectId, slate, vault }: Pick<OpenDecision, 'projectId' | 'slate' | 'vault'>,
	kept: Map<string, StoredScene | null>,
): Promise<{ scene: StoredScene | null; sceneNumber: string | null }> {
	const { contextCid } = slate.payload
	const row = slate.sceneId === null ? null : await db.projects.getScene(slate.sceneId)
	const sceneNumber = row?.number ?? null
	const known = kept.get(contextCid)
	if (known !== undefined) return { scene: known, sceneNumber }
	const blob = await db.signals.getBlob(contextCid)
	const bytes = blob && vault.open(blob)
	const text = bytes && new TextDecoder().decode(bytes)
	const scene = text ? readStoredScene(text, { projectId, number: sceneNumber ?? '' }) : null
	kept.set(contextCid, scene)
	const oldest = kept.size > SCENES_KEPT ? kept.keys().next().value : undefined
	if (oldest !== undefined) kept.delete(oldest)
	return { scene, sceneNumber }
}

async function pictureNamed(
	db: Database,
	decision: OpenDecision,
	name: string,
): Promise<ScenePicture | null> {
	const { scene, slate, vault } = decision
	if (!scene) return null
	const [kind, id] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)]
	if (kind === 'panel') {
		const panelId = `shape:${id}`
		return { panelId, records: scene.records, ghost: [], afterPanelId: null, isNew: false }
	}
	const suggestionId = `suggestion:${id}`
	const candidate = slate.payload.candidates.find((each) => each.suggestionId === suggestionId)
	if (!candidate) return null
	const edit = await editOf({ signals: db.signals, vault }, candidate.changeCid)
	return edit && scene.picture(edit, suggestionId)
}
