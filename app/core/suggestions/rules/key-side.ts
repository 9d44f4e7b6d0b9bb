/** L4: the key light keeps its side across a cut. Silent unless both set-ups name left or right. */
import { KEY_SIDES, labelOf } from '../../board/vocabulary.ts'
import { panelName, type Rule } from '../rule.ts'
import { cutFrom, only, setShot } from './shot-reading.ts'

export const keySide: Rule = {
	id: 'L4',
	version: '1',
	category: 'lighting',
	title: 'Key light continuity',
	source:
		'Lighting continuity: the key keeps its side while the camera stays on one side of the line',
	checkPanel(view, panel) {
		const from = cutFrom(view, panel)
		const [a, b] = [from?.shot.keySide, panel.shot.keySide]
		if (!from || (a !== 'left' && a !== 'right') || (b !== 'left' && b !== 'right') || a === b)
			return []
		// A reverse sees the set from the other side, and so its light.
		if (panel.shot.framing === 'reverse' || from.shot.framing === 'reverse') return []
		return only({
			targetId: panel.id,
			title: 'Keep the light on its side',
			rationale: `The key comes ${labelOf(KEY_SIDES, a).toLowerCase()} in ${panelName(from)} and ${labelOf(KEY_SIDES, b).toLowerCase()} in ${panelName(panel)}, 1 cut later. The convention keeps it unless the camera crosses the line.`,
			evidence: [
				{ label: `Key in ${from.number}`, value: labelOf(KEY_SIDES, a) },
				{ label: `Key in ${panel.number}`, value: labelOf(KEY_SIDES, b) },
			],
			confidence: 0.75,
			edit: setShot(panel, { keySide: a }),
		})
	},
}
