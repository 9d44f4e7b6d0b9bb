/**
 * Takes a decision back: undoes its effect as far as nobody worked on it since, and opens the
 * suggestion again. Logged as a row of its own that names the one it takes back; a later verdict is
 * a new decision (docs/decisions/012).
 */
import { AppError } from '#core/errors.ts'
import { isLockedSince } from '#core/suggestions/locked-edit.ts'
import { AppliedEditSchema, retractEdit } from '#core/suggestions/retract-edit.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { type Deciding, overtakenResult, provenanceId } from './deciding.ts'
import { appendDecided, decisionOf } from './decision-rows.ts'
import { takeUpAgain } from './not-here.ts'
import { suggestionOf, viewOf } from './scene-material.ts'
import type { DecideResult } from './suggestion-types.ts'
import { overtaken, withdraw } from './withdraw-stale.ts'

/** @throws AppError('locked') where it stands is locked by now; AppError('forbidden') for anybody but the decider and the one whose round it was. */
export function retract(deciding: Deciding, suggestion: SuggestionRecord): DecideResult {
	const { draft, principal, material, vault, request } = deciding
	const { status } = suggestion
	if (status === 'stale' || status === 'withdrawn') return overtakenResult(status)
	if (status === 'open') {
		return {
			status,
			applied: false,
			decidedByName: null,
			message: 'This is open again already.',
			recordIds: [],
		}
	}
	if (request.of !== undefined && suggestion.meta.decisionKey !== request.of) {
		const { decidedByName } = suggestion
		const message = 'This was decided anew since then, and that stays.'
		return { status, applied: false, decidedByName, message, recordIds: [] }
	}
	if (suggestion.decidedBy !== principal.userId && suggestion.requesterId !== principal.userId) {
		throw new AppError('forbidden', {
			userMessage: `Only ${suggestion.decidedByName ?? 'who decided'} or the one it was offered to can take this back.`,
		})
	}
	const undone = undo(deciding, suggestion)
	appendDecided(deciding, suggestion, {
		verdict: 'retract',
		finalEdit: null,
		retracts: decisionOf(suggestion),
	})
	takeUpAgain(deciding, suggestion)
	reopen(deciding, suggestion)
	const reopened = suggestionOf(draft.records, suggestion.id)
	const now = overtaken(viewOf(material, draft.records), reopened)
	// What stayed because people worked on it is new ground: the old suggestion does not fit it.
	if (now) withdraw(draft, vault, reopened, { sceneId: material.sceneId, status: now })
	const message =
		undone.kept > 0 ? 'Taken back. What people changed since then stays as it is.' : null
	return {
		status: now ?? 'open',
		applied: true,
		decidedByName: null,
		message,
		recordIds: undone.recordIds,
	}
}

function undo(
	{ draft }: Deciding,
	suggestion: SuggestionRecord,
): { kept: number; recordIds: string[] } {
	const provenance = draft.records.get(provenanceId(suggestion))
	if (provenance?.typeName !== 'provenance') return { kept: 0, recordIds: [] }
	const applied = AppliedEditSchema.safeParse(provenance.meta.applied)
	if (!applied.success) throw new AppError('internal', { cause: applied.error })
	if (isLockedSince(draft.records, applied.data)) throw new AppError('locked')
	const { kept } = retractEdit(draft.records, applied.data)
	draft.records.remove(provenance.id)
	const recordIds = provenance.recordIds.filter((id) => draft.records.get(id) !== undefined)
	return { kept: kept.filter(({ why }) => why !== 'gone').length, recordIds }
}

function reopen({ draft }: Deciding, suggestion: SuggestionRecord): void {
	const {
		decisionEventId: _event,
		decisionKey: _key,
		decidedByColor: _color,
		notHere: _notHere,
		...meta
	} = suggestion.meta
	draft.records.put({
		...suggestion,
		status: 'open',
		decidedBy: null,
		decidedByName: null,
		decidedAt: null,
		reasonCodes: [],
		meta,
	})
}
