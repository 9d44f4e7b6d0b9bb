/** M1: a camera move needs time to be seen. Silent unless a move is named and the panel is timed. */

import { labelOf, MOVEMENTS } from '../../board/vocabulary.ts'
import { figure, panelName, type Rule } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import { only, setLength } from './shot-reading.ts'

const ROOM_SECONDS = 1.5
/** These are meant to be fast, or are no move. */
const QUICK = ['static', 'whip', 'handheld', 'rack_focus']

export const moveTime: Rule = {
	id: 'M1',
	version: '1',
	category: 'camera',
	title: 'Room for the move',
	source: 'Operating practice: a slow move needs a start, a travel and a stop',
	checkPanel(view, panel) {
		const { movement } = panel.shot
		if (movement === null || QUICK.includes(movement) || panel.seconds === null) return []
		const total = panel.startsShot ? secondsOf(view, panel) : ROOM_SECONDS
		if (total >= ROOM_SECONDS) return []
		return only({
			targetId: panel.id,
			title: 'Let the move land',
			rationale: `A ${labelOf(MOVEMENTS, movement).toLowerCase()} in ${figure(total)} s at ${panelName(panel)}. The convention gives a move ${ROOM_SECONDS} s or more to start, travel and settle.`,
			evidence: [
				{ label: 'Length', value: Number(figure(total)), unit: 's' },
				{ label: 'Convention', value: ROOM_SECONDS, unit: 's or more' },
			],
			confidence: 0.6,
			edit: setLength(panel, panel.seconds + ROOM_SECONDS - total, view.frameRate),
		})
	},
}

/** How long a set-up runs from its first panel on. */
function secondsOf(view: SceneView, first: PanelView): number {
	let total = first.seconds ?? 0
	let next = view.neighbour(first, 1)
	for (; next && !next.startsShot; next = view.neighbour(next, 1)) total += next.seconds ?? 0
	return total
}
