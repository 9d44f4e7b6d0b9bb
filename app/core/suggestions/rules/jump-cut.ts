/** E2: a cut on one subject changes the size by two steps or the angle. Silent unless sizes, angles and subjects are named. */
import type { Rule } from '../rule.ts'
import { azimuthBetween } from './camera-azimuth.ts'
import {
	cutFrom,
	isMarkedCut,
	only,
	setShot,
	sharedSubjects,
	sizeAt,
	sizeName,
	sizeStep,
} from './shot-reading.ts'

const STEPS = 2

export const jumpCut: Rule = {
	id: 'E2',
	version: '2',
	category: 'continuity',
	title: 'Jump cut',
	source:
		'The 30-degree convention: change the angle or the size enough that a cut does not read as a jump',
	checkPanel(view, panel) {
		const from = cutFrom(view, panel)
		if (!from || isMarkedCut(panel.shot)) return []
		// Plans say the angle in degrees: then E2-azimuth speaks, or the camera has moved enough.
		if (azimuthBetween(from.plan, panel.plan) !== null) return []
		const [a, b] = [sizeStep(from.shot.size), sizeStep(panel.shot.size)]
		const shared = sharedSubjects(from.shot, panel.shot)
		const same =
			shared.length > 0 &&
			shared.length === from.shot.subjects.length &&
			shared.length === panel.shot.subjects.length
		const angle = panel.shot.angle
		if (a === null || b === null || !same || angle === null || angle !== from.shot.angle) return []
		if (Math.abs(a - b) >= STEPS) return []
		const size = sizeAt(a + STEPS > 9 ? a - STEPS : a + STEPS)
		return only({
			targetId: panel.id,
			title: 'Cut closer, so it does not jump',
			rationale: `${shared.join(' and ')}: ${sizeName(from.shot.size)} to ${sizeName(panel.shot.size)} from one angle is ${Math.abs(a - b)} of ${STEPS} size steps. The convention is ${STEPS} steps or another angle.`,
			evidence: [
				{ label: 'Size steps', value: Math.abs(a - b) },
				{ label: 'Convention', value: STEPS, unit: 'or more' },
			],
			confidence: a === b ? 0.7 : 0.6,
			edit: setShot(panel, { size }),
		})
	},
}
