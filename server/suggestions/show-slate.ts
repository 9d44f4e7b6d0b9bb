/**
 * Puts a drawn slate on the board and into the log, in one room command: suggestion records for the
 * people, `slate.shown` with every candidate and its exact chances for research. Chances never reach
 * a record, because records reach browsers.
 */
import canonicalize from 'canonicalize'
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import type {
	Candidate as LoggedCandidate,
	ModelRound,
	NewSignalEvent,
	SealedBlob,
} from '#core/signals/event.ts'
import { basisOf } from '#core/suggestions/basis.ts'
import type { Draw, DrawEntry } from '#core/suggestions/choose.ts'
import type { Candidate } from '#core/suggestions/engine.ts'
import type { Features } from '#core/suggestions/rank/ranker.ts'
import type { Category, SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Principal, RoomDraft } from '../realtime/rooms-api.ts'
import type { ProjectVault } from '../signals/signals.ts'
import { CONTEXT_VERSION, type SceneMaterial, viewOf } from './scene-material.ts'
import type { OfferRequest, OfferResult, SuggestionDeps } from './suggestion-types.ts'
import { withdrawStale } from './withdraw-stale.ts'

/** A round that is ready to be shown. */
export interface Round {
	material: SceneMaterial
	/** Whose round it is; null = offered by the program to whoever opens the board. */
	requester: Principal | null
	trigger: OfferRequest['trigger']
	category: Category
	/** What was asked about: a panel, a shot or `scene:…`. */
	targetId: string
	candidates: readonly Candidate[]
	prefiltered: Readonly<Record<string, number>>
	draw: Draw
	/** Why a card is shown, in words for everybody; null = by chance alone. */
	because?: ((features: Features, of: number) => string) | null
	/** The scene's records as they stood, sealed. */
	context: SealedBlob
	/** What was asked in words, under its author's key. */
	request?: SealedBlob | null
	/** The model that was asked, and how it was drawn. */
	model?: ModelRound | null
}
/** A candidate with its place in the draw and its sealed words. */
export type Sealed = {
	id: string
	candidate: Candidate
	entry: DrawEntry
	change: SealedBlob
	rationale: SealedBlob
}

/** Said when silence was drawn. */
const SILENCE = 'Nothing that is likely to be worth your time here just now.'

/**
 * Shows the round, unless the board has moved on since it was drawn.
 * @throws AppError('conflict') when it has; nothing is written then and the round is made anew.
 */
export async function showSlate(
	deps: SuggestionDeps,
	round: Round,
	/** Looks at the board inside the command and throws when the round must not be shown. */
	admit: (draft: RoomDraft) => void,
): Promise<OfferResult> {
	const vault = await deps.signals.vault(round.material.projectId)
	const slateId = createId(deps.random)
	const sealed = round.candidates.map((candidate, index) =>
		sealCandidate(vault, candidate, {
			id: `suggestion:${createId(deps.random)}`,
			entry: entryAt(round.draw, index),
			now: deps.now(),
		}),
	)
	const { sceneId } = round.material
	return deps.rooms.command(`board:${sceneId}`, { principal: round.requester }, (draft) => {
		const view = viewOf(round.material, draft.records)
		admit(draft)
		const shown = inOrder(sealed)
		// Every candidate, not only those drawn: slates thrown away because of what is on them would
		// make the others likelier than the chances that are logged.
		for (const { candidate } of sealed) {
			if (basisOf(view, candidate.edit) !== candidate.basis) throw new AppError('conflict')
		}
		withdrawStale(draft, vault, view, sceneId)
		for (const card of shown)
			draft.records.put(recordOf(card, round, { slateId, at: draft.now, size: shown.length }))
		const blobs = [
			...[round.context, ...(round.request ? [round.request] : [])],
			...sealed.flatMap(({ change, rationale }) => [change, rationale]),
		]
		for (const blob of blobs) draft.attach(blob)
		draft.append(slateShown(vault, round, { slateId, sealed, blobs, at: draft.now }))
		return {
			slateId,
			category: round.category,
			suggestionIds: shown.map(({ id }) => id),
			message: shown.length > 0 ? null : SILENCE,
		}
	})
}

