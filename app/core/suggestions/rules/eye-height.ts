/** E4, height: singles cut against each other keep the eyes at one height. Silent unless both mark one person with a facing, at one size and one angle that is named. */
import { sketchOf } from '../render-sketch.ts'
import { panelName, percent, type Rule } from '../rule.ts'
import type { PanelView } from '../scene-view.ts'
import { shiftedFrame } from './reframing.ts'
import { cutFrom, isMarkedCut, isPanelId, only } from './shot-reading.ts'

const NEAR = 0.1
const CLOSE = ['MS', 'MCU', 'CU', 'BCU']

export const eyeHeight: Rule = {
	id: 'E4-height',
	version: '1',
	category: 'continuity',
	title: 'Eyes at one height',
	source: 'Matching singles: same size and angle, eyes at the same height in the frame',
	checkPanel(view, panel) {
		const from = cutFrom(view, panel)
		const [a, b] = [from && facing(from), facing(panel)]
		if (!from || !a || !b || a.name.toUpperCase() === b.name.toUpperCase()) return []
		if (isMarkedCut(panel.shot) || !isPanelId(panel.id)) return []
		if (from.shot.size !== panel.shot.size) return []
		if (panel.shot.angle === null || from.shot.angle !== panel.shot.angle) return []
		const shift = b.eye.y - a.eye.y
		if (Math.abs(shift) <= NEAR) return []
		return only({
			targetId: panel.id,
			title: `Bring the eyes of ${b.name} to those of ${a.name}`,
			rationale: `The eyes of ${a.name} lie ${percent(a.eye.y)} down in ${panelName(from)} and those of ${b.name} ${percent(b.eye.y)} in ${panelName(panel)}. The convention for matching singles is ${percent(NEAR)} apart or less.`,
			evidence: [
				{ label: `Eyes in ${from.number}`, value: Math.round(a.eye.y * 100), unit: '% of height' },
				{ label: `Eyes in ${panel.number}`, value: Math.round(b.eye.y * 100), unit: '% of height' },
			],
			confidence: 0.45,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					shiftedFrame({ y: shift }),
					{ kind: 'horizon', y: Math.min(1.4, Math.max(-0.4, b.eye.y)), tone: 'guide' },
				]),
			},
		})
	},
}

/** The one person marked close, when it is said where they look. */
function facing({ marks, shot }: PanelView) {
	const [subject, more] = marks.subjects
	if (!subject || more || subject.name === '' || subject.facingDeg === null) return null
	return CLOSE.includes(shot.size ?? '') ? subject : null
}
