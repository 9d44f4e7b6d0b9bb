/** L5: night with hardly any contrast reads as day. Silent unless it is night and a ratio is named. */
import { figure, type Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

const FLAT = 2
const PROPOSED = 4

export const nightContrast: Rule = {
	id: 'L5',
	version: '1',
	category: 'lighting',
	title: 'Contrast at night',
	source:
		'Lighting ratios: 2:1 is flat (1 stop), 4:1 dramatic (2 stops), 8:1 low-key (3 stops), key to fill',
	checkPanel(view, panel) {
		const ratio = panel.shot.keyToFill
		if (!view.place.isNight || ratio === null || ratio > FLAT || !panel.startsShot) return []
		return only({
			targetId: panel.id,
			title: 'Let the shadows go a stop deeper',
			rationale: `Panel ${panel.number} is night at ${figure(ratio)} : 1 key to fill, ${figure(Math.log2(ratio))} stops. The convention for night is ${PROPOSED} : 1 (2 stops) or more.`,
			evidence: [
				{ label: 'Key to fill', value: ratio, unit: ': 1' },
				{ label: 'Convention', value: PROPOSED, unit: ': 1 or more' },
			],
			confidence: 0.6,
			edit: setShot(panel, { keyToFill: PROPOSED }),
		})
	},
}
