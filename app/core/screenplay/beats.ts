/**
 * Cuts a scene's blocks into beats, one panel each: a few sentences of one action paragraph, or one
 * speech. A paragraph never shares a beat with another: writers end a paragraph where the eye moves.
 */
import type { ScriptBlockRecord } from '../board/project-records.ts'
import { readShotWords } from './shot-words.ts'
import { countWords, isHeardOnly, speakerName, splitSentences } from './words.ts'

/** A beat of action closes before it would pass this many words or sentences. */
export const BEAT_MAX_WORDS = 24
export const BEAT_MAX_SENTENCES = 3
/** A longer speech is cut at a sentence into several panels: the face needs an answer (film.md C3). */
export const SPEECH_MAX_WORDS = 35

export type BreakdownBlock = Pick<ScriptBlockRecord, 'id' | 'type' | 'text' | 'dual'>

export interface BeatLine {
	speaker: string
	text: string
	isHeardOnly: boolean
}
export interface Beat {
	/** The scene heading, on the first beat only; '' elsewhere. */
	heading: string
	action: string
	sentences: number
	lines: BeatLine[]
	blockIds: string[]
	subjects: string[]
}

interface Cutting {
	beats: Beat[]
	speakers: string[]
	heading: { text: string; id: string } | null
	/** The cue that is open, with the blocks of its speech so far. */
	speech: { cue: string; isRight: boolean; blockIds: string[]; texts: string[] } | null
}

/** The beats of a scene in script order. */
export function cutBeats(blocks: readonly BreakdownBlock[]): Beat[] {
	const speakers = [
		...new Set(
			blocks.filter((block) => block.type === 'character').map((block) => speakerName(block.text)),
		),
	]
	const cutting: Cutting = { beats: [], speakers, heading: null, speech: null }
	for (const block of blocks) cutBlock(cutting, block)
	closeSpeech(cutting)
	if (cutting.heading) addBeat(cutting, { action: '', sentences: 0, blockIds: [] })
	return cutting.beats
}

function cutBlock(cutting: Cutting, block: BreakdownBlock): void {
	switch (block.type) {
		case 'sceneHeading':
			closeSpeech(cutting)
			if (cutting.heading) addBeat(cutting, { action: '', sentences: 0, blockIds: [] })
			cutting.heading = { text: block.text, id: block.id }
			return
		case 'character':
			closeSpeech(cutting)
			cutting.speech = {
				cue: block.text,
				isRight: block.dual === 'right',
				blockIds: [block.id],
				texts: [],
			}
			return
		case 'parenthetical':
		case 'dialogue':
		case 'lyrics':
			cutting.speech ??= { cue: '', isRight: false, blockIds: [], texts: [] }
			cutting.speech.blockIds.push(block.id)
			// A parenthetical is played, not said: it takes no time of its own.
			if (block.type !== 'parenthetical') cutting.speech.texts.push(block.text)
			return
		case 'action':
		case 'centered':
			closeSpeech(cutting)
			cutAction(cutting, block)
			return
		default:
			return
	}
}

function cutAction(cutting: Cutting, block: BreakdownBlock): void {
	let open: string[] = []
	let words = 0
	const close = () => {
		if (open.length > 0)
			addBeat(cutting, { action: open.join(' '), sentences: open.length, blockIds: [block.id] })
		open = []
		words = 0
	}
	for (const sentence of splitSentences(block.text)) {
		const length = countWords(sentence)
		const isFull = words + length > BEAT_MAX_WORDS || open.length >= BEAT_MAX_SENTENCES
		if (isFull || (asksForShot(sentence) && !open.every(isDirection))) close()
		open.push(sentence)
		words += length
	}
	close()
}

function asksForShot(sentence: string): boolean {
	return readShotWords(sentence).found.length > 0
}

/** `LOW ANGLE.` says how to look at what follows: it is no picture of its own. */
function isDirection(sentence: string): boolean {
	return countWords(sentence) <= 3 && asksForShot(sentence)
}

function closeSpeech(cutting: Cutting): void {
	const { speech } = cutting
	cutting.speech = null
	if (!speech || speech.blockIds.length === 0) return
	const speaker = speakerName(speech.cue)
	const heard = isHeardOnly(speech.cue)
	const parts = cutSpeech(speech.texts.join(' '))
	const previous = cutting.beats.at(-1)
	const [only] = parts
	// The right column of a dual dialogue is said at the same time: one picture holds both.
	if (speech.isRight && previous?.lines.length === 1 && parts.length === 1 && only !== undefined) {
		previous.lines.push({ speaker, text: only, isHeardOnly: heard })
		for (const id of speech.blockIds) previous.blockIds.push(id)
		if (speaker && !heard && !previous.subjects.includes(speaker)) previous.subjects.push(speaker)
		return
	}
	for (const text of parts) {
		addBeat(cutting, {
			action: '',
			sentences: 0,
			blockIds: speech.blockIds,
			lines: [{ speaker, text, isHeardOnly: heard }],
		})
	}
}

function cutSpeech(text: string): string[] {
	if (countWords(text) <= SPEECH_MAX_WORDS) return [text.trim()]
	const parts: string[] = []
	let open = ''
	for (const sentence of splitSentences(text)) {
		if (open !== '' && countWords(open) + countWords(sentence) > SPEECH_MAX_WORDS) {
			parts.push(open)
			open = ''
		}
		open = open === '' ? sentence : `${open} ${sentence}`
	}
	return open === '' ? parts : [...parts, open]
}

function addBeat(
	cutting: Cutting,
	beat: Pick<Beat, 'action' | 'sentences' | 'blockIds'> & { lines?: BeatLine[] },
): void {
	const { heading } = cutting
	cutting.heading = null
	const lines = beat.lines ?? []
	cutting.beats.push({
		heading: heading?.text ?? '',
		action: beat.action,
		sentences: beat.sentences,
		lines,
		blockIds: [...(heading ? [heading.id] : []), ...beat.blockIds],
		subjects: cutting.speakers.filter((name) => isInBeat(name, beat.action, lines)),
	})
}

function isInBeat(name: string, action: string, lines: readonly BeatLine[]): boolean {
	if (name === '') return false
	if (lines.some((line) => line.speaker === name && !line.isHeardOnly)) return true
	return namesPerson(action, name)
}

/** Whole-word search without building a pattern from a writer's text. */
function namesPerson(action: string, name: string): boolean {
	const text = action.toLowerCase()
	const wanted = name.toLowerCase()
	const isLetter = (letter: string) => /[\p{L}\p{N}]/u.test(letter)
	const isSpaced = !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(
		name,
	)
	for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
		if (!isSpaced || (!isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + wanted.length))))
			return true
	}
	return false
}
