/**
 * A screenplay as read, whatever it was written in: scenes of blocks in order. Import writes these as
 * records; nothing here knows of rooms or ids.
 */
import type { ScriptBlockRecord } from '../board/project-records.ts'

export interface ScriptBlock {
	type: ScriptBlockRecord['type']
	text: string
	dual: 'left' | 'right' | null
	/** Facts of the type worth keeping: title page key, depth, forcing mark, scene number, row, column. */
	meta: Record<string, string | number | boolean>
	/** Where it stands in the source (line ends as LF), UTF-16 code units. */
	start: number
	end: number
}
export interface ScriptScene {
	/** As printed, at most 20 letters; '' = to be derived from order. */
	number: string
	heading: string
	/** Heading first, when there is one. */
	blocks: ScriptBlock[]
}
export type ScriptFormat = 'fountain' | 'av' | 'fdx'
export interface ParsedScript {
	format: ScriptFormat
	title: string | null
	/** What stands before the first scene: title page, opening words. */
	preamble: ScriptBlock[]
	scenes: ScriptScene[]
	warnings: string[]
}

/** The heading given to words that stand under none. */
export const UNTITLED_SCENE = 'Untitled scene'
/** Longest text of one block: half of what a room takes for a record, as quotes and newlines travel doubled. */
export const MAX_BLOCK_TEXT = 30_000
const MAX_HEADING = 1000
const MAX_NUMBER = 20

/** A text in pieces that fit a block, cut at a line end or space where one is near. */
export function cutLongText(text: string): string[] {
	const pieces: string[] = []
	let from = 0
	while (text.length - from > MAX_BLOCK_TEXT) {
		const limit = from + MAX_BLOCK_TEXT
		const near = Math.max(text.lastIndexOf('\n', limit), text.lastIndexOf(' ', limit))
		let cut = near > from + MAX_BLOCK_TEXT / 2 ? near : limit
		// A letter outside the basic plane is two code units: never cut between them.
		if (/[\ud800-\udbff]/.test(text.charAt(cut - 1))) cut -= 1
		pieces.push(text.slice(from, cut))
		from = cut
	}
	return [...pieces, text.slice(from)]
}

/** A scene that starts with this heading; a number of another tool's making is read, its id left in the block. */
export function newScene(heading: string, sourceNumber: string | null): ScriptScene {
	// Storyboarder writes `#1-ZX3ZM#`: the number, then its own id.
	const number = /^([0-9]{1,4})-[A-Z0-9]{5}$/.exec(sourceNumber ?? '')?.[1] ?? sourceNumber ?? ''
	return {
		number: number.length > MAX_NUMBER ? '' : number,
		heading: heading.slice(0, MAX_HEADING).replace(/[\ud800-\udbff]$/, ''),
		blocks: [],
	}
}
