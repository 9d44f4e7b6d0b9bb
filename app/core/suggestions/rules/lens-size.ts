/** M2: a wide lens close up bends a face. Silent unless lens and size are named. */
import { panelName, type Rule } from '../rule.ts'
import { only, setShot, sizeName, sizeStep } from './shot-reading.ts'

const WIDE_MM = 24
const LONG_MM = 85

export const lensSize: Rule = {
	id: 'M2',
	version: '1',
	category: 'camera',
	title: 'Lens for the size',
	source:
		'Optics of perspective: faces distort close to a wide lens; a long lens needs a long room',
	checkPanel(view, panel) {
		const { lensMm, size } = panel.shot
		const step = sizeStep(size)
		if (lensMm === null || step === null || !panel.startsShot) return []
		const close = step >= 7 && lensMm < WIDE_MM && panel.shot.kind !== 'INSERT'
		const cramped = step <= 1 && lensMm > LONG_MM && view.place.setting === 'interior'
		if (!close && !cramped) return []
		const proposed = close ? 50 : 28
		return only({
			targetId: panel.id,
			title: close ? 'Go longer on the face' : 'Go wider, the room is not that deep',
			rationale: close
				? `A ${sizeName(size)} on ${lensMm} mm at ${panelName(panel)} bends the face. The convention for faces is about 50 mm or longer (full frame).`
				: `A ${sizeName(size)} on ${lensMm} mm indoors at ${panelName(panel)} asks for more distance than a room has. The convention is 35 mm or wider.`,
			evidence: [
				{ label: 'Lens', value: lensMm, unit: 'mm' },
				{ label: 'Proposed', value: proposed, unit: 'mm' },
			],
			confidence: 0.6,
			edit: setShot(panel, { lensMm: proposed }),
		})
	},
}
