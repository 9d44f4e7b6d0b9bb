/** C3: a long speech is also somebody listening. Silent unless two people are in the scene and the words are on a panel. */

import { reactionSketch } from '../proposed-panels.ts'
import { panelName, type Rule } from '../rule.ts'
import { countWords, cueName, spokenText } from '../script-reading.ts'
import { isPanelId, lookingBack, only } from './shot-reading.ts'

const LONG_WORDS = 35
const LONG_SECONDS = 12

export const reaction: Rule = {
	id: 'C3',
	version: '2',
	category: 'new_frame',
	title: 'Reaction',
	source: 'Coverage practice: cut to the listener within a long speech',
	checkPanel(view, panel) {
		const words = countWords(spokenText(panel.dialogue))
		const long = words > LONG_WORDS || (words > 0 && (panel.seconds ?? 0) > LONG_SECONDS)
		const next = view.neighbour(panel, 1)
		if (!long || !isPanelId(panel.id) || next?.shot.kind === 'REACTION') return []
		const speaker = cueName(panel.dialogue.split(/[:\n]/)[0] ?? '')
		const people = [...new Set(view.speeches.filter((s) => !s.isUnseen).map((s) => s.character))]
		const listener = people.find((name) => name !== speaker)
		if (listener === undefined || !people.includes(speaker)) return []
		return only({
			targetId: panel.id,
			title: `See ${listener} take it in`,
			rationale: `${words} words stay on ${speaker} in ${panelName(panel)}. The convention goes to the listener after about ${LONG_WORDS} words or ${LONG_SECONDS} s.`,
			evidence: [
				{ label: 'Words on one face', value: words },
				{ label: 'Convention', value: LONG_WORDS, unit: 'words' },
			],
			confidence: 0.65,
			edit: {
				type: 'insert_panel',
				afterPanelId: panel.id,
				panel: {
					action: `${listener} listens.`,
					dialogue: '',
					notes: '',
					durationFrames: Math.round(1.5 * view.frameRate),
					scriptBlockIds: [...panel.blockIds],
				},
				shot: { size: 'CU', kind: 'REACTION', framing: 'single', subjects: [listener] },
				sketch: reactionSketch(listener, speaker, lookingBack(panel)),
			},
		})
	},
}
