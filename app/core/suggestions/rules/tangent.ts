/** K6, tangent: edges overlap or keep apart, and do not kiss. Silent unless two subjects are marked side by side, or one at the frame’s edge. */

import type { SubjectMark } from '../../canvas/panel-marks.ts'
import { sketchOf } from '../render-sketch.ts'
import { panelName, percent, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

/** Nearer than this two edges touch to the eye. */
const TOUCH = 0.012
/** Side by side for at least this much of the height. */
const BESIDE = 0.1
const APART = 0.05

interface Kiss {
	who: string
	what: string
	gap: number
	at: [number, number]
	/** Which way to shift the frame or the one, shares of the panel. */
	arrow: [number, number]
}

export const tangent: Rule = {
	id: 'K6-tangent',
	version: '1',
	category: 'composition',
	title: 'Tangents',
	source:
		'Tangents in composition: outlines overlap or stand apart; where they just touch, depth is lost',
	checkPanel(_view, panel) {
		const { subjects } = panel.marks
		if (subjects.length === 0 || !isPanelId(panel.id)) return []
		const kiss = betweenPeople(subjects) ?? atTheFrame(subjects)
		if (!kiss) return []
		const [x, y] = kiss.at
		return only({
			targetId: panel.id,
			title: `Let ${kiss.who} overlap or clear ${kiss.what}`,
			rationale: `${kiss.who} and ${kiss.what} touch in ${panelName(panel)}: ${percent(Math.abs(kiss.gap))} between their edges. The convention overlaps plainly or keeps ${percent(APART)} apart.`,
			evidence: [
				{ label: 'Between the edges', value: Math.round(kiss.gap * 1000) / 10, unit: '%' },
				{ label: 'Touching below', value: TOUCH * 100, unit: '%' },
			],
			confidence: 0.4,
			edit: {
				type: 'draw',
				panelId: panel.id,
				sketch: sketchOf([
					{
						kind: 'arrow',
						from: [x, y],
						to: [inside(x + kiss.arrow[0]), inside(y + kiss.arrow[1])],
						tone: 'guide',
					},
				]),
			},
		})
	},
}

function betweenPeople(subjects: readonly SubjectMark[]): Kiss | null {
	const sorted = [...subjects].sort((a, b) => a.box.x - b.box.x)
	for (const [i, left] of sorted.entries())
		for (const right of sorted.slice(i + 1)) {
			const gap = right.box.x - (left.box.x + left.box.w)
			const top = Math.max(left.box.y, right.box.y)
			const bottom = Math.min(left.box.y + left.box.h, right.box.y + right.box.h)
			if (Math.abs(gap) > TOUCH || bottom - top < BESIDE) continue
			const at: [number, number] = [inside(right.box.x), inside((top + bottom) / 2)]
			return {
				...{ who: nameOf(right), what: nameOf(left), gap, at },
				arrow: [right.box.x > 0.5 ? APART * 2 : -APART * 2, 0],
			}
		}
	return null
}

/** A head that just reaches the upper edge, or a side that just reaches its own. */
function atTheFrame(subjects: readonly SubjectMark[]): Kiss | null {
	for (const subject of subjects) {
		const { x, y, w, h } = subject.box
		const edges: [string, number, [number, number], [number, number]][] = [
			['the upper edge', y, [x + w / 2, y], [0, APART * 2]],
			['the left edge', x, [x, y + h / 2], [APART * 2, 0]],
			['the right edge', 1 - x - w, [x + w, y + h / 2], [-APART * 2, 0]],
		]
		const hit = edges.find(([, gap]) => Math.abs(gap) <= TOUCH)
		if (!hit) continue
		const [what, gap, [ax, ay], arrow] = hit
		return { who: nameOf(subject), what, gap, at: [inside(ax), inside(ay)], arrow }
	}
	return null
}

function nameOf({ name }: SubjectMark): string {
	return name || 'the subject'
}

function inside(value: number): number {
	return Math.min(1.2, Math.max(-0.2, value))
}
