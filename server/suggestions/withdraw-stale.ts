/**
 * A suggestion whose ground changed is taken off the table, and the log says why. Checked where it
 * matters, at every decision and every offer, by comparing its basis with the board as it stands.
 */
import { basisOf } from '#core/suggestions/basis.ts'
import type { Recheck } from '#core/suggestions/board-pass.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import type { SuggestionRecord, SuggestionStatus } from '#core/suggestions/suggestion-record.ts'
import type { RoomDraft } from '../realtime/rooms-api.ts'
import type { ProjectVault } from '../signals/signals.ts'
import { suggestionsOf } from './scene-material.ts'

export type Overtaken = Extract<SuggestionStatus, 'stale' | 'withdrawn'>

/** `stale` when what it is about changed, `withdrawn` when that is gone, null while it stands. */
export function overtaken(view: SceneView, suggestion: SuggestionRecord): Overtaken | null {
	const basis = basisOf(view, suggestion.edit)
	if (basis === 'gone') return 'withdrawn'
	return basis === suggestion.basis ? null : 'stale'
}

/** Marks one suggestion and logs it; its earlier decision, if any, has been taken back before. */
export function withdraw(
	draft: RoomDraft,
	vault: ProjectVault,
	suggestion: SuggestionRecord,
	{ sceneId, status, recheck }: { sceneId: string; status: Overtaken; recheck?: Recheck | null },
): void {
	const again = recheck ? { meta: { ...suggestion.meta, recheck } } : {}
	draft.records.update(suggestion.id, { status, ...again })
	draft.append(
		vault.event('suggestion.withdrawn', {
			principal: null,
			sceneId,
			slateId: suggestion.slateId,
			suggestionId: suggestion.id,
			position: suggestion.position,
			tsMs: draft.now,
			payload: {
				why: status === 'stale' ? 'target_changed' : 'target_gone',
				...(recheck && { recheck }),
			},
		}),
	)
}

/** Withdraws every open suggestion that the board has overtaken. */
export function withdrawStale(
	draft: RoomDraft,
	vault: ProjectVault,
	view: SceneView,
	sceneId: string,
): void {
	for (const suggestion of suggestionsOf(draft.records)) {
		if (suggestion.status !== 'open') continue
		const status = overtaken(view, suggestion)
		if (status) withdraw(draft, vault, suggestion, { sceneId, status })
	}
}
