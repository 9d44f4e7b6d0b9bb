/** D2: people seldom say what we see. Silent unless a line repeats most of the picture’s words. */
import { panelName, percent, type Rule } from '../rule.ts'
import { isPanelId, only } from './shot-reading.ts'

const OVERLAP = 0.5
const MIN_WORDS = 3

export const onTheNose: Rule = {
	id: 'D2',
	version: '1',
	category: 'dialogue',
	title: 'Said and shown',
	source: 'Screenwriting practice: show it or say it',
	checkPanel(_view, panel) {
		const shown = contentWords(panel.action)
		if (shown.size < MIN_WORDS || !isPanelId(panel.id)) return []
		for (const sentence of panel.dialogue.match(/[^.!?…\n]+[.!?…]*/g) ?? []) {
			const said = contentWords(sentence.replace(/^\s*[\p{Lu} .]+:\s*/u, ''))
			const both = [...said].filter((word) => shown.has(word)).length
			if (said.size < MIN_WORDS || both / said.size <= OVERLAP) continue
			const text = panel.dialogue
				.replace(sentence, () => '')
				.replace(/[ \t]{2,}/g, ' ')
				.trim()
			return only({
				targetId: panel.id,
				title: 'Trust the picture, drop the line',
				rationale: `${both} of ${said.size} telling words in “${sentence.trim().slice(0, 80)}” are in the picture of ${panelName(panel)} already. The convention shows or says it, not both.`,
				evidence: [
					{ label: 'Words shared', value: percent(both / said.size) },
					{ label: 'Convention', value: `under ${percent(OVERLAP)}` },
				],
				confidence: 0.45,
				edit: {
					type: 'set_text',
					panelId: panel.id,
					field: 'dialogue',
					text: /^[\p{Lu} .]+:?$/u.test(text) ? '' : text,
				},
			})
		}
		return []
	},
}

/** Words of four letters or more, which leaves out most of the small ones of European languages. */
function contentWords(text: string): Set<string> {
	const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? []
	return new Set(words.map((word) => word.replace(/(?:ing|ed|es|s)$/, '')))
}
