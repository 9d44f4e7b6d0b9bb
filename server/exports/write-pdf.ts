/** Draws the pages of a print as PDF, from the same boxes as the print page (app/core/exports/page-geometry.ts). */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import {
	frameOf,
	NOTE_INK,
	NOTE_LINE_WIDTH,
	OMITTED_SIZE,
	type PageCell,
	type PageFrame,
	type PrintedPage,
	WORD_SIZE,
} from '#core/exports/page-geometry.ts'
import { loadFonts } from './print-fonts.ts'
import type { FindPicture, PrintJob } from './print-types.ts'
import { createTextSetter, type TextSetter } from './set-text.ts'

type PdfJob = Extract<PrintJob, { kind: 'pdf' }>
type Doc = InstanceType<typeof PDFDocument>

const INK = '#17181b'
const GREY = '#5d5c58'
const RULE = '#c9c7c0'
/** Pictures are printed at about this many dots to the inch. */
const DOTS_PER_POINT = 300 / 72
const LABEL_WIDTH = 46

/** Writes the file; `onPage` hears of each finished page. */
export async function writePdf(
	job: PdfJob,
	findPicture: FindPicture,
	onPage: (done: number) => void,
): Promise<{ count: number; missingLetters: number }> {
	const { settings, pages, title } = job
	const frame = frameOf(settings)
	const size: [number, number] = [frame.width, frame.height]
	const info = { Title: title, Creator: 'Dailies' }
	const doc = new PDFDocument({ size, margin: 0, autoFirstPage: false, info })
	const file = createWriteStream(job.out)
	doc.pipe(file)
	const fonts = loadFonts(doc)
	const text = createTextSetter(doc, fonts)
	const missingLetters = wordsOf(job).reduce(
		(sum, [words, face]) => sum + fonts.missing(words, face),
		0,
	)
	const footnote = footnoteOf(job, missingLetters)
	const logo = job.logo && (await plainPng(job.logo))
	for (const [i, page] of pages.entries()) {
		doc.addPage({ size, margin: 0 })
		drawHead(doc, { job, page, frame, text, logo })
		// Under everything: it lies on white paper, like all pictures here.
		for (const cell of page.cells) await drawOverhang(doc, cell, findPicture)
		for (const cell of page.cells) {
			drawCell(doc, cell, text)
			const width = Math.round(cell.picture.w * DOTS_PER_POINT)
			const bytes = await findPicture(cell.panel, { width })
			drawPicture(doc, cell, bytes && (await plainPng(bytes)))
			drawLines(doc, cell)
			if (cell.panel.isFromSuggestion && settings.marks) drawMark(doc, cell, text)
		}
		drawFoot(doc, { job, page, frame, text, footnote })
		onPage(i + 1)
	}
	doc.end()
	await finished(file)
	return { count: pages.length, missingLetters }
}

interface OnPage {
	job: PdfJob
	page: PrintedPage
	frame: PageFrame
	text: TextSetter
}

function drawHead(
	doc: Doc,
	{ job, page, frame, text, logo }: OnPage & { logo: Buffer | null },
): void {
	const { x, y, w, h } = frame.head
	const third = w * 0.3
	let left = x
	if (logo) {
		doc.image(logo, x, y, { fit: [60, h - 6] })
		left += 68
	}
	const { credit, draft } = job.settings
	text.set(
		job.title,
		{ x: left, y, w: third - (left - x), h: 18 },
		{ face: 'strong', size: 13, maxLines: 1 },
	)
	text.set(
		credit,
		{ x: left, y: y + 18, w: third, h: 12 },
		{ face: 'plain', size: 8.5, maxLines: 1 },
	)
	const heading = [page.scene.number, page.scene.heading].filter(Boolean).join('   ')
	const middle = { x: x + third, y: y + 14, w: w * 0.4, h: 14 }
	text.set(heading, middle, { face: 'scriptStrong', size: 10.5, align: 'center', maxLines: 1 })
	const right = { face: 'plain', size: 8.5, align: 'right', color: GREY, maxLines: 1 } as const
	text.set(draft, { x: x + w - third, y: y + 4, w: third, h: 12 }, right)
	text.set(page.scene.facts, { x: x + w - third, y: y + 18, w: third, h: 12 }, right)
	rule(doc, x, y + h, w, INK)
}

function drawCell(doc: Doc, cell: PageCell, text: TextSetter): void {
	const { panel, head, words, noteLines, omitted } = cell
	const small = { face: 'strong', size: OMITTED_SIZE, maxLines: 1 } as const
	text.set(panel.omittedBefore, omitted.before, small)
	text.set(panel.omittedAfter, omitted.after, small)
	const number = { face: 'strong', size: 10 } as const
	text.set(panel.number, { ...head, h: 12 }, number)
	const after = panel.number === '' ? 0 : text.widthOf(panel.number, number) + 6
	const size = { x: head.x + after, y: head.y + 1.5, w: 60, h: 12 }
	text.set(panel.size, size, { face: 'plain', size: 8, color: GREY, maxLines: 1 })
	const time = { face: 'plain', size: 7.5, color: GREY, align: 'right', maxLines: 1 } as const
	text.set(
		panel.time,
		{ x: head.x + after + 50, y: head.y + 2, w: head.w - after - 50, h: 12 },
		time,
	)
	if (!words) return
	let y = words.y
	const bottom = words.y + words.h
	for (const { label, text: said, isScript } of panel.words) {
		if (y + WORD_SIZE > bottom) break
		text.set(
			label,
			{ x: words.x, y: y + 0.8, w: LABEL_WIDTH - 4, h: 10 },
			{ face: 'plain', size: 7, color: GREY, maxLines: 1 },
		)
		const box = { x: words.x + LABEL_WIDTH, y, w: words.w - LABEL_WIDTH, h: bottom - y }
		y += text.set(said, box, { face: isScript ? 'script' : 'plain', size: WORD_SIZE }) + 1
	}
	for (const line of noteLines) rule(doc, words.x, line, words.w, RULE)
}

