/**
 * How many pages a script would fill, typed the usual way (12 point Courier, 55 lines to a page), counted
 * from its blocks: enough for the page-a-minute rule of thumb, which holds on average only.
 */
import type { ScriptBlockRecord } from '../board/project-records.ts'

const LINES_A_PAGE = 55
/** Letters to a line, and blank lines before. */
const LAID: Partial<Record<ScriptBlockRecord['type'], readonly [letters: number, before: number]>> =
	{
		sceneHeading: [60, 2],
		action: [60, 1],
		character: [38, 1],
		parenthetical: [25, 0],
		dialogue: [35, 0],
		lyrics: [35, 0],
		transition: [60, 1],
		centered: [60, 1],
	}

export function scriptPages(blocks: Iterable<Pick<ScriptBlockRecord, 'type' | 'text'>>): number {
	let lines = 0
	for (const { type, text } of blocks) {
		const laid = LAID[type]
		if (!laid || text.trim() === '') continue
		const [letters, before] = laid
		lines += before
		for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(line.length / letters))
	}
	return lines / LINES_A_PAGE
}
