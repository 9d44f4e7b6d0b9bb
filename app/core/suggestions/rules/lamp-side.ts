/** L4, lamp: a marked key keeps its side across a cut. Silent unless a lamp is marked in both panels, and over the line, where the light turns too. */
import { axisSide, crossesLine } from '../../board/plan-geometry.ts'
import { sketchOf } from '../render-sketch.ts'
import { panelName, type Rule } from '../rule.ts'
import type { PanelView } from '../scene-view.ts'
import { cutFrom, isPanelId, only } from './shot-reading.ts'

/** Nearer the lens or the back than this is no side. */
const SIDE_FROM_DEG = 20
const SIDE_TO_DEG = 160

export const lampSide: Rule = {
	id: 'L4-lamp',
	version: '1',
	category: 'lighting',
	title: 'Lamp continuity',
	source:
		'Lighting continuity: the key keeps its side while the camera stays on one side of the line',
	checkPanel(view, panel) {
		const from = cutFrom(view, panel)
		const [a, b] = [from?.marks.lights[0], panel.marks.lights[0]]
		if (!from || !a || !b || !isPanelId(panel.id)) return []
		if ([from, panel].some(({ shot }) => shot.framing === 'reverse')) return []
		const [sideA, sideB] = [sideOf(a.azimuthDeg), sideOf(b.azimuthDeg)]
		if (sideA === null || sideB === null || sideA === sideB || isOverTheLine(from, panel)) return []
		const kept = Math.abs(b.azimuthDeg) * (sideA === 'right' ? 1 : -1)
		return only({
			targetId: panel.id,
			title: `Keep the key from the ${sideA}`,
			rationale: `The marked key comes ${Math.round(Math.abs(a.azimuthDeg))}° from the ${sideA} in ${panelName(from)} and ${Math.round(Math.abs(b.azimuthDeg))}° from the ${sideB} in ${panelName(panel)}. The convention keeps its side unless the camera crosses the line.`,
			evidence: [
				{ label: `Key in ${from.number}`, value: Math.round(a.azimuthDeg), unit: '°' },
				{ label: `Key in ${panel.number}`, value: Math.round(b.azimuthDeg), unit: '°' },
			],
			confidence: 0.6,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					{
						kind: 'light_plan',
						at: [sideA === 'right' ? 0.02 : 0.82, 0.06],
						size: 0.28,
						lamps: [{ role: 'key', azimuth: Math.round(kept) }],
						tone: 'guide',
					},
				]),
			},
		})
	},
}

function sideOf(azimuthDeg: number): 'left' | 'right' | null {
	const around = Math.abs(azimuthDeg)
	if (around < SIDE_FROM_DEG || around > SIDE_TO_DEG) return null
	return azimuthDeg > 0 ? 'right' : 'left'
}

function isOverTheLine(a: PanelView, b: PanelView): boolean {
	const [first, second] = [a.plan?.cameras[0], b.plan?.cameras[0]]
	if (!a.plan || !b.plan || !first || !second) return false
	return crossesLine(axisSide(a.plan, first), axisSide(b.plan, second)) === true
}
