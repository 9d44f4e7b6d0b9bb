/**
 * Why, told after the verdict: the decision's row stays as it is (the log only grows) and the
 * reasons follow in a row of their own, the newest of which counts.
 */
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { isSameTarget } from '#core/suggestions/edit-fields.ts'
import { REASONS_VERSION, type SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { decisionOf, sealCritique, sealEdit } from './decision-rows.ts'
import { readMaterial, suggestionOf } from './scene-material.ts'
import type { DecideResult, ReasonsRequest, SuggestionDeps } from './suggestion-types.ts'

/** @throws AppError('not_found' | 'trashed' | 'forbidden') */
export async function giveReasons(
	deps: SuggestionDeps,
	principal: Principal,
	request: ReasonsRequest,
): Promise<DecideResult> {
	if (!can(principal.role, 'suggestion.decide')) throw new AppError('forbidden')
	const { projectId } = await readMaterial(deps, request.sceneId)
	const vault = await deps.signals.vault(projectId)
	await deps.signals.ensureAuthor(projectId, principal.userId)
	const options = { principal, key: `reasons:${request.idempotencyKey}` }
	return deps.rooms.command(`board:${request.sceneId}`, options, (draft) => {
		const suggestion = suggestionOf(draft.records, request.suggestionId)
		const { status, decidedByName } = suggestion
		const decisionEventId = decisionOf(suggestion)
		if (decisionEventId === null || suggestion.decidedBy !== principal.userId) {
			// Taken back meanwhile, or never theirs: there is no verdict of theirs to explain.
			return {
				status,
				applied: false,
				decidedByName,
				message: 'This decision was taken back, so the reason was not kept.',
				recordIds: [],
			}
		}
		const critique = sealCritique({ draft, vault, principal }, request.critique)
		const wanted = request.edit ? wantedEdit(suggestion, request.edit) : null
		const expected = wanted && sealEdit({ draft, vault, principal }, wanted, 'person')
		const blobs = [critique, expected].filter((blob) => blob !== null)
		for (const blob of blobs) draft.attach(blob)
		draft.records.update(suggestion.id, { reasonCodes: request.reasonCodes })
		draft.append(
			vault.event('suggestion.reasoned', {
				principal,
				sceneId: request.sceneId,
				slateId: suggestion.slateId,
				suggestionId: suggestion.id,
				position: suggestion.position,
				tsMs: draft.now,
				blobs,
				payload: {
					decisionEventId,
					reasonsVersion: REASONS_VERSION,
					reasonCodes: request.reasonCodes,
					critiqueCid: critique?.cid ?? null,
					strength: request.strength ?? null,
					...(expected && { expectedChangeCid: expected.cid }),
					...(request.region && { region: request.region }),
				},
			}),
		)
		return { status, applied: true, decidedByName, message: null, recordIds: [] }
	})
}

/** @throws AppError('bad_request') when it is about something else. */
function wantedEdit({ edit: offered }: SuggestionRecord, edit: Edit): Edit {
	if (isSameTarget(offered, edit)) return edit
	throw new AppError('bad_request')
}
