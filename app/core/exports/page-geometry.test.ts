import { describe, expect, it } from 'vitest'
import { frameOf, layOutPages } from './page-geometry.ts'
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
			lines: [],
		}
	})
	return { sceneId, number: sceneId, heading: '', facts: '', panels }
}
const settings = (given: Partial<PrintSettings>): PrintSettings => ({ ...DEFAULT_PRINT, ...given })

describe('layOutPages', () => {
	const all = PAPER_NAMES.flatMap((paper) =>
		(['landscape', 'portrait'] as const).flatMap((orientation) => [
			...Array.from({ length: 9 }, (_, i) => settings({ paper, orientation, perPage: i + 1 })),
			settings({ paper, orientation, layout: 'strip' }),
			settings({ paper, orientation, layout: 'contact' }),
		]),
	)
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
