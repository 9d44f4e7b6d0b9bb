/** L2, lamp: what the set-up calls its light is what the marked lamp makes. Silent unless a lamp is marked and a pattern named. */
import { LIGHT_PATTERNS, labelOf } from '../../board/vocabulary.ts'
import { patternOf } from '../../canvas/light-geometry.ts'
import { panelName, type Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

export const lampPattern: Rule = {
	id: 'L2-lamp',
	version: '1',
	category: 'lighting',
	title: 'Lamp and pattern agree',
	source:
		'Portrait lighting patterns by key azimuth: butterfly to 15°, loop to 40°, Rembrandt to 75°, split near 90°',
	checkPanel(_view, panel) {
		const [key] = panel.marks.lights
		const named = panel.shot.lightPattern
		if (!key || named === null || key.patternIsSaid || !panel.startsShot) return []
		const made = patternOf(key)
		// A silhouette is a matter of exposure, which a lamp's place does not tell.
		if (made === named || named === 'silhouette') return []
		const degrees = Math.round(Math.abs(key.azimuthDeg))
		return only({
			targetId: panel.id,
			title: `Call it ${labelOf(LIGHT_PATTERNS, made)}, or move the lamp`,
			rationale: `The lamp in ${panelName(panel)} stands ${degrees}° from the camera and ${Math.round(key.elevationDeg)}° up, which makes ${labelOf(LIGHT_PATTERNS, made)} by convention; the set-up names ${labelOf(LIGHT_PATTERNS, named)}.`,
			evidence: [
				{ label: 'Azimuth', value: degrees, unit: '°' },
				{ label: 'Elevation', value: Math.round(key.elevationDeg), unit: '°' },
			],
			confidence: 0.5,
			edit: setShot(panel, { lightPattern: made }),
		})
	},
}
