/**
 * The structure of a scene in the hands of two people: shots begun and joined, panels copied, merged,
 * thrown away and brought back, alternates, locked numbers, the contact sheet, and all of it by
 * commands and keys (docs/spec/structure.md).
 */
import { expect, type Page, test } from '@playwright/test'
import { answerConsent, expectQuiet } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { importScript } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf, strokeIds } from './support/wall.ts'

test.use({ actionTimeout: 20_000 })

let server: TestServer
let ana: Person
let ben: Person
test.beforeAll(async ({ browser }, info) => {
	test.setTimeout(300_000)
	server = await createTestServer()
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	ben = await createPerson(browser, { name: 'Ben Okoro', url: server.url, colorScheme: 'light' })
	await join(ana, server.url)
	await importScript(ana.page, info.outputPath('the-lamp-room.fountain'))
	await expectBoard(ana.page)
	await answerConsent(ana.page)
	await join(ben, server.url, new URL(ana.page.url()).pathname)
	await expectBoard(ben.page)
	await answerConsent(ben.page)
})
test.afterAll(async () => {
	await ana.close()
	await ben.close()
	await server.dispose()
})

/** Numbers as the strip prints them. */
const numbers = (page: Page) =>
	clips(page)
		.locator('footer')
		.evaluateAll((all) => all.map((footer) => footer.firstChild?.textContent ?? ''))
const expectNumbers = (page: Page, expected: readonly string[]) =>
	expect.poll(() => numbers(page)).toEqual(expected)
const take = (page: Page, place: number) => clips(page).nth(place).click()

/** Runs a command as a person finds it: the palette, some letters, Enter. */
async function command(page: Page, words: string) {
	await page.keyboard.press('Control+k')
	const palette = page.getByRole('dialog', { name: 'Commands' })
	await palette.getByRole('combobox').fill(words)
	await expect(palette.getByRole('option').first()).toBeVisible()
	await page.keyboard.press('Enter')
	await expect(palette).toBeHidden()
}
/** The same by the menu in the top bar, where a hand looks first. */
async function fromMenu(page: Page, words: string) {
	await page.getByRole('button', { name: 'More of this scene and film' }).click()
	await page.getByRole('menuitem', { name: words }).click()
}
const close = (page: Page) => page.keyboard.press('Escape')

