/** The state of the panel in hand and of the scene: who said so, when, and setting another. */
import { agoWords } from '#app/ui/ago-words.ts'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Menu, MenuChoices } from '#app/ui/menu.tsx'
import type { Role } from '#core/board/role.ts'
import {
	maySetReview,
	REVIEW_LABELS,
	REVIEW_STATUSES,
	type ReviewRecord,
	type ReviewStatus,
	WHOLE_SCENE,
} from '#core/notes/review-record.ts'
import { useSignal } from '../sync/use-signal.ts'
import type { Crew } from './crew.ts'
import styles from './review.module.css'
import { REVIEW_GLYPHS } from './review-glyphs.ts'
import type { Reviews } from './reviews.ts'

const NONE = 'none'

export interface ReviewBarProps {
	reviews: Reviews
	crew: Crew
	role: Role
	currentPanelId: string | null
	numberOf: (panelId: string) => string | null
	onSet: (targetId: string, status: ReviewStatus | null) => void
}

export function ReviewBar(props: ReviewBarProps) {
	const { currentPanelId, numberOf } = props
	const byTarget = useSignal(props.reviews.byTarget)
	const number = currentPanelId === null ? null : numberOf(currentPanelId)
	return (
		<section className={styles.bar} aria-label="Review">
			{currentPanelId !== null && number !== null ? (
				<Target
					{...props}
					label={`Panel ${number}`}
					targetId={currentPanelId}
					review={byTarget.get(currentPanelId)}
				/>
			) : null}
			<Target {...props} label="Scene" targetId={WHOLE_SCENE} review={byTarget.get(WHOLE_SCENE)} />
		</section>
	)
}

function Target(
	props: ReviewBarProps & { label: string; targetId: string; review: ReviewRecord | undefined },
) {
	const { label, targetId, review, role, crew } = props
	const now = review?.status ?? null
	const words = now === null ? 'Not looked at' : REVIEW_LABELS[now]
	const options = [null, ...REVIEW_STATUSES].filter(
		(status) => status === now || maySetReview(role, now, status),
	)
	return (
		<div className={styles.target}>
			<span className={styles.label}>{label}</span>
			{options.length > 1 ? (
				<Menu
					align="start"
					trigger={
						<Button
							size="small"
							variant="line"
							aria-label={`Review of ${label.toLowerCase()}: ${words}`}
							icon={now === null ? undefined : <Icon of={REVIEW_GLYPHS[now]} size={14} />}
						>
							{words}
						</Button>
					}
				>
					<MenuChoices
						value={now ?? NONE}
						onValueChange={(value) =>
							props.onSet(targetId, REVIEW_STATUSES.find((one) => one === value) ?? null)
						}
						options={options.map((status) => ({
							value: status ?? NONE,
							label: status === null ? 'Not looked at' : REVIEW_LABELS[status],
						}))}
					/>
				</Menu>
			) : (
				<b>{words}</b>
			)}
			{review ? (
				<span className={styles.who}>
					{crew.of(review.byId).name}, {agoWords(review.at, Date.now())}
				</span>
			) : null}
		</div>
	)
}

/** On a panel's head and its clip: how far it has come. */
export function ReviewMark({
	reviews,
	crew,
	panelId,
}: {
	reviews: Reviews
	crew: Crew
	panelId: string
}) {
	const byTarget = useSignal(reviews.byTarget)
	const scene = byTarget.get(WHOLE_SCENE)
	const review = scene?.status === 'locked' ? scene : byTarget.get(panelId)
	if (!review) return null
	const label = `${REVIEW_LABELS[review.status]} by ${crew.of(review.byId).name}`
	return (
		<span
			className={styles.mark}
			data-review={review.status}
			role="img"
			aria-label={label}
			title={label}
		>
			<Icon of={REVIEW_GLYPHS[review.status]} size={12} />
		</span>
	)
}
