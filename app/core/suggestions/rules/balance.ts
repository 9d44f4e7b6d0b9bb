/** K3: weight on one edge tips the frame. Silent on an empty or faint panel. */

import { sketchOf } from '../render-sketch.ts'
import { percent, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

/** Share of the frame that must be dark before weight means anything. */
const MIN_MASS = 0.02
const EDGE = 0.3
const CROP = 0.78

export const balance: Rule = {
	id: 'K3',
	version: '1',
	category: 'composition',
	title: 'Balance',
	source: 'Composition practice: visual weight about a third line, not on the edge',
	checkPanel(view, panel) {
		const { centroid, mass } = view.ink(panel.id)
		// A named direction asks for uneven space: that is lead room, rule K2.
		const directed = panel.shot.screenDirection === 'left' || panel.shot.screenDirection === 'right'
		if (!centroid || mass < MIN_MASS || directed || !isPanelId(panel.id)) return []
		const x = centroid[0]
		if (x >= EDGE && x <= 1 - EDGE) return []
		const left = x < EDGE
		const third = left ? 1 / 3 : 2 / 3
		// The frame in which the weight falls on the third; it may reach outside, where one would pan.
		const frameX = Math.min(0.4, Math.max(-0.4, x - third * CROP))
		return only({
			targetId: panel.id,
			title: left ? 'Pan left, let it sit on the third' : 'Pan right, let it sit on the third',
			rationale: `The drawing’s weight lies at ${percent(x)} of the width, within ${percent(EDGE)} of the ${left ? 'left' : 'right'} edge. The convention is about a third, ${percent(third)}.`,
			evidence: [
				{ label: 'Weight at', value: Math.round(x * 100), unit: '% of width' },
				{ label: 'Third', value: Math.round(third * 100), unit: '% of width' },
				{ label: 'Ink', value: Math.round(mass * 1000) / 10, unit: '% of frame' },
			],
			confidence: 0.5,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					{ kind: 'frame', x: frameX, y: (1 - CROP) / 2, w: CROP, h: CROP, tone: 'guide' },
					{
						kind: 'arrow',
						from: [left ? 0.62 : 0.38, 0.93],
						to: [left ? 0.4 : 0.6, 0.93],
						tone: 'guide',
					},
				]),
			},
		})
	},
}
