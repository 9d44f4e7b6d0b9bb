/** Words for where a note is and how long ago it was written. */
import type { Anchor } from '#core/notes/anchor.ts'

const QUOTE_LETTERS = 40

/** `4D-1`, `Line “drifting off the leads”`, `4D-1 at frame 12`. */
export function anchorWords(anchor: Anchor, numberOf: (panelId: string) => string | null): string {
	if (anchor.kind === 'scene') return 'The scene'
	if (anchor.kind === 'line') return `Line “${shortened(anchor.quote)}”`
	const number = anchor.panelId === null ? 'Beside the wall' : numberOf(anchor.panelId)
	if (number === null) return 'A panel that is gone'
	if (anchor.kind === 'shape') return `${number}, on a drawing`
	if (anchor.kind === 'time') return `${number} at frame ${anchor.frame}`
	return anchor.w > 0 || anchor.h > 0 ? `${number}, a part of it` : number
}

function shortened(text: string): string {
	return text.length <= QUOTE_LETTERS ? text : `${text.slice(0, QUOTE_LETTERS - 1)}…`
}

/** `just now`, `40 min`, `3 h`, `2 days`; what the room has not dated yet is just now. */
export function agoWords(at: number, now: number): string {
	const minutes = at === 0 ? 0 : Math.max(0, Math.round((now - at) / 60_000))
	if (minutes < 1) return 'just now'
	if (minutes < 60) return `${minutes} min`
	const hours = Math.round(minutes / 60)
	if (hours < 24) return `${hours} h`
	const days = Math.round(hours / 24)
	return days === 1 ? '1 day' : `${days} days`
}
