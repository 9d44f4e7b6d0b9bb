/** K6, head: no line runs through a head. Silent unless a horizon is drawn and a subject marked. */
import { sketchOf } from '../render-sketch.ts'
import { panelName, percent, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

/** A head reaches about this far above and below the eyes, of a body's height. */
const HEAD_SHARE = 0.08
const MIN_HEAD = 0.03
const THIRDS = [1 / 3, 2 / 3]

export const horizonHead: Rule = {
	id: 'K6-head',
	version: '1',
	category: 'composition',
	title: 'Horizon through a head',
	source: 'Tangents in composition: a horizon passes above or below a head, not through it',
	checkPanel(view, panel) {
		if (panel.marks.subjects.length === 0 || !isPanelId(panel.id)) return []
		const { horizonY } = view.ink(panel.id)
		if (horizonY === null) return []
		const hit = panel.marks.subjects.find(
			({ eye, box }) => Math.abs(eye.y - horizonY) <= Math.max(MIN_HEAD, box.h * HEAD_SHARE),
		)
		if (!hit) return []
		const y = THIRDS.reduce((best, each) =>
			Math.abs(each - hit.eye.y) > Math.abs(best - hit.eye.y) ? each : best,
		)
		const who = hit.name || 'the subject'
		return only({
			targetId: panel.id,
			title: `Take the horizon off the head of ${who}`,
			rationale: `The horizon runs ${percent(horizonY)} down in ${panelName(panel)}, the eyes of ${who} lie at ${percent(hit.eye.y)}. The convention keeps lines clear of heads; ${percent(y)} is free.`,
			evidence: [
				{ label: 'Horizon', value: Math.round(horizonY * 100), unit: '% of height' },
				{ label: 'Eyes', value: Math.round(hit.eye.y * 100), unit: '% of height' },
			],
			confidence: 0.55,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([{ kind: 'horizon', y, tone: 'guide' }]),
			},
		})
	},
}
