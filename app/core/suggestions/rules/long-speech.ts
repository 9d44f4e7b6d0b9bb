/** D1, length: a long speech wants a turn in it. Silent without spoken words on the panel, and where a note speaks of it. */
import { panelName, type Rule } from '../rule.ts'
import { countWords, spokenText } from '../script-reading.ts'
import { isPanelId, only } from './shot-reading.ts'

const LONG_WORDS = 60

export const longSpeech: Rule = {
	id: 'D1-length',
	version: '1',
	category: 'dialogue',
	title: 'Long speech',
	source: 'Screenwriting practice: beyond about 60 words a speech needs a turn or an interruption',
	checkPanel(_view, panel) {
		const spoken = spokenText(panel.dialogue)
		const words = countWords(spoken)
		if (words <= LONG_WORDS || !isPanelId(panel.id) || /turn in the speech/i.test(panel.notes))
			return []
		const turn = middleSentence(spoken)
		if (turn === null) return []
		return only({
			targetId: panel.id,
			title: 'Find the turn in the speech',
			rationale: `${words} words are spoken in ${panelName(panel)} without a break. The convention turns or interrupts a speech after about ${LONG_WORDS}.`,
			evidence: [
				{ label: 'Words', value: words },
				{ label: 'Convention', value: LONG_WORDS, unit: 'words' },
			],
			confidence: 0.4,
			edit: {
				type: 'add_note',
				panelId: panel.id,
				text: `Look for the turn in the speech, perhaps at “${turn.slice(0, 120)}”.`,
			},
		})
	},
}

/** The sentence in the middle of a text of several; null when there is one only. */
function middleSentence(text: string): string | null {
	const sentences = (text.match(/[^.!?…]+[.!?…]*/g) ?? [])
		.map((each) => each.trim())
		.filter(Boolean)
	return sentences.length < 2 ? null : (sentences[Math.floor(sentences.length / 2)] ?? null)
}
