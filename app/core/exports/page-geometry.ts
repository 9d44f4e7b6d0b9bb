/**
 * Where everything stands on a printed page, in points from its top left corner. Pure: the print page
 * and the PDF draw these same boxes, so that both break alike. Words are cut to their boxes by whoever
 * draws them.
 */
import type { Overhang } from '../board/board-projection.ts'
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
	/** What reaches outside the picture, round it and under it. */
	overhang: Box | null
	/** Null when nothing is said below pictures. */
	words: Box | null
	/** Where omitted shots are said: in the gaps over the head and under the cell. */
	omitted: { before: Box; after: Box }
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
/** How far something may reach out of its cell into the gap beside it. */
const SIDE_ROOM = GAP / 2 - 2
const NOTE_LINE_GAP = 15
export const WORD_SIZE = 8.5
/** A line in the gap between two rows of cells, the smallest of which is of this height. */
const OMITTED_HEIGHT = 8
export const OMITTED_SIZE = 6.5
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

/** The pages of a print. `aspectRatio` is a frame's width ÷ height, unless a panel has its own. */
export function layOutPages(
	scenes: readonly PrintScene[],
	settings: PrintSettings,
	aspectRatio: number,
): PrintedPage[] {
	const frame = frameOf(settings)
	const terms = { frame, settings, aspectRatio }
	const perPage = slotsOf({ ...terms, room: NO_ROOM }).length
	const pages: { scene: PrintScene; panels: PrintPanel[] }[] = []
	let panels: PrintPanel[] = []
	for (const scene of scenes) {
		if (settings.sceneBreaks) panels = []
		for (const panel of scene.panels) {
			if (panels.length >= perPage) panels = []
			if (panels.length === 0) pages.push({ scene, panels })
			panels.push(panel)
		}
	}
	const counts = new Map<string, number>()
	for (const { scene } of pages) counts.set(scene.sceneId, (counts.get(scene.sceneId) ?? 0) + 1)
	const seen = new Map<string, number>()
	return pages.map(({ scene, panels: on }, i) => {
		const page = (seen.get(scene.sceneId) ?? 0) + 1
		seen.set(scene.sceneId, page)
		const slots = slotsOf({ ...terms, room: roomFor(on) })
		return {
			scene,
			cells: on.flatMap((panel, place) => cellOf(panel, slots[place])),
			ofScene: [page, counts.get(scene.sceneId) ?? 1],
			ofFilm: [i + 1, pages.length],
		}
	})
}

const NO_ROOM: Overhang = { top: 0, right: 0, bottom: 0, left: 0 }

/** What reaches farthest on a page, at each side: its frames leave that much, and are all of one size. */
function roomFor(panels: readonly PrintPanel[]): Overhang {
	const widest = (side: keyof Overhang) =>
		Math.max(0, ...panels.map(({ overhang }) => overhang?.[side] ?? 0))
	return {
		top: widest('top'),
		right: widest('right'),
		bottom: widest('bottom'),
		left: widest('left'),
	}
}

type Slot = Omit<PageCell, 'panel' | 'overhang' | 'omitted'>
interface SlotTerms {
	frame: PageFrame
	settings: PrintSettings
	aspectRatio: number
	/** What is left free round each frame, in shares of it. */
	room: Overhang
}

/** A panel of its own ratio stands in the middle of what the others have. */
function cellOf(panel: PrintPanel, slot: Slot | undefined): PageCell[] {
	if (!slot) return []
	const { x, y, w, h } = slot.picture
	const own = fit(w, h, panel.aspectRatio ?? w / h)
	const picture = { x: x + (w - own.w) / 2, y: y + (h - own.h) / 2, ...own }
	const { head, words, noteLines } = slot
	const bottom = Math.max(
		y + h,
		(words?.y ?? 0) + (words?.h ?? 0),
		...noteLines.map((line) => line + 1),
	)
	const omitted = {
		before: { ...head, y: head.y - OMITTED_HEIGHT, h: OMITTED_HEIGHT },
		after: { ...head, y: bottom, h: OMITTED_HEIGHT },
	}
	const overhang = panel.overhang && around(picture, panel.overhang)
	return [{ panel, ...slot, picture, overhang, omitted }]
}

