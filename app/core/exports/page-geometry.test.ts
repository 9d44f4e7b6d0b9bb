import { describe, expect, it } from 'vitest'
import { type Box, frameOf, layOutPages } from './page-geometry.ts'
import { pictureNames } from './picture-names.ts'
import type { PrintPanel, PrintScene } from './print-panels.ts'
import {
	DEFAULT_PRINT,
	PAPER_NAMES,
	type PrintSettings,
	readPrintSettings,
} from './print-settings.ts'

function scene(sceneId: string, count: number): PrintScene {
	const panels = Array.from({ length: count }, (_, i): PrintPanel => {
		const panelId = `shape:${sceneId}-${i}`
		return {
			sceneId,
			panelId,
			number: '',
			size: '',
			time: '',
			isFromSuggestion: false,
			words: [],
			aspectRatio: null,
			overhang: null,
			omittedBefore: '',
			omittedAfter: '',
			lines: [],
		}
	})
	return { sceneId, number: sceneId, heading: '', facts: '', panels }
}
const isApart = (a: Box, b: Box) =>
	a.x + a.w <= b.x + 0.01 ||
	b.x + b.w <= a.x + 0.01 ||
	a.y + a.h <= b.y + 0.01 ||
	b.y + b.h <= a.y + 0.01
const settings = (given: Partial<PrintSettings>): PrintSettings => ({ ...DEFAULT_PRINT, ...given })

