/** Words for where a note is. */
import type { Anchor } from '#core/notes/anchor.ts'
import type { LineAnchor, LinePlace } from '#core/notes/find-line.ts'

const QUOTE_LETTERS = 40

export interface Whereabouts {
	numberOf: (panelId: string) => string | null
	/** Where a line is now; null = it was cut. */
	placeOf: (anchor: LineAnchor) => LinePlace | null
}

/** `4D-1`, `Line “drifting off the leads”, reworded`, `4D-1 at frame 12`. */
export function anchorWords(anchor: Anchor, { numberOf, placeOf }: Whereabouts): string {
	if (anchor.kind === 'scene') return 'The scene'
	if (anchor.kind === 'line') {
		const line = anchor.quote === '' ? 'A line' : `Line “${shortened(anchor.quote)}”`
		return line + LINE_WORDS[placeOf(anchor)?.state ?? 'cut']
	}
	const number = anchor.panelId === null ? 'Beside the wall' : numberOf(anchor.panelId)
	if (number === null) return 'A panel that is gone'
	if (anchor.kind === 'shape') return `${number}, on a drawing`
	if (anchor.kind === 'time') return `${number} at frame ${anchor.frame}`
	return anchor.w > 0 || anchor.h > 0 ? `${number}, a part of it` : number
}

const LINE_WORDS = {
	here: '',
	reworded: ', reworded',
	old: ', not in the newest pages',
	cut: ', cut from this scene',
} as const

function shortened(text: string): string {
	return text.length <= QUOTE_LETTERS ? text : `${text.slice(0, QUOTE_LETTERS - 1)}…`
}
