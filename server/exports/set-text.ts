/** Sets words into a box, line by line, in as many fonts as their letters need; what does not fit ends in …. */
import type PDFDocument from 'pdfkit'
import type { Face, PrintFonts, Run } from './print-fonts.ts'

type Doc = InstanceType<typeof PDFDocument>

export interface TextBox {
	x: number
	y: number
	w: number
	/** Lines that do not fit are left out. */
	h: number
}
export interface TextLook {
	face: Face
	size: number
	color?: string
	align?: 'left' | 'center' | 'right'
	maxLines?: number
}

/** Height of a line, as a share of the letters' size. */
const LEADING = 1.28
/** Width of the box that stands for a letter without a font, as a share of the letters' size. */
const BOX_WIDTH = 0.62

export interface TextSetter {
	/** Returns the height used. */
	set(text: string, box: TextBox, look: TextLook): number
	widthOf(text: string, look: Pick<TextLook, 'face' | 'size'>): number
}

export function createTextSetter(doc: Doc, fonts: PrintFonts): TextSetter {
	const runWidth = ({ font, text }: Run, size: number) =>
		font === null
			? [...text].length * size * BOX_WIDTH
			: doc.font(font).fontSize(size).widthOfString(text)
	const widthOf: TextSetter['widthOf'] = (text, { face, size }) =>
		fonts.runs(text, face).reduce((sum, run) => sum + runWidth(run, size), 0)

	/** The lines of a text that fit a width; a word longer than a line is broken anywhere. */
	function* linesOf(text: string, w: number, look: TextLook): Generator<string> {
		for (const paragraph of text.split(/\r?\n/)) {
			let line = ''
			for (const word of paragraph.split(/(?<=\s)/)) {
				if (widthOf((line + word).trimEnd(), look) <= w) line += word
				else {
					if (line.trim()) yield line.trimEnd()
					line = word
					while (widthOf(line.trimEnd(), look) > w) {
						const head = longestHead(line, w, look)
						yield head
						line = line.slice(head.length)
					}
				}
			}
			yield line.trimEnd()
		}
	}
	function longestHead(word: string, w: number, look: TextLook): string {
		let head = ''
		for (const letter of word) {
			if (head !== '' && widthOf(head + letter, look) > w) break
			head += letter
		}
		return head
	}
	function draw(line: string, x: number, y: number, { face, size, color = '#17181b' }: TextLook) {
		let at = x
		for (const run of fonts.runs(line, face)) {
			if (run.font === null) drawBoxes(run.text, at, y, size)
			else {
				doc.font(run.font).fontSize(size).fillColor(color)
				doc.text(run.text, at, y, { lineBreak: false })
			}
			at += runWidth(run, size)
		}
	}

	function drawBoxes(text: string, x: number, y: number, size: number): void {
		doc.lineWidth(0.4).strokeColor('#5d5c58')
		for (const [i] of [...text].entries())
			doc
				.rect(x + (i + 0.1) * size * BOX_WIDTH, y + size * 0.3, size * BOX_WIDTH * 0.8, size * 0.7)
				.stroke()
	}

	return {
		widthOf,
		set(text, box, look) {
			const step = look.size * LEADING
			const room = Math.max(1, Math.floor((box.h + 1) / step))
			const most = Math.min(room, look.maxLines ?? Number.POSITIVE_INFINITY)
			const lines: string[] = []
			let isCut = false
			for (const line of linesOf(text, box.w, look)) {
				isCut = lines.length >= most
				if (isCut) break
				lines.push(line)
			}
			if (isCut) {
				let last = lines.pop() ?? ''
				while (last !== '' && widthOf(`${last}…`, look) > box.w) last = last.slice(0, -1)
				lines.push(`${last.trimEnd()}…`)
			}
			for (const [i, line] of lines.entries()) {
				const spare = box.w - widthOf(line, look)
				const shift = look.align === 'right' ? spare : look.align === 'center' ? spare / 2 : 0
				draw(line, box.x + Math.max(0, shift), box.y + i * step, look)
			}
			return lines.length * step
		},
	}
}
