/**
 * What keys do to the lines of a script: which element a new line is, what Tab makes of one, how one line
 * becomes two and two become one. Pure (docs/spec/screenplay.md SP60–SP63).
 */
import type { ScriptBlockRecord } from '../board/project-records.ts'

type BlockType = ScriptBlockRecord['type']

/** Most letters a line takes by hand. */
export const MAX_LINE = 30_000

/** In the order Tab walks through them. */
export const WRITTEN_TYPES = [
	...(['action', 'character', 'parenthetical', 'dialogue', 'transition', 'sceneHeading'] as const),
	...(['lyrics', 'centered', 'note'] as const),
] as const satisfies readonly BlockType[]

const AFTER: Partial<Record<BlockType, BlockType>> = {
	character: 'dialogue',
	parenthetical: 'dialogue',
	transition: 'action',
	dialogue: 'action',
}

/** The element that follows at the end of a line. */
export function typeAfter(type: BlockType): BlockType {
	return AFTER[type] ?? (type === 'lyrics' ? 'lyrics' : 'action')
}

/** The element Tab makes of a line; one that Tab does not know becomes action first. */
export function typeByTab(type: BlockType, step: 1 | -1): BlockType {
	const at = WRITTEN_TYPES.findIndex((each) => each === type)
	if (at < 0) return 'action'
	return WRITTEN_TYPES.at((at + step) % WRITTEN_TYPES.length) ?? 'action'
}

export interface LineSplit {
	/** What stays in the line, which keeps its identity and its panels. */
	text: string
	/** Where the new line stands. */
	side: 'above' | 'below'
	next: Pick<ScriptBlockRecord, 'type' | 'text' | 'dual'>
}

/**
 * Cuts a line at the caret: in the middle both halves are of its type, at the end the next element begins,
 * before its first word an empty line opens above and the line stays as it is.
 */
export function splitLine(block: ScriptBlockRecord, caret: number): LineSplit {
	const text = block.text.slice(0, caret)
	const rest = block.text.slice(caret)
	const isAtEnd = rest.trim() === ''
	if (!isAtEnd && text.trim() === '') {
		const isSpoken = staysInSpeech(block.type)
		const next = { type: isSpoken ? block.type : 'action', text: '' } as const
		return {
			text: block.text,
			side: 'above',
			next: { ...next, dual: isSpoken ? block.dual : null },
		}
	}
	const type = isAtEnd ? typeAfter(block.type) : block.type
	const dual = staysInSpeech(type) ? block.dual : null
	return { text: text.trimEnd(), side: 'below', next: { type, text: rest.trimStart(), dual } }
}

function staysInSpeech(type: BlockType): boolean {
	return type === 'dialogue' || type === 'parenthetical' || type === 'lyrics'
}

/** The two lines as one: the upper keeps its identity, and panels of the lower are its own from then on. */
export function joinLines(
	upper: ScriptBlockRecord,
	lower: ScriptBlockRecord,
): { text: string; joined: string; caret: number } {
	const needsSpace = /\S$/u.test(upper.text) && /^\S/u.test(lower.text)
	const head = upper.text + (needsSpace ? ' ' : '')
	return {
		text: head + lower.text,
		joined: [...idsOfLine(upper).slice(1), ...idsOfLine(lower)].join(' '),
		caret: upper.text.length,
	}
}

/** A line's id, then those of lines that were joined to it: panels of either show it. */
export function idsOfLine(block: Pick<ScriptBlockRecord, 'id' | 'meta'>): string[] {
	const { joined } = block.meta
	return typeof joined === 'string' && joined !== '' ? [block.id, ...joined.split(' ')] : [block.id]
}
