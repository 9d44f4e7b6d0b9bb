/**
 * The hand: brushes leave what they promise in the document and on the other screen, the eraser end
 * erases, a pen keeps fingers off, aids are seen by one person alone, a picture is traced, words reach
 * over the frame; a tablet without a pen is drawn on with a finger; a pen can be tried.
 */
import { writeFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { z } from 'zod'
import { pointsOf } from '#core/canvas/ink-paths.ts'
import { answerConsent } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { importScript } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf, strokeIds } from './support/wall.ts'

test.use({ actionTimeout: 20_000 })

let server: TestServer
let ana: Person

test.beforeAll(async ({ browser }, info) => {
	server = await createTestServer()
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	await join(ana, server.url)
	await importScript(ana.page, info.outputPath('the-lamp-room.fountain'))
	await expectBoard(ana.page)
	await answerConsent(ana.page)
})
test.afterAll(async () => {
	await ana.close()
	await server.dispose()
})

test('one draws with brushes, eraser end, aids and a traced picture; the other on a tablet with a finger', async ({
	browser,
}) => {
	test.setTimeout(240_000)
	const { page } = ana
	const board = new URL(page.url()).pathname
	const sceneId = board.split('/').at(-1) ?? ''
	const [first = ''] = await panelIds(page)
	const paper = await paperOf(page, first)
	const records = async () => inkOf(await server.dailies('inspect', 'board', sceneId))
	const ben = await createPerson(browser, {
		...{ name: 'Ben Okoro', url: server.url, colorScheme: 'light' },
		viewport: { width: 1024, height: 768 },
		hasTouch: true,
	})
	await join(ben, server.url, board)
	await expectBoard(ben.page)
	await answerConsent(ben.page)
	await test.step('on a tablet what lies over the wall has a band of its own under it', async () => {
		const canvas = await ben.page.locator('.tl-container').boundingBox()
		const bottom = (canvas?.y ?? 0) + (canvas?.height ?? 0)
		for (const name of ['Script', 'Contact sheet']) {
			const button = ben.page.getByRole('button', { name, exact: true })
			expect((await button.boundingBox())?.y ?? 0).toBeGreaterThanOrEqual(bottom - 1)
		}
	})

	await test.step('each brush keeps its own width and ink, and is seen at once elsewhere', async () => {
		await page.getByRole('radio', { name: 'Pen', exact: true }).click()
		await drawWithPen(page, strokeIn(paper, [0.1, 0.2], [0.5, 0.25]))
		await page.getByRole('radio', { name: 'Tone' }).click()
		await drawWithPen(page, strokeIn(paper, [0.1, 0.5], [0.6, 0.5]))
		await page.getByRole('radio', { name: 'Light pencil' }).click()
		// On its side a pencil shades.
		await drawWithPen(page, strokeIn(paper, [0.1, 0.8], [0.6, 0.75]), { tiltX: 65 })
		await expect(ben.page.locator('[data-shape-type="draw"]')).toHaveCount(2)
		await expect(ben.page.locator('[data-shape-type="highlight"]')).not.toHaveCount(0)
		await expectSaved(page)
		await expect.poll(records, { timeout: 60_000 }).toEqual([
			{ type: 'draw', brush: 'light', opacity: 0.6, isPen: true, isLaid: true },
			{ type: 'draw', brush: 'pen', opacity: 1, isPen: true, isLaid: false },
			{ type: 'highlight', brush: 'tone', opacity: 0.3, isPen: true, isLaid: false },
		])
		await page.keyboard.press(']')
		await expect(page.getByText('Light pencil 4 px')).toBeVisible()
		await page.getByRole('button', { name: 'Colour and size' }).click()
		const sheet = page.getByRole('dialog', { name: 'Colour and size' })
		await sheet.getByRole('radio', { name: 'Grey 50 %' }).check({ force: true })
		await expectAccessible(page)
		await page.screenshot({ path: test.info().outputPath('brushes-dark.png') })
		await sheet.getByRole('radio', { name: 'Fill' }).check({ force: true })
		await expect(sheet.getByRole('slider', { name: 'Size' })).toHaveAttribute('aria-valuetext', '4')
		await page.keyboard.press('Escape')
		await page.getByRole('radio', { name: 'Pen', exact: true }).click()
		await expect(page.getByText('Pen 6 px')).toBeVisible()
	})

	await test.step('the eraser end erases, and the pen is in hand again', async () => {
		await eraseWithEnd(page, strokeIn(paper, [0.3, 0.1], [0.3, 0.35], 12))
		await expect(ben.page.locator('[data-shape-type="draw"]')).toHaveCount(1)
		await expect(page.getByRole('radio', { name: 'Pen', exact: true })).toBeChecked()
	})

	await test.step('a finger never draws once a pen was seen: it moves the wall', async () => {
		const before = (await strokeIds(page)).length
		const layer = page.locator('.tl-shapes')
		const at = await layer.evaluate((element) => getComputedStyle(element).transform)
		await drag(page, { x: paper.x + 60, y: paper.y + 60 }, { x: paper.x + 60, y: paper.y + 20 })
		await expect
			.poll(() => layer.evaluate((element) => getComputedStyle(element).transform))
			.not.toBe(at)
		// A hand on the glass while the pen draws: the line goes on as if it were not there.
		const still = await paperOf(page, first)
		await drawWithPen(page, strokeIn(still, [0.2, 0.3], [0.8, 0.35]), {
			halfway: () => palm(page, { x: still.x + 90, y: still.y + still.height + 60 }),
		})
		await expect.poll(async () => (await strokeIds(page)).length).toBe(before + 1)
		await expect.poll(async () => (await widthOf(page)) > still.width * 0.5).toBe(true)
	})

	await test.step('a tablet without a pen: a finger draws, and it arrives', async () => {
		const seen = (await strokeIds(page)).length
		await ben.page.getByRole('radio', { name: 'Pencil', exact: true }).tap()
		const sheet = await paperOf(ben.page, first)
		await drag(ben.page, { x: sheet.x + 20, y: sheet.y + 20 }, { x: sheet.x + 90, y: sheet.y + 60 })
		await expect.poll(async () => (await strokeIds(page)).length).toBe(seen + 1)
		await expectAccessible(ben.page)
		await ben.page.screenshot({ path: test.info().outputPath('tablet-light.png') })
	})

	await test.step('a picture fills the panel in hand, and is faded and held fast to be traced', async () => {
		const file = test.info().outputPath('tower.png')
		const tower = { width: 400, height: 400, channels: 3, background: '#48617a' } as const
		await writeFile(file, await sharp({ create: tower }).png().toBuffer())
		await page.getByLabel('Choose pictures').setInputFiles(file)
		const picture = page.locator('[data-shape-type="image"]')
		await expect(picture).toHaveCount(1)
		await expect(ben.page.locator('[data-shape-type="image"]')).toHaveCount(1)
		const [sheet, box] = [await paperOf(page, first), await picture.boundingBox()]
		expect(box?.width ?? 0).toBeGreaterThan(sheet.width - 2)
		await page.keyboard.press('Shift+T')
		await expect(picture).toHaveCSS('opacity', '0.3')
		await expect(ben.page.locator('[data-shape-type="image"]')).toHaveCSS('opacity', '0.3')
		await page.keyboard.press('Control+z')
		await expect(picture).toHaveCSS('opacity', '1')
		await page.keyboard.press('Control+Shift+z')
		await expect(picture).toHaveCSS('opacity', '0.3')
	})

	await test.step('words reach over the frame, ink ends there', async () => {
		const sheet = await paperOf(page, first)
		await page.getByRole('radio', { name: 'Text' }).click()
		await page.mouse.click(sheet.x + sheet.width * 0.8, sheet.y + sheet.height * 0.6)
		await expect(page.locator('[data-shape-type="text"] [contenteditable="true"]')).toBeFocused()
		await page.keyboard.type('out of the window, far away')
		await page.keyboard.press('Escape')
		const words = page.locator('[data-shape-type="text"]')
		await expect(words).toHaveCount(1)
		await expect(words).toHaveCSS('clip-path', 'none')
		const ink = page.locator('[data-shape-type="draw"]').first()
		await expect(ink).not.toHaveCSS('clip-path', 'none')
		const there = ben.page.locator('[data-shape-type="text"]')
		await expect(there).toContainText('out of the window, far away')
		await page.screenshot({ path: test.info().outputPath('over-the-frame-dark.png') })
		await ben.page.screenshot({ path: test.info().outputPath('over-the-frame-light.png') })
	})

	await test.step('onion skin and guides are this person’s alone', async () => {
		await page.getByRole('radio', { name: 'Pencil', exact: true }).click()
		await page.keyboard.press('n')
		await expect(clips(page)).toHaveCount(2)
		await page.keyboard.press('o')
		await expect(page.locator('[data-onion="before"]')).toBeVisible()
		await page.keyboard.press('Shift+G')
		await expect(page.locator('[data-guides="thirds action"]')).toBeVisible()
		await page.getByRole('button', { name: 'Guides' }).click()
		const guides = page.getByRole('dialog', { name: 'Guides' })
		await guides.getByRole('checkbox', { name: 'Second delivery' }).check()
		await guides.getByRole('button', { name: 'Across' }).click()
		await guides.getByRole('slider', { name: 'Line across 1' }).fill('30')
		await expect(page.locator('[data-guides="thirds action delivery"]')).toBeVisible()
		await expect(page.locator('[data-lines="1"]')).toHaveAttribute('d', /^M0 103\.8\d*H640$/)
		await expectAccessible(page)
		await page.screenshot({ path: test.info().outputPath('aids-dark.png') })
		await page.keyboard.press('Escape')
		await expect(ben.page.locator('[data-onion], [data-guides]')).toHaveCount(0)
		await page.keyboard.press('o')
		await expect(page.locator('[data-onion]')).toHaveCount(0)
	})

	expect([...ana.problems, ...ben.problems]).toEqual([])
	await ben.close()
})