test('[S2] [S3] shots and panels are begun, joined, copied, merged, thrown away and brought back, live', async ({
	browserName: _,
}, info) => {
	test.setTimeout(240_000)
	const { page } = ana

	await test.step('a shot begins at a panel and joins the one before; Ben sees it', async () => {
		await page.keyboard.press('n')
		await expect(clips(page)).toHaveCount(2)
		await page.keyboard.press('n')
		await expectNumbers(page, ['1-1', '1A-1', '1B-1'])
		await page.keyboard.press('/')
		await expectNumbers(ben.page, ['1-1', '1A-1', '1A-2'])
		await page.keyboard.press('Control+z')
		await expectNumbers(ben.page, ['1-1', '1A-1', '1B-1'])
	})

	await test.step('a shot that returns to an earlier set-up has its number', async () => {
		await page.getByRole('tab', { name: 'Shot', exact: true }).click()
		await page.getByRole('combobox', { name: 'Returns to' }).click()
		await page.getByRole('option', { name: '1', exact: true }).click()
		await expectNumbers(ben.page, ['1-1', '1A-1', '1-2'])
		await page.keyboard.press('Control+z')
		await expectNumbers(ben.page, ['1-1', '1A-1', '1B-1'])
		await page.getByRole('tab', { name: 'Suggestions' }).click()
	})

	await test.step('a copy without the drawing, a copy with it, and both as one', async () => {
		const [, , third = ''] = await panelIds(page)
		await drawWithPen(page, strokeIn(await paperOf(page, third), [0.2, 0.4], [0.8, 0.5]))
		await expect.poll(() => strokeIds(page)).toHaveLength(1)
		await page.keyboard.press('Alt+d')
		await expectNumbers(page, ['1-1', '1A-1', '1B-1', '1B-2'])
		expect(await strokeIds(page)).toHaveLength(1)
		await take(page, 2)
		await page.keyboard.press('d')
		await expectNumbers(page, ['1-1', '1A-1', '1B-1', '1B-2', '1B-3'])
		await expect.poll(() => strokeIds(page)).toHaveLength(2)
	})

	await test.step('[TI10] a panel is split by a right click, and what can be done is under a hand everywhere', async () => {
		const frames = () => clips(page).first().getAttribute('data-frames')
		await clips(page).first().click({ button: 'right' })
		await page.screenshot({ path: info.outputPath('panel-menu-dark.png') })
		await expectAccessible(page)
		await page.getByRole('menuitem', { name: /^Split the panel at the playhead/ }).click()
		await expectNumbers(ben.page, ['1-1', '1-2', '1A-1', '1B-1', '1B-2', '1B-3'])
		await expect.poll(frames).toBe('24')
		await page.keyboard.press('Control+z')
		await expectNumbers(ben.page, ['1-1', '1A-1', '1B-1', '1B-2', '1B-3'])

		await ben.page.getByRole('button', { name: 'More of this panel' }).click()
		// A line stands between groups, never beside another.
		await expect(ben.page.locator('[role="separator"] + [role="separator"]')).toHaveCount(0)
		await ben.page.getByRole('menuitem', { name: 'Duplicate without the drawing' }).click()
		await expectNumbers(page, ['1-1', '1-2', '1A-1', '1B-1', '1B-2', '1B-3'])
		await ben.page.keyboard.press('Control+z')
		await expectNumbers(page, ['1-1', '1A-1', '1B-1', '1B-2', '1B-3'])

		const [, second = ''] = await panelIds(page)
		const paper = await paperOf(page, second)
		await page.mouse.click(paper.x + 30, paper.y + 30, { button: 'right' })
		await page.getByRole('menuitem', { name: 'Duplicate the panel' }).hover()
		await page.screenshot({ path: info.outputPath('wall-menu-dark.png') })
		await page.getByRole('menuitem', { name: 'Duplicate the panel' }).click()
		await expectNumbers(ben.page, ['1-1', '1A-1', '1A-2', '1B-1', '1B-2', '1B-3'])
		await page.keyboard.press('Control+z')
		await expectNumbers(ben.page, ['1-1', '1A-1', '1B-1', '1B-2', '1B-3'])
		await expect(page.getByRole('radio', { name: 'Pencil', exact: true })).toBeChecked()
	})

	await test.step('what is thrown away lies in the trash with who and when; Ben brings it back', async () => {
		const before = await panelIds(page)
		await take(page, 2)
		await page.keyboard.press('Delete')
		await expectNumbers(ben.page, ['1-1', '1A-1', '1B-1', '1B-2'])
		await expectSaved(page)
		await fromMenu(ben.page, 'Trash of this scene')
		const trash = ben.page.getByRole('dialog', { name: 'Trash of this scene' })
		await expect(trash.getByRole('listitem')).toContainText('Ana Ruiz')
		await expect(trash.getByRole('img')).toBeVisible()
		await expectAccessible(ben.page)
		await ben.page.screenshot({ path: info.outputPath('trash-light.png') })
		await trash.getByRole('button', { name: 'Bring back' }).click()
		await expect(trash).toContainText('The trash is empty')
		await close(ben.page)
		await expect.poll(() => panelIds(page)).toEqual(before)
		await expect.poll(() => strokeIds(page)).toHaveLength(2)
	})

	await test.step('alternates: one plays, letters stay, two are compared', async () => {
		await take(page, 2)
		await command(page, 'alternate empty')
		await expect.poll(() => strokeIds(page)).toHaveLength(1)
		await expect(ben.page.getByText('alt B of 2')).toBeVisible()
		await page.keyboard.press('Shift+a')
		const dialog = page.getByRole('dialog', { name: 'Alternates of 1B-1' })
		await expect(dialog.getByText('B, plays')).toBeVisible()
		await dialog.getByLabel('How').click()
		await page.getByRole('option', { name: 'Wipe' }).click()
		await expect(dialog.getByRole('slider')).toBeVisible()
		await expectAccessible(page)
		await page.screenshot({ path: info.outputPath('alternates-dark.png') })
		await dialog.getByRole('button', { name: 'Play A' }).click()
		await expect(dialog.getByText('A, plays')).toBeVisible()
		await close(page)
		await expect(ben.page.getByText('alt A of 2')).toBeVisible()
		await expect.poll(() => strokeIds(ben.page)).toHaveLength(2)
	})
	expectQuiet(ana, ben)
})

