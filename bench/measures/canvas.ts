/**
 * The speed of the hand, in Chromium without a graphics card: our board beside tldraw alone, the same
 * strokes, the same moves, taken in turns in one run. Frames are not held to a display's beat, so that
 * a frame takes what it costs.
 */
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { inkLatency, opening, panning, percentile, showAll } from '../canvas/eye.ts'
import { type ServedPage, serveOurs, serveRaw } from '../canvas/pages.ts'
import { makeWall } from '../canvas/wall.ts'
import type { BenchMeasure, Measured, MeasureOptions, Row } from '../lib/measure.ts'

const MEASURE = 'canvas'
const VIEWPORT = { width: 1440, height: 900 }
const ARGS = [
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
	...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
	...['--disable-frame-rate-limit', '--disable-gpu-vsync'],
]
const SYSTEMS = ['dailies', 'tldraw'] as const
type Side = (typeof SYSTEMS)[number]

export const measure: BenchMeasure = {
	name: MEASURE,
	title: '100 panels × 60 strokes panned; a pen on an empty board; 100 × 100 strokes opened',
	targets: [
		{ case: 'whole wall, p95 of a frame', mostOfPeer: { peer: 'tldraw', share: 0.25 } },
		{ case: 'pen to ink, p50', mostOfPeer: { peer: 'tldraw', share: 1 } },
		{ case: 'pen to ink, p95', mostOfPeer: { peer: 'tldraw', share: 1 } },
		{ case: 'opening 10,000 shapes', mostOfPeer: { peer: 'tldraw', share: 1 } },
	],
	async run(options) {
		const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
		const browser = await chromium.launch({ executablePath, args: ARGS })
		try {
			const dir = options.scratch()
			return [
				...(await withPages(browser, { dir, size: { panels: 100, strokes: 60 } }, (eyes) =>
					measurePanning(eyes, options),
				)),
				...(await withPages(browser, { dir, size: { panels: 1, strokes: 0 } }, (eyes) =>
					measureInk(eyes, options),
				)),
				...(await withPages(browser, { dir, size: { panels: 100, strokes: 99 } }, (eyes) =>
					measureOpening(eyes, options),
				)),
			]
		} finally {
			await browser.close()
		}
	},
}

interface Eye {
	page: Page
	url: string
}
type Eyes = Record<Side, Eye>

async function withPages(
	browser: Browser,
	given: { dir: string; size: { panels: number; strokes: number } },
	work: (eyes: Eyes) => Promise<Row[]>,
): Promise<Row[]> {
	const wall = makeWall(given.size)
	const [ours, raw] = await Promise.all([serveOurs(wall), serveRaw(wall, given.dir)])
	const context = await browser.newContext({ viewport: VIEWPORT })
	try {
		return await work(await openEyes(context, ours, raw))
	} finally {
		await context.close()
		await Promise.all([ours.stop(), raw.stop()])
	}
}

/** tldraw's page gets the very place and camera of our wall. */
async function openEyes(context: BrowserContext, ours: ServedPage, raw: ServedPage): Promise<Eyes> {
	const page = await context.newPage()
	await page.goto(ours.url)
	await page.getByLabel(/name/i).fill('Bench')
	await page.keyboard.press('Enter')
	await page.locator('[data-save-state]').filter({ hasText: 'Saved' }).waitFor({ timeout: 120_000 })
	await page.getByRole('button', { name: 'Save answers' }).click()
	const { width, height, camera } = await page.evaluate(() => {
		const canvas = document.querySelector('.tl-canvas')?.getBoundingClientRect()
		const layer = document.querySelector('.tl-shapes')
		const move = layer ? getComputedStyle(layer).transform : ''
		const [a = 1, , , , e = 0, f = 0] = [...move.matchAll(/-?[\d.]+/g)].map(Number)
		return {
			...{ width: canvas?.width ?? 800, height: canvas?.height ?? 600 },
			camera: [e / a, f / a, a].join(','),
		}
	})
	const rawPage = await context.newPage()
	const url = `${raw.url}?w=${width}&h=${height}&camera=${camera}`
	return { dailies: { page, url: ours.url }, tldraw: { page: rawPage, url } }
}

function rowOf(system: Measured, name: string, value: number): Row {
	return { measure: MEASURE, case: name, system, value, unit: 'ms' }
}

async function measurePanning(eyes: Eyes, { repetitions, isQuick, say }: MeasureOptions) {
	const rows: Row[] = []
	const frames = isQuick ? 90 : 240
	for (const side of SYSTEMS) await opening(eyes[side].page, eyes[side].url)
	for (const [view, step] of [
		['at work', 60],
		['whole wall', 12],
	] as const) {
		if (view === 'whole wall') for (const side of SYSTEMS) await front(eyes[side], showAll)
		for (let at = 0; at <= repetitions; at++) {
			for (const side of SYSTEMS) {
				say(`${MEASURE}: ${side}, ${view}, ${at === 0 ? 'warming up' : `repetition ${at}`}`)
				const times = await front(eyes[side], (page) => panning(page, frames, step))
				if (at === 0) continue
				rows.push(rowOf(side, `${view}, p50 of a frame`, percentile(times, 0.5)))
				rows.push(rowOf(side, `${view}, p95 of a frame`, percentile(times, 0.95)))
			}
		}
	}
	return rows
}

async function measureInk(eyes: Eyes, { repetitions, isQuick, say }: MeasureOptions) {
	const rows: Row[] = []
	for (let at = 0; at <= repetitions; at++) {
		for (const side of SYSTEMS) {
			say(`${MEASURE}: ${side}, pen to ink`)
			const { page, url } = eyes[side]
			await page.bringToFront()
			await page.goto(url)
			await page.locator('[data-shape-type="panel"], [data-shape-type="frame"]').first().waitFor()
			await page.waitForTimeout(1000)
			const times = await inkLatency(page, isQuick ? 120 : 240)
			if (times.length < 20) throw new Error(`${side}: the pen left no ink`)
			if (at === 0) continue
			rows.push(rowOf(side, 'pen to ink, p50', percentile(times, 0.5)))
			rows.push(rowOf(side, 'pen to ink, p95', percentile(times, 0.95)))
		}
	}
	return rows
}

async function measureOpening(eyes: Eyes, { repetitions, say }: MeasureOptions) {
	const rows: Row[] = []
	for (let at = 0; at <= repetitions; at++) {
		for (const side of SYSTEMS) {
			say(`${MEASURE}: ${side}, opening`)
			const ms = await front(eyes[side], (page) => opening(page, eyes[side].url))
			await eyes[side].page.goto('about:blank')
			if (at > 0) rows.push(rowOf(side, 'opening 10,000 shapes', ms))
		}
	}
	return rows
}

/** A page behind another one gets no frames. */
async function front<T>({ page }: Eye, work: (page: Page) => Promise<T>): Promise<T> {
	await page.bringToFront()
	return work(page)
}
