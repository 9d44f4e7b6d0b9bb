/** D1, cue: a cue that only action parts from the same one before says so. Silent unless the panel’s caption names the cue. */
import { panelName, type Rule } from '../rule.ts'
import { cueName } from '../script-reading.ts'
import { isPanelId, only } from './shot-reading.ts'

export const continuedCue: Rule = {
	id: 'D1-cue',
	version: '1',
	category: 'dialogue',
	title: 'Continued cue',
	source: 'Screenplay format: (CONT’D) after a cue that only action parts from the same speaker',
	checkScene(view) {
		return view.speeches.flatMap((speech, i) => {
			const before = view.speeches[i - 1]
			if (before?.character !== speech.character || !onlyActionBetween(before, speech)) return []
			const panel = speech.blockIds.flatMap((id) => view.showing(id))[0]
			if (!panel || !isPanelId(panel.id)) return []
			const colon = panel.dialogue.indexOf(':')
			const cue = panel.dialogue.slice(0, colon)
			if (colon < 0 || cueName(cue) !== speech.character || /CONT/i.test(cue)) return []
			return only({
				targetId: panel.id,
				title: `Mark ${speech.character} as continued`,
				rationale: `${speech.character} speaks 2 times in a row and only action parts them; ${panelName(panel)} repeats the bare cue. The convention adds (CONT’D), so that nobody looks for a missing answer.`,
				evidence: [
					{ label: 'Cue', value: speech.character },
					{ label: 'In a row', value: 2 },
				],
				confidence: 0.4,
				edit: {
					type: 'set_text',
					panelId: panel.id,
					field: 'dialogue',
					text: `${cue.trim()} (CONT’D)${panel.dialogue.slice(colon)}`,
				},
			})
		})

		function onlyActionBetween(a: { blockIds: string[] }, b: { cueId: string }): boolean {
			const from = view.blocks.findIndex(({ id }) => id === a.blockIds.at(-1))
			const to = view.blocks.findIndex(({ id }) => id === b.cueId)
			const cue = view.blocks[to]
			const between = view.blocks.slice(from + 1, to)
			return (
				between.length > 0 &&
				between.every(({ type }) => type === 'action') &&
				!/CONT/i.test(cue?.text ?? '')
			)
		}
	},
}
