/**
 * What a rule needs from script text: where and when a scene plays, who says what, how many words,
 * which props are in capitals. Reads plain blocks; anything it does not recognise is simply not said.
 */
import type { ScriptBlockRecord } from '../board/project-records.ts'

export interface Place {
	/** INT, EXT or both; null when the heading says neither. */
	setting: 'interior' | 'exterior' | 'both' | null
	/** The heading's time of day in capitals (`NIGHT`), or null. */
	time: string | null
	isNight: boolean
}
export interface Speech {
	/** The cue without extension: `MARA`. */
	character: string
	/** V.O., O.S. and the like: heard, not seen. */
	isUnseen: boolean
	cueId: string
	/** Dialogue blocks of this speech, in order. */
	blockIds: string[]
	text: string
	words: number
}

const TIMES = [
	'NIGHT',
	'DAY',
	'DAWN',
	'DUSK',
	'MORNING',
	'AFTERNOON',
	'EVENING',
	'SUNSET',
	'SUNRISE',
]

export function readPlace(heading: string): Place {
	const text = heading.toUpperCase()
	const both = /^\s*(INT\.?\s*\/\s*EXT|I\s*\/\s*E)/.test(text)
	const one = /^\s*(INT|EXT)\b/.exec(text)?.[1]
	const after = text
		.split(/\s[-–—]\s/)
		.slice(1)
		.join(' ')
	const time = TIMES.find((word) => new RegExp(`\\b${word}\\b`).test(after)) ?? null
	const single = one === 'INT' ? 'interior' : one === 'EXT' ? 'exterior' : null
	return { setting: both ? 'both' : single, time, isNight: time === 'NIGHT' }
}

export function readSpeeches(blocks: readonly ScriptBlockRecord[]): Speech[] {
	const speeches: Speech[] = []
	let open: Speech | null = null
	for (const block of blocks) {
		if (block.type === 'character') {
			open = newSpeech(block)
			speeches.push(open)
		} else if (open && (block.type === 'dialogue' || block.type === 'lyrics')) {
			open.blockIds.push(block.id)
			open.text = [open.text, block.text].filter(Boolean).join(' ')
			open.words = countWords(open.text)
		} else if (block.type !== 'parenthetical') open = null
	}
	return speeches.filter((speech) => speech.blockIds.length > 0)
}

function newSpeech(block: ScriptBlockRecord): Speech {
	return {
		character: cueName(block.text),
		isUnseen:
			/\((?:[^)]*\b)?(?:V\.?\s?O|O\.?\s?S|O\.?\s?C|FILTERED|ON (?:THE )?(?:RADIO|PHONE))/i.test(
				block.text,
			),
		cueId: block.id,
		blockIds: [],
		text: '',
		words: 0,
	}
}

/** `MARA (V.O.)` → `MARA`. */
export function cueName(cue: string): string {
	return cue
		.replace(/\([^)]*\)?/g, '')
		.replace(/\^\s*$/, '')
		.trim()
		.toUpperCase()
}

/** Words of any script; text without spaces (Japanese, Thai …) counts two letters as a word. */
export function countWords(text: string): number {
	const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []
	return words.reduce((sum, word) => sum + (isUnspaced(word) ? Math.ceil(word.length / 2) : 1), 0)
}

function isUnspaced(word: string): boolean {
	return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)
}

/** Spoken words of a panel's dialogue caption: cue names and parentheticals are not spoken. */
export function spokenText(dialogue: string): string {
	return dialogue
		.split('\n')
		.map((line) => line.replace(/\([^)]*\)/g, ' ').replace(/^\s*[\p{Lu}][\p{Lu}\d .'’-]*:\s*/u, ''))
		.filter((line) => !/^[\p{Lu}\d .'’-]+$/u.test(line.trim()) || line.trim().length > 24)
		.join(' ')
		.trim()
}

/**
 * Things in capitals in an action line, the screenwriter's convention for a prop or sound that must
 * be seen or heard. Names of people who speak, and short words, are left out.
 */
export function capitalisedProps(text: string, people: readonly string[]): string[] {
	const found = text.match(/\b\p{Lu}[\p{Lu}'’-]{2,}(?:\s+\p{Lu}[\p{Lu}'’-]{2,})*\b/gu) ?? []
	const known = new Set(people.flatMap((name) => name.toUpperCase().split(/\s+/)))
	const skip = (word: string) => known.has(word) || SET_WORDS.has(word)
	return [...new Set(found)].filter(
		(phrase) => !phrase.split(/\s+/).every(skip) && !known.has(phrase),
	)
}

/** Capitals that are not props. */
const SET_WORDS = new Set([
	'INT',
	'EXT',
	'DAY',
	'NIGHT',
	'CUT',
	'FADE',
	'THE',
	'END',
	'CONT',
	'CONTINUED',
	'LATER',
	'BEAT',
	'CLOSE',
	'ANGLE',
	'WIDE',
	'POV',
	'INSERT',
	'BACK',
	'SUPER',
	'TITLE',
	'AND',
	'BUT',
	'NOT',
	'NOW',
])
