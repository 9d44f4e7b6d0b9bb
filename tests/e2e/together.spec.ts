/**
 * Being together: following, pitching with a laser, links, news since one left. Three browsers on one
 * server; the third may only look.
 */
import { expect, type Page, test } from '@playwright/test'
import { answerConsent, expectQuiet } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { boardUrlsOf, importScript, SCENE_HEADINGS } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf, strokeIds } from './support/wall.ts'

test.use({ actionTimeout: 30_000 })
test.describe.configure({ timeout: 240_000 })

const NOTE = 'Hold here. Let them find the bottle.'
const currentClip = (page: Page) => clips(page).and(page.locator('[aria-selected="true"]'))
const banner = (page: Page, words: string | RegExp) =>
	page.getByRole('status').filter({ hasText: words })
/** How large a panel is drawn on the page. */
const widthOf = async (page: Page, panelId: string) =>
	(await page.locator(`[data-shape-id="${panelId}"]`).boundingBox())?.width ?? 0

let server: TestServer
let ana: Person
let ben: Person
let boardUrls: string[]
let ids: string[]

test.beforeAll(async ({ browser }, info) => {
	test.setTimeout(300_000)
	server = await createTestServer()
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	ben = await createPerson(browser, {
		...{ name: 'Ben Okoro', url: server.url, colorScheme: 'light' as const },
		viewport: { width: 1180, height: 820 },
	})
	await ana.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
	await join(ana, server.url)
	await importScript(ana.page, info.outputPath('the-lamp-room.fountain'))
	await expectBoard(ana.page)
	await answerConsent(ana.page)
	boardUrls = await boardUrlsOf(ana.page)
	for (let count = 2; count <= 4; count++) {
		await ana.page.keyboard.press('n')
		await expect(clips(ana.page)).toHaveCount(count)
	}
	ids = await panelIds(ana.page)
	await expectSaved(ana.page)
	await join(ben, server.url, new URL(boardUrls[0] ?? '').pathname)
	await expectBoard(ben.page)
	await answerConsent(ben.page)
})
test.afterAll(async () => {
	await ana.close()
	await ben.close()
	await server.dispose()
})

test('[P7] one person follows another until a move of their own', async () => {
	await ben.page.getByRole('button', { name: 'Follow Ana Ruiz' }).click()
	await expect(banner(ben.page, 'You see what Ana Ruiz sees')).toBeVisible()
	await clips(ana.page).nth(3).click()
	await expect(currentClip(ben.page)).toHaveAttribute('data-clip', ids[3] ?? '')
	const before = await widthOf(ben.page, ids[3] ?? '')
	// Ana comes close; Ben’s wall comes along.
	await ana.page.locator('.tl-container').hover()
	await ana.page.keyboard.press('Shift+2')
	await ana.page.keyboard.down('Control')
	for (let turn = 0; turn < 4; turn++) await ana.page.mouse.wheel(0, -240)
	await ana.page.keyboard.up('Control')
	await expect.poll(() => widthOf(ben.page, ids[3] ?? '')).toBeGreaterThan(before * 1.3)
	await ben.page.screenshot({ path: test.info().outputPath('following-light.png') })
	await expectAccessible(ben.page)
	await ben.page.locator('.tl-container').hover()
	await ben.page.mouse.wheel(0, 60)
	await expect(banner(ben.page, 'You see what')).toBeHidden()
	await ana.page.keyboard.press('Shift+1')
	expectQuiet(ana, ben)
})

