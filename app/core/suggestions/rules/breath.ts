/** D1: an actor breathes. Silent unless one sentence of a caption runs long and has a place to pause. */
import { panelName, type Rule } from '../rule.ts'
import { countWords } from '../script-reading.ts'
import { isPanelId, only } from './shot-reading.ts'

const BREATH_WORDS = 20

export const breath: Rule = {
	id: 'D1',
	version: '1',
	category: 'dialogue',
	title: 'One breath',
	source: 'Stage and screen practice: about 20 words to a breath',
	checkPanel(_view, panel) {
		if (!isPanelId(panel.id)) return []
		const long = sentences(panel.dialogue).find((sentence) => countWords(sentence) > BREATH_WORDS)
		if (long === undefined) return []
		const broken = withBeat(long)
		if (broken === null) return []
		const words = countWords(long)
		return only({
			targetId: panel.id,
			title: 'Give the line a place to breathe',
			rationale: `One sentence in ${panelName(panel)} runs ${words} words. The convention is about ${BREATH_WORDS} to a breath; a beat in the middle keeps every word.`,
			evidence: [
				{ label: 'Longest sentence', value: words, unit: 'words' },
				{ label: 'Convention', value: BREATH_WORDS, unit: 'words' },
			],
			confidence: 0.5,
			edit: {
				type: 'set_text',
				panelId: panel.id,
				field: 'dialogue',
				text: panel.dialogue.replace(long, () => broken),
			},
		})
	},
}

/** Sentences as they stand in the text, so that one can be replaced. */
function sentences(text: string): string[] {
	return text.match(/[^.!?…]+[.!?…]*/g) ?? []
}

/** A beat at the comma, semicolon or dash nearest the middle; null when there is none. */
function withBeat(sentence: string): string | null {
	const stops = [...sentence.matchAll(/[,;:–—]\s/g)].map((match) => match.index + match[0].length)
	const middle = sentence.length / 2
	const at = stops.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
	return at === undefined ? null : `${sentence.slice(0, at)}(beat) ${sentence.slice(at)}`
}
