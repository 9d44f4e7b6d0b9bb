/** V2: a composite needs plates. Silent unless the set-up is one and its note names no plate. */
import type { Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

const COMPOSITES = ['comp', 'green_screen', 'cg_element']
const LIST = 'Clean plate, grey and chrome balls, lens and height noted, locked-off take'

export const plateList: Rule = {
	id: 'V2',
	version: '1',
	category: 'vfx',
	title: 'Plate list',
	source: 'On-set VFX practice: clean plate, lighting reference, lens data for every composite',
	checkPanel(_view, panel) {
		const { vfx, vfxNote } = panel.shot
		if (!panel.startsShot || vfx === null || !COMPOSITES.includes(vfx) || /plate/i.test(vfxNote))
			return []
		const note = [vfxNote, LIST].filter(Boolean).join('. ').slice(0, 500)
		return only({
			targetId: panel.id,
			title: 'Ask for the plates while it is cheap',
			rationale: `Panel ${panel.number} is a composite with 0 plates noted. The convention is a clean plate, light reference and lens data for each.`,
			evidence: [{ label: 'Plates noted', value: 0 }],
			confidence: 0.6,
			edit: setShot(panel, { vfxNote: note }),
		})
	},
}