test('[P6] a pitch takes everybody along, with private notes and a laser, and ends with the pitcher', async ({
	browser,
}) => {
	await clips(ana.page).first().click()
	await ana.page.getByRole('button', { name: 'Pitch: everybody looks along' }).click()
	const bar = ana.page.getByRole('region', { name: 'Your pitch' })
	await expect(bar).toBeVisible()
	const along = banner(ben.page, 'Ana Ruiz is pitching')
	await expect(along).toContainText('You look along')
	await expect(ben.page.getByRole('button', { name: /^Pitch/ })).toBeDisabled()

	const note = bar.getByLabel('Your notes for this panel')
	await expect(note).toBeEnabled()
	await note.fill(NOTE)
	await note.blur()
	await ana.page.locator('.tl-container').hover()
	await ana.page.keyboard.press('ArrowRight')
	await expect(currentClip(ana.page)).toHaveAttribute('data-clip', ids[1] ?? '')
	await expect(currentClip(ben.page)).toHaveAttribute('data-clip', ids[1] ?? '')
	await expect(note).toHaveValue('')
	await expect.poll(() => widthOf(ben.page, ids[1] ?? '')).toBeGreaterThan(300)

	// The laser is in hand by itself; Ben sees where it points.
	const paper = await paperOf(ana.page, ids[1] ?? '')
	await ana.page.mouse.move(paper.x + 40, paper.y + 40)
	await ana.page.mouse.move(paper.x + 120, paper.y + 80, { steps: 6 })
	await expect(ben.page.locator('[data-laser]')).toHaveCount(1)
	await ana.page.screenshot({ path: test.info().outputPath('pitching-dark.png') })
	await ben.page.screenshot({ path: test.info().outputPath('pitched-light.png') })
	await expectAccessible(ana.page)
	await expectAccessible(ben.page)

	// Ben steps off by a move of his own, sees that it goes on, and comes back.
	await ben.page.locator('.tl-container').hover()
	await ben.page.mouse.wheel(0, 80)
	await expect(along).not.toContainText('You look along')
	await ana.page.keyboard.press('ArrowRight')
	await expect(along).toContainText('panel')
	await expect(currentClip(ana.page)).toHaveAttribute('data-clip', ids[2] ?? '')
	await expect(currentClip(ben.page)).toHaveAttribute('data-clip', ids[1] ?? '')
	await ben.page.getByRole('button', { name: 'Look along again' }).click()
	await expect(currentClip(ben.page)).toHaveAttribute('data-clip', ids[2] ?? '')

	// Somebody who comes late looks along at once, and reads no notes.
	const cy = await createPerson(browser, { name: 'Cy Lund', url: server.url })
	await join(cy, server.url, new URL(boardUrls[0] ?? '').pathname)
	await expectBoard(cy.page)
	await answerConsent(cy.page)
	await expect(currentClip(cy.page)).toHaveAttribute('data-clip', ids[2] ?? '')
	await expect(banner(cy.page, 'Ana Ruiz is pitching')).toBeVisible()
	const theirs = await cy.page.request.get(
		`${new URL(boardUrls[0] ?? '').origin}/api/v1/boards/${boardUrls[0]?.split('/').pop()}/pitch-notes`,
	)
	expect(await theirs.json()).toEqual({})

	// Past the last panel the pitch goes on in the next scene, and takes the room along.
	await ana.page.keyboard.press('ArrowRight')
	await expect(currentClip(ben.page)).toHaveAttribute('data-clip', ids[3] ?? '')
	await ana.page.keyboard.press('ArrowRight')
	await ana.page.waitForURL(new RegExp(boardUrls[1]?.split('/').pop() ?? ''))
	await expect(bar).toBeVisible()
	for (const { page } of [ben, cy]) {
		await page.waitForURL(new RegExp(boardUrls[1]?.split('/').pop() ?? ''), { timeout: 30_000 })
		await expect(banner(page, 'Ana Ruiz is pitching')).toContainText('You look along')
	}
	await ana.page.keyboard.press('Escape')
	await expect(bar).toBeHidden()
	await expect(banner(ben.page, 'is pitching')).toBeHidden()

	await ana.page.goto(boardUrls[0] ?? '')
	await expectBoard(ana.page)
	await clips(ana.page).first().click()
	await ana.page.keyboard.press('Shift+P')
	await expect(note).toHaveValue(NOTE)
	// Gone without a word: the room is free again.
	await ana.page.goto(server.url)
	await expect(ben.page.getByRole('button', { name: /^Pitch/ })).toBeEnabled()
	expectQuiet(ana, ben, cy)
	await cy.close()
})

