/** The colours of a script's revised pages, in the order every production uses; then they begin again. */

export interface RevisionColor {
	/** As a crew says it. */
	name: string
	/** The paper's colour on screen, for a mark beside a line. */
	paper: string
	/** As a Final Draft file writes it, 16 bits a channel. */
	fdx: string
}

export const REVISION_COLORS: readonly RevisionColor[] = [
	{ name: 'White', paper: '#f4f4f2', fdx: '#000000000000' },
	{ name: 'Blue', paper: '#8fb8e8', fdx: '#00000000FFFF' },
	{ name: 'Pink', paper: '#f0a8c0', fdx: '#FFFF0000FFFF' },
	{ name: 'Yellow', paper: '#ecd96a', fdx: '#FFFFFFFF0000' },
	{ name: 'Green', paper: '#8fcf97', fdx: '#000080800000' },
	{ name: 'Goldenrod', paper: '#dfa83c', fdx: '#DADAA5A52020' },
	{ name: 'Buff', paper: '#e3c9a0', fdx: '#F0F0DCDC8282' },
	{ name: 'Salmon', paper: '#f2937f', fdx: '#FAFA80807272' },
	{ name: 'Cherry', paper: '#d8637c', fdx: '#DEDE31316363' },
	{ name: 'Tan', paper: '#c9a57a', fdx: '#D2D2B4B48C8C' },
]

/** The colour of the nth revision: 0 is the first draft, white. */
export function revisionColor(revision: number): RevisionColor {
	const color = REVISION_COLORS[revision % REVISION_COLORS.length]
	if (!color) throw new RangeError(`no colour for revision ${revision}`)
	return color
}

/** `White`, `Blue`, … `Tan`, then `2nd White`, `3rd Blue`. */
export function revisionName(revision: number): string {
	const round = Math.floor(revision / REVISION_COLORS.length)
	const { name } = revisionColor(revision)
	if (round === 0) return name
	return `${round === 1 ? '2nd' : round === 2 ? '3rd' : `${round + 1}th`} ${name}`
}
