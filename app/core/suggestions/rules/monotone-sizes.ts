/** E6: a change of size is information. Silent unless four set-ups in a row name one size, and where angle or people change. */
import { panelName, type Rule } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import { only, setShot, sizeAt, sizeName, sizeStep } from './shot-reading.ts'

const RUN = 4

export const monotoneSizes: Rule = {
	id: 'E6',
	version: '2',
	category: 'camera',
	title: 'Sizes in a row',
	source: 'Change the size to change the information (Grammar of the Shot)',
	checkPanel(view, panel) {
		const step = sizeStep(panel.shot.size)
		if (!panel.startsShot || step === null || sameFrames(view, panel) < RUN) return []
		const size = sizeAt(step >= 5 ? step - 3 : step + 3)
		return only({
			targetId: panel.id,
			title:
				step >= 5 ? `Step back to a ${sizeName(size)} here` : `Go in to a ${sizeName(size)} here`,
			rationale: `${RUN} set-ups in a row are ${sizeName(panel.shot.size)}, the last at ${panelName(panel)}. The convention varies the size when what we learn changes.`,
			evidence: [
				{ label: 'In a row', value: RUN, unit: 'set-ups' },
				{ label: 'Size', value: sizeName(panel.shot.size) },
			],
			confidence: 0.5,
			edit: setShot(panel, { size }),
		})
	},
}

/** Set-ups of its size, angle and people in a row up to a panel, counted no further than a run is long. */
function sameFrames(view: SceneView, panel: PanelView): number {
	let count = 0
	let at: PanelView | undefined = panel
	for (; at && count < RUN && isSameFrame(at, panel); at = view.neighbour(at, -1))
		if (at.startsShot) count++
	return count
}

/** Faces that take turns in one size are a conversation, not a row. */
function isSameFrame({ shot: a }: PanelView, { shot: b }: PanelView): boolean {
	const people = (names: readonly string[]) =>
		names
			.map((name) => name.toUpperCase())
			.sort()
			.join()
	return a.size === b.size && a.angle === b.angle && people(a.subjects) === people(b.subjects)
}
