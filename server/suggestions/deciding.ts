/** What every part of deciding shares: the verdict at hand, and the answers and names it needs. */
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Principal, RoomDraft } from '../realtime/rooms-api.ts'
import type { ProjectVault } from '../signals/signals.ts'
import type { SceneMaterial } from './scene-material.ts'
import type { DecideRequest, DecideResult } from './suggestion-types.ts'
import type { Overtaken } from './withdraw-stale.ts'

/** Everything one verdict needs, inside the room command. */
export interface Deciding {
	draft: RoomDraft
	vault: ProjectVault
	material: SceneMaterial
	principal: Principal
	request: DecideRequest
}

/** Where the mark of an accepted suggestion stands; one per suggestion. */
export function provenanceId(suggestion: SuggestionRecord): `provenance:${string}` {
	return `provenance:${suggestion.id.replace('suggestion:', '')}`
}

export function overtakenResult(status: Overtaken): DecideResult {
	const message =
		status === 'stale'
			? 'What this was about changed while it was open. Nothing was done; ask again to have it checked.'
			: 'What this was about is not on the board any more. Nothing was done.'
	return { status, applied: false, decidedByName: null, message, recordIds: [] }
}
