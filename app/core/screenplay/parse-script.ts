/**
 * Decides what a text is: a Final Draft file, a Fountain screenplay, a two-column AV script, or no script. A refusal
 * is a value with a reason, and then nothing is imported (SP19, SP20).
 */
import { readAvScript } from './av-script.ts'
import { isFdx, readFdx } from './fdx/read-fdx.ts'
import { readFountain } from './fountain-script.ts'
import { isHeading, isUpperCase } from './line-tests.ts'
import type { ParsedScript, ScriptBlock } from './script.ts'

/** Most blocks one script may have. */
export const MAX_SCRIPT_BLOCKS = 200_000

export type Parsed =
	| { ok: true; script: ParsedScript }
	| { ok: false; reason: 'empty' | 'no_script' | 'too_long' }
	/** A Final Draft file that cannot be read: where, and what is wrong there. */
	| { ok: false; reason: 'damaged'; line: number; what: string }

/** Titles of papers that look like a cue with lines under it. */
const NO_NAMES =
	/^(?:(?:chapter|part|section|appendix|table|figure|invoice|budget|total|subtotal|summary|introduction|abstract|contents|index|conclusion|references|note|notes|agenda|minutes|memo|subject|date|to|from|item|items|qty|price|cost|description|amount|name)(?:[\s:#.\d].*)?)$/iu
const MAX_NAME_WORDS = 6
/** Speech must be at least this share of a text without headings. */
const MIN_SPEECH_SHARE = 0.15

/** Reads a text (line ends LF) as whichever kind of script it is. */
export function parseScript(text: string): Parsed {
	if (text.trim() === '') return { ok: false, reason: 'empty' }
	if (isFdx(text)) return parseFdx(text)
	const av = readAvScript(text, { needsHeader: true }) ?? readAvScript(text, { needsHeader: false })
	const script = av ?? readFountain(text)
	if (countBlocks(script) > MAX_SCRIPT_BLOCKS) return { ok: false, reason: 'too_long' }
	if (av || isScreenplay(script)) return { ok: true, script }
	return { ok: false, reason: 'no_script' }
}

function parseFdx(text: string): Parsed {
	const read = readFdx(text)
	if (!read.ok) return { ok: false, reason: 'damaged', line: read.line, what: read.what }
	const count = countBlocks(read.script)
	if (count > MAX_SCRIPT_BLOCKS) return { ok: false, reason: 'too_long' }
	return count === 0 ? { ok: false, reason: 'empty' } : { ok: true, script: read.script }
}

function countBlocks(script: ParsedScript): number {
	return script.scenes.reduce((sum, scene) => sum + scene.blocks.length, script.preamble.length)
}

/** One heading that can be believed, or cues with speech that make up a fair part of the words. */
function isScreenplay(script: ParsedScript): boolean {
	const blocks = [...script.preamble, ...script.scenes.flatMap((scene) => scene.blocks)]
	if (blocks.some((block) => block.type === 'sceneHeading' && isCredibleHeading(block))) return true
	let spoken = 0
	let all = 0
	let cue: ScriptBlock | undefined
	for (const block of blocks) {
		all += block.text.length
		if (block.type === 'character') cue = block
		else if (block.type === 'dialogue' && cue && isCredibleSpeech(cue, block))
			spoken += block.text.length + cue.text.length
		else if (block.type === 'action') cue = undefined
	}
	return spoken > 0 && spoken >= all * MIN_SPEECH_SHARE
}

/** `.net is a library.` is no heading; `.SNIPER SCOPE POV`, `.咖啡馆` and every INT. are. */
function isCredibleHeading(block: ScriptBlock): boolean {
	if (block.meta.forced !== '.') return isHeading(block.text) && !/^ext\.? ?\d/iu.test(block.text)
	if (isHeading(block.text) || isUpperCase(block.text)) return true
	if (/[.!?。！？]$/u.test(block.text)) return false
	return !/\p{Ll}/u.test(block.text.charAt(0)) && block.text.length <= 120
}

function isCredibleSpeech(cue: ScriptBlock, speech: ScriptBlock): boolean {
	if (NO_NAMES.test(cue.text) || cue.text.split(/\s+/u).length > MAX_NAME_WORDS) return false
	const lines = speech.text.split('\n')
	const sums = lines.filter(
		(line) => /\d[\d.,]*\s*(?:[$€£¥%]|[a-z]{2,3})?\s*$/iu.test(line) && /[$€£¥]|\d{2}/u.test(line),
	)
	return sums.length * 2 < lines.length
}