test('links open at their panel, wherever it has moved; the scene list and the film’s page say who is where', async () => {
	const { page } = ana
	await page.goto(boardUrls[0] ?? '')
	await expectBoard(page)
	await clips(page).nth(1).click()
	await page.getByRole('button', { name: 'Copy a link' }).click()
	await expect(page.getByRole('menuitem')).toHaveCount(4)
	await page.getByRole('menuitem', { name: 'Copy a link to this panel' }).click()
	await expect(page.getByText('The link to the panel is copied.', { exact: true })).toBeVisible()
	const link = await page.evaluate(() => navigator.clipboard.readText())
	expect(link).toContain('?panel=')

	await ben.page.goto(link)
	await expectBoard(ben.page)
	await expect(currentClip(ben.page)).toHaveAttribute('data-clip', ids[1] ?? '')
	await page.getByRole('button', { name: SCENE_HEADINGS[0] }).click()
	const scenes = page.getByRole('navigation', { name: 'Scenes' })
	await expect(scenes.getByRole('img', { name: 'Ben Okoro' })).toBeVisible()
	await page.screenshot({ path: test.info().outputPath('scene-list.png') })
	await page.keyboard.press('Escape')

	await page.getByRole('button', { name: 'Move to another scene' }).click()
	await page.getByRole('menuitem', { name: SCENE_HEADINGS[1] }).click()
	await expect(clips(page)).toHaveCount(3)
	await ben.page.goto(link)
	await expect(ben.page).toHaveURL(new RegExp(boardUrls[1]?.split('/').pop() ?? ''))
	await expectBoard(ben.page)
	await expect(currentClip(ben.page)).toHaveAttribute('data-clip', ids[1] ?? '')
	await ben.page.goto(`${boardUrls[0]}?panel=neverThere`)
	await expect(ben.page.getByText('is not on the board any more').first()).toBeVisible()

	await page.goto(server.url + new URL(boardUrls[0] ?? '').pathname.replace(/\/scenes.*/, ''))
	const card = page.getByRole('listitem').filter({ hasText: SCENE_HEADINGS[0] })
	await expect(card.getByTitle(/Ben Okoro/).first()).toBeVisible()
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('film-people.png') })
	expectQuiet(ana, ben)
})

test('[N1] [N2] who comes back is told what others did, panel by panel', async () => {
	await ben.page.goto(boardUrls[0] ?? '')
	await expectBoard(ben.page)
	await ben.page.goto(server.url)
	const { page } = ana
	await page.goto(boardUrls[0] ?? '')
	await expectBoard(page)
	// Until Ben’s place is free again.
	await expect(page.getByRole('button', { name: 'Follow Ben Okoro' })).toBeHidden()
	const [first = '', second = ''] = await panelIds(page)
	await drawWithPen(page, strokeIn(await paperOf(page, first), [0.2, 0.3], [0.8, 0.6]))
	await expectSaved(page)
	await clips(page).nth(1).focus()
	await page.keyboard.press('Alt+ArrowRight')
	await expect.poll(async () => (await panelIds(page)).indexOf(second)).toBe(2)
	await expectSaved(page)

	await ben.page.goto(boardUrls[0] ?? '')
	await expectBoard(ben.page)
	const news = ben.page.getByRole('button', { name: /since you left/ })
	await news.click()
	const list = ben.page.getByRole('dialog', { name: 'Since you left' })
	await expect(list.getByRole('button', { name: /Ana Ruiz drew in panel/ })).toBeVisible()
	await expectAccessible(ben.page)
	await ben.page.screenshot({ path: test.info().outputPath('news-light.png') })
	await list.getByRole('button', { name: /Ana Ruiz moved in the story panel/ }).click()
	await expect(currentClip(ben.page)).toHaveAttribute('data-clip', second)
	const marks = ben.page.locator(`[data-clip="${first}"]`).getByTitle(/Ana Ruiz drew in this/)
	await expect(marks).toBeVisible()
	await news.click()
	await ben.page.getByRole('button', { name: 'Seen', exact: true }).click()
	await expect(news).toBeHidden()
	await expect(marks).toBeHidden()
	await ben.page.reload()
	await expectBoard(ben.page)
	await expect(news).toBeHidden()
	expectQuiet(ana, ben)
})