export function entryAt(draw: Draw, index: number): DrawEntry {
	const entry = draw.entries[index]
	if (!entry) throw new AppError('internal')
	return entry
}

export function sealCandidate(
	vault: ProjectVault,
	candidate: Candidate,
	{ id, entry, now }: { id: string; entry: DrawEntry; now: number },
): Sealed {
	const json = (value: unknown) =>
		vault.seal(canonicalize(value) ?? '', { authorId: null, mediaType: 'application/json', now })
	const { title, rationale, evidence, confidence, edit } = candidate
	return {
		id,
		candidate,
		entry,
		change: json(edit),
		rationale: json({ title, rationale, evidence, confidence }),
	}
}

/** Those that are shown, by place. */
export function inOrder(sealed: readonly Sealed[]): Sealed[] {
	return sealed
		.filter(({ entry }) => entry.position !== null)
		.sort((a, b) => (a.entry.position ?? 0) - (b.entry.position ?? 0))
}

/** The suggestion as it stands on the board. */
export function recordOf(
	{ id, candidate, entry }: Sealed,
	round: Round,
	{ slateId, at, size }: { slateId: string; at: number; size: number },
): SuggestionRecord {
	const { category, targetId, title, rationale, evidence, edit, confidence } = candidate
	const { generatorId, generatorVersion, basis } = candidate
	return {
		// The id was made with its prefix; the record schema checks it again.
		id: id as SuggestionRecord['id'],
		typeName: 'suggestion',
		slateId,
		category,
		targetId,
		requesterId: round.requester?.userId ?? '',
		position: entry.position ?? 0,
		slateSize: size,
		title,
		rationale,
		evidence,
		edit,
		confidence,
		generatorId,
		generatorVersion,
		basis,
		status: 'open',
		decidedBy: null,
		decidedByName: null,
		decidedAt: null,
		reasonCodes: [],
		createdAt: at,
		meta: {
			slateTargetId: round.targetId,
			requesterName: round.requester?.name ?? null,
			...(round.because && {
				because: round.because(candidate.features, round.candidates.length),
			}),
		},
	}
}

/** The log's row of a slate: every candidate, shown or not, with its exact chances. */
export function slateShown(
	vault: ProjectVault,
	round: Round,
	{
		slateId,
		sealed,
		blobs,
		at,
	}: { slateId: string; sealed: readonly Sealed[]; blobs: SealedBlob[]; at: number },
): NewSignalEvent {
	const { draw } = round
	return vault.event('slate.shown', {
		principal: round.requester,
		sceneId: round.material.sceneId,
		slateId,
		suggestionId: null,
		position: null,
		tsMs: at,
		blobs,
		payload: {
			category: round.category,
			targetId: round.targetId,
			trigger: round.trigger,
			policyId: draw.policyId,
			rngSeed: draw.rngSeed,
			epsilon: draw.epsilon,
			temperature: draw.temperature,
			pSlate: draw.pSlate,
			prefiltered: { ...round.prefiltered },
			contextCid: round.context.cid,
			contextVersion: CONTEXT_VERSION,
			candidates: [...sealed.map(loggedCandidate), nothing(draw)],
			...(round.request && { requestCid: round.request.cid }),
			...(round.model && { model: round.model }),
		},
	})
}

function loggedCandidate({ id, candidate, entry, change, rationale }: Sealed): LoggedCandidate {
	const { generatorId, generatorVersion, features, edit } = candidate
	return {
		suggestionId: id,
		generatorId,
		generatorVersion,
		editType: edit.type,
		changeCid: change.cid,
		rationaleCid: rationale.cid,
		features,
		...entry,
	}
}

/** "Show nothing" is a candidate too, or more silence could never be evaluated. */
function nothing(draw: Draw): LoggedCandidate {
	return {
		suggestionId: null,
		generatorId: 'none',
		generatorVersion: '1',
		editType: null,
		changeCid: null,
		rationaleCid: null,
		features: {},
		...draw.none,
	}
}
