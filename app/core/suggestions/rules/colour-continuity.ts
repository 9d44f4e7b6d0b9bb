/** L4, colour: the light keeps its colour across a cut. Silent unless both set-ups name a temperature. */
import { panelName, type Rule } from '../rule.ts'
import { cutFrom, only, setShot } from './shot-reading.ts'

const JUMP_KELVIN = 1000

export const colourContinuity: Rule = {
	id: 'L4-colour',
	version: '1',
	category: 'lighting',
	title: 'Colour temperature continuity',
	source: 'Lighting continuity: within one scene and time the light keeps its colour across a cut',
	checkPanel(view, panel) {
		const from = cutFrom(view, panel)
		const [a, b] = [from?.shot.colorTempK ?? null, panel.shot.colorTempK]
		if (!from || a === null || b === null || Math.abs(a - b) <= JUMP_KELVIN) return []
		// Another source may well be another colour.
		const [source, other] = [from.shot.lightMotivation, panel.shot.lightMotivation]
		if (source !== null && other !== null && source !== other) return []
		return only({
			targetId: panel.id,
			title: 'Keep the colour of the light',
			rationale: `${a} K in ${panelName(from)} and ${b} K in ${panelName(panel)}: ${Math.abs(a - b)} K over 1 cut. The convention stays within ${JUMP_KELVIN} K unless the source changes.`,
			evidence: [
				{ label: `In ${from.number}`, value: a, unit: 'K' },
				{ label: `In ${panel.number}`, value: b, unit: 'K' },
				{ label: 'Convention', value: JUMP_KELVIN, unit: 'K or less' },
			],
			confidence: 0.6,
			edit: setShot(panel, { colorTempK: a }),
		})
	},
}
