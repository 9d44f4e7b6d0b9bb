/**
 * The ratio of one panel's paper. Every paper is as wide as every other; a ratio changes its height
 * and keeps its top line, so that headroom stays and more or less paper shows below. Drawings keep
 * their place and size; what falls off the paper is still there (docs/spec/structure.md P1).
 */
import { ASPECT_RATIOS } from '#core/board/project-records.ts'
import { panelHeight } from '#core/canvas/layout.ts'
import type { BoardHand } from './panel-actions.ts'
import { setPanelProps } from './shot-fields.ts'

/** As a crew says them: `2.39 : 1`, `16 : 9`. */
const SPOKEN: Readonly<Record<string, string>> = {
	'1.7778': '16 : 9',
	'1.3333': '4 : 3',
	'1': '1 : 1',
	'0.8': '4 : 5',
	'0.5625': '9 : 16',
}

export function ratioOptions(): { value: string; label: string }[] {
	return ASPECT_RATIOS.map((ratio) => ({ value: String(ratio), label: ratioWords(ratio) }))
}

export function ratioWords(ratio: number): string {
	return SPOKEN[String(ratio)] ?? `${ratio} : 1`
}

/** Gives one panel a ratio of its own; null gives it the project's back. */
export function setPaperRatio(hand: BoardHand, panelId: string, ratio: number | null): void {
	const h = panelHeight(ratio ?? hand.model.settings.get().aspectRatio)
	setPanelProps(hand, panelId, { aspectOverride: ratio, h })
}