async function drawOverhang(
	doc: Doc,
	{ panel, picture, overhang }: PageCell,
	findPicture: FindPicture,
): Promise<void> {
	if (!overhang) return
	const width = Math.round(picture.w * DOTS_PER_POINT)
	const bytes = await findPicture(panel, { width, part: 'overhang' })
	const { x, y, w, h } = overhang
	if (bytes) doc.image(await plainPng(bytes), x, y, { width: w, height: h })
}

function drawPicture(doc: Doc, { picture }: PageCell, png: Buffer | null): void {
	const { x, y, w, h } = picture
	if (png) doc.image(png, x, y, { width: w, height: h })
	doc.lineWidth(0.75).strokeColor(INK).rect(x, y, w, h).stroke()
}

/** What people drew over the picture, which it ends with. */
function drawLines(doc: Doc, { picture, panel }: PageCell): void {
	if (panel.lines.length === 0) return
	const { x, y, w, h } = picture
	doc.save().rect(x, y, w, h).clip()
	doc.lineWidth(NOTE_LINE_WIDTH).lineCap('round').lineJoin('round').strokeColor(NOTE_INK)
	for (const line of panel.lines) {
		for (let at = 0; at + 1 < line.length; at += 2) {
			const to = [x + (line[at] ?? 0) * w, y + (line[at + 1] ?? 0) * h] as const
			if (at === 0) doc.moveTo(...to)
			doc.lineTo(...to)
		}
		doc.stroke()
	}
	doc.restore()
}

/** A word in a frame, at the corner of the picture: colour alone would be lost on a grey printer. */
function drawMark(doc: Doc, { picture }: PageCell, text: TextSetter): void {
	const look = { face: 'strong', size: 6.5 } as const
	const w = text.widthOf('SUGG.', look) + 6
	const x = picture.x + picture.w - w - 3
	const y = picture.y + 3
	doc.lineWidth(0.5).roundedRect(x, y, w, 10, 2).fillAndStroke('#ffffff', INK)
	text.set('SUGG.', { x: x + 3, y: y + 1.4, w, h: 8 }, look)
}

function drawFoot(
	doc: Doc,
	{ job, page, frame, text, footnote }: OnPage & { footnote: string },
): void {
	const { x, y, w } = frame.foot
	rule(doc, x, y, w, RULE)
	const look = { face: 'plain', size: 7.5, color: GREY, maxLines: 1 } as const
	const box = { y: y + 6, h: 10 }
	text.set(footnote, { ...box, x, w: w * 0.42 }, look)
	text.set(
		`Printed ${job.printedAt}`,
		{ ...box, x: x + w * 0.42, w: w * 0.26 },
		{ ...look, align: 'center' },
	)
	const [scenePage, scenePages] = page.ofScene
	const [filmPage, filmPages] = page.ofFilm
	const pages = `Page ${scenePage} of ${scenePages} for scene ${page.scene.number}, ${filmPage} of ${filmPages}`
	text.set(pages, { ...box, x: x + w * 0.68, w: w * 0.32 }, { ...look, align: 'right' })
}

function rule(doc: Doc, x: number, y: number, w: number, color: string): void {
	doc
		.lineWidth(0.75)
		.strokeColor(color)
		.moveTo(x, y)
		.lineTo(x + w, y)
		.stroke()
}

function footnoteOf({ settings, pages }: PdfJob, missingLetters: number): string {
	const isMarked =
		settings.marks && pages.some((page) => page.cells.some(({ panel }) => panel.isFromSuggestion))
	return [
		...(isMarked ? ['SUGG. marks a panel that came, in part, from a suggestion.'] : []),
		...(missingLetters > 0
			? ['A box stands for a letter these fonts lack; print from the browser for them.']
			: []),
	].join(' ')
}

/** Everything that is set, with its face. */
function wordsOf({ title, settings, pages }: PdfJob) {
	return [
		[title, 'strong'] as const,
		[settings.credit + settings.draft, 'plain'] as const,
		...pages.flatMap((page) => [
			[page.scene.heading, 'scriptStrong'] as const,
			...page.cells.flatMap(({ panel }) =>
				panel.words.map(({ text, isScript }) => [text, isScript ? 'script' : 'plain'] as const),
			),
		]),
	]
}

/** Without transparency, which every reader would have to take apart again. */
function plainPng(bytes: Uint8Array): Promise<Buffer> {
	return sharp(bytes).flatten({ background: '#ffffff' }).png().toBuffer()
}
