/** K1: eyes of a close subject lie about a third down. Silent unless one subject is marked and the size named. */
import { sketchOf } from '../render-sketch.ts'
import { panelName, percent, type Rule } from '../rule.ts'
import { shiftedFrame, shiftOf } from './reframing.ts'
import { isPanelId, only, sizeName } from './shot-reading.ts'

const HIGHEST = 0.28
const LOWEST = 0.4
const THIRD = 1 / 3
const SIZES = ['MS', 'MCU', 'CU']

export const headroom: Rule = {
	id: 'K1',
	version: '1',
	category: 'composition',
	title: 'Headroom',
	source:
		'Headroom (Grammar of the Shot; Cinematography: Theory and Practice): eyes on the upper third, less room rather than more',
	checkPanel(_view, panel) {
		const [subject, more] = panel.marks.subjects
		if (!subject || more || !SIZES.includes(panel.shot.size ?? '') || !isPanelId(panel.id))
			return []
		const { y } = subject.eye
		if (y >= HIGHEST && y <= LOWEST) return []
		const isLow = y > LOWEST
		const who = subject.name || 'the subject'
		const shift = shiftOf(y - THIRD)
		return only({
			targetId: panel.id,
			title: isLow ? `Tilt down, less air over ${who}` : `Tilt up, give ${who} headroom`,
			rationale: `The eyes of ${who} lie ${percent(y)} down in a ${sizeName(panel.shot.size)}, ${panelName(panel)}. The convention puts them between ${percent(HIGHEST)} and ${percent(LOWEST)}.`,
			evidence: [
				{ label: 'Eyes at', value: Math.round(y * 100), unit: '% of height' },
				{ label: 'Convention', value: '28 to 40', unit: '% of height' },
			],
			confidence: 0.6,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					shiftedFrame({ y: shift }),
					{ kind: 'horizon', y: THIRD + shift, tone: 'guide' },
				]),
			},
		})
	},
}