test('a pen can be tried; how firmly one presses and what a finger does are kept', async () => {
	const { page } = ana
	const board = page.url()
	await page.goto(`${server.url}/pen`)
	const sheet = page.getByLabel('Draw here with your pen')
	const box = await sheet.boundingBox()
	if (!box) throw new Error('no sheet')
	await drawWithPen(page, strokeIn(box, [0.1, 0.5], [0.8, 0.5]))
	await expect(page.getByRole('status')).toHaveText('Pressure arrives. Lines swell as you press.')
	await page.getByRole('slider', { name: /How you press/ }).fill('2')
	await page.reload()
	await expect(page.getByRole('slider', { name: /How you press/ })).toHaveValue('2')
	await expectAccessible(page)

	await test.step('a pen was seen in this tab, and still is after another load: a finger moves the wall', async () => {
		await page.goto(board)
		await expectBoard(page)
		await page.getByRole('radio', { name: 'Pen', exact: true }).click()
		const before = (await strokeIds(page)).length
		const layer = page.locator('.tl-shapes')
		const at = await layer.evaluate((element) => getComputedStyle(element).transform)
		const [first = ''] = await panelIds(page)
		const paper = await paperOf(page, first)
		const isPanning = page.evaluate(
			() =>
				new Promise<boolean>((resolve) => {
					const wall = document.querySelector('.tl-container')
					const look = () => resolve(wall?.hasAttribute('data-panning') ?? false)
					if (wall) new MutationObserver(look).observe(wall, { attributeFilter: ['data-panning'] })
				}),
		)
		await drag(page, { x: paper.x + 60, y: paper.y + 60 }, { x: paper.x + 60, y: paper.y + 20 })
		await expect
			.poll(() => layer.evaluate((element) => getComputedStyle(element).transform))
			.not.toBe(at)
		// While it moves it is a layer, and at rest painted sharp again.
		expect(await isPanning).toBe(true)
		await expect(layer).toHaveCSS('will-change', 'auto')
		expect((await strokeIds(page)).length).toBe(before)
	})

	await test.step('whoever wants a finger to draw all the same says so', async () => {
		await page.goto(`${server.url}/pen`)
		await page.getByRole('radio', { name: 'Always draws' }).check()
		await page.goto(board)
		await expectBoard(page)
		await page.getByRole('radio', { name: 'Pen', exact: true }).click()
		const before = (await strokeIds(page)).length
		const [first = ''] = await panelIds(page)
		const paper = await paperOf(page, first)
		await drag(page, { x: paper.x + 60, y: paper.y + 60 }, { x: paper.x + 120, y: paper.y + 90 })
		await expect.poll(async () => (await strokeIds(page)).length).toBe(before + 1)
	})
	expect(ana.problems).toEqual([])
})

