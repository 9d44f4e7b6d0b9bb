/** L2: a light pattern says where the key stands. Silent unless both pattern and side are named. */
import type { ShotFields } from '../../board/shot-record.ts'
import { KEY_SIDES, LIGHT_PATTERNS, labelOf } from '../../board/vocabulary.ts'
import type { Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

type Side = NonNullable<ShotFields['keySide']>
type Pattern = NonNullable<ShotFields['lightPattern']>
/** Key azimuth from the camera axis: butterfly 0–15°, loop 15–40°, Rembrandt 45–75°, split about 90°, rim behind. */
const SIDES: Partial<Record<Pattern, readonly Side[]>> = {
	butterfly: ['front', 'top'],
	loop: ['left', 'right', 'front'],
	rembrandt: ['left', 'right'],
	split: ['left', 'right'],
	rim: ['back', 'left', 'right'],
	silhouette: ['back'],
	flat: ['front'],
	top: ['top'],
	under: ['under'],
}
/** The pattern a side makes, when the named one does not fit it. */
const PATTERN_OF: Record<Side, Pattern> = {
	left: 'rembrandt',
	right: 'rembrandt',
	front: 'butterfly',
	back: 'rim',
	top: 'top',
	under: 'under',
}

export const patternSide: Rule = {
	id: 'L2',
	version: '1',
	category: 'lighting',
	title: 'Pattern and key agree',
	source:
		'Portrait lighting patterns by key azimuth: butterfly near 0°, loop 15 to 40°, Rembrandt 45 to 75°, split near 90°',
	checkPanel(_view, panel) {
		const { keySide, lightPattern } = panel.shot
		if (keySide === null || lightPattern === null || !panel.startsShot) return []
		const fits = SIDES[lightPattern]
		if (!fits || fits.includes(keySide)) return []
		const pattern = labelOf(LIGHT_PATTERNS, lightPattern)
		const proposed = PATTERN_OF[keySide]
		return only({
			targetId: panel.id,
			title: `Call it ${labelOf(LIGHT_PATTERNS, proposed)}, or move the key`,
			rationale: `Panel ${panel.number} names ${pattern} with the key ${labelOf(KEY_SIDES, keySide).toLowerCase()}: 2 words that do not meet. By convention ${pattern} takes the key ${fits.map((side) => labelOf(KEY_SIDES, side).toLowerCase()).join(' or ')}.`,
			evidence: [
				{ label: 'Pattern', value: pattern },
				{ label: 'Key', value: labelOf(KEY_SIDES, keySide) },
			],
			confidence: 0.5,
			edit: setShot(panel, { lightPattern: proposed }),
		})
	},
}
