/** T1: words need time to be said. Silent without a length or spoken words. */
import { figure, type Rule } from '../rule.ts'
import { countWords, spokenText } from '../script-reading.ts'
import { only, setLength } from './shot-reading.ts'

/** Comfortable conversational English, words a second (150 a minute). */
const COMFORTABLE = 2.5
/** Fast (200 a minute). */
const FAST = 200 / 60
/** Air around a line, seconds. */
const AIR = 0.5

export const dialoguePace: Rule = {
	id: 'T1',
	version: '1',
	category: 'pacing',
	title: 'Time to say the line',
	source:
		'Conversational English runs at about 150 words a minute (National Center for Voice and Speech)',
	checkPanel(view, panel) {
		const words = countWords(spokenText(panel.dialogue))
		if (panel.seconds === null || words < 3) return []
		const pace = words / panel.seconds
		const needed = words / COMFORTABLE + AIR
		if (pace <= FAST && needed - panel.seconds <= AIR) return []
		return only({
			targetId: panel.id,
			title: 'Let the line breathe',
			rationale: `${words} words in ${figure(panel.seconds)} s is ${figure(pace)} words a second. The convention is ${COMFORTABLE}, with half a second of air: ${figure(needed)} s.`,
			evidence: [
				{ label: 'Words', value: words },
				{ label: 'Pace', value: Number(figure(pace)), unit: 'words/s' },
				{ label: 'Comfortable', value: COMFORTABLE, unit: 'words/s' },
			],
			confidence: pace > FAST ? 0.85 : 0.6,
			edit: setLength(panel, needed, view.frameRate),
		})
	},
}
