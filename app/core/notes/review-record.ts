/**
 * How far a panel, or the whole scene, has come in review. Written by the board's room alone, with who
 * and when; it stands in the board and not among the notes, so that the room can judge an edit and a
 * lock in the one order in which they came (docs/decisions/048).
 */
import { z } from 'zod'
import { can, type Role } from '../board/role.ts'
import { isInStory, type StandsOff } from '../board/story.ts'

export const REVIEW_STATUSES = ['in_review', 'changes_requested', 'approved', 'locked'] as const
export type ReviewStatus = (typeof REVIEW_STATUSES)[number]
export const REVIEW_LABELS: Record<ReviewStatus, string> = {
	in_review: 'In review',
	changes_requested: 'Changes requested',
	approved: 'Approved',
	locked: 'Locked',
}

export const ReviewRecordSchema = z.strictObject({
	id: z.templateLiteral(['review:', z.string()]),
	typeName: z.literal('review'),
	/** The panel (`shape:…`), or `scene` for all of it. */
	targetId: z.string().min(1).max(200),
	status: z.enum(REVIEW_STATUSES),
	byId: z.string().max(60),
	at: z.number(),
	meta: z.record(z.string(), z.json()),
})
export type ReviewRecord = z.infer<typeof ReviewRecordSchema>

/** What a review is of when it is of the whole scene. */
export const WHOLE_SCENE = 'scene'

export function reviewId(targetId: string): ReviewRecord['id'] {
	return targetId === WHOLE_SCENE
		? 'review:scene'
		: `review:panel-${targetId.replace(/^shape:/, '')}`
}

interface Records {
	get(id: string): { typeName: string } | undefined
}

export function reviewOf(records: Records, targetId: string): ReviewRecord | null {
	const record = records.get(reviewId(targetId))
	return isReview(record) ? record : null
}

/** Whether a panel takes no edits, by itself or with its scene. */
export function isLockedPanel(records: Records, panelId: string): boolean {
	return isLockedScene(records) || reviewOf(records, panelId)?.status === 'locked'
}

/** Whether nothing of the scene takes an edit. */
export function isLockedScene(records: Records): boolean {
	return reviewOf(records, WHOLE_SCENE)?.status === 'locked'
}

interface PanelOfShot {
	readonly id: string
	readonly props: StandsOff & { readonly shotId: string | null }
}

/** Whether a set-up takes no edits: with the last of its panels in the story, or with the scene. */
export function isLockedShot(
	records: Records,
	panels: Iterable<PanelOfShot>,
	shotId: string,
): boolean {
	if (isLockedScene(records)) return true
	let count = 0
	for (const { id, props } of panels) {
		if (props.shotId !== shotId || !isInStory(props)) continue
		if (!isLockedPanel(records, id)) return false
		count += 1
	}
	return count > 0
}

/** Whether a person may bring a review from one state to another; null = not looked at. */
export function maySetReview(
	role: Role,
	from: ReviewStatus | null,
	to: ReviewStatus | null,
): boolean {
	const needsLock = from === 'locked' || to === 'locked'
	return can(role, 'review.set') && (!needsLock || can(role, 'review.lock'))
}

function isReview(record: { typeName: string } | undefined): record is ReviewRecord {
	return record?.typeName === 'review'
}
