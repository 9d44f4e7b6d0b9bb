/** What rules ask of set-ups: steps on the size ladder, who is in it, how light and cuts are named. */
import type { ShotFields } from '../../board/shot-record.ts'
import { labelOf, SHOT_SIZES } from '../../board/vocabulary.ts'
import type { Edit } from '../edit.ts'
import type { Finding } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'

export type Size = NonNullable<ShotFields['size']>

/** Place on the ladder from farthest (0) to nearest; null when the size is not said. */
export function sizeStep(size: ShotFields['size']): number | null {
	const step = SHOT_SIZES.findIndex(([code]) => code === size)
	return step < 0 ? null : step
}

/** The size `steps` nearer (positive) or farther, kept on the ladder. */
export function sizeAt(step: number): Size {
	return SHOT_SIZES[Math.min(SHOT_SIZES.length - 1, Math.max(0, step))]?.[0] ?? 'MS'
}

export function sizeName(size: ShotFields['size']): string {
	return labelOf(SHOT_SIZES, size).toLowerCase()
}

/** People both set-ups name. */
export function sharedSubjects(a: ShotFields, b: ShotFields): string[] {
	const names = new Set(a.subjects.map((name) => name.toUpperCase()))
	return b.subjects.filter((name) => names.has(name.toUpperCase()))
}

/** The panel cut from, when this panel starts another set-up; undefined inside a set-up. */
export function cutFrom(view: SceneView, panel: PanelView): PanelView | undefined {
	return panel.startsShot ? view.neighbour(panel, -1) : undefined
}

/** Whether a cut is meant to be soft or to jar: then continuity conventions do not apply to it. */
export function isMarkedCut({ transition }: ShotFields): boolean {
	return transition !== null && transition !== 'cut'
}

/** An edit of the set-up of a panel, or null when it has none. */
export function setShot(panel: PanelView, fields: Partial<ShotFields>): Edit | null {
	return isShotId(panel.shotId) ? { type: 'set_shot', shotId: panel.shotId, fields } : null
}

export function isShotId(id: string | null): id is `shot:${string}` {
	return id?.startsWith('shot:') ?? false
}

export function isPanelId(id: string): id is `shape:${string}` {
	return id.startsWith('shape:')
}

/** An edit of a panel's length. */
export function setLength(panel: PanelView, seconds: number, frameRate: number): Edit | null {
	const durationFrames = Math.max(1, Math.ceil(seconds * frameRate - 1e-6))
	return isPanelId(panel.id) ? { type: 'set_duration', panelId: panel.id, durationFrames } : null
}

/** A finding as a list: empty when its edit could not be made. */
export function only(finding: Omit<Finding, 'edit'> & { edit: Edit | null }): Finding[] {
	const { edit } = finding
	return edit === null ? [] : [{ ...finding, edit }]
}

/** The way somebody looks who answers the person in this panel; right when nothing is said. */
export function lookingBack(panel: PanelView): 'left' | 'right' {
	return panel.shot.screenDirection === 'right' ? 'left' : 'right'
}
