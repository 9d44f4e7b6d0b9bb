/** K4, action: faces stay inside the action-safe area. Silent unless a subject is marked, and for people who are only partly in the frame. */
import { sketchOf } from '../render-sketch.ts'
import { figure, panelName, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

/** SMPTE ST 2046-1: 93 % of width and height for what must be seen. */
const MARGIN = 0.035

export const actionSafe: Rule = {
	id: 'K4-action',
	version: '1',
	category: 'composition',
	title: 'Action-safe faces',
	source: 'SMPTE ST 2046-1:2009, safe action area 93 %',
	checkPanel(_view, panel) {
		if (!isPanelId(panel.id)) return []
		const hit = panel.marks.subjects.find(({ eye }) => isInFrame(eye) && !isSafe(eye))
		if (!hit) return []
		const who = hit.name || 'the subject'
		const nearest = Math.min(hit.eye.x, 1 - hit.eye.x, hit.eye.y, 1 - hit.eye.y)
		return only({
			targetId: panel.id,
			title: `Bring the eyes of ${who} inside the safe area`,
			rationale: `The eyes of ${who} lie ${figure(nearest * 100)} % from the edge of ${panelName(panel)}. The convention keeps what must be seen ${figure(MARGIN * 100)} % or more inside, ${figure(100 - 200 * MARGIN)} % of the frame.`,
			evidence: [
				{ label: 'From the edge', value: Math.round(nearest * 1000) / 10, unit: '%' },
				{ label: 'Convention', value: 3.5, unit: '% or more' },
			],
			confidence: 0.45,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([{ kind: 'guide', guide: 'safe_action', tone: 'guide' }]),
			},
		})
	},
}

function isInFrame({ x, y }: { x: number; y: number }): boolean {
	return x >= 0 && x <= 1 && y >= 0 && y <= 1
}

function isSafe({ x, y }: { x: number; y: number }): boolean {
	return x >= MARGIN && x <= 1 - MARGIN && y >= MARGIN && y <= 1 - MARGIN
}
