/** L4, heading: a set-up plays when its scene does. Silent unless both the heading and the set-up say day or night. */
import { labelOf, TIMES_OF_DAY } from '../../board/vocabulary.ts'
import { panelName, type Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

type Half = 'day' | 'night'
/** Which half of the day a word belongs to; dawn and dusk are neither. */
const HALVES: Readonly<Record<string, Half>> = {
	DAY: 'day',
	MORNING: 'day',
	AFTERNOON: 'day',
	NIGHT: 'night',
}

export const headingTime: Rule = {
	id: 'L4-heading',
	version: '1',
	category: 'lighting',
	title: 'Time of day and heading',
	source: 'Script supervision: a set-up plays at the time its scene heading says',
	checkPanel(view, panel) {
		const said = panel.shot.timeOfDay
		const { time } = view.place
		if (said === null || time === null || !panel.startsShot) return []
		const [ours, scene] = [HALVES[said.toUpperCase()], HALVES[time]]
		if (ours === undefined || scene === undefined || ours === scene) return []
		return only({
			targetId: panel.id,
			title: `Play it by ${scene}, as the heading does`,
			rationale: `The heading says ${time} and ${panelName(panel)} ${labelOf(TIMES_OF_DAY, said).toLowerCase()}: 1 of 2 is another time. The convention lights a set-up for the time of its heading.`,
			evidence: [
				{ label: 'Heading', value: time },
				{ label: 'Set-up', value: labelOf(TIMES_OF_DAY, said) },
			],
			confidence: 0.7,
			edit: setShot(panel, { timeOfDay: scene }),
		})
	},
}
