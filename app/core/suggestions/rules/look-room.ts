/** K2, marked: room in front of a marked look. Silent unless one subject is marked with a facing. */
import { sketchOf } from '../render-sketch.ts'
import { figure, panelName, percent, type Rule } from '../rule.ts'
import { shiftedFrame } from './reframing.ts'
import { isPanelId, only } from './shot-reading.ts'

const CONVENTION = 1.2
/** Looks nearer the lens or the back than this need no side. */
const SIDE_FROM_DEG = 30
const SIDE_TO_DEG = 150
const MIN_BOX = 0.04

export const lookRoom: Rule = {
	id: 'K2-look',
	version: '1',
	category: 'composition',
	title: 'Room for the look',
	source:
		'Nose room (Cinematography: Theory and Practice): more space in front of a look than behind it',
	checkPanel(_view, panel) {
		const [subject, more] = panel.marks.subjects
		if (!subject || more || subject.facingDeg === null || !isPanelId(panel.id)) return []
		const turn = Math.abs(subject.facingDeg)
		const { box } = subject
		if (turn < SIDE_FROM_DEG || turn > SIDE_TO_DEG || box.w * box.h < MIN_BOX) return []
		const way = subject.facingDeg > 0 ? 'right' : 'left'
		const [before, after] = [Math.max(0, box.x), Math.max(0, 1 - box.x - box.w)]
		const [front, behind] = way === 'right' ? [after, before] : [before, after]
		if (front >= behind * CONVENTION || front + behind < 0.1) return []
		const shift = ((behind * CONVENTION - front) / (1 + CONVENTION)) * (way === 'right' ? 1 : -1)
		const who = subject.name || 'the subject'
		return only({
			targetId: panel.id,
			title: `Pan ${way}, give ${who} room to look`,
			rationale: `${who} looks ${way} in ${panelName(panel)} with ${percent(front)} of the width in front and ${percent(behind)} behind, ${figure(front / Math.max(0.01, behind))}×. The convention is ${CONVENTION}× or more.`,
			evidence: [
				{ label: 'In front', value: percent(front) },
				{ label: 'Behind', value: percent(behind) },
				{ label: 'Convention', value: CONVENTION, unit: '× or more' },
			],
			confidence: 0.65,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([shiftedFrame({ x: shift })]),
			},
		})
	},
}
