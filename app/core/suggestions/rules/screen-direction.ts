/** E3: who leaves to the right comes in going right. Silent unless both directions and a shared subject are named. */

import { labelOf, SCREEN_DIRECTIONS } from '../../board/vocabulary.ts'
import { panelName, type Rule } from '../rule.ts'
import { cutFrom, isMarkedCut, only, setShot, sharedSubjects } from './shot-reading.ts'

export const screenDirection: Rule = {
	id: 'E3',
	version: '1',
	category: 'continuity',
	title: 'Screen direction',
	source:
		'The 180-degree convention: direction holds across a cut unless a neutral shot or a visible turn lies between',
	checkPanel(view, panel) {
		const from = cutFrom(view, panel)
		const [a, b] = [from?.shot.screenDirection, panel.shot.screenDirection]
		if (!from || (a !== 'left' && a !== 'right') || (b !== 'left' && b !== 'right')) return []
		const [who] = sharedSubjects(from.shot, panel.shot)
		if (a === b || who === undefined || isMarkedCut(panel.shot)) return []
		return only({
			targetId: panel.id,
			title: 'Keep them going the same way',
			rationale: `${who} goes ${labelOf(SCREEN_DIRECTIONS, a).toLowerCase()} in ${panelName(from)} and ${labelOf(SCREEN_DIRECTIONS, b).toLowerCase()} in ${panelName(panel)}, with 0 neutral shots between. The convention keeps one direction, so that it does not read as turning back.`,
			evidence: [
				{ label: `In ${from.number}`, value: labelOf(SCREEN_DIRECTIONS, a) },
				{ label: `In ${panel.number}`, value: labelOf(SCREEN_DIRECTIONS, b) },
				{ label: 'Neutral shots between', value: 0 },
			],
			confidence: 0.75,
			edit: setShot(panel, { screenDirection: a }),
		})
	},
}
