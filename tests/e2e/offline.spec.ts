/**
 * What is drawn without a connection is kept on the device and saved on return, whatever is closed or
 * killed meanwhile; "Saved" is never said of anything that is not on the disk (W4, W6, W8, W10, W13).
 */

import { expect, type Page, test } from '@playwright/test'
import { answerConsent, expectQuiet } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { storedBoard } from './support/records.ts'
import { boardUrlsOf, importScript } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { restoreBoards } from './support/tamper.ts'
import {
	clips,
	expectBoard,
	expectSaved,
	panelIds,
	paperOf,
	saveState,
	strokeIds,
} from './support/wall.ts'

test.use({ actionTimeout: 20_000 })

let server: TestServer
let ana: Person
let boardUrls: string[] = []
let sceneId = ''
let panelId = ''
test.beforeAll(async ({ browser }, info) => {
	server = await createTestServer()
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	await join(ana, server.url)
	await importScript(ana.page, info.outputPath('the-lamp-room.fountain'))
	await expectBoard(ana.page)
	await answerConsent(ana.page)
	boardUrls = await boardUrlsOf(ana.page)
	await ana.page.goto('about:blank')
})
test.afterAll(async () => {
	await ana.close()
	await server.dispose()
})
test.beforeEach(() => ana.expectNoTrouble())

/** Opens a scene's board in a tab of its own; what is drawn afterwards is drawn into its first panel. */
async function openBoard(scene: number, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
	const page = await ana.page.context().newPage()
	await prepare?.(page)
	const url = boardUrls[scene] ?? ''
	await page.goto(url)
	await expectBoard(page)
	sceneId = new URL(url).pathname.split('/')[4] ?? ''
	panelId = (await panelIds(page))[0] ?? ''
	return page
}
async function draw(page: Page, at: number, from = 0.15) {
	const paper = await paperOf(page, panelId)
	await drawWithPen(page, strokeIn(paper, [from, at], [from + 0.3, at + 0.04], 10))
}
const storedIds = async () =>
	(await storedBoard(server, sceneId)).strokes.map(({ id }) => id).sort()
const isWaiting = (page: Page) => expect(saveState(page)).toHaveText(/chang(e|es) wait/)

test('[W8] [U1] two tabs of one person draw at once, offline too: nothing lost, nothing doubled', async () => {
	test.setTimeout(180_000)
	const one = await openBoard(0)
	const two = await openBoard(0)

	await test.step('one person is here, and both tabs show both drawings', async () => {
		await Promise.all([draw(one, 0.1), draw(two, 0.2, 0.5)])
		for (const page of [one, two]) {
			await expectSaved(page)
			await expect.poll(() => strokeIds(page)).toHaveLength(2)
			await expect(page.getByText('Only you here')).toBeVisible()
		}
	})

	await test.step('each tab takes back what was drawn in it', async () => {
		const both = await strokeIds(one)
		await two.keyboard.press('Control+z')
		await expect.poll(() => strokeIds(one)).toHaveLength(1)
		const ones = await strokeIds(one)
		await two.keyboard.press('Control+z')
		await expect(two.locator('footer').getByRole('status')).toHaveText('Nothing of yours to undo.')
		expect(await strokeIds(one)).toEqual(ones)
		await two.keyboard.press('Control+Shift+z')
		await expect.poll(() => strokeIds(one)).toEqual(both)
	})

	const drawn = await test.step('offline both draw, and one is closed', async () => {
		ana.expectTrouble()
		await server.kill()
		await draw(one, 0.4)
		await draw(two, 0.5, 0.5)
		await draw(two, 0.6, 0.5)
		for (const page of [one, two]) await isWaiting(page)
		const ids = [...new Set([...(await strokeIds(one)), ...(await strokeIds(two))])].sort()
		expect(ids).toHaveLength(5)
		await two.close()
		return ids
	})

	await test.step('the other sends what the closed one left', async () => {
		await server.start()
		await expect.poll(() => strokeIds(one)).toEqual(drawn)
		await expectSaved(one)
		expect(await storedIds()).toEqual(drawn)
		await one.reload()
		await expectBoard(one)
		await expect.poll(() => strokeIds(one)).toEqual(drawn)
	})
	await one.close()
	expectQuiet(ana)
})

test('[W8] [W13] drawn while the server is dead, the page closed: it is there and saved afterwards', async () => {
	test.setTimeout(180_000)
	const page = await openBoard(1)
	const url = page.url()
	ana.expectTrouble()
	await server.kill()
	await draw(page, 0.3)
	await draw(page, 0.5)
	await isWaiting(page)
	await expect(page.getByText('2 changes wait on this device.', { exact: false })).toBeVisible()
	await page.screenshot({ path: test.info().outputPath('waiting.png') })
	const drawn = await strokeIds(page)
	expect(drawn).toHaveLength(2)
	await page.close()

	await server.start()
	const again = await page.context().newPage()
	await again.goto(url)
	await expectBoard(again)
	await expect.poll(() => strokeIds(again)).toEqual(drawn)
	await expectSaved(again)
	expect(await storedIds()).toEqual(drawn)

	await test.step('what waited for a board that was restored meanwhile is put aside by name', async () => {
		await server.kill()
		await draw(again, 0.7)
		await isWaiting(again)
		await again.close()
		restoreBoards(server)
		await server.start()
		const back = await page.context().newPage()
		await back.goto(url)
		await expectBoard(back)
		await expect(back.getByText('did not go in. It is kept on this device.')).toBeVisible()
		expect(await strokeIds(back)).toEqual(drawn)
		await draw(back, 0.8)
		await expectSaved(back)
		await lookAtKept(back, 'kept-restored')
		await back.close()
	})
	expectQuiet(ana)
})

