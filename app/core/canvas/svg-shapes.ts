/** Everything on a panel that is not ink, as SVG: arrows, geometric shapes, text, notes, images. */
import type {
	TLArrowShape,
	TLGeoShape,
	TLImageShape,
	TLNoteShape,
	TLRichText,
	TLTextShape,
} from '@tldraw/tlschema'
import {
	dashArray,
	escapeXml,
	fillPaint,
	fontSize,
	num,
	shadesOf,
	strokeWidth,
} from './svg-paint.ts'

const NOTE_SIZE = 200
const FONTS: Readonly<Record<string, string>> = {
	draw: "'Shantell Sans', 'Comic Neue', 'DejaVu Sans', sans-serif",
	sans: "'IBM Plex Sans', 'DejaVu Sans', sans-serif",
	serif: "'IBM Plex Serif', 'DejaVu Serif', serif",
	mono: "'IBM Plex Mono', 'DejaVu Sans Mono', monospace",
}

export function arrowSvg({ props }: TLArrowShape): string {
	const { start, end, bend, color, dash, scale, size } = props
	const width = strokeWidth(size) * scale
	const [dx, dy] = [end.x - start.x, end.y - start.y]
	const length = Math.hypot(dx, dy) || 1
	// tldraw bends to the left of the way for positive numbers.
	const control = {
		x: (start.x + end.x) / 2 - (2 * bend * dy) / length,
		y: (start.y + end.y) / 2 + (2 * bend * dx) / length,
	}
	const stroke = `fill="none" stroke="${shadesOf(color).solid}" stroke-width="${num(width)}" stroke-linecap="round" stroke-linejoin="round"`
	const shaft = `<path d="M${num(start.x)} ${num(start.y)}Q${num(control.x)} ${num(control.y)} ${num(end.x)} ${num(end.y)}" ${stroke}${dashArray(dash, width)}/>`
	const head = Math.min(length / 3, width * 4.5)
	const heads = [
		props.arrowheadEnd === 'none' ? '' : headSvg(end, control, head, stroke),
		props.arrowheadStart === 'none' ? '' : headSvg(start, control, head, stroke),
	]
	return shaft + heads.join('')
}

type Spot = { x: number; y: number }

function headSvg(tip: Spot, from: Spot, size: number, stroke: string): string {
	const angle = Math.atan2(from.y - tip.y, from.x - tip.x)
	const [a, b] = [angle - 0.52, angle + 0.52].map(
		(turn) => `${num(tip.x + Math.cos(turn) * size)} ${num(tip.y + Math.sin(turn) * size)}`,
	)
	return `<path d="M${a}L${num(tip.x)} ${num(tip.y)}L${b}" ${stroke}/>`
}

export function geoSvg({ props }: TLGeoShape): string {
	const { color, dash, fill, geo, growY, scale, size, w } = props
	const h = props.h + growY
	const width = strokeWidth(size) * scale
	const paint = fillPaint(fill, color) ?? 'none'
	const stroke =
		dash === 'none'
			? ''
			: ` stroke="${shadesOf(color).solid}" stroke-width="${num(width)}" stroke-linejoin="round" stroke-linecap="round"${dashArray(dash, width)}`
	const body =
		geo === 'ellipse' || geo === 'oval'
			? `<ellipse cx="${num(w / 2)}" cy="${num(h / 2)}" rx="${num(w / 2)}" ry="${num(h / 2)}" fill="${paint}"${stroke}/>`
			: `<path d="${geoPath(geo, w, h)}" fill="${paint}"${stroke}/>`
	const label = plainText(props.richText)
	if (label === '') return body
	const type = {
		text: label,
		size: fontSize(size) * scale,
		font: props.font,
		color: props.labelColor,
	}
	return body + blockSvg({ ...type, x: w / 2, y: h / 2, width: w, anchor: 'middle', center: true })
}

