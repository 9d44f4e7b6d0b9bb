/** K5: the frame does not cut a body at a joint. Silent unless a subject is marked that the lower edge cuts. */
import { sketchOf } from '../render-sketch.ts'
import { panelName, percent, type Rule } from '../rule.ts'
import { shiftedFrame } from './reframing.ts'
import { isPanelId, only } from './shot-reading.ts'

/** Joints as shares of a standing body's height from the top of the head. */
const JOINTS = [
	['neck', 0.14],
	['waist', 0.4],
	['knee', 0.73],
	['ankle', 0.95],
] as const
const NEAR = 0.025
const CLEAR = 0.06
/** A box this high is a body and not a face. */
const MIN_BODY = 0.6

export const cutJoints: Rule = {
	id: 'K5',
	version: '1',
	category: 'composition',
	title: 'Frame edge at a joint',
	source:
		'Framing practice: cut between joints (chest, thigh, shin), not at neck, waist, knee or ankle',
	checkPanel(_view, panel) {
		if (!isPanelId(panel.id)) return []
		for (const { box, name } of panel.marks.subjects) {
			const cut = (1 - box.y) / box.h
			if (box.h < MIN_BODY || cut >= 1 || cut <= 0) continue
			const joint = JOINTS.find(([, at]) => Math.abs(at - cut) <= NEAR)
			if (!joint) continue
			const [word, at] = joint
			const up = (at - CLEAR - cut) * box.h
			const down = (at + CLEAR - cut) * box.h
			const shift = Math.abs(up) < Math.abs(down) ? up : down
			const who = name || 'the subject'
			return only({
				targetId: panel.id,
				title: `Cut ${who} clear of the ${word}`,
				rationale: `The lower edge of ${panelName(panel)} cuts ${who} at ${percent(cut)} of the body, ${percent(Math.abs(at - cut))} from the ${word}. The convention cuts between joints.`,
				evidence: [
					{ label: 'Cut at', value: Math.round(cut * 100), unit: '% of the body' },
					{ label: 'Joint', value: word },
				],
				confidence: 0.5,
				edit: {
					type: 'draw',
					panelId: panel.id,
					sketch: sketchOf([shiftedFrame({ y: shift })]),
				},
			})
		}
		return []
	},
}
