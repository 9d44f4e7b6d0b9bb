/** V3: a composite under a fast camera has to be tracked. Silent unless move and effect are named, and where tracking is noted. */
import { labelOf, MOVEMENTS, VFX_KINDS } from '../../board/vocabulary.ts'
import type { Rule } from '../rule.ts'
import { only, setShot } from './shot-reading.ts'

const FAST = ['whip', 'handheld']
const COMPOSITES = ['comp', 'green_screen', 'cg_element', 'full_cg']
const NOTE = 'Tracking markers and a slow reference pass; matchmove to be priced'

export const movingComposite: Rule = {
	id: 'V3',
	version: '1',
	category: 'vfx',
	title: 'Composite under a fast move',
	source: 'VFX practice: motion blur and shake make matchmove the cost of a moving composite',
	checkPanel(_view, panel) {
		const { movement, vfx, vfxNote } = panel.shot
		if (movement === null || vfx === null || !panel.startsShot) return []
		if (!FAST.includes(movement) || !COMPOSITES.includes(vfx)) return []
		if (/track|matchmove|motion control/i.test(vfxNote)) return []
		const words = [labelOf(VFX_KINDS, vfx), labelOf(MOVEMENTS, movement)]
		return only({
			targetId: panel.id,
			title: 'Price the tracking now',
			rationale: `Panel ${panel.number} is a ${words[0]?.toLowerCase()} under a ${words[1]?.toLowerCase()} move with 0 words on tracking. The convention notes markers and a reference pass, or slows the move.`,
			evidence: [
				{ label: 'Effect', value: words[0] ?? vfx },
				{ label: 'Move', value: words[1] ?? movement },
			],
			confidence: 0.5,
			edit: setShot(panel, { vfxNote: [vfxNote, NOTE].filter(Boolean).join('. ').slice(0, 500) }),
		})
	},
}