const InkSchema = z.object({
	type: z.enum(['draw', 'highlight']),
	opacity: z.number(),
	meta: z.object({ brush: z.string() }),
	props: z.object({
		isPen: z.boolean(),
		segments: z.array(
			z.object({
				type: z.enum(['free', 'straight']),
				path: z.string(),
				dim: z.literal([2, 3]).optional(),
			}),
		),
	}),
})

/** Strokes as the server holds them, by brush. */
function inkOf(board: unknown) {
	const { records } = z.object({ records: z.array(z.unknown()) }).parse(board)
	return records
		.flatMap((record) => InkSchema.safeParse(record).data ?? [])
		.map(({ type, opacity, meta, props: { isPen, segments } }) => {
			const isLaid = pointsOf(segments, 1, 1).some((point) => point.z > 1.25)
			return { type, brush: meta.brush, opacity, isPen, isLaid }
		})
		.sort((a, b) => (a.brush < b.brush ? -1 : 1))
}

/** Width of the widest stroke on the screen. */
function widthOf(page: Page): Promise<number> {
	return page
		.locator('[data-shape-type="draw"] path')
		.evaluateAll((all) => Math.max(0, ...all.map((one) => one.getBoundingClientRect().width)))
}

interface Spot {
	x: number
	y: number
}

