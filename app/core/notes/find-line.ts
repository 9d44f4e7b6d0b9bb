/**
 * Where a note on words of the script stands now. A line keeps its identity through every edit and draft,
 * so the note stays with it; words that went into another line (it was split, or typed anew) are followed
 * when they can be nowhere else. Of a line that was cut the note says so, and stays (SP80).
 */
import type { ScriptBlockRecord } from '../board/project-records.ts'
import { idsOfLine } from '../screenplay/edit-script.ts'
import type { Anchor } from './anchor.ts'

export type LineAnchor = Extract<Anchor, { kind: 'line' }>
type Block = Pick<ScriptBlockRecord, 'id' | 'text' | 'meta'>

export interface LinePlace {
	/** `reworded`: the line is there, the words are not; `old`: the newest pages do not have it. */
	state: 'here' | 'reworded' | 'old'
	blockId: string
	/** Letters of the block; none when the words are not there. */
	from: number
	to: number
}

/** Fewer letters than this are found by chance. */
const FOLLOWED_LETTERS = 8

/** `blocks` is the script of the note's scene; null = the line is not in it any more. */
export function findLine(anchor: LineAnchor, blocks: readonly Block[]): LinePlace | null {
	const shown = blocks.filter(({ meta }) => meta.boneyard !== true)
	const own = shown.find((block) => idsOfLine(block).includes(anchor.blockId))
	const isOwnInDraft = own !== undefined && isInDraft(own)
	const inOwn = own && placeIn(own, anchor)
	if (inOwn && isOwnInDraft) return { ...inOwn, state: 'here' }
	const elsewhere =
		anchor.quote.length < FOLLOWED_LETTERS ? [] : placesElsewhere(anchor, shown, own)
	const [only] = elsewhere
	if (only && elsewhere.length === 1) return { ...only, state: 'here' }
	if (!own) return null
	const place = inOwn ?? { blockId: own.id, from: 0, to: 0 }
	return { ...place, state: isOwnInDraft ? 'reworded' : 'old' }
}

/** An anchor on letters of a line. */
export function anchorOnLine(
	block: Pick<ScriptBlockRecord, 'id' | 'text'>,
	{ from, to }: { from: number; to: number },
): LineAnchor {
	const end = Math.min(to, block.text.length, from + MAX_QUOTE)
	return {
		...{ kind: 'line', blockId: block.id, from, to: Math.max(from, end) },
		quote: block.text.slice(from, end),
	}
}

const MAX_QUOTE = 400

/** The words nearest to where they were. */
function placeIn(block: Block, { from, quote }: LineAnchor) {
	let best = -1
	for (let at = block.text.indexOf(quote); at >= 0; at = block.text.indexOf(quote, at + 1)) {
		if (best < 0 || Math.abs(at - from) < Math.abs(best - from)) best = at
		if (quote === '') break
	}
	return best < 0 ? null : { blockId: block.id, from: best, to: best + quote.length }
}

function placesElsewhere(anchor: LineAnchor, shown: readonly Block[], own: Block | undefined) {
	return shown
		.filter((block) => block !== own && isInDraft(block))
		.flatMap((block) => placeIn(block, anchor) ?? [])
}

function isInDraft({ meta }: Block): boolean {
	return meta.notInDraft !== true
}
