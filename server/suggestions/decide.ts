/**
 * Carries out a verdict inside the room: role, status and ground are checked there, and the effect
 * on the board, the suggestion's status and the one log row commit together. The first verdict
 * wins; another person's differing one is logged as contested and told to both.
 */
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import type { Verdict } from '#core/signals/event.ts'
import { type AppliedEdit, applyEdit, type JsonValue } from '#core/suggestions/apply-edit.ts'
import { wordsOfEdit } from '#core/suggestions/edit-words.ts'
import { isLockedEdit } from '#core/suggestions/locked-edit.ts'
import type { SuggestionRecord, SuggestionStatus } from '#core/suggestions/suggestion-record.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { type Deciding, overtakenResult, provenanceId } from './deciding.ts'
import { appendContested, appendDecided } from './decision-rows.ts'
import { checkedEdit, finalEditOf } from './final-edit.ts'
import { leaveOut } from './not-here.ts'
import { retract } from './retract.ts'
import { readMaterial, suggestionOf, viewOf } from './scene-material.ts'
import type { DecideRequest, DecideResult, SuggestionDeps } from './suggestion-types.ts'
import { overtaken, withdraw } from './withdraw-stale.ts'

const STATUS_OF = {
	accept: 'accepted',
	edit_accept: 'edited',
	reject: 'rejected',
	dismiss: 'dismissed',
} as const satisfies Record<Exclude<DecideRequest['verdict'], 'retract'>, SuggestionStatus>

/** Decides a suggestion. @throws AppError('not_found' | 'trashed' | 'forbidden' | 'bad_request') */
export async function decide(
	deps: SuggestionDeps,
	principal: Principal,
	request: DecideRequest,
): Promise<DecideResult> {
	const mayDecide = can(principal.role, 'suggestion.decide')
	// Who proposes without deciding can still take their own proposal back.
	const mayWithdraw = request.verdict === 'dismiss' && can(principal.role, 'suggestion.propose')
	if (!mayDecide && !mayWithdraw) throw new AppError('forbidden')
	const material = await readMaterial(deps, request.sceneId)
	const vault = await deps.signals.vault(material.projectId)
	await deps.signals.ensureAuthor(material.projectId, principal.userId)
	const options = { principal, key: `decide:${request.idempotencyKey}` }
	return deps.rooms.command(`board:${request.sceneId}`, options, (draft) =>
		decideInRoom({ draft, vault, material, principal, request }),
	)
}

function decideInRoom(deciding: Deciding): DecideResult {
	const { draft, request, material } = deciding
	const suggestion = suggestionOf(draft.records, request.suggestionId)
	const isOwn = suggestion.meta.proposedBy === deciding.principal.userId
	if (!can(deciding.principal.role, 'suggestion.decide') && !isOwn) throw new AppError('forbidden')
	const isChange = request.verdict === 'accept' || request.verdict === 'edit_accept'
	if (request.verdict === 'retract') return retract(deciding, suggestion)
	if (isChange && isLockedEdit(deciding.draft.records, suggestion.edit))
		throw new AppError('locked')
	if (suggestion.status === 'stale' || suggestion.status === 'withdrawn') {
		return overtakenResult(suggestion.status)
	}
	if (suggestion.status !== 'open') return alreadyDecided(deciding, suggestion, request.verdict)
	const status = overtaken(viewOf(material, draft.records), suggestion)
	if (status) {
		withdraw(draft, deciding.vault, suggestion, { sceneId: material.sceneId, status })
		return overtakenResult(status)
	}
	const { verdict } = request
	return verdict === 'accept' || verdict === 'edit_accept'
		? carryOut(deciding, suggestion, verdict)
		: turnDown(deciding, suggestion, verdict)
}

