/** L4, time: no sun at night and no moon by day. Silent unless the heading says a time and the set-up a source. */
import { LIGHT_MOTIVATIONS, labelOf } from '../../board/vocabulary.ts'
import { panelName, type Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

const DAYTIMES = ['DAY', 'MORNING', 'AFTERNOON']

export const lightTime: Rule = {
	id: 'L4-time',
	version: '1',
	category: 'lighting',
	title: 'Source and time of day',
	source: 'Lighting continuity: the source in the frame is one that the heading’s time of day has',
	checkPanel(view, panel) {
		const { time, isNight, setting } = view.place
		const { lightMotivation } = panel.shot
		const sunAtNight = isNight && lightMotivation === 'sun'
		const moonByDay = time !== null && DAYTIMES.includes(time) && lightMotivation === 'moon'
		if ((!sunAtNight && !moonByDay) || !panel.startsShot || time === null) return []
		const inside = setting === 'interior'
		const proposed = sunAtNight ? (inside ? 'practical' : 'moon') : inside ? 'window' : 'sun'
		const named = labelOf(LIGHT_MOTIVATIONS, lightMotivation)
		return only({
			targetId: panel.id,
			title: `Light it by ${labelOf(LIGHT_MOTIVATIONS, proposed).toLowerCase()}`,
			rationale: `The heading says ${time} and ${panelName(panel)} is lit by ${named.toLowerCase()}: 1 of 2 is another time. The convention takes a source that the time of day has.`,
			evidence: [
				{ label: 'Heading', value: time },
				{ label: 'Source', value: named },
			],
			confidence: 0.65,
			edit: setShot(panel, { lightMotivation: proposed }),
		})
	},
}
