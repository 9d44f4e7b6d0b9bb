/**
 * Gives the rows of a two-column AV script their meaning: what stands under VIDEO is action, what
 * stands under AUDIO is speech or sound. Nothing is invented: speech without a name gets no cue (SP18).
 */
import {
	type AvRow,
	type AvTable,
	readTableWithHeader,
	readTableWithoutHeader,
} from './av-table.ts'
import { isHeading, isStrictHeading, isUpperCase, takeSceneNumber } from './line-tests.ts'
import {
	cutLongText,
	newScene,
	type ParsedScript,
	type ScriptBlock,
	type ScriptScene,
	UNTITLED_SCENE,
} from './script.ts'
import { readShotWords } from './shot-words.ts'

/** Columns are recognised in at most this much text; an AV script is pages, not books. */
export const MAX_AV_TEXT = 2_000_000
const SOUND = /^(?:sfx|fx|music|sound|mus|nat sound|ambience|song|super|gfx|音乐|音效)\b/iu
const SPEAKER = /^([\p{L}][\p{L}\p{M}\p{N} .'’&()（）/-]{0,40})[:：][ \t]*(?=\S)/u
const MARKERS =
	/\b(?:v\.?o\.?|o\.?s\.?|sfx|music|vo|narrator|super|logo|title card|cut to|dissolve|fade (?:in|out|up)|b-?roll)\b/iu

/** Reads an AV table with a header row, or one without whose cells speak of picture and sound. */
export function readAvScript(
	text: string,
	options: { needsHeader: boolean },
): ParsedScript | undefined {
	if (text.length > MAX_AV_TEXT) return undefined
	const table = options.needsHeader ? readTableWithHeader(text) : readTableWithoutHeader(text)
	if (!table || table.rows.length === 0 || (!table.hasHeader && !isPictureAndSound(table.rows)))
		return undefined
	return buildScript(table)
}

/** A price list has two columns too: a third of the rows must speak of picture or sound, few may be sums. */
function isPictureAndSound(rows: readonly AvRow[]): boolean {
	const telling = rows.filter((row) => isTelling(row)).length
	const sums = rows.filter((row) => /^[\s$€£¥]*[\d.,]+\s*%?$/u.test(row.audio)).length
	return telling * 3 >= rows.length && sums * 4 < rows.length
}

function isTelling(row: AvRow): boolean {
	return (
		readShotWords(row.video).found.length > 0 ||
		isHeading(row.video) ||
		MARKERS.test(row.video) ||
		MARKERS.test(row.audio) ||
		SPEAKER.test(row.audio)
	)
}

function buildScript(table: AvTable): ParsedScript {
	const script: ParsedScript = { format: 'av', title: null, preamble: [], scenes: [], warnings: [] }
	for (const line of table.above) {
		if (line.text !== '')
			script.preamble.push({
				type: 'action',
				text: line.text,
				dual: null,
				meta: {},
				start: line.start,
				end: line.end,
			})
	}
	const [title] = table.above
	if (title && title.text.length <= 120)
		script.title = title.text.replace(/^title\s*:\s*/iu, '') || null
	for (const row of table.rows) addRow(script, row)
	return script
}

function addRow(script: ParsedScript, row: AvRow): void {
	const [first = '', ...rest] = row.video.split('\n')
	const heading = headingOf(first, row, rest.length > 0)
	if (heading !== undefined) {
		const { text, number } = takeSceneNumber(heading)
		const scene = newScene(text, number)
		scene.blocks.push(
			block('sceneHeading', text, row, number === null ? {} : { sceneNumber: number }),
		)
		script.scenes.push(scene)
	}
	const scene = script.scenes.at(-1) ?? untitledScene(script)
	const video = heading === undefined ? row.video : rest.join('\n')
	scene.blocks.push(...blocks('action', video, row, 'video'))
	for (const line of row.audio.split('\n')) addAudio(scene, line.trim(), row)
	for (const other of row.others)
		scene.blocks.push(
			...blocks(
				'note',
				other.name === '' ? other.text : `${other.name}: ${other.text}`,
				row,
				'other',
			),
		)
}

function untitledScene(script: ParsedScript): ScriptScene {
	const scene = newScene(script.title ?? UNTITLED_SCENE, null)
	script.scenes.push(scene)
	return scene
}

/** A row starts a scene when its picture begins with a heading, or says `SCENE 2: …` and nothing is heard. */
function headingOf(first: string, row: AvRow, hasMore: boolean): string | undefined {
	const text = first.trim()
	if (isStrictHeading(text) && (hasMore || text.length <= 80)) return text
	if (row.audio !== '' || hasMore) return undefined
	if (isHeading(text)) return text
	return /^(?:scene|act|part|teil|scène|escena)\b/iu.test(text) &&
		(isUpperCase(text) || text.length <= 60)
		? text
		: undefined
}

function addAudio(scene: ScriptScene, line: string, row: AvRow): void {
	if (line === '') return
	if (SOUND.test(line)) {
		scene.blocks.push(...blocks('action', line, row, 'audio'))
		return
	}
	const speaker = SPEAKER.exec(line)
	const name = speaker?.[1]?.trim() ?? ''
	const isName =
		speaker !== null &&
		(isUpperCase(name.replace(/[(（].*/u, '')) || name.split(/\s+/u).length <= 2)
	if (isName) scene.blocks.push(block('character', name, row, { column: 'audio' }))
	const last = scene.blocks.at(-1)
	// A cell of several lines is one speech until another name begins.
	if (!isName && last?.type === 'dialogue' && last.start === row.start) {
		last.text = `${last.text}\n${line}`
		return
	}
	const words = isName ? line.slice(speaker[0].length) : line
	scene.blocks.push(...blocks('dialogue', words, row, 'audio'))
}

function blocks(
	type: ScriptBlock['type'],
	text: string,
	row: AvRow,
	column: string,
): ScriptBlock[] {
	if (text.trim() === '') return []
	return cutLongText(text.trim()).map((piece) => block(type, piece, row, { column }))
}

function block(
	type: ScriptBlock['type'],
	text: string,
	row: AvRow,
	facts: ScriptBlock['meta'],
): ScriptBlock {
	const meta = row.number === '' ? facts : { ...facts, row: row.number }
	return { type, text, dual: null, meta, start: row.start, end: row.end }
}