function carryOut(
	deciding: Deciding,
	suggestion: SuggestionRecord,
	asked: 'accept' | 'edit_accept',
): DecideResult {
	const { draft, material, request } = deciding
	const theirs =
		asked === 'edit_accept' ? checkedEdit(deciding, suggestion, request.edit) : suggestion.edit
	const { edit, changed } = finalEditOf(draft.records, suggestion, theirs)
	const result = applyEdit(draft.records, edit, {
		suggestionId: suggestion.id,
		aspectRatio: material.aspectRatio,
	})
	if (!result.ok) {
		withdraw(draft, deciding.vault, suggestion, { sceneId: material.sceneId, status: 'withdrawn' })
		return overtakenResult('withdrawn')
	}
	// Sending an edit back untouched is an acceptance, or inertia would count as judgement.
	const verdict = changed ? 'edit_accept' : 'accept'
	const row = appendDecided(deciding, suggestion, { verdict, finalEdit: edit })
	draft.records.put({
		id: provenanceId(suggestion),
		typeName: 'provenance',
		suggestionId: suggestion.id,
		recordIds: result.recordIds,
		fields: result.fields,
		generatorId: suggestion.generatorId,
		at: draft.now,
		meta: {
			applied: storedJson(result.applied),
			// As it was suggested: words that a person changed before they took them are theirs.
			words: wordsOfEdit(suggestion.edit, result.recordIds).map((each) => ({ ...each })),
		},
	})
	return settle(deciding, suggestion, {
		status: STATUS_OF[verdict],
		row,
		recordIds: result.recordIds,
	})
}

function turnDown(
	deciding: Deciding,
	suggestion: SuggestionRecord,
	verdict: 'reject' | 'dismiss',
): DecideResult {
	const row = appendDecided(deciding, suggestion, { verdict, finalEdit: null })
	const left = deciding.request.notHere ? leaveOut(deciding, suggestion) : null
	return settle(
		deciding,
		left ? { ...suggestion, meta: { ...suggestion.meta, notHere: left } } : suggestion,
		{ status: STATUS_OF[verdict], row, recordIds: [] },
	)
}

function settle(
	{ draft, principal, request }: Deciding,
	suggestion: SuggestionRecord,
	{ status, row, recordIds }: { status: SuggestionStatus; row: string; recordIds: string[] },
): DecideResult {
	draft.records.put({
		...suggestion,
		status,
		decidedBy: principal.userId,
		decidedByName: principal.name,
		decidedAt: draft.now,
		reasonCodes: request.reasonCodes ?? [],
		meta: {
			...suggestion.meta,
			decisionEventId: row,
			decisionKey: request.idempotencyKey,
			decidedByColor: principal.color,
		},
	})
	return { status, applied: true, decidedByName: principal.name, message: null, recordIds }
}

/** What was carried out, as plain JSON for the record. */
function storedJson({ changes, created }: AppliedEdit): JsonValue {
	return {
		changes: changes.map((each) => ({ ...each })),
		created: created.map((each) => ({ ...each })),
	}
}

const DID = {
	accepted: 'accepted',
	edited: 'changed and accepted',
	rejected: 'rejected',
	dismissed: 'dismissed',
} as const
const SECOND_OPINION: Partial<Record<Verdict, string>> = {
	accept: 'Your yes is kept as a second opinion.',
	edit_accept: 'Your version is kept as a second opinion.',
	reject: 'Your no is kept as a second opinion.',
}
type Decided = keyof typeof DID

function isDecided(status: SuggestionStatus): status is Decided {
	return Object.hasOwn(DID, status)
}

/** Somebody was faster: theirs stands, a differing verdict of another person is logged as dissent. */
function alreadyDecided(
	deciding: Deciding,
	suggestion: SuggestionRecord,
	verdict: keyof typeof STATUS_OF,
): DecideResult {
	const { status } = suggestion
	if (!isDecided(status)) throw new AppError('internal')
	const answer = { status, applied: false, decidedByName: suggestion.decidedByName, recordIds: [] }
	const did = DID[status]
	if (suggestion.decidedBy === deciding.principal.userId) {
		return { ...answer, message: `You ${did} this already. Take it back to decide again.` }
	}
	const who = suggestion.decidedByName ?? 'Somebody'
	if (isSameVerdict(status, verdict))
		return { ...answer, message: `${who} ${did} this a moment before you.` }
	appendContested(deciding, suggestion, verdict)
	const kept = SECOND_OPINION[verdict] ?? ''
	return { ...answer, message: `${who} ${did} this a moment before you. ${kept}`.trim() }
}

function isSameVerdict(status: Decided, verdict: keyof typeof STATUS_OF): boolean {
	return STATUS_OF[verdict] === status
}