test('[N3] [N5] a board is looked back at, compared, and brought back as a change like any other', async () => {
	const { page } = ana
	await page.goto(boardUrls[2] ?? '')
	await expectBoard(page)
	await ben.page.goto(boardUrls[2] ?? '')
	await expectBoard(ben.page)
	const [first = ''] = await panelIds(page)
	const count = (await panelIds(page)).length
	await drawWithPen(page, strokeIn(await paperOf(page, first), [0.2, 0.3], [0.8, 0.6]))
	await expectSaved(page)
	await page.getByRole('button', { name: 'Versions' }).click()
	const dialog = page.getByRole('dialog', { name: 'Versions' })
	await dialog.getByLabel('Name of the version').fill('Before the notes')
	await dialog.getByRole('button', { name: 'Keep', exact: true }).click()
	await expect(dialog.getByRole('heading', { name: 'Before the notes' })).toBeVisible()
	await page.keyboard.press('Escape')
	await expect(dialog).toBeHidden()

	await drawWithPen(page, strokeIn(await paperOf(page, first), [0.2, 0.7], [0.8, 0.2]))
	await page.keyboard.press('n')
	await expect(clips(page)).toHaveCount(count + 1)
	await expectSaved(page)
	await expect.poll(() => strokeIds(ben.page)).toHaveLength(2)

	// The panel through time: then and now, beside each other and wiped.
	await page.getByRole('button', { name: 'Versions' }).click()
	await dialog
		.getByRole('button', { name: /Before the notes/ })
		.first()
		.click()
	const panels = dialog.getByRole('list', { name: 'Panels of this version' })
	await expect(panels.getByRole('img')).toHaveCount(count)
	await page.screenshot({ path: test.info().outputPath('version-board.png') })
	await expectAccessible(page)
	await panels.getByRole('button').first().click()
	const slider = dialog.getByRole('slider', { name: /Look through/ })
	await expect(slider).toBeVisible()
	const looks = dialog.getByRole('figure').getByRole('img')
	await expect(looks).toHaveCount(2)
	const sources = () => looks.evaluateAll((all) => all.map((each) => each.getAttribute('src')))
	expect(new Set(await sources()).size).toBe(2)
	await page.screenshot({ path: test.info().outputPath('version-panel.png') })
	await dialog.getByRole('radio', { name: 'Wipe' }).check()
	const wipe = dialog.getByRole('slider', { name: 'Wipe' })
	await wipe.fill('30')
	await expect(wipe).toHaveValue('30')
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('version-wipe.png') })

	// One panel brought back: Ben sees it, and the later panel stays.
	await dialog.getByRole('button', { name: 'Restore this panel' }).click()
	await expect(dialog).toBeHidden({ timeout: 30_000 })
	await expect.poll(() => strokeIds(ben.page)).toHaveLength(1)
	await expect(clips(ben.page)).toHaveCount(count + 1)
	await page.keyboard.press('Control+z')
	await expect.poll(() => strokeIds(ben.page)).toHaveLength(2)

	// The whole board brought back, and that taken back too.
	await page.getByRole('button', { name: 'Versions' }).click()
	await expect(dialog.getByRole('button', { name: /Before a restore/ })).toBeVisible()
	await dialog
		.getByRole('button', { name: /Before the notes/ })
		.first()
		.click()
	await expect(dialog.getByRole('heading', { name: 'Before the notes' })).toBeVisible()
	await dialog.getByRole('button', { name: 'Restore the whole board' }).click()
	await expect(dialog).toBeHidden({ timeout: 30_000 })
	await expect(clips(ben.page)).toHaveCount(count)
	await expect.poll(() => strokeIds(ben.page)).toHaveLength(1)
	await expectSaved(page)
	await page.keyboard.press('Control+z')
	await expect(clips(ben.page)).toHaveCount(count + 1)
	await expect.poll(() => strokeIds(ben.page)).toHaveLength(2)
	await expectSaved(page)
	expectQuiet(ana, ben)
})