test('[N3] [N4] [P1] the contact sheet reorders, numbers are locked, the paper changes for every scene', async ({
	browserName: _,
}, info) => {
	test.setTimeout(240_000)
	const { page } = ana
	const sheet = page.getByRole('region', { name: 'Contact sheet' })
	const cells = sheet.getByRole('option', { disabled: false })

	await test.step('five panels or more stand on the wall', async () => {
		for (let count = await clips(page).count(); count < 5; count++) {
			await page.keyboard.press('n')
			await expect(clips(page)).toHaveCount(count + 1)
		}
	})

	await test.step('two panels are chosen and moved together by keys, one is dragged', async () => {
		const before = await panelIds(page)
		await take(page, 0)
		await page.keyboard.press('g')
		await expect(cells).toHaveCount(before.length)
		await expect(cells.first()).toBeFocused()
		await page.keyboard.press('Shift+ArrowRight')
		await expect(sheet.getByRole('option', { selected: true })).toHaveCount(2)
		await page.keyboard.press('Alt+ArrowRight')
		const [one = '', two = '', three = '', ...rest] = before
		await expect.poll(() => panelIds(ben.page)).toEqual([three, one, two, ...rest])
		await cells.nth(4).click()
		const [from, to] = [await cells.nth(4).boundingBox(), await cells.nth(0).boundingBox()]
		if (!from || !to) throw new Error('the sheet shows its cells')
		await page.mouse.move(from.x + from.width / 2, from.y + 20)
		await page.mouse.down()
		await page.mouse.move(from.x + from.width / 2 - 12, from.y + 24)
		await page.mouse.move(to.x + 12, to.y + 30, { steps: 4 })
		await expect(sheet.getByText('→').first()).toBeVisible()
		await page.screenshot({ path: info.outputPath('sheet-dark.png') })
		await page.mouse.up()
		await expect.poll(async () => (await panelIds(ben.page))[0]).toBe(before[4])
		await expectAccessible(page)
	})

	await test.step('locked, a new panel takes a letter and what is taken out is omitted', async () => {
		await command(page, 'lock numbers scene')
		const locked = await numbers(page)
		await take(page, 0)
		await page.keyboard.press('n')
		await expect.poll(() => numbers(ben.page)).toHaveLength(locked.length + 1)
		expect((await numbers(ben.page)).filter((each) => !locked.includes(each))).toHaveLength(1)
		// A set-up of one panel, not the new one: with it the whole shot goes.
		const setUps = (await numbers(page)).map((each) => each.replace(/-\d+$/, ''))
		const isAlone = (setUp: string) => setUps.filter((each) => each === setUp).length === 1
		const place = setUps.findIndex((setUp, at) => at > 1 && isAlone(setUp))
		const gone = setUps[place] ?? '?'
		await cells.nth(place).click()
		await page.keyboard.press('Delete')
		await expect(cells).toHaveCount(locked.length)
		const omitted = `${gone} OMITTED`
		await expect(sheet.getByRole('option', { name: omitted })).toBeVisible()
		const inOrder = await sheet.getByRole('option').allInnerTexts()
		expect(inOrder[place]?.replace(/\s+/g, ' ')).toBe(omitted)
		await expectSaved(page)
		await page.screenshot({ path: info.outputPath('sheet-omitted.png') })
		// It stands in its place in the shot list, on paper and in the CSV too, and the others keep theirs.
		const film = page.url().replace(/\/scenes\/.*/, '')
		const list = await page.context().newPage()
		await list.goto(`${film}/shots`)
		const line = list.getByRole('gridcell', { name: omitted })
		await expect(line).toBeVisible()
		// What is not locked yet may be called otherwise now that its neighbour is gone.
		const standing = (await numbers(page)).map((each) => each.replace(/-\d+$/, ''))
		const before = standing[place - 1] ?? '?'
		const rows = list.getByRole('grid').getByRole('row')
		const said = await rows.evaluateAll((all) =>
			all.map(
				(row) =>
					row.querySelector('[role="rowheader"]')?.textContent?.trim() ??
					row.textContent?.replace(/\s+/g, ' ').trim() ??
					'',
			),
		)
		expect(said[said.indexOf(omitted) - 1]).toBe(before)
		expect(said).toContain(standing[place] ?? before)
		await list.screenshot({ path: info.outputPath('list-omitted.png') })
		const csv = await list.request.get(
			`${server.url}/api/v1${new URL(film).pathname}/shots.csv?rows=shot`,
		)
		expect(await csv.text()).toMatch(new RegExp(`,${gone},[^\\r\\n]*OMITTED`))
		await list.goto(`${film}/print`)
		await expect(list.getByText(omitted)).toBeVisible()
		await list.getByText(omitted).scrollIntoViewIfNeeded()
		await list.screenshot({ path: info.outputPath('print-omitted.png') })
		await list.close()
		await page.keyboard.press('Control+z')
		await page.keyboard.press('Control+z')
		await expectNumbers(ben.page, locked)
		await page.keyboard.press('g')
		await expect(sheet).toBeHidden()
	})

	await test.step('other paper in every scene: drawings stay where they are', async () => {
		const strokesBefore = await strokeIds(page)
		const [first = ''] = await panelIds(page)
		const paper = await paperOf(page, first)
		await fromMenu(page, 'Film settings')
		const settings = page.getByRole('dialog', { name: 'Film settings' })
		await settings.getByLabel('Paper').click()
		await page.getByRole('option', { name: '2.39 : 1' }).click()
		await expect(settings.getByRole('status')).toHaveText('Done in every scene.')
		await expectAccessible(page)
		await page.screenshot({ path: info.outputPath('film-settings-dark.png') })
		await settings.getByLabel('Numbers').click()
		await page.getByRole('option', { name: /^Counted/ }).click()
		await close(page)
		await expect
			.poll(
				async () =>
					(await paperOf(ben.page, first)).height / (await paperOf(ben.page, first)).width,
			)
			.toBeLessThan(paper.height / paper.width - 0.05)
		expect(await strokeIds(page)).toEqual(strokesBefore)
		await expectSaved(page)
	})
	expectQuiet(ana, ben)
})

