/** K6: a horizon on the middle cuts the picture in two. Silent unless one level line is drawn across. */

import { sketchOf } from '../render-sketch.ts'
import { percent, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

const NEAR_MIDDLE = 0.02

export const horizon: Rule = {
	id: 'K6',
	version: '1',
	category: 'composition',
	title: 'Horizon on a third',
	source:
		'The rule of thirds: the horizon lies on the upper or lower third unless symmetry is meant',
	checkPanel(view, panel) {
		const { horizonY, centroid } = view.ink(panel.id)
		if (horizonY === null || Math.abs(horizonY - 0.5) > NEAR_MIDDLE || !isPanelId(panel.id))
			return []
		const low = (centroid?.[1] ?? 0) <= 0.5
		const y = low ? 2 / 3 : 1 / 3
		return only({
			targetId: panel.id,
			title: low
				? 'Drop the horizon, let the sky press'
				: 'Lift the horizon, give the ground the weight',
			rationale: `The horizon lies at ${percent(horizonY)} of the height. The convention is a third, ${percent(y)} here, on the side away from what matters.`,
			evidence: [
				{ label: 'Horizon', value: Math.round(horizonY * 100), unit: '% of height' },
				{ label: 'Third', value: Math.round(y * 100), unit: '% of height' },
			],
			confidence: 0.6,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					{ kind: 'horizon', y, tone: 'guide', weight: 'normal' },
					{ kind: 'arrow', from: [0.08, horizonY], to: [0.08, y], tone: 'guide' },
					{ kind: 'arrow', from: [0.92, horizonY], to: [0.92, y], tone: 'guide' },
				]),
			},
		})
	},
}
