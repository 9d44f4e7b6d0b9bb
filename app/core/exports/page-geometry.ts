/**
 * Where everything stands on a printed page, in points from its top left corner. Pure: the print page
 * and the PDF draw these same boxes, so that both break alike. Words are cut to their boxes by whoever
 * draws them.
 */
import type { PrintPanel, PrintScene } from './print-panels.ts'
import { PAPERS, type PrintSettings } from './print-settings.ts'

export interface Box {
	x: number
	y: number
	w: number
	h: number
}
export interface PageCell {
	panel: PrintPanel
	/** Number, size and time over the picture. */
	head: Box
	picture: Box
	/** Null when nothing is said below pictures. */
	words: Box | null
	/** Tops of the lines to write on, between `words.x` and its width. */
	noteLines: number[]
}
export interface PrintedPage {
	scene: PrintScene
	cells: PageCell[]
	/** From 1, in its scene and in the whole print. */
	ofScene: [page: number, pages: number]
	ofFilm: [page: number, pages: number]
}
export interface PageFrame {
	width: number
	height: number
	margin: number
	head: Box
	body: Box
	foot: Box
}

const HEAD_HEIGHT = 36
const FOOT_HEIGHT = 18
const GAP = 18
const CELL_HEAD = 15
/** Between a picture and its words. */
const WORDS_GAP = 6
const NOTE_LINE_GAP = 15
export const WORD_SIZE = 8.5
/** What people drew over a picture: apart from its ink, and dark enough for a grey printer. */
export const NOTE_INK = '#b3261e'
export const NOTE_LINE_WIDTH = 1.5

/** Paper, margins and the three parts of every page. */
export function frameOf({ paper, orientation }: PrintSettings): PageFrame {
	const [short, long] = PAPERS[paper]
	const [width, height] = orientation === 'portrait' ? [short, long] : [long, short]
	const margin = 36
	const w = width - 2 * margin
	const bodyTop = margin + HEAD_HEIGHT + 12
	return {
		...{ width, height, margin },
		head: { x: margin, y: margin, w, h: HEAD_HEIGHT },
		body: { x: margin, y: bodyTop, w, h: height - margin - FOOT_HEIGHT - 8 - bodyTop },
		foot: { x: margin, y: height - margin - FOOT_HEIGHT, w, h: FOOT_HEIGHT },
	}
}

/** The pages of a print. `aspectRatio` is a picture's width ÷ height. */
export function layOutPages(
	scenes: readonly PrintScene[],
	settings: PrintSettings,
	aspectRatio: number,
): PrintedPage[] {
	const frame = frameOf(settings)
	const slots = slotsOf(frame, settings, aspectRatio)
	const pages: { scene: PrintScene; cells: PageCell[]; sceneId: string }[] = []
	let cells: PageCell[] = []
	for (const scene of scenes) {
		if (settings.sceneBreaks) cells = []
		for (const panel of scene.panels) {
			if (cells.length >= slots.length) cells = []
			if (cells.length === 0) pages.push({ scene, cells, sceneId: scene.sceneId })
			const slot = slots[cells.length]
			if (slot) cells.push({ panel, ...slot })
		}
	}
	const counts = new Map<string, number>()
	for (const { sceneId } of pages) counts.set(sceneId, (counts.get(sceneId) ?? 0) + 1)
	const seen = new Map<string, number>()
	return pages.map(({ scene, cells: on, sceneId }, i) => {
		const page = (seen.get(sceneId) ?? 0) + 1
		seen.set(sceneId, page)
		return {
			...{ scene, cells: on },
			ofScene: [page, counts.get(sceneId) ?? 1],
			ofFilm: [i + 1, pages.length],
		}
	})
}

type Slot = Omit<PageCell, 'panel'>

function slotsOf(frame: PageFrame, settings: PrintSettings, aspectRatio: number): Slot[] {
	if (settings.layout === 'strip') return stripSlots(frame, settings, aspectRatio)
	if (settings.layout === 'contact') return contactSlots(frame, settings, aspectRatio)
	return gridSlots(frame, settings, aspectRatio)
}

