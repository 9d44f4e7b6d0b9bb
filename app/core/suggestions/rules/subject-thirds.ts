/** K3, thirds: one subject stands on a third, or plainly in the middle. Silent unless exactly one is marked, and where it fills the frame. */

import type { SubjectMark } from '../../canvas/panel-marks.ts'
import { sketchOf } from '../render-sketch.ts'
import { panelName, percent, type Rule } from '../rule.ts'
import { shiftedFrame } from './reframing.ts'
import { isPanelId, only } from './shot-reading.ts'

const NEAR_THIRD = 0.08
/** Nearer the middle than this is meant: symmetry. */
const NEAR_MIDDLE = 0.05
const MAX_WIDTH = 0.55
/** A look this far off the lens wants its room in front: K2. */
const SIDEWAYS_DEG = 30

export const subjectThirds: Rule = {
	id: 'K3-thirds',
	version: '1',
	category: 'composition',
	title: 'Subject on a third',
	source:
		'The rule of thirds: a single subject about a third of the width, or in the middle on purpose',
	checkPanel(_view, panel) {
		const [subject, more] = panel.marks.subjects
		if (!subject || more || subject.box.w > MAX_WIDTH || !isPanelId(panel.id)) return []
		const x = subject.box.x + subject.box.w / 2
		if (x <= 0 || x >= 1 || Math.abs(x - 0.5) <= NEAR_MIDDLE) return []
		const third = thirdFor(subject, x)
		const off = Math.min(Math.abs(x - 1 / 3), Math.abs(x - 2 / 3))
		if (off <= NEAR_THIRD) return []
		const who = subject.name || 'the subject'
		const shift = x - third
		return only({
			targetId: panel.id,
			title: `Pan ${shift > 0 ? 'right' : 'left'}, set ${who} on the third`,
			rationale: `${who} stands at ${percent(x)} of the width in ${panelName(panel)}, ${percent(off)} off the nearest third. The convention is within ${percent(NEAR_THIRD)} of a third, or within ${percent(NEAR_MIDDLE)} of the middle.`,
			evidence: [
				{ label: 'Stands at', value: Math.round(x * 100), unit: '% of width' },
				{ label: 'Third', value: Math.round(third * 100), unit: '% of width' },
			],
			confidence: 0.4,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					shiftedFrame({ x: shift }),
					{ kind: 'guide', guide: 'thirds', tone: 'guide' },
				]),
			},
		})
	},
}

/** The third behind the look, so that there is room in front; without a look the nearest. */
function thirdFor({ facingDeg }: SubjectMark, x: number): number {
	const side = Math.abs(facingDeg ?? 0)
	if (facingDeg !== null && side > SIDEWAYS_DEG && side < 180 - SIDEWAYS_DEG)
		return facingDeg > 0 ? 1 / 3 : 2 / 3
	return x < 0.5 ? 1 / 3 : 2 / 3
}