function around({ x, y, w, h }: Box, { top, right, bottom, left }: Overhang): Box {
	return { x: x - left * w, y: y - top * h, w: w * (1 + left + right), h: h * (1 + top + bottom) }
}

function slotsOf(terms: SlotTerms): Slot[] {
	if (terms.settings.layout === 'strip') return stripSlots(terms)
	if (terms.settings.layout === 'contact') return contactSlots(terms)
	return gridSlots(terms)
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

function gridSlots({ frame, settings, aspectRatio, room }: SlotTerms): Slot[] {
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
	const forWords = hasWords ? wordsHeight(h, settings) : 0
	const high = h - CELL_HEAD - forWords - (hasWords ? WORDS_GAP : 0)
	const picture = fitWithin({ w, h: high }, aspectRatio, room)
	const slots: Slot[] = []
	for (let i = 0; i < settings.perPage; i++) {
		const x = body.x + (i % columns) * (w + GAP)
		const y = body.y + Math.floor(i / columns) * (h + GAP * 0.7)
		const top = y + CELL_HEAD + picture.h * (1 + room.top + room.bottom) + WORDS_GAP
		const words = hasWords ? { x, y: top, w, h: y + h - top } : null
		slots.push({
			head: { x, y, w, h: CELL_HEAD },
			picture: {
				x: x + shiftOf({ w, room }, picture.w, (w - picture.w) / 2),
				y: y + CELL_HEAD + picture.h * room.top,
				...picture,
			},
			...withNoteLines(words, settings),
		})
	}
	return slots
}

/** Two whole lines of words over the lines to write on, where the cell is high enough for those. */
function wordsHeight(cell: number, { noteLines }: PrintSettings): number {
	const least = Math.max(40, cell * 0.24)
	return noteLines && least >= 3 * NOTE_LINE_GAP ? Math.max(60, least) : least
}

/** How many pictures one under the other: as many as stay as large as a thumb. */
function stripSlots({ frame, settings, aspectRatio, room }: SlotTerms): Slot[] {
	const { body } = frame
	const rows = settings.orientation === 'landscape' ? 3 : 5
	const h = (body.h - GAP * (rows - 1)) / rows
	const w = body.w * 0.42
	const picture = fitWithin({ w, h: h - CELL_HEAD }, aspectRatio, room)
	const shift = shiftOf({ w, room }, picture.w, 0)
	return Array.from({ length: rows }, (_, row) => {
		const y = body.y + row * (h + GAP)
		const left = body.x + shift + picture.w * (1 + room.right) + GAP
		const words = { x: left, y: y + CELL_HEAD, w: body.x + body.w - left, h: h - CELL_HEAD }
		return {
			head: { x: body.x, y, w: body.w, h: CELL_HEAD },
			picture: { x: body.x + shift, y: y + CELL_HEAD + picture.h * room.top, ...picture },
			...withNoteLines(words, settings),
		}
	})
}

function contactSlots({ frame, settings, aspectRatio }: SlotTerms): Slot[] {
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

/** The largest frame of the ratio that has its room within `w` × `h`, and a little of the gaps beside. */
function fitWithin({ w, h }: { w: number; h: number }, aspectRatio: number, room: Overhang) {
	const wide = w + sideRoom(room.left) + sideRoom(room.right)
	const most = Math.min(w, wide / (1 + room.left + room.right))
	return fit(most, h / (1 + room.top + room.bottom), aspectRatio)
}

/** Where a frame stands in its cell: where it would, or as far aside as what reaches out of it needs. */
function shiftOf({ w, room }: { w: number; room: Overhang }, frame: number, would: number): number {
	const least = room.left * frame - sideRoom(room.left)
	const most = w + sideRoom(room.right) - (1 + room.right) * frame
	return Math.max(least, Math.min(would, most))
}

function sideRoom(share: number): number {
	return share > 0 ? SIDE_ROOM : 0
}