/** Columns × rows for 1 to 9 panels, by how the paper lies. */
const GRIDS: readonly (readonly [landscape: [number, number], portrait: [number, number]])[] = [
	[
		[1, 1],
		[1, 1],
	],
	[
		[2, 1],
		[1, 2],
	],
	[
		[3, 1],
		[1, 3],
	],
	[
		[2, 2],
		[2, 2],
	],
	[
		[3, 2],
		[2, 3],
	],
	[
		[3, 2],
		[2, 3],
	],
	[
		[4, 2],
		[2, 4],
	],
	[
		[4, 2],
		[2, 4],
	],
	[
		[3, 3],
		[3, 3],
	],
]

function gridSlots(frame: PageFrame, settings: PrintSettings, aspectRatio: number): Slot[] {
	const [landscape, portrait] = GRIDS[settings.perPage - 1] ?? [
		[3, 2],
		[2, 3],
	]
	const [columns, rows] = settings.orientation === 'landscape' ? landscape : portrait
	const { body } = frame
	const w = (body.w - GAP * (columns - 1)) / columns
	const h = (body.h - GAP * 0.7 * (rows - 1)) / rows
	const hasWords = settings.fields.length > 0 || settings.noteLines
	// Pictures leave room for words: at least a fifth of the cell, at most what is over.
	const forWords = hasWords ? Math.max(40, h * 0.24) : 0
	const picture = fit(w, h - CELL_HEAD - forWords - (hasWords ? WORDS_GAP : 0), aspectRatio)
	const slots: Slot[] = []
	for (let i = 0; i < settings.perPage; i++) {
		const x = body.x + (i % columns) * (w + GAP)
		const y = body.y + Math.floor(i / columns) * (h + GAP * 0.7)
		const top = y + CELL_HEAD + picture.h + WORDS_GAP
		const words = hasWords ? { x, y: top, w, h: y + h - top } : null
		slots.push({
			head: { x, y, w, h: CELL_HEAD },
			picture: { x: x + (w - picture.w) / 2, y: y + CELL_HEAD, ...picture },
			...withNoteLines(words, settings),
		})
	}
	return slots
}

/** How many pictures one under the other: as many as stay as large as a thumb. */
function stripSlots(frame: PageFrame, settings: PrintSettings, aspectRatio: number): Slot[] {
	const { body } = frame
	const rows = settings.orientation === 'landscape' ? 3 : 5
	const h = (body.h - GAP * (rows - 1)) / rows
	const picture = fit(body.w * 0.42, h - CELL_HEAD, aspectRatio)
	return Array.from({ length: rows }, (_, row) => {
		const y = body.y + row * (h + GAP)
		const left = body.x + picture.w + GAP
		const words = { x: left, y: y + CELL_HEAD, w: body.x + body.w - left, h: h - CELL_HEAD }
		return {
			head: { x: body.x, y, w: body.w, h: CELL_HEAD },
			picture: { x: body.x, y: y + CELL_HEAD, ...picture },
			...withNoteLines(words, settings),
		}
	})
}

function contactSlots(frame: PageFrame, settings: PrintSettings, aspectRatio: number): Slot[] {
	const { body } = frame
	const columns = settings.orientation === 'landscape' ? 6 : 4
	const w = (body.w - 10 * (columns - 1)) / columns
	const picture = fit(w, body.h, aspectRatio)
	const h = picture.h + CELL_HEAD + 8
	const rows = Math.max(1, Math.floor((body.h + 8) / h))
	return Array.from({ length: rows * columns }, (_, i) => {
		const x = body.x + (i % columns) * (w + 10)
		const y = body.y + Math.floor(i / columns) * h
		return {
			head: { x, y, w, h: CELL_HEAD },
			picture: { x, y: y + CELL_HEAD, ...picture },
			words: null,
			noteLines: [],
		}
	})
}

function withNoteLines(words: Box | null, settings: PrintSettings) {
	if (!words || !settings.noteLines || words.h < 3 * NOTE_LINE_GAP) return { words, noteLines: [] }
	const bottom = words.y + words.h
	const noteLines = [bottom - NOTE_LINE_GAP, bottom]
	return { words: { ...words, h: words.h - 2 * NOTE_LINE_GAP - 2 }, noteLines }
}

/** The largest box of the ratio within `w` × `h`. */
function fit(w: number, h: number, aspectRatio: number): { w: number; h: number } {
	const high = w / aspectRatio
	return high <= h ? { w, h: high } : { w: h * aspectRatio, h }
}