const CORNERS: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
	triangle: [
		[0.5, 0],
		[1, 1],
		[0, 1],
	],
	diamond: [
		[0.5, 0],
		[1, 0.5],
		[0.5, 1],
		[0, 0.5],
	],
	pentagon: [
		[0.5, 0],
		[1, 0.38],
		[0.81, 1],
		[0.19, 1],
		[0, 0.38],
	],
	hexagon: [
		[0.25, 0],
		[0.75, 0],
		[1, 0.5],
		[0.75, 1],
		[0.25, 1],
		[0, 0.5],
	],
	octagon: [
		[0.3, 0],
		[0.7, 0],
		[1, 0.3],
		[1, 0.7],
		[0.7, 1],
		[0.3, 1],
		[0, 0.7],
		[0, 0.3],
	],
	rhombus: [
		[0.25, 0],
		[1, 0],
		[0.75, 1],
		[0, 1],
	],
	'rhombus-2': [
		[0, 0],
		[0.75, 0],
		[1, 1],
		[0.25, 1],
	],
	trapezoid: [
		[0.25, 0],
		[0.75, 0],
		[1, 1],
		[0, 1],
	],
	star: [
		[0.5, 0],
		[0.62, 0.38],
		[1, 0.38],
		[0.69, 0.6],
		[0.81, 1],
		[0.5, 0.75],
		[0.19, 1],
		[0.31, 0.6],
		[0, 0.38],
		[0.38, 0.38],
	],
	'arrow-right': [
		[0, 0.25],
		[0.6, 0.25],
		[0.6, 0],
		[1, 0.5],
		[0.6, 1],
		[0.6, 0.75],
		[0, 0.75],
	],
	'arrow-left': [
		[1, 0.25],
		[0.4, 0.25],
		[0.4, 0],
		[0, 0.5],
		[0.4, 1],
		[0.4, 0.75],
		[1, 0.75],
	],
	'arrow-up': [
		[0.25, 1],
		[0.25, 0.4],
		[0, 0.4],
		[0.5, 0],
		[1, 0.4],
		[0.75, 0.4],
		[0.75, 1],
	],
	'arrow-down': [
		[0.25, 0],
		[0.25, 0.6],
		[0, 0.6],
		[0.5, 1],
		[1, 0.6],
		[0.75, 0.6],
		[0.75, 0],
	],
}
const RECTANGLE = [
	[0, 0],
	[1, 0],
	[1, 1],
	[0, 1],
] as const

