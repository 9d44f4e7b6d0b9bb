/** In a list of scenes: how far one has come in review, who said so and when, and its panels by state. */
import { agoWords } from '#app/ui/ago-words.ts'
import { Icon } from '#app/ui/icon.tsx'
import {
	REVIEW_LABELS,
	REVIEW_STATUSES,
	type ReviewRecord,
	type ReviewStatus,
	WHOLE_SCENE,
} from '#core/notes/review-record.ts'
import type { Crew } from './crew.ts'
import styles from './review.module.css'
import { REVIEW_GLYPHS } from './review-glyphs.ts'

export interface SceneReviewed {
	/** Of the scene as a whole; null = not looked at. */
	status: ReviewStatus | null
	by: string
	at: number
	panels: Partial<Record<ReviewStatus, number>>
}

export function SceneReview(props: {
	review: SceneReviewed | undefined
	panelCount: number
	/** The time of the page, the same in server and browser. */
	now: number
}) {
	const { review, panelCount, now } = props
	if (!review) return null
	const { status, by, at } = review
	const panels = panelWords(review, panelCount)
	return (
		<span className={styles.ofScene}>
			{status === null ? null : (
				<span className={styles.state} data-review={status}>
					<Icon of={REVIEW_GLYPHS[status]} size={12} />
					<b>{REVIEW_LABELS[status]}</b> {by}, {agoWords(at, now)}
				</span>
			)}
			{panels === '' ? null : <span>{panels}</span>}
		</span>
	)
}

/** The same of the scene that is open, from its board. */
export function sceneReviewed(board: {
	byTarget: ReadonlyMap<string, ReviewRecord>
	panelIds: readonly string[]
	crew: Crew
}): SceneReviewed {
	const { byTarget, panelIds, crew } = board
	const scene = byTarget.get(WHOLE_SCENE)
	const panels: SceneReviewed['panels'] = {}
	for (const panelId of panelIds) {
		const status = byTarget.get(panelId)?.status
		if (status) panels[status] = (panels[status] ?? 0) + 1
	}
	const { status = null, at = 0 } = scene ?? {}
	return { status, by: crew.of(scene?.byId ?? '').name, at, panels }
}

/** `2 of 6 panels approved, 1 locked`; what is furthest first. */
export function panelWords({ panels }: SceneReviewed, panelCount: number): string {
	const said = [...REVIEW_STATUSES].reverse().flatMap((status) => {
		const count = panels[status] ?? 0
		return count === 0 ? [] : [{ count, words: REVIEW_LABELS[status].toLowerCase() }]
	})
	const [first, ...rest] = said
	if (!first) return ''
	const noun = panelCount === 1 ? 'panel' : 'panels'
	return [
		`${first.count} of ${panelCount} ${noun} ${first.words}`,
		...rest.map(({ count, words }) => `${count} ${words}`),
	].join(', ')
}
