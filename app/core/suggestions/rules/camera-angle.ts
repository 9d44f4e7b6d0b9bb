/** E2, azimuth: the camera moves 30° or more round whom it cuts on. Silent unless both plans place a camera and something they share, and both sizes are named. */
import { figure, panelName, type Rule } from '../rule.ts'
import { azimuthBetween } from './camera-azimuth.ts'
import { cutFrom, isMarkedCut, only, setShot, sizeAt, sizeName, sizeStep } from './shot-reading.ts'

const DEGREES = 30
const STEPS = 2
const LAST_STEP = 9

export const cameraAngle: Rule = {
	id: 'E2-azimuth',
	version: '1',
	category: 'continuity',
	title: 'Thirty degrees',
	source:
		'The 30-degree convention: move the camera 30° or more round the subject, or change the size by two steps',
	checkPanel(view, panel) {
		const from = cutFrom(view, panel)
		if (!from || isMarkedCut(panel.shot)) return []
		const [a, b] = [sizeStep(from.shot.size), sizeStep(panel.shot.size)]
		const turn = azimuthBetween(from.plan, panel.plan)
		if (a === null || b === null || turn === null) return []
		if (turn >= DEGREES || Math.abs(a - b) >= STEPS) return []
		const size = sizeAt(a + STEPS > LAST_STEP ? a - STEPS : a + STEPS)
		return only({
			targetId: panel.id,
			title: `Cut to a ${sizeName(size)}, or walk the camera round`,
			rationale: `By the plans the camera moves ${figure(turn)}° between ${panelName(from)} and ${panelName(panel)}, and the size ${Math.abs(a - b)} of ${STEPS} steps. The convention is ${DEGREES}° or ${STEPS} steps, so that the cut does not jump.`,
			evidence: [
				{ label: 'Camera moves', value: Number(figure(turn)), unit: '°' },
				{ label: 'Size steps', value: Math.abs(a - b) },
				{ label: 'Convention', value: DEGREES, unit: '° or more' },
			],
			confidence: 0.65,
			edit: setShot(panel, { size }),
		})
	},
}
