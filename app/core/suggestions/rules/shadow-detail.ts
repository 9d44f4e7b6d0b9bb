/** L1: beyond three stops the shadows hold no detail. Silent unless a ratio is named, and for silhouettes. */
import { figure, panelName, type Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

/** Key to fill at which shadow detail ends. */
const DEEPEST = 8
const MEANT = ['silhouette', 'rim']

export const shadowDetail: Rule = {
	id: 'L1',
	version: '1',
	category: 'lighting',
	title: 'Detail in the shadows',
	source:
		'Lighting ratios, key to fill: 2:1 is 1 stop, 4:1 is 2, 8:1 is 3; beyond 8:1 shadows lose their detail',
	checkPanel(_view, panel) {
		const { keyToFill, lightPattern } = panel.shot
		if (keyToFill === null || keyToFill <= DEEPEST || !panel.startsShot) return []
		if (lightPattern !== null && MEANT.includes(lightPattern)) return []
		return only({
			targetId: panel.id,
			title: 'Keep a little in the shadows',
			rationale: `${figure(keyToFill)} : 1 key to fill in ${panelName(panel)} is ${figure(Math.log2(keyToFill))} stops. The convention keeps faces at ${DEEPEST} : 1 (3 stops) or less, unless they are meant as silhouettes.`,
			evidence: [
				{ label: 'Key to fill', value: keyToFill, unit: ': 1' },
				{ label: 'Stops', value: Number(figure(Math.log2(keyToFill))) },
				{ label: 'Convention', value: DEEPEST, unit: ': 1 or less' },
			],
			confidence: 0.45,
			edit: setShot(panel, { keyToFill: DEEPEST }),
		})
	},
}
