/** E4: people who look at each other look to opposite sides. Silent unless each of two panels marks one person with a facing. */
import { sketchOf } from '../render-sketch.ts'
import { panelName, type Rule } from '../rule.ts'
import type { PanelView } from '../scene-view.ts'
import { cutFrom, isMarkedCut, isPanelId, only } from './shot-reading.ts'

/** Nearer the lens or the back than this is no side. */
const SIDE_FROM_DEG = 15
const SIDE_TO_DEG = 165
const CLOSE = ['MS', 'MCU', 'CU', 'BCU', 'ECU']

export const eyeline: Rule = {
	id: 'E4',
	version: '1',
	category: 'continuity',
	title: 'Eyelines meet',
	source: 'Eyeline match: in singles cut against each other, one looks right and the other left',
	checkPanel(view, panel) {
		const from = cutFrom(view, panel)
		const [a, b] = [from && onlySubject(from), onlySubject(panel)]
		if (!from || !a || !b || a.name.toUpperCase() === b.name.toUpperCase()) return []
		if (isMarkedCut(panel.shot) || !isPanelId(panel.id)) return []
		const [sideA, sideB] = [sideOf(a.facingDeg), sideOf(b.facingDeg)]
		if (sideA === null || sideA !== sideB) return []
		const other = sideB === 'right' ? 'left' : 'right'
		const reach = other === 'right' ? 0.25 : -0.25
		return only({
			targetId: panel.id,
			title: `Let ${b.name} look ${other}`,
			rationale: `${a.name} looks ${sideA} in ${panelName(from)} and ${b.name} ${sideB} in ${panelName(panel)}: 2 of 2 to one side. By convention eyes that meet look to opposite sides across a cut.`,
			evidence: [
				{ label: `Facing in ${from.number}`, value: Math.round(a.facingDeg ?? 0), unit: '°' },
				{ label: `Facing in ${panel.number}`, value: Math.round(b.facingDeg ?? 0), unit: '°' },
			],
			confidence: 0.6,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					{
						kind: 'arrow',
						from: [clamp(b.eye.x), clamp(b.eye.y)],
						to: [clamp(b.eye.x + reach), clamp(b.eye.y)],
						tone: 'guide',
					},
				]),
			},
		})
	},
}

function onlySubject({ marks, shot }: PanelView) {
	const [subject, more] = marks.subjects
	if (!subject || more || subject.name === '' || !CLOSE.includes(shot.size ?? '')) return null
	return subject
}

function sideOf(facingDeg: number | null): 'left' | 'right' | null {
	if (facingDeg === null) return null
	const turn = Math.abs(facingDeg)
	if (turn < SIDE_FROM_DEG || turn > SIDE_TO_DEG) return null
	return facingDeg > 0 ? 'right' : 'left'
}

function clamp(value: number): number {
	return Math.min(1.4, Math.max(-0.4, value))
}
