/** L3, low key: dark pictures want a reason for their light, too. Silent unless low key is named, the source is said to be none and the heading says indoors or out; nights are rule L3. */
import { LIGHT_MOTIVATIONS, labelOf } from '../../board/vocabulary.ts'
import type { Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

export const lowKeySource: Rule = {
	id: 'L3-low-key',
	version: '1',
	category: 'lighting',
	title: 'A source for low key',
	source: 'Lighting practice: low-key light is motivated by a source the audience can believe in',
	checkPanel(view, panel) {
		const { lightKey, lightMotivation } = panel.shot
		if (lightKey !== 'low_key' || lightMotivation !== 'none' || !panel.startsShot) return []
		const { isNight, setting, time } = view.place
		if (isNight || setting === null) return []
		const inside = setting !== 'exterior'
		const proposed = inside ? 'window' : 'sun'
		const named = labelOf(LIGHT_MOTIVATIONS, proposed).toLowerCase()
		return only({
			targetId: panel.id,
			title: inside ? 'Let the window carve them out' : 'Put the sun low behind something',
			rationale: `Panel ${panel.number} is low key with 0 sources. The convention gives contrast a source${time === null ? ': here' : `; by ${time.toLowerCase()} that is`} the ${named}.`,
			evidence: [
				{ label: 'Key', value: 'Low key' },
				{ label: 'Named sources', value: 0 },
			],
			confidence: 0.5,
			edit: setShot(panel, { lightMotivation: proposed }),
		})
	},
}
