/**
 * A scene's blocks as the lines a crew counts: a paragraph of action is one, a speech with its cue is
 * one. What nobody can draw (headings, transitions, notes) is shown and not counted (SP30).
 */
import type { ScriptBlockRecord } from '../board/project-records.ts'

export interface ScriptLine {
	id: string
	blocks: ScriptBlockRecord[]
	/** Whether a panel can show it. */
	isCounted: boolean
	/** The newest draft does not have it; it was kept (SP25). */
	isNotInDraft: boolean
}

const SPOKEN: ReadonlySet<string> = new Set(['parenthetical', 'dialogue', 'lyrics'])
const DRAWN: ReadonlySet<string> = new Set([
	'action',
	'character',
	'parenthetical',
	'dialogue',
	'lyrics',
	'centered',
])

/** Groups blocks, given in order; what was cut out with slash-stars is left out. */
export function groupLines(blocks: readonly ScriptBlockRecord[]): ScriptLine[] {
	const lines: ScriptLine[] = []
	for (const block of blocks) {
		if (block.meta.boneyard === true) continue
		const last = lines.at(-1)
		const isNotInDraft = block.meta.notInDraft === true
		const opener = last?.blocks[0]?.type ?? ''
		const isOfSpeech = SPOKEN.has(block.type) && (opener === 'character' || SPOKEN.has(opener))
		if (last && isOfSpeech && last.isNotInDraft === isNotInDraft) {
			last.blocks.push(block)
			continue
		}
		const isCounted = DRAWN.has(block.type) && !isNotInDraft && block.text.trim() !== ''
		lines.push({ id: block.id, blocks: [block], isCounted, isNotInDraft })
	}
	return lines
}

/** A line is covered when a panel shows any block of it. */
export function isCovered(line: ScriptLine, coveredBlockIds: ReadonlySet<string>): boolean {
	return line.blocks.some((block) => coveredBlockIds.has(block.id))
}
