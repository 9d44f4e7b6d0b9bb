/** C2: people who talk to each other each want a shot of their own. Silent unless framings are named. */

import { singleSketch } from '../proposed-panels.ts'
import type { Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'
import { SPEECHES, speakingParts } from './speaking-parts.ts'

const SINGLES = ['single', 'dirty_single', 'ots']

export const singles: Rule = {
	id: 'C2',
	version: '2',
	category: 'coverage',
	title: 'Singles',
	source:
		'Master and coverage: each speaking part of a dialogue scene has a single or an over-the-shoulder',
	checkScene(view) {
		if (view.panels.every(({ shot }) => shot.framing === null)) return []
		const speaking = speakingParts(view)
		if (speaking.length < 2) return []
		return speaking.flatMap(({ character: who, count }) => {
			const own = view.panels.some(
				({ shot }) =>
					SINGLES.includes(shot.framing ?? '') &&
					shot.subjects.some((name) => name.toUpperCase() === who),
			)
			const last = view.panels.at(-1)
			if (own || !last) return []
			return only({
				targetId: last.id,
				title: `Give ${who} a single`,
				rationale: `${who} speaks ${count} times and has 0 singles or over-the-shoulders. The convention is 1 for everybody with ${SPEECHES} lines or more.`,
				evidence: [
					{ label: 'Speeches', value: count },
					{ label: 'Singles', value: 0 },
				],
				confidence: 0.6,
				edit: {
					type: 'insert_panel' as const,
					afterPanelId: isPanelId(last.id) ? last.id : null,
					panel: {
						action: `Single on ${who}.`,
						dialogue: '',
						notes: '',
						durationFrames: null,
						scriptBlockIds: [],
					},
					shot: { size: 'MCU' as const, framing: 'single' as const, subjects: [who] },
					sketch: singleSketch(who, 'right'),
				},
			})
		})
	},
}