test('keys are a person’s own: another preset, another key, a conflict said', async () => {
	test.setTimeout(120_000)
	const { page } = ben
	const count = await clips(page).count()
	await page.keyboard.press('?')
	const dialog = page.getByRole('dialog', { name: 'Keys' })
	await dialog.getByRole('button', { name: /^Next panel: / }).click()
	await page.keyboard.press('Shift+n')
	await expect(dialog.getByRole('status')).toContainText('was the key of “Panel before”')
	await expectAccessible(page)
	await close(page)
	await page.keyboard.press('n')
	await page.keyboard.press('Shift+n')
	await expect(clips(page)).toHaveCount(count + 1)
	await page.reload()
	await expectBoard(page)
	await page.keyboard.press('Shift+n')
	await expect(clips(page)).toHaveCount(count + 2)
	await page.keyboard.press('?')
	await dialog.getByRole('button', { name: 'Forget my own keys' }).click()
	await dialog.getByLabel('Keys as in').click()
	await page.getByRole('option', { name: 'Storyboarder' }).click()
	await close(page)
	await page.keyboard.press('7')
	await expect(page.getByRole('radio', { name: 'Eraser' })).toBeChecked()
	await page.keyboard.press('n')
	await expect(clips(page)).toHaveCount(count + 3)
	expectQuiet(ben)
})
