/**
 * Colours, widths and type sizes of tldraw's default light theme, for pictures made without a
 * browser. Panels are paper in both themes, so there is no dark table. Values as in tldraw 5.4.
 */
export const PAPER = '#ffffff'

interface Shades {
	solid: string
	semi: string
	pattern: string
	highlight: string
	note: string
}
const shades = (solid: string, semi: string, pattern: string, highlight: string, note: string) => ({
	solid,
	semi,
	pattern,
	highlight,
	note,
})
const COLORS: Readonly<Record<string, Shades>> = {
	black: shades('#1d1d1d', '#e8e8e8', '#494949', '#fddd00', '#FCE19C'),
	blue: shades('#4465e9', '#dce1f8', '#6681ee', '#10acff', '#8AA3FF'),
	green: shades('#099268', '#d3e9e3', '#39a785', '#00ffc8', '#6FC896'),
	grey: shades('#9fa8b2', '#eceef0', '#bcc3c9', '#cbe7f1', '#C0CAD3'),
	'light-blue': shades('#4ba1f1', '#ddedfa', '#6fbbf8', '#00f4ff', '#9BC4FD'),
	'light-green': shades('#4cb05e', '#dbf0e0', '#65cb78', '#65f641', '#98D08A'),
	'light-red': shades('#f87777', '#f4dadb', '#fe9e9e', '#ff7fa3', '#F7A5A1'),
	'light-violet': shades('#e085f4', '#f5eafa', '#e9acf8', '#ff88ff', '#DFB0F9'),
	orange: shades('#e16919', '#f8e2d4', '#f78438', '#ffa500', '#FAA475'),
	red: shades('#e03131', '#f4dadb', '#e55959', '#ff636e', '#FC8282'),
	violet: shades('#ae3ec9', '#ecdcf2', '#bd63d3', '#c77cff', '#DB91FD'),
	yellow: shades('#f1ac4b', '#f9f0e6', '#fecb92', '#fddd00', '#FED49A'),
	white: shades('#ffffff', '#f5f5f5', '#f9f9f9', '#ffffff', '#FFFFFF'),
}
const BLACK = shades('#1d1d1d', '#e8e8e8', '#494949', '#fddd00', '#FCE19C')

export function shadesOf(color: string): Shades {
	return COLORS[color] ?? BLACK
}

/** Paint of a fill style; null = not filled. */
export function fillPaint(fill: string, color: string): string | null {
	const paint = shadesOf(color)
	if (fill === 'none') return null
	if (fill === 'semi') return '#fcfffe'
	if (fill === 'solid') return paint.semi
	return fill === 'pattern' || fill === 'lined-fill' ? paint.pattern : paint.solid
}

const STROKE_SIZES: Readonly<Record<string, number>> = { s: 1, m: 1.75, l: 2.5, xl: 5 }
const FONT_SIZES: Readonly<Record<string, number>> = { s: 1.125, m: 1.5, l: 2.25, xl: 2.75 }

/** Line width of a size style, page units. */
export function strokeWidth(size: string): number {
	return 2 * (STROKE_SIZES[size] ?? 1.75)
}

/** Height of type of a size style, page units. */
export function fontSize(size: string): number {
	return 16 * (FONT_SIZES[size] ?? 1.5)
}

/** Lengths of dashes and gaps of a dash style; empty for a line without. */
export function dashes(dash: string, width: number): readonly number[] {
	if (dash === 'dashed') return [width * 2, width * 2]
	return dash === 'dotted' ? [0.1, width * 2] : []
}

export function dashArray(dash: string, width: number): string {
	const lengths = dashes(dash, width)
	return lengths.length === 0 ? '' : ` stroke-dasharray="${lengths.map(num).join(' ')}"`
}

/** What stands behind the whole number for each hundredth. */
const HUNDREDTHS = Array.from({ length: 100 }, (_, at) => String(at / 100).slice(1))
/** Beyond, hundredths are no whole numbers any more. */
const LARGEST = 1e12

/**
 * A number in SVG: two decimals, no trailing noise. Put together from whole numbers, which is several
 * times as fast as writing a fraction: a growing stroke writes a thousand of them at each move.
 */
export function num(value: number): string {
	if (!Number.isFinite(value)) return '0'
	const hundredths = Math.round(value * 100)
	const size = Math.abs(hundredths)
	if (size > LARGEST) return String(hundredths / 100)
	const whole = Math.floor(size / 100)
	return `${hundredths < 0 ? '-' : ''}${whole}${HUNDREDTHS[size - whole * 100]}`
}

export function escapeXml(text: string): string {
	return [...text]
		.filter(isXmlLetter)
		.join('')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
}

/** XML 1.0 allows no control characters but tab and line ends, and no lone surrogates. */
function isXmlLetter(letter: string): boolean {
	const code = letter.codePointAt(0) ?? 0
	if (code < 0x20) return code === 9 || code === 10 || code === 13
	return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff
}
