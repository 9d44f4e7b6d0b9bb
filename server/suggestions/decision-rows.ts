/**
 * The log rows of verdicts. Every word a person wrote is sealed under that person's own key and only
 * named in the row by its content id; what the program proposed is sealed under the project's key.
 */
import canonicalize from 'canonicalize'
import type { SealedBlob, Verdict } from '#core/signals/event.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { countEditFields } from '#core/suggestions/edit-fields.ts'
import { REASONS_VERSION, type SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Deciding } from './deciding.ts'

/** Appends the one row of a decision. @returns its event id. */
export function appendDecided(
	deciding: Deciding,
	suggestion: SuggestionRecord,
	decision: { verdict: Verdict; finalEdit: Edit | null; retracts?: string | null },
): string {
	const { draft, vault, principal, request, material } = deciding
	const { verdict, finalEdit, retracts = null } = decision
	const critique = sealCritique(deciding, request.critique)
	const final = finalEdit
		? sealEdit(deciding, finalEdit, verdict === 'edit_accept' ? 'person' : 'program')
		: null
	const expected =
		verdict === 'reject' && request.edit ? sealEdit(deciding, request.edit, 'person') : null
	const blobs = [critique, final, expected].filter((blob) => blob !== null)
	const counted = finalEdit
		? countEditFields(suggestion.edit, finalEdit)
		: countEditFields(suggestion.edit, suggestion.edit)
	const event = vault.event('suggestion.decided', {
		principal,
		sceneId: material.sceneId,
		slateId: suggestion.slateId,
		suggestionId: suggestion.id,
		position: suggestion.position,
		tsMs: draft.now,
		blobs,
		payload: {
			verdict,
			category: suggestion.category,
			generatorId: suggestion.generatorId,
			generatorVersion: suggestion.generatorVersion,
			byRequester: suggestion.requesterId === principal.userId,
			latencyMs: Math.max(0, draft.now - suggestion.createdAt),
			reasonsVersion: REASONS_VERSION,
			reasonCodes: request.reasonCodes ?? [],
			critiqueCid: critique?.cid ?? null,
			finalChangeCid: final?.cid ?? null,
			expectedChangeCid: expected?.cid ?? null,
			fieldsTotal: counted.fieldsTotal,
			fieldsChanged: verdict === 'edit_accept' ? counted.fieldsChanged : 0,
			strength: request.strength ?? null,
			surface: request.surface,
			region: request.region ?? null,
			retracts,
		},
	})
	for (const blob of blobs) draft.attach(blob)
	draft.append(event)
	return event.eventId
}

/** Appends another person's differing verdict on something already decided. */
export function appendContested(
	deciding: Deciding,
	suggestion: SuggestionRecord,
	verdict: Verdict,
): void {
	const { draft, vault, principal, request, material } = deciding
	const critique = sealCritique(deciding, request.critique)
	if (critique) draft.attach(critique)
	draft.append(
		vault.event('suggestion.contested', {
			principal,
			sceneId: material.sceneId,
			slateId: suggestion.slateId,
			suggestionId: suggestion.id,
			position: suggestion.position,
			tsMs: draft.now,
			blobs: critique ? [critique] : [],
			payload: {
				otherEventId: decisionOf(suggestion) ?? '',
				verdict,
				reasonCodes: request.reasonCodes ?? [],
				critiqueCid: critique?.cid ?? null,
			},
		}),
	)
}

/** The event id of the standing decision. */
export function decisionOf(suggestion: SuggestionRecord): string | null {
	const { decisionEventId } = suggestion.meta
	return typeof decisionEventId === 'string' ? decisionEventId : null
}

/** A critique under its author's key; null when nothing was written. */
export function sealCritique(
	{ draft, vault, principal }: Pick<Deciding, 'draft' | 'vault' | 'principal'>,
	critique: string | undefined,
): SealedBlob | null {
	const text = critique?.trim()
	if (!text) return null
	return vault.seal(text, { authorId: principal.userId, mediaType: 'text/plain', now: draft.now })
}

export function sealEdit(
	{ draft, vault, principal }: Pick<Deciding, 'draft' | 'vault' | 'principal'>,
	edit: Edit,
	author: 'person' | 'program',
): SealedBlob {
	const authorId = author === 'person' ? principal.userId : null
	return vault.seal(canonicalize(edit) ?? '', {
		authorId,
		mediaType: 'application/json',
		now: draft.now,
	})
}
