/** K2: room in front of somebody who looks or goes somewhere. Silent unless a direction is named and a close subject is drawn. */

import { sketchOf } from '../render-sketch.ts'
import { figure, percent, type Rule } from '../rule.ts'
import { shiftOf } from './reframing.ts'
import { isPanelId, only, sizeStep } from './shot-reading.ts'

const CONVENTION = 1.2
/** Below this the lack of room is plain. */
const TIGHT = 0.95
const MIN_MASS = 0.015
const CROP = 0.8

export const leadRoom: Rule = {
	id: 'K2',
	version: '1',
	category: 'composition',
	title: 'Lead room',
	source:
		'Nose room (Cinematography: Theory and Practice): more space in front of a look than behind it',
	checkPanel(view, panel) {
		const way = panel.shot.screenDirection
		const step = sizeStep(panel.shot.size)
		if ((way !== 'left' && way !== 'right') || step === null || step < 2 || !isPanelId(panel.id))
			return []
		const { centroid, mass } = view.ink(panel.id)
		if (!centroid || mass < MIN_MASS) return []
		const front = way === 'right' ? 1 - centroid[0] : centroid[0]
		const ratio = front / Math.max(0.01, 1 - front)
		if (ratio >= TIGHT) return []
		const who = panel.shot.subjects[0] ?? 'the subject'
		// Where the frame would stand so that the weight is 1 ÷ 2.2 into it from behind.
		const behind = CROP / (1 + CONVENTION)
		const x = way === 'right' ? centroid[0] - behind : centroid[0] + behind - CROP
		return only({
			targetId: panel.id,
			title: way === 'right' ? `Give ${who} the right-hand side` : `Give ${who} the left-hand side`,
			rationale: `${who} looks ${way} with ${figure(ratio)}× the space in front as behind. The convention is ${CONVENTION}× or more towards what is seen.`,
			evidence: [
				{ label: 'In front', value: percent(front) },
				{ label: 'Behind', value: percent(1 - front) },
				{ label: 'Convention', value: CONVENTION, unit: '× or more' },
			],
			confidence: 0.65,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					{
						kind: 'frame',
						x: shiftOf(x),
						y: (1 - CROP) / 2,
						w: CROP,
						h: CROP,
						tone: 'guide',
					},
					{
						kind: 'arrow',
						from: [0.5, 0.06],
						to: [way === 'right' ? 0.75 : 0.25, 0.06],
						tone: 'guide',
					},
				]),
			},
		})
	},
}
