/** T6: a long still hold wants a reason. Silent unless the set-up is said to be static. */
import { figure, type Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

const LONG_SECONDS = 12

export const staticHold: Rule = {
	id: 'T6',
	version: '1',
	category: 'pacing',
	title: 'Long still hold',
	source: 'Shot lengths above 20 s are rare in feature films (Bordwell, Cinemetrics)',
	checkPanel(_view, panel) {
		const { seconds, shot } = panel
		if (seconds === null || seconds <= LONG_SECONDS || shot.movement !== 'static') return []
		if (panel.dialogue.trim() !== '') return []
		return only({
			targetId: panel.id,
			title: 'Creep in, so the hold builds',
			rationale: `Panel ${panel.number} stays still for ${figure(seconds)} s without a word. The convention is a move or another beat after about ${LONG_SECONDS} s; a slow push in keeps the hold.`,
			evidence: [
				{ label: 'Held still', value: Number(figure(seconds)), unit: 's' },
				{ label: 'Convention', value: LONG_SECONDS, unit: 's' },
			],
			confidence: 0.55,
			edit: setShot(panel, { movement: 'dolly_in' }),
		})
	},
}