async function fingers(page: Page) {
	const session = await page.context().newCDPSession(page)
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Spot[]) =>
		session.send('Input.dispatchTouchEvent', {
			type,
			touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
		})
	return { touch, detach: () => session.detach() }
}

/** One finger on the wall. */
async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
	const { touch, detach } = await fingers(page)
	await touch('touchStart', [from])
	for (let step = 1; step <= 8; step++) {
		const t = step / 8
		await touch('touchMove', [{ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t }])
	}
	await touch('touchEnd', [])
	await detach()
}

/** Two places of one hand, lying down, rolling a little, lifted. */
async function palm(page: Page, at: Spot): Promise<void> {
	const { touch, detach } = await fingers(page)
	const hand = (by: number) => [
		{ x: at.x - by, y: at.y },
		{ x: at.x + 70 + by, y: at.y + 20 + by },
	]
	await touch('touchStart', hand(0))
	for (const by of [10, 25, 40]) await touch('touchMove', hand(by))
	await touch('touchEnd', [])
	await detach()
}

/** The other end of the pen; no browser's test driver has one, so its events are made by hand. */
async function eraseWithEnd(page: Page, points: readonly (Spot & { pressure: number })[]) {
	await page.evaluate(async (path) => {
		const canvas = document.querySelector('.tl-canvas')
		const [first] = path
		const last = path.at(-1)
		if (!canvas || !first || !last) throw new Error('no canvas')
		const send = (type: string, at: Spot, buttons: number) =>
			canvas.dispatchEvent(
				new PointerEvent(type, {
					...{ bubbles: true, cancelable: true, pointerType: 'pen', pointerId: 1, isPrimary: true },
					...{ clientX: at.x, clientY: at.y, button: type === 'pointermove' ? -1 : 5, buttons },
				}),
			)
		const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
		send('pointermove', first, 0)
		send('pointerdown', first, 32)
		for (const at of path) {
			send('pointermove', at, 32)
			await frame()
		}
		send('pointerup', last, 0)
	}, points)
}
