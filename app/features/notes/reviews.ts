/** How far panels and the scene have come in review: read from the board, set by asking its room. */
import { computed, type Signal } from '@tldraw/state'
import type { TLStore } from '@tldraw/tlschema'
import { type ReviewRecord, type ReviewStatus, WHOLE_SCENE } from '#core/notes/review-record.ts'
import { refusalMessage } from '#core/refusal.ts'

export interface Reviews {
	/** Target (panel id, or `scene`) -> its review. */
	byTarget: Signal<ReadonlyMap<string, ReviewRecord>>
	/** Whether all of the scene is locked: its board is only looked at. */
	isSceneLocked: Signal<boolean>
}

export function createReviews(board: TLStore): Reviews {
	// Our own record type in tldraw's store: every record in it has passed the schema.
	const { query } = board as unknown as {
		query: { records(type: 'review'): Signal<ReviewRecord[]> }
	}
	const records = query.records('review')
	const byTarget = computed<ReadonlyMap<string, ReviewRecord>>(
		'reviews',
		() => new Map(records.get().map((review) => [review.targetId, review])),
	)
	return {
		byTarget,
		isSceneLocked: computed(
			'scene locked',
			() => byTarget.get().get(WHOLE_SCENE)?.status === 'locked',
		),
	}
}

/** Asks for it; resolves with a sentence when it could not be done. */
export async function askReview(
	sceneId: string,
	targetId: string,
	status: ReviewStatus | null,
): Promise<string | null> {
	try {
		const response = await window.fetch(`/api/v1/boards/${sceneId}/reviews`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ targetId, status }),
		})
		if (response.ok) return null
		const body: unknown = await response.json().catch(() => null)
		return refusalMessage(body) ?? 'The review could not be set. Nothing was changed.'
	} catch {
		return 'There is no connection. A review is set as soon as you are back; try it then.'
	}
}
