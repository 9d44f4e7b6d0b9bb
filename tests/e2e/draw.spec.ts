/**
 * The hand: brushes leave what they promise in the document, a pen keeps fingers off, panels of a large
 * board rest as pictures and come back as ink, aids are seen by one person alone, a pen can be tried.
 */
import { expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { importScript } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf, strokeIds } from './support/wall.ts'

test.use({ actionTimeout: 20_000 })

let server: TestServer
let ana: Person

test.beforeEach(async ({ browser }) => {
	server = await createTestServer()
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
})
test.afterEach(async () => {
	expect(ana.problems).toEqual([])
	await ana.close()
	await server.dispose()
})

test('brushes, palms, aids and a large board at rest', async () => {
	test.setTimeout(300_000)
	const { page } = ana
	await join(ana, server.url)
	await importScript(page, test.info().outputPath('the-lamp-room.fountain'))
	await expectBoard(page)
	await page.getByRole('button', { name: 'Save answers' }).click()
	const sceneId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
	const [first = ''] = await panelIds(page)
	const paper = await paperOf(page, first)
	const metas = async () => inkOf(await server.dailies('inspect', 'board', sceneId))

	await test.step('each brush keeps its own width and ink', async () => {
		await page.getByRole('radio', { name: 'Pen', exact: true }).click()
		await drawWithPen(page, strokeIn(paper, [0.1, 0.2], [0.5, 0.25]))
		await page.getByRole('radio', { name: 'Tone' }).click()
		await drawWithPen(page, strokeIn(paper, [0.1, 0.5], [0.6, 0.5]))
		await page.getByRole('radio', { name: 'Light pencil' }).click()
		await drawWithPen(page, strokeIn(paper, [0.1, 0.8], [0.6, 0.75]))
		await expectSaved(page)
		await expect.poll(metas).toEqual([
			{ type: 'draw', brush: 'light', opacity: 0.6 },
			{ type: 'draw', brush: 'pen', opacity: 1 },
			{ type: 'highlight', brush: 'tone', opacity: 0.3 },
		])
		await page.keyboard.press(']')
		await page.getByRole('button', { name: 'Colour and size' }).click()
		await expect(page.getByRole('slider', { name: 'Size' })).toHaveAttribute('aria-valuetext', '4')
		await page.getByRole('radio', { name: 'Grey 50 %' }).check({ force: true })
		await expectAccessible(page)
		await page.keyboard.press('Escape')
		await page.getByRole('radio', { name: 'Pen', exact: true }).click()
		await page.getByRole('button', { name: 'Colour and size' }).click()
		await expect(page.getByRole('slider', { name: 'Size' })).toHaveAttribute('aria-valuetext', '6')
		await page.keyboard.press('Escape')
	})

	await test.step('a finger never draws once a pen was seen: it moves the wall', async () => {
		const before = (await strokeIds(page)).length
		const at = await page
			.locator('.tl-shapes')
			.evaluate((layer) => getComputedStyle(layer).transform)
		await drag(page, { x: paper.x + 60, y: paper.y + 60 }, { x: paper.x + 60, y: paper.y + 20 })
		await expect
			.poll(() => page.locator('.tl-shapes').evaluate((layer) => getComputedStyle(layer).transform))
			.not.toBe(at)
		expect(await strokeIds(page)).toHaveLength(before)
	})

	await test.step('onion skin and guides are this person’s alone', async () => {
		await page.keyboard.press('n')
		await expect(clips(page)).toHaveCount(2)
		await page.keyboard.press('o')
		await expect(page.locator('[data-onion="before"]')).toBeVisible()
		await page.keyboard.press('Shift+G')
		await expect(page.locator('[data-guides="thirds action"]')).toBeVisible()
		await page.screenshot({ path: test.info().outputPath('aids.png') })
		await page.keyboard.press('o')
		await page.keyboard.press('Shift+G')
		await expect(page.locator('[data-onion]')).toHaveCount(0)
	})
})

test('a pen can be tried, and how firmly one presses is kept', async () => {
	const { page } = ana
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
})

const InkSchema = z.object({
	type: z.enum(['draw', 'highlight']),
	opacity: z.number(),
	meta: z.object({ brush: z.string() }),
})

/** Strokes as the server holds them, by brush. */
function inkOf(board: unknown) {
	const { records } = z.object({ records: z.array(z.unknown()) }).parse(board)
	return records
		.flatMap((record) => InkSchema.safeParse(record).data ?? [])
		.map(({ type, opacity, meta }) => ({ type, brush: meta.brush, opacity }))
		.sort((a, b) => (a.brush < b.brush ? -1 : 1))
}

/** One finger on the wall. */
async function drag(
	page: Page,
	from: { x: number; y: number },
	to: { x: number; y: number },
): Promise<void> {
	const session = await page.context().newCDPSession(page)
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
		session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ ...at, id: 1 }] : [] })
	await touch('touchStart', from)
	for (let step = 1; step <= 8; step++) {
		const t = step / 8
		await touch('touchMove', { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t })
	}
	await touch('touchEnd')
	await session.detach()
}
