/** M1, pan: a frame's width takes seven seconds to cross without strobing. Silent unless a camera move is marked and timed, and for whips. */
import { figure, panelName, percent, type Rule } from '../rule.ts'
import { only, setLength } from './shot-reading.ts'

const SECONDS_A_WIDTH = 7
/** Less travel than this is a drift. */
const MIN_TRAVEL = 0.2
const MEANT_FAST = ['whip', 'handheld']
/** The rule is told for this rate; faster ones strobe less. */
const TOLD_AT_FPS = 24

export const panSpeed: Rule = {
	id: 'M1-pan',
	version: '1',
	category: 'camera',
	title: 'Pan without strobing',
	source:
		'American Cinematographer Manual: an object takes 7 s or more to cross the frame at 24 frames a second',
	checkPanel(view, panel) {
		const move = panel.marks.cameraMove
		if (!move || panel.seconds === null || MEANT_FAST.includes(panel.shot.movement ?? '')) return []
		// Only sideways travel at one size: a push changes the size and does not strobe.
		if (Math.abs(move.to.w / move.from.w - 1) > 0.15) return []
		const travel = Math.abs(move.to.x + move.to.w / 2 - move.from.x - move.from.w / 2) / move.from.w
		const needed = ((travel * SECONDS_A_WIDTH) / view.frameRate) * TOLD_AT_FPS
		if (travel < MIN_TRAVEL || panel.seconds >= needed) return []
		return only({
			targetId: panel.id,
			title: 'Pan slower, so it does not strobe',
			rationale: `The frame in ${panelName(panel)} travels ${percent(travel)} of its width in ${figure(panel.seconds)} s. The convention is ${SECONDS_A_WIDTH} s a width at ${TOLD_AT_FPS} frames a second: ${figure(needed)} s.`,
			evidence: [
				{ label: 'Travel', value: percent(travel), unit: 'of a width' },
				{ label: 'Length', value: Number(figure(panel.seconds)), unit: 's' },
				{ label: 'Convention', value: Number(figure(needed)), unit: 's' },
			],
			confidence: 0.45,
			edit: setLength(panel, needed, view.frameRate),
		})
	},
}
