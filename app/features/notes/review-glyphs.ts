/** The sign of each state of a review, wherever it is shown. */
import { CircleCheck, CircleDot, Lock, type LucideIcon, MessageSquareWarning } from 'lucide-react'
import type { ReviewStatus } from '#core/notes/review-record.ts'

export const REVIEW_GLYPHS: Record<ReviewStatus, LucideIcon> = {
	in_review: CircleDot,
	changes_requested: MessageSquareWarning,
	approved: CircleCheck,
	locked: Lock,
}