test('[W6] refused work is put aside and can be seen, saved and thrown away; nobody is locked out', async () => {
	test.setTimeout(180_000)
	const page = await openBoard(2, (tab) => tab.addInitScript(cutUpdatesShort))
	await draw(page, 0.2)
	await expectSaved(page)
	const [saved = ''] = await strokeIds(page)
	await page.evaluate(() => Object.assign(window, { cutsShort: true }))
	await draw(page, 0.5)
	await expect(page.getByRole('heading', { name: 'Your last changes did not go in' })).toBeVisible()
	await expect(saveState(page)).toHaveText('Not saved')
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('refused-dark.png') })
	await page.emulateMedia({ colorScheme: 'light' })
	await page.screenshot({ path: test.info().outputPath('refused-light.png') })
	await page.emulateMedia({ colorScheme: 'dark' })
	await page.getByRole('button', { name: 'Reload the board' }).click()
	await expectBoard(page)
	expect(await strokeIds(page)).toEqual([saved])
	await draw(page, 0.7)
	await expectSaved(page)
	await expect.poll(storedIds).toHaveLength(2)
	await lookAtKept(page, 'kept')
	await page.close()
	expectQuiet(ana)
})

test('[W10] a browser that keeps no copy says so, and work goes on', async () => {
	const page = await openBoard(0, (tab) =>
		tab.addInitScript(() => {
			Object.defineProperty(window, 'indexedDB', { value: undefined })
		}),
	)
	await draw(page, 0.2)
	await expectSaved(page)
	ana.expectTrouble()
	await server.kill()
	await draw(page, 0.5)
	await expect(page.getByText('in this page only.')).toBeVisible()
	await expect(page.getByText('leave this page open until you are back.')).toBeVisible()
	await page.screenshot({ path: test.info().outputPath('no-copy.png') })
	await server.start()
	await expectSaved(page)
	expect(await storedIds()).toEqual(await strokeIds(page))
	await page.close()
	expectQuiet(ana)
})

test('[W4] what stood on the wall while it said Saved is on the disk after every power cut', async () => {
	test.setTimeout(180_000)
	const page = await openBoard(1)
	const before = (await strokeIds(page)).length
	ana.expectTrouble()
	// Looks at each frame: the label and the drawings of one moment.
	await page.evaluate(() => {
		const safe = new Set<string>()
		Object.assign(window, { drawnWhenSaved: safe })
		const look = () => {
			const label = document.querySelector('[data-save-state]')?.textContent?.trim()
			if (label === 'Saved') {
				for (const shape of document.querySelectorAll('[data-shape-type="draw"]')) {
					safe.add(shape.getAttribute('data-shape-id') ?? '')
				}
			}
			requestAnimationFrame(look)
		}
		look()
	})
	const safe = () =>
		page.evaluate(() => {
			const found: unknown = Reflect.get(window, 'drawnWhenSaved')
			return found instanceof Set ? [...found].map(String).sort() : []
		})
	for (let round = 0; round < 3; round++) {
		for (let stroke = 0; stroke < 3; stroke++) {
			await draw(page, 0.1 + round * 0.2 + stroke * 0.05)
			// The cut comes at another moment of the stroke's way in each round.
			if (stroke === round % 3) await server.kill()
		}
		const promised = await safe()
		await server.start()
		const stored = await storedIds()
		expect(promised.filter((id) => !stored.includes(id))).toEqual([])
	}
	await expectSaved(page)
	await expect.poll(storedIds).toEqual(await strokeIds(page))
	expect(await safe()).toHaveLength(before + 9)
	await page.close()
	expectQuiet(ana)
})

/** While `window.cutsShort`, every update leaves the page without its end: no room can take it. */
function cutUpdatesShort() {
	const send = WebSocket.prototype.send
	WebSocket.prototype.send = function (data) {
		const isUpdate = data instanceof Uint8Array && data[0] === 0 && data[1] === 2
		const isCut = isUpdate && Reflect.get(window, 'cutsShort') === true
		send.call(this, isCut ? data.slice(0, data.length - 3) : data)
	}
}

/** Opens what was kept aside, looks at it in both themes, and throws it away. */
async function lookAtKept(page: Page, picture: string) {
	await page.getByRole('button', { name: 'See it' }).click()
	const dialog = page.getByRole('dialog', { name: 'Kept on this device' })
	await expect(dialog.getByRole('img', { name: 'Panel 1' })).toBeVisible()
	await expectAccessible(page)
	for (const colorScheme of ['dark', 'light'] as const) {
		await page.emulateMedia({ colorScheme })
		await page.screenshot({ path: test.info().outputPath(`${picture}-${colorScheme}.png`) })
	}
	const saving = page.waitForEvent('download')
	await dialog.getByRole('link', { name: 'Panel 1' }).click()
	expect((await saving).suggestedFilename()).toMatch(/\.svg$/)
	await dialog.getByRole('button', { name: 'Throw away', exact: true }).click()
	await dialog.getByRole('button', { name: 'Throw away for good' }).click()
	await expect(dialog).toBeHidden()
	await expect(page.getByText('did not go in')).toBeHidden()
	await expect(clips(page)).not.toHaveCount(0)
}
