/**
 * "Break down this scene": proposes panels from a scene's script, in story order. It claims only what
 * the words carry: every panel names its lines, its numbers and why. Used by the suggestion engine.
 */
import type { ShotFields } from '../board/shot-record.ts'
import { labelOf, SHOT_SIZES } from '../board/vocabulary.ts'
import type { Evidence } from '../suggestions/suggestion-record.ts'
import { type Beat, type BreakdownBlock, cutBeats } from './beats.ts'
import { readShotWords } from './shot-words.ts'
import { countWords } from './words.ts'

/** Comfortable speech, words a second, and the breath after a line, seconds (film.md rule T1). */
export const SPEECH_WORDS_PER_SECOND = 2.5
export const SPEECH_BREATH_SECONDS = 0.5
/** How long a described action is watched: seconds a word, seconds more, and at least. */
export const ACTION_SECONDS_PER_WORD = 0.2
export const ACTION_EXTRA_SECONDS = 0.5
export const ACTION_MIN_SECONDS = 1.5
const MAX_CAPTION = 10_000

export type { BreakdownBlock } from './beats.ts'

export interface ProposedPanel {
	/** What we see. */
	action: string
	/** What is said, a line per speaker: `IDA: That’s not the buoy.` */
	dialogue: string
	/** Whole frames at the project's rate. */
	durationFrames: number
	scriptBlockIds: string[]
	shot: Partial<ShotFields>
	title: string
	rationale: string
	evidence: Evidence[]
}

/**
 * Panels for a scene's blocks (in script order; blocks of other types than the spoken and the seen are
 * passed over). The heading belongs to the first panel, which establishes the place.
 */
export function proposePanels(
	blocks: readonly BreakdownBlock[],
	options: { frameRate: number },
): ProposedPanel[] {
	return cutBeats(blocks).map((beat, position) => proposePanel(beat, position, options.frameRate))
}

/** Seconds a line needs to be said. */
export function speechSeconds(words: number): number {
	return words === 0 ? 0 : words / SPEECH_WORDS_PER_SECOND + SPEECH_BREATH_SECONDS
}

/** Seconds an action needs to be seen. */
export function actionSeconds(words: number): number {
	if (words === 0) return 0
	return Math.max(ACTION_MIN_SECONDS, words * ACTION_SECONDS_PER_WORD + ACTION_EXTRA_SECONDS)
}

function proposePanel(beat: Beat, position: number, frameRate: number): ProposedPanel {
	const said = beat.lines.map((line) =>
		line.speaker ? `${line.speaker}: ${line.text}` : line.text,
	)
	const { shot, reason } = chooseShot(beat, position)
	const timing = timeBeat(beat, frameRate)
	return {
		action: beat.action.slice(0, MAX_CAPTION),
		dialogue: said.join('\n').slice(0, MAX_CAPTION),
		durationFrames: timing.frames,
		scriptBlockIds: beat.blockIds.slice(0, 200),
		shot,
		title: titleOf(beat, shot),
		rationale: `${reason} ${timing.reason}`,
		evidence: timing.evidence,
	}
}

interface Timing {
	frames: number
	reason: string
	evidence: Evidence[]
}

function timeBeat(beat: Beat, frameRate: number): Timing {
	const spoken = beat.lines.reduce((sum, line) => sum + countWords(line.text), 0)
	const seen = countWords(beat.action)
	const seconds = Math.max(
		speechSeconds(spoken),
		actionSeconds(seen),
		beat.heading ? ACTION_MIN_SECONDS : 0,
	)
	const frames = Math.max(1, Math.round(seconds * frameRate))
	const parts: string[] = []
	if (spoken > 0)
		parts.push(
			`${count(spoken, 'spoken word')} at ${SPEECH_WORDS_PER_SECOND} a second and ${SPEECH_BREATH_SECONDS} s of breath`,
		)
	if (seen > 0)
		parts.push(
			`${count(seen, 'word')} of action at ${ACTION_SECONDS_PER_WORD} s each and ${ACTION_EXTRA_SECONDS} s more, at least ${ACTION_MIN_SECONDS} s`,
		)
	const lead = parts.length === 2 ? 'The longer of ' : ''
	const body =
		parts.length === 0
			? `Nothing is described yet: ${ACTION_MIN_SECONDS} s to read the place`
			: lead + parts.join(', and ')
	return {
		frames,
		reason: `${body}: ${(frames / frameRate).toFixed(1)} s (${frames} frames).`,
		evidence: [
			{ label: 'Spoken words', value: spoken },
			{ label: 'Words of action', value: seen },
			{ label: 'Length', value: Number((frames / frameRate).toFixed(2)), unit: 's' },
		],
	}
}

function chooseShot(beat: Beat, position: number): { shot: Partial<ShotFields>; reason: string } {
	const asked = readShotWords(`${beat.heading}\n${beat.action}`)
	const subjects = beat.subjects.slice(0, 20).map((name) => name.slice(0, 80))
	const people: Partial<ShotFields> = subjects.length > 0 ? { subjects } : {}
	if (asked.found.length > 0) {
		const quoted = asked.found.map((words) => `“${words}”`).join(', ')
		return { shot: { ...people, ...asked.shot }, reason: `The script asks for it: ${quoted}.` }
	}
	if (beat.lines.length > 0)
		return { shot: { ...people, ...speakingShot(beat) }, reason: speakingReason(beat) }
	if (position === 0 && beat.heading !== '') {
		return {
			shot: { ...people, size: 'WS', kind: 'ESTABLISHING' },
			reason: 'A new place: the convention is to open wide.',
		}
	}
	return {
		shot: people,
		reason: `Beat of ${count(beat.sentences, 'sentence')} of action; the size is left to you.`,
	}
}

function speakingShot(beat: Beat): Partial<ShotFields> {
	const seen = beat.lines.filter((line) => !line.isHeardOnly)
	if (seen.length === 0) return {}
	return seen.length > 1 ? { size: 'MS', framing: 'two_shot' } : { size: 'MCU', framing: 'single' }
}

function speakingReason(beat: Beat): string {
	const [first] = beat.lines
	if (beat.lines.length > 1)
		return `${count(beat.lines.length, 'line')} at once: both in one picture.`
	if (!first?.speaker) return 'A line nobody is named for.'
	return first.isHeardOnly
		? `${first.speaker} is heard and not seen here.`
		: `${first.speaker} speaks: a single on the speaker.`
}

function titleOf(beat: Beat, shot: Partial<ShotFields>): string {
	const size = shot.kind === 'INSERT' ? 'Insert' : shot.size ? labelOf(SHOT_SIZES, shot.size) : ''
	const what =
		beat.lines[0]?.speaker || firstWords(beat.action) || firstWords(beat.heading) || 'New panel'
	return (size ? `${size}: ${what}` : what).slice(0, 160)
}

function firstWords(text: string): string {
	const words = text.trim().split(/\s+/u)
	const head = words.slice(0, 7).join(' ').slice(0, 80)
	return head === '' || words.length <= 7 ? head : `${head} …`
}

function count(amount: number, noun: string): string {
	return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
