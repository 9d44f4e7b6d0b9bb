/** D1, parentheticals: not every line is directed. Silent below three lines or where a line is left to the actor. */
import { panelName, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

const MIN_LINES = 3
const PARENTHETICAL = /\((?!CONT|V\.?O|O\.?S|O\.?C)[^)\n]{1,60}\)\s*/i

export const parentheticals: Rule = {
	id: 'D1-parentheticals',
	version: '1',
	category: 'dialogue',
	title: 'Parentheticals',
	source: 'Screenplay practice: parentheticals are kept for lines that would be misread without',
	checkPanel(_view, panel) {
		if (!isPanelId(panel.id)) return []
		const lines = panel.dialogue.split('\n').filter((line) => line.trim() !== '')
		if (lines.length < MIN_LINES || !lines.every((line) => PARENTHETICAL.test(line))) return []
		const [first, ...rest] = lines
		return only({
			targetId: panel.id,
			title: 'Leave some lines to the actors',
			rationale: `${lines.length} of ${lines.length} lines in ${panelName(panel)} carry a parenthetical. The convention keeps them for lines that would be misread without; the first stays here.`,
			evidence: [
				{ label: 'Lines', value: lines.length },
				{ label: 'With parenthetical', value: lines.length },
			],
			confidence: 0.4,
			edit: {
				type: 'set_text',
				panelId: panel.id,
				field: 'dialogue',
				text: [first, ...rest.map((line) => line.replace(PARENTHETICAL, ''))].join('\n'),
			},
		})
	},
}
