/** E1: the camera stays on one side of the line. Reads the plan of both set-ups, else the subjects marked in both panels; silent without either. */
import { axisSide, crossesLine, type ShotPlan } from '../../board/plan-geometry.ts'
import { neutralSketch } from '../proposed-panels.ts'
import { panelName, type Rule } from '../rule.ts'
import type { PanelView } from '../scene-view.ts'
import { cutFrom, isMarkedCut, isPanelId, only } from './shot-reading.ts'

/** Moves that may carry the audience over the line. */
const CROSSING = ['dolly_in', 'dolly_out', 'truck', 'arc', 'tracking', 'crane', 'handheld']

export const axisLine: Rule = {
	id: 'E1',
	version: '2',
	category: 'continuity',
	title: 'The 180° line',
	source:
		'The 180-degree convention: two people keep their screen sides unless a move or a neutral shot crosses the line',
	checkPanel(view, panel) {
		const from = cutFrom(view, panel)
		if (!from || !isPanelId(from.id) || isMarkedCut(panel.shot)) return []
		if ([from, panel].some(({ shot }) => CROSSING.includes(shot.movement ?? ''))) return []
		if ([from, panel].some(({ shot }) => shot.screenDirection === 'neutral')) return []
		const pair = flippedPair(from, panel)
		const isCrossed = planCrosses(from.plan, panel.plan) ?? pair !== null
		if (!isCrossed) return []
		const [left, right] = pair ?? sharedNames(from, panel)
		return only({
			targetId: panel.id,
			title: 'Go over the line on a neutral shot',
			rationale: `${left} and ${right} change screen sides between ${panelName(from)} and ${panelName(panel)}: 180° line crossed in 1 cut. The convention keeps the side, or puts a neutral shot between.`,
			evidence: pair
				? [
						{ label: `In ${from.number}`, value: `${left} left of ${right}` },
						{ label: `In ${panel.number}`, value: `${right} left of ${left}` },
					]
				: [{ label: 'Read from', value: 'plans of both set-ups' }],
			confidence: 0.7,
			edit: {
				type: 'insert_panel',
				afterPanelId: from.id,
				panel: {
					action: `Neutral: ${left} and ${right} head-on, along the line.`,
					dialogue: '',
					notes: '',
					durationFrames: null,
					scriptBlockIds: [],
				},
				shot: { screenDirection: 'neutral', framing: 'two_shot', subjects: [left, right] },
				sketch: neutralSketch(left, right),
			},
		})
	},
}

/** Two people named in both panels who stand the other way round. */
function flippedPair(a: PanelView, b: PanelView): [string, string] | null {
	const places = (panel: PanelView) =>
		new Map(
			panel.marks.subjects
				.filter(({ name }) => name !== '')
				.map(({ name, box }) => [name.toUpperCase(), box.x + box.w / 2]),
		)
	const [first, second] = [places(a), places(b)]
	const shared = [...first].filter(([name]) => second.has(name)).sort(([, x], [, y]) => x - y)
	const [left, right] = shared
	if (shared.length !== 2 || !left || !right) return null
	return (second.get(left[0]) ?? 0) > (second.get(right[0]) ?? 0) ? [left[0], right[0]] : null
}

function planCrosses(a: ShotPlan | null, b: ShotPlan | null): boolean | null {
	const [first, second] = [a?.cameras[0], b?.cameras[0]]
	if (!a || !b || !first || !second) return null
	return crossesLine(axisSide(a, first), axisSide(b, second))
}

function sharedNames(a: PanelView, b: PanelView): [string, string] {
	const names = [...(a.plan?.subjects ?? []), ...(b.plan?.subjects ?? [])].map(({ name }) => name)
	const [left = 'the one', right = 'the other'] = [...new Set(names)]
	return [left, right]
}