function geoPath(geo: string, w: number, h: number): string {
	const ring = (CORNERS[geo] ?? RECTANGLE)
		.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${num(x * w)} ${num(y * h)}`)
		.join('')
	const cross = geo === 'x-box' ? `M0 0L${num(w)} ${num(h)}M${num(w)} 0L0 ${num(h)}` : ''
	return `${ring}Z${cross}`
}

export function textSvg({ props }: TLTextShape): string {
	const size = fontSize(props.size) * props.scale
	const anchor =
		props.textAlign === 'middle' ? 'middle' : props.textAlign === 'end' ? 'end' : 'start'
	const at = anchor === 'start' || props.autoSize ? 0 : anchor === 'middle' ? props.w / 2 : props.w
	return blockSvg({
		text: plainText(props.richText),
		x: at,
		y: 0,
		size,
		font: props.font,
		color: props.color,
		width: props.autoSize ? null : props.w,
		anchor: props.autoSize ? 'start' : anchor,
		center: false,
	})
}

/** How much room words take, generously: no font is measured here. */
export function textSize({ richText, size, scale, autoSize, w }: TLTextShape['props']): {
	w: number
	h: number
} {
	const letter = fontSize(size) * scale
	const lines = plainText(richText)
		.split('\n')
		.flatMap((line) => wrap(line, letter, autoSize ? null : w))
	const longest = Math.max(0, ...lines.map((line) => line.length))
	return { w: autoSize ? longest * letter * 0.6 : w, h: lines.length * letter * 1.35 }
}

export function noteSvg({ props }: TLNoteShape): string {
	const side = NOTE_SIZE * props.scale
	const height = side + props.growY * props.scale
	const type = {
		size: fontSize(props.size) * props.scale,
		font: props.font,
		color: props.labelColor,
	}
	const place = {
		x: side / 2,
		y: height / 2,
		width: side - 32,
		anchor: 'middle',
		center: true,
	} as const
	return `<rect width="${num(side)}" height="${num(height)}" rx="2" fill="${shadesOf(props.color).note}"/>${blockSvg({ text: plainText(props.richText), ...type, ...place })}`
}

/** @param href a data: address of the picture, or null when its bytes are not to be had */
export function imageSvg({ id, props }: TLImageShape, href: string | null): string {
	const { w, h, crop, flipX, flipY } = props
	if (href === null) {
		return `<rect width="${num(w)}" height="${num(h)}" fill="#eceef0" stroke="#9fa8b2" stroke-width="2"/><path d="M0 0L${num(w)} ${num(h)}M${num(w)} 0L0 ${num(h)}" stroke="#9fa8b2" stroke-width="2"/>`
	}
	const from = crop ? crop.topLeft : { x: 0, y: 0 }
	const to = crop ? crop.bottomRight : { x: 1, y: 1 }
	const [fullW, fullH] = [w / Math.max(0.001, to.x - from.x), h / Math.max(0.001, to.y - from.y)]
	const flip = `translate(${flipX ? num(w) : 0} ${flipY ? num(h) : 0}) scale(${flipX ? -1 : 1} ${flipY ? -1 : 1})`
	const clip = `clip-${id.replace(/[^\w-]/g, '')}`
	const image = `<image href="${escapeXml(href)}" x="${num(-from.x * fullW)}" y="${num(-from.y * fullH)}" width="${num(fullW)}" height="${num(fullH)}" preserveAspectRatio="none"/>`
	return `<clipPath id="${clip}"><rect width="${num(w)}" height="${num(h)}"/></clipPath><g clip-path="url(#${clip})"><g transform="${flip}">${image}</g></g>`
}

interface TextBlock {
	text: string
	x: number
	y: number
	size: number
	font: string
	color: string
	/** Wraps at this width; null = only at line ends. */
	width: number | null
	anchor: 'start' | 'middle' | 'end'
	/** Whether y is the block's middle, not its top. */
	center: boolean
}

function blockSvg({ text, x, y, size, font, color, width, anchor, center }: TextBlock): string {
	if (text.trim() === '') return ''
	const lines = text.split('\n').flatMap((line) => wrap(line, size, width))
	const leading = size * 1.35
	const top = center ? y - (lines.length * leading) / 2 : y
	const spans = lines.map(
		(line, i) =>
			`<tspan x="${num(x)}" y="${num(top + leading * (i + 0.76))}">${escapeXml(line)}</tspan>`,
	)
	return `<text font-family="${FONTS[font] ?? FONTS.draw}" font-size="${num(size)}" fill="${shadesOf(color).solid}" text-anchor="${anchor}">${spans.join('')}</text>`
}

/** Breaks at spaces by an average letter width: no font is measured here. */
function wrap(line: string, size: number, width: number | null): string[] {
	const most = width === null ? Infinity : Math.max(1, Math.floor(width / (size * 0.54)))
	const lines: string[] = []
	for (const word of line.split(' ')) {
		const last = lines.at(-1)
		if (last !== undefined && last.length + 1 + word.length <= most)
			lines[lines.length - 1] = `${last} ${word}`
		else lines.push(word)
	}
	return lines
}

/** A rich text's letters, one line a paragraph. */
export function plainText(richText: TLRichText): string {
	return richText.content.map((node) => lettersOf(node)).join('\n')
}

function lettersOf(node: unknown): string {
	if (typeof node !== 'object' || node === null) return ''
	if ('text' in node && typeof node.text === 'string') return node.text
	if ('type' in node && node.type === 'hardBreak') return '\n'
	return 'content' in node && Array.isArray(node.content)
		? node.content.map(lettersOf).join('')
		: ''
}
