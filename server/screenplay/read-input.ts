/** The door of an import: bytes or a paste become a script, or a refusal in a sentence (SP15–SP20). */
import { AppError } from '#core/errors.ts'
import {
	decodePaste,
	decodeScript,
	type Encoding,
	MAX_SCRIPT_BYTES,
	normaliseLineEnds,
} from '#core/screenplay/decode.ts'
import { parseScript } from '#core/screenplay/parse-script.ts'
import type { ParsedScript } from '#core/screenplay/script.ts'
import type { ImportInput } from './import-report.ts'

const SAFE = 'Nothing was changed.'
const CAN_COME_IN = 'Fountain, Final Draft (FDX) and plain text pages can come in.'

/** @throws AppError('unreadable' | 'too_large') */
export function readInput({ content, fileName }: ImportInput): {
	script: ParsedScript
	encoding: Encoding
	/** Of a Final Draft file, whose other parts are kept for the way out. */
	source: string | null
} {
	const name = fileName ? `“${fileName}”` : 'What was pasted'
	const size = typeof content === 'string' ? content.length : content.byteLength
	if (size > MAX_SCRIPT_BYTES)
		throw refusal(
			'too_large',
			`${name} is larger than 20 MB. ${SAFE} A script’s text is far smaller: export it without pictures.`,
		)
	const decoded = typeof content === 'string' ? decodePaste(content) : decodeScript(content)
	if (!decoded.ok)
		throw refusal(
			'unreadable',
			`${name} looks like ${decoded.looksLike}, not like a script. ${SAFE} ${adviceFor(decoded.looksLike)}`,
		)
	const parsed = parseScript(normaliseLineEnds(decoded.text))
	if (parsed.ok) {
		const warnings = [
			...encodingWarnings(decoded.encoding, decoded.text),
			...parsed.script.warnings,
		]
		const source = parsed.script.format === 'fdx' ? normaliseLineEnds(decoded.text) : null
		return { script: { ...parsed.script, warnings }, encoding: decoded.encoding, source }
	}
	if (parsed.reason === 'damaged')
		throw refusal(
			'unreadable',
			`${name} cannot be read from line ${parsed.line} on: ${parsed.what}. ${SAFE} Save it again from Final Draft, or export it as Fountain.`,
		)
	if (parsed.reason === 'too_long')
		throw refusal(
			'too_large',
			`${name} has more than 200,000 lines. ${SAFE} Bring it in as several scripts.`,
		)
	if (parsed.reason === 'empty')
		throw refusal('unreadable', `${name} is empty. ${SAFE} ${CAN_COME_IN}`)
	throw refusal(
		'unreadable',
		`${name} is not a script: it has no scene heading, no speech and no picture and sound columns. ${SAFE} ${CAN_COME_IN}`,
	)
}

function refusal(code: 'unreadable' | 'too_large', userMessage: string): AppError {
	return new AppError(code, { userMessage })
}

function adviceFor(looksLike: string): string {
	if (/PDF|Word|rich text|OpenDocument|web page/u.test(looksLike))
		return 'Copy the pages out of it and paste them here.'
	return CAN_COME_IN
}

/** Old Western letters cannot be told from other old alphabets, so a person must look. */
function encodingWarnings(encoding: Encoding, text: string): string[] {
	if (encoding !== 'windows-1252') return []
	const sample = /[^\n]{0,20}[\u0080-\uffff][^\n]{0,20}/u.exec(text)?.[0].trim() ?? ''
	return [
		`The letters were read as Western European (“${sample}”). If that looks wrong, save the file as UTF-8 and bring it in again.`,
	]
}
