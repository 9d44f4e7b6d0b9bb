/** L2, height: a light pattern says how high the key stands. Silent unless both pattern and elevation are said. */

import type { ShotFields } from '../../board/shot-record.ts'
import { LIGHT_PATTERNS, labelOf } from '../../board/vocabulary.ts'
import { panelName, type Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

type Pattern = NonNullable<ShotFields['lightPattern']>
/** Degrees over the eyes between which a pattern is made, and where it is usually set. */
const HEIGHTS: Partial<Record<Pattern, readonly [least: number, most: number, usual: number]>> = {
	butterfly: [25, 65, 45],
	loop: [15, 60, 35],
	rembrandt: [25, 60, 45],
	split: [-10, 45, 15],
	top: [60, 90, 80],
	under: [-90, -10, -30],
	flat: [-10, 35, 10],
}

export const patternHeight: Rule = {
	id: 'L2-height',
	version: '1',
	category: 'lighting',
	title: 'Pattern and height of the key',
	source:
		'Portrait lighting patterns by key height: Rembrandt and butterfly about 45° up, split near eye level, top and under by name',
	checkPanel(_view, panel) {
		const { lightPattern, keyElevationDeg } = panel.shot
		const range = lightPattern === null ? undefined : HEIGHTS[lightPattern]
		if (!range || keyElevationDeg === null || !panel.startsShot) return []
		const [least, most, usual] = range
		if (keyElevationDeg >= least && keyElevationDeg <= most) return []
		const pattern = labelOf(LIGHT_PATTERNS, lightPattern)
		const way = keyElevationDeg < least ? 'Raise' : 'Lower'
		return only({
			targetId: panel.id,
			title: `${way} the key for ${pattern.toLowerCase()}`,
			rationale: `The key of ${panelName(panel)} stands ${Math.round(keyElevationDeg)}° over the eyes and is named ${pattern}. The convention for it is ${least}° to ${most}°, about ${usual}°.`,
			evidence: [
				{ label: 'Height of the key', value: Math.round(keyElevationDeg), unit: '°' },
				{ label: 'Convention', value: `${least} to ${most}`, unit: '°' },
			],
			confidence: 0.5,
			edit: setShot(panel, { keyElevationDeg: usual }),
		})
	},
}
