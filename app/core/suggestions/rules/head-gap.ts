/** K1, air: a little of the frame lies over a head. Silent unless one subject is marked and the size named. */
import { sketchOf } from '../render-sketch.ts'
import { panelName, percent, type Rule } from '../rule.ts'
import { shiftedFrame } from './reframing.ts'
import { isPanelId, only, sizeName } from './shot-reading.ts'

const LEAST = 0.03
const MOST = 0.12
/** Close-ups may cut the hair; in wider sizes the place decides. */
const SIZES = ['FS', 'MWS', 'COWBOY', 'MS']

export const headGap: Rule = {
	id: 'K1-gap',
	version: '1',
	category: 'composition',
	title: 'Air over the head',
	source:
		'Headroom (Grammar of the Shot): a small gap over the head from a medium to a full shot, less rather than more',
	checkPanel(_view, panel) {
		const [subject, more] = panel.marks.subjects
		if (!subject || more || !SIZES.includes(panel.shot.size ?? '') || !isPanelId(panel.id))
			return []
		const gap = subject.box.y
		if (gap >= LEAST && gap <= MOST) return []
		const isCut = gap < LEAST
		const who = subject.name || 'the subject'
		const wanted = isCut ? LEAST + 0.02 : MOST - 0.03
		return only({
			targetId: panel.id,
			title: isCut ? `Tilt up, leave air over ${who}` : `Tilt down, less air over ${who}`,
			rationale: `The head of ${who} lies ${percent(gap)} below the upper edge in a ${sizeName(panel.shot.size)}, ${panelName(panel)}. The convention is ${percent(LEAST)} to ${percent(MOST)}.`,
			evidence: [
				{ label: 'Air over the head', value: Math.round(gap * 100), unit: '% of height' },
				{ label: 'Convention', value: '3 to 12', unit: '% of height' },
			],
			confidence: 0.5,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([shiftedFrame({ y: gap - wanted })]),
			},
		})
	},
}
