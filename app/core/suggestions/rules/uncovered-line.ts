/** C1: every line of dialogue is seen or heard on some panel. Silent until the board is linked to the script. */

import { singleSketch } from '../proposed-panels.ts'
import type { Rule } from '../rule.ts'
import type { SceneView } from '../scene-view.ts'
import type { Speech } from '../script-reading.ts'
import { isPanelId, only } from './shot-reading.ts'

const WORDS_A_SECOND = 2.5

export const uncoveredLine: Rule = {
	id: 'C1',
	version: '2',
	category: 'coverage',
	title: 'Uncovered line',
	source: 'Lined-script practice: every line of dialogue is covered by at least one set-up',
	checkScene(view) {
		const linked = view.blocks.filter(({ id }) => view.showing(id).length > 0)
		if (linked.length === 0) return []
		return view.speeches.flatMap((speech) => {
			if (speech.blockIds.some((id) => view.showing(id).length > 0)) return []
			return proposal(view, speech)
		})
	},
}

function proposal(view: SceneView, speech: Speech) {
	const after = panelBefore(view, speech.cueId)
	const seconds = speech.words / WORDS_A_SECOND + 0.5
	return only({
		targetId: after?.id ?? view.panels[0]?.id ?? view.sceneId,
		title: speech.isUnseen
			? `Hear ${speech.character} over a panel`
			: `${speech.character} has no panel for this line`,
		rationale: `${speech.words} words by ${speech.character} are on 0 panels: “${opening(speech.text)}” The convention is at least 1.`,
		evidence: [
			{ label: 'Panels on this line', value: 0 },
			{ label: 'Words', value: speech.words },
		],
		confidence: 0.8,
		edit: {
			type: 'insert_panel' as const,
			afterPanelId: after && isPanelId(after.id) ? after.id : null,
			panel: {
				action: '',
				dialogue: `${speech.character}: ${speech.text}`.slice(0, 10_000),
				notes: '',
				durationFrames: Math.ceil(seconds * view.frameRate),
				scriptBlockIds: [speech.cueId, ...speech.blockIds],
			},
			shot: speech.isUnseen
				? null
				: { size: 'MCU' as const, framing: 'single' as const, subjects: [speech.character] },
			sketch: speech.isUnseen ? null : singleSketch(speech.character, 'right'),
		},
	})
}

/** The last panel that shows anything earlier in the script. */
function panelBefore(view: SceneView, blockId: string) {
	const at = view.blocks.findIndex(({ id }) => id === blockId)
	const earlier = view.blocks.slice(0, at).flatMap(({ id }) => view.showing(id))
	return earlier.sort((a, b) => a.position - b.position).at(-1)
}

function opening(text: string): string {
	const words = text.split(/\s+/)
	return words.length > 9 ? `${words.slice(0, 9).join(' ')} …` : text
}