describe('layOutPages', () => {
	const all = PAPER_NAMES.flatMap((paper) =>
		(['landscape', 'portrait'] as const).flatMap((orientation) => [
			...Array.from({ length: 9 }, (_, i) => settings({ paper, orientation, perPage: i + 1 })),
			settings({ paper, orientation, layout: 'strip' }),
			settings({ paper, orientation, layout: 'contact' }),
		]),
	)
	it.each([
		[1.85, { top: 0.2, right: 0.2, bottom: 0.2, left: 0.2 }],
		[0.5625, { top: 0, right: 0.07, bottom: 0.2, left: 0 }],
		[2.39, { top: 0.1, right: 0.2, bottom: 0, left: 0.03 }],
	])(
		'[FR4] keeps room for what reaches outside, over nobody else’s, at %s',
		(aspectRatio, overhang) => {
			const plain = scene('1', 11)
			const panels = plain.panels.map((panel, i) => (i === 1 ? { ...panel, overhang } : panel))
			for (const each of all.filter(({ layout }) => layout !== 'contact')) {
				const frame = frameOf(each)
				const page = layOutPages([{ ...plain, panels }], each, aspectRatio).find(({ cells }) =>
					cells.some(({ panel }) => panel.overhang),
				)
				const cells = page?.cells ?? []
				const own = cells.find(({ panel }) => panel.overhang)
				if (!own?.overhang) throw new Error('the panel is printed')
				const { picture, overhang: box } = own
				expect(box.w).toBeCloseTo(picture.w * (1 + overhang.left + overhang.right), 5)
				expect(box.y).toBeCloseTo(picture.y - picture.h * overhang.top, 5)
				expect(box.x).toBeGreaterThanOrEqual(frame.margin / 2)
				expect(box.x + box.w).toBeLessThanOrEqual(frame.width - frame.margin / 2)
				expect(box.y).toBeGreaterThanOrEqual(own.head.y + own.head.h - 0.01)
				const besides = cells.flatMap((cell) => [
					...(cell.words ? [cell.words] : []),
					...(cell === own ? [] : [cell.picture, cell.head]),
				])
				for (const other of besides) expect(isApart(box, other)).toBe(true)
				// One size on the page.
				for (const cell of cells) expect(cell.picture.w).toBeCloseTo(picture.w, 5)
			}
		},
	)

	it('a panel of its own ratio keeps it, in the middle of its place', () => {
		const plain = scene('1', 2)
		const panels = plain.panels.map((panel, i) => ({ ...panel, aspectRatio: i === 0 ? 1 : null }))
		const [page] = layOutPages([{ ...plain, panels }], settings({ perPage: 2 }), 2)
		const [square, other] = page?.cells ?? []
		if (!square || !other) throw new Error('both are printed')
		expect(square.picture.w).toBeCloseTo(square.picture.h, 5)
		expect(other.picture.w).toBeCloseTo(other.picture.h * 2, 5)
		const middle = square.picture.x + square.picture.w / 2
		expect(middle).toBeCloseTo(square.head.x + square.head.w / 2, 5)
	})

	it.each([0.5625, 1.3333, 1.85, 2.39])(
		'prints every panel once, inside the paper and over none other, at %s',
		(aspectRatio) => {
			for (const each of all) {
				const pages = layOutPages([scene('1', 11), scene('2', 1)], each, aspectRatio)
				const { body } = frameOf(each)
				const cells = pages.flatMap((page) => page.cells)
				expect(new Set(cells.map(({ panel }) => panel.panelId)).size).toBe(12)
				expect(cells).toHaveLength(12)
				for (const page of pages) {
					for (const { picture, head, words } of page.cells) {
						expect(picture.w / picture.h).toBeCloseTo(aspectRatio, 5)
						expect(head.y + head.h).toBeLessThanOrEqual(picture.y + 0.01)
						expect(picture.x).toBeGreaterThanOrEqual(body.x - 0.01)
						expect(picture.x + picture.w).toBeLessThanOrEqual(body.x + body.w + 0.01)
						expect(picture.y + picture.h).toBeLessThanOrEqual(body.y + body.h + 0.01)
						if (words) expect(words.y + words.h).toBeLessThanOrEqual(body.y + body.h + 0.01)
					}
					const places = page.cells.map(({ picture }) => `${picture.x} ${picture.y}`)
					expect(new Set(places).size).toBe(places.length)
				}
			}
		},
	)

	it('begins each scene on a page of its own, and counts pages of scene and film', () => {
		const pages = layOutPages([scene('1', 7), scene('2', 2)], settings({ perPage: 6 }), 1.85)
		expect(pages.map(({ ofScene, ofFilm }) => [ofScene, ofFilm])).toEqual([
			[
				[1, 2],
				[1, 3],
			],
			[
				[2, 2],
				[2, 3],
			],
			[
				[1, 1],
				[3, 3],
			],
		])
		const flowing = settings({ perPage: 6, sceneBreaks: false })
		expect(layOutPages([scene('1', 7), scene('2', 2)], flowing, 1.85)).toHaveLength(2)
	})

	it('reads what a project remembers, and begins anew when it cannot', () => {
		expect(readPrintSettings({ paper: 'A3' }).paper).toBe('A3')
		expect(readPrintSettings({ paper: 'napkin' })).toEqual(DEFAULT_PRINT)
		expect(readPrintSettings(null)).toEqual(DEFAULT_PRINT)
	})
})

describe('pictureNames', () => {
	const panel = (number: string, panelId = number) => ({
		...{ panelId, sceneId: 's', position: 0, number, shotId: null, shotNumberOverride: null },
		...{ action: '', dialogue: '', notes: '', durationFrames: null, pictureHash: '' },
		...{ shotFields: {}, isFromSuggestion: false },
	})
	const names = (sceneNumber: string, ...numbers: string[]) =>
		pictureNames([
			{ sceneId: 's', number: sceneNumber, heading: '', panels: numbers.map((n) => panel(n)) },
		]).map(({ name }) => name)
	it('names pictures by scene and shot, so that a list sorts as the story goes', () => {
		expect(names('12', '12-1', '12-2', '12A-1')).toEqual([
			'012_01.png',
			'012_02.png',
			'012A_01.png',
		])
	})
	it('says the scene where a number does not, and never names two alike', () => {
		expect(names('3', '1A', '2A')).toEqual(['003_1A_01.png', '003_2A_01.png'])
		expect(names('4', '4/x-1', '4 x-1')).toEqual(['004-x_01.png', '004-x_02.png'])
	})
})
