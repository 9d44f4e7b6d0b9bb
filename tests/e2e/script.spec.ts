/**
 * The writer's side: a director draws on the board while a writer writes in the script beside it and brings a
 * new draft in. Two browsers on one server.
 */
import { expect, type Page, test } from '@playwright/test'
import { answerConsent, expectQuiet, pasteScript } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { boardUrlsOf, importScript } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf, strokeIds } from './support/wall.ts'

test.use({ actionTimeout: 30_000 })
test.describe.configure({ timeout: 240_000 })

let server: TestServer
let director: Person
let writer: Person

const lane = (page: Page) => page.getByRole('region', { name: 'Script' })
const line = (page: Page, words: string | RegExp) =>
	lane(page).getByRole('listitem').filter({ hasText: words })

test.beforeAll(async ({ browser }, info) => {
	test.setTimeout(300_000)
	server = await createTestServer()
	await server.start()
	director = await createPerson(browser, { name: 'Dana Ode', url: server.url })
	writer = await createPerson(browser, {
		...{ name: 'Wim Baker', url: server.url, colorScheme: 'light' as const },
		viewport: { width: 1180, height: 820 },
	})
	await join(director, server.url)
	await importScript(director.page, info.outputPath('the-lamp-room.fountain'))
	await expectBoard(director.page)
	await answerConsent(director.page)
	const [first = ''] = await boardUrlsOf(director.page)
	await join(writer, server.url, new URL(first).pathname)
	await expectBoard(writer.page)
	await answerConsent(writer.page)
	if (await lane(writer.page).isHidden())
		await writer.page.getByRole('button', { name: 'Script', exact: true }).click()
})
test.afterAll(async () => {
	await director.close()
	await writer.close()
	await server.dispose()
})

test('[SP60] two people write in one line while a third stroke is drawn; nobody loses a letter', async () => {
	const rain = line(writer.page, 'Rain on the window.')
	await rain.getByText('Rain on the window.').click({ position: { x: 4, y: 6 } })
	const field = lane(writer.page).getByRole('textbox', { name: 'Action' })
	await expect(field).toBeFocused()
	await field.press('Home')
	await field.pressSequentially('Hard ')

	const theirs = line(director.page, 'on the window.')
	await expect(theirs).toContainText('Hard Rain')
	await theirs.getByText('on the window.').click({ position: { x: 4, y: 6 } })
	const other = lane(director.page).getByRole('textbox', { name: 'Action' })
	await other.press('Control+End')
	await Promise.all([other.pressSequentially(' A bell.'), field.pressSequentially('grey ')])
	for (const each of [field, other])
		await expect(each).toHaveValue(
			/^Hard grey Rain on the window\..*letter to the light\. A bell\.$/,
		)

	// Undo takes back one's own letters only.
	await field.press('Control+z')
	await expect(other).toHaveValue(/^(Hard )?Rain on the window\..* A bell\.$/)
	await other.press('Escape')
	await expect(other).toBeHidden()

	const [panel = ''] = await panelIds(director.page)
	const known = await strokeIds(director.page)
	await drawWithPen(
		director.page,
		strokeIn(await paperOf(director.page, panel), [0.2, 0.3], [0.7, 0.6]),
	)
	await expect.poll(async () => (await strokeIds(writer.page)).length).toBe(known.length + 1)
	expectQuiet(director, writer)
})

test('[SP61] Enter, Tab and Backspace make, change and join lines, and undo takes them back', async () => {
	const { page } = writer
	await lane(page).getByRole('button', { name: 'Write in the script' }).click()
	await page.keyboard.press('Escape')
	await line(page, 'The kettle screams.').getByText('The kettle screams.').click()
	await lane(page).getByRole('textbox', { name: 'Action' }).press('End')
	await page.keyboard.press('Enter')
	await page.keyboard.press('Tab')
	const cue = lane(page).getByRole('textbox', { name: 'Character' })
	await expect(cue).toBeFocused()
	await cue.pressSequentially('MARA')
	await cue.press('Enter')
	const speech = lane(page).getByRole('textbox', { name: 'Dialogue' })
	await speech.pressSequentially('Let it boil.')
	await expect(line(director.page, 'Let it boil.')).toContainText('MARA')
	await speech.press('Home')
	await speech.press('Backspace')
	await expect(lane(page).getByRole('textbox', { name: 'Character' })).toHaveValue(
		'MARA Let it boil.',
	)
	await page.keyboard.press('Control+z')
	await expect(line(director.page, 'Let it boil.')).toContainText('MARA')
	await page.keyboard.press('Escape')
	await expectSaved(page)
	expectQuiet(director, writer)
})

test('words that are chosen become a panel, which shows its lines', async () => {
	const { page } = director
	const before = await clips(page).count()
	const words = line(page, 'Where did you find it?').getByText('Where did you find it?')
	await words.click({ clickCount: 3, position: { x: 40, y: 6 } })
	await page.keyboard.press('Escape')
	await words.evaluate((element) => window.getSelection()?.selectAllChildren(element))
	await lane(page).getByRole('button', { name: 'Make panel', exact: true }).click()
	await expect(clips(page)).toHaveCount(before + 1)
	const chip = line(page, 'Where did you find it?').getByRole('button', { name: /^Show panel / })
	await expect(chip).toBeVisible()
	await expect(
		line(writer.page, 'Where did you find it?').getByRole('button', { name: /^Show panel / }),
	).toBeVisible()
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('lane-dark.png') })
	await writer.page.screenshot({ path: test.info().outputPath('lane-light-tablet.png') })
	expectQuiet(director, writer)
})

test('[SP70] [SP73] a new draft is read before it comes in; panels say what became of their lines; it is taken back', async () => {
	const { page } = writer
	const pages = await filmPages(page)
	const panelOf = line(director.page, 'Where did you find it?').getByRole('button', {
		name: /^Show panel /,
	})
	await expect(panelOf).toBeVisible()
	// A second panel, of a line that the new pages rewrite.
	const wind = line(director.page, 'The kettle screams.').getByText('The kettle screams.')
	await wind.evaluate((element) => window.getSelection()?.selectAllChildren(element))
	await lane(director.page).getByRole('button', { name: 'Make panel', exact: true }).click()
	await expect(
		line(director.page, 'The kettle screams.').getByRole('button', { name: /^Show panel / }),
	).toBeVisible()
	const panels = await panelIds(director.page)

	const dialog = page.getByRole('dialog', { name: 'Import a script' })
	await lane(page).getByRole('button', { name: 'Import new pages' }).click()
	await pasteScript(
		dialog,
		pages
			.replace('TEO\nWhere did you find it?\n\n', '')
			.replace('Neither of them moves.', 'Nobody moves at all.')
			.replace('There is a light out there.', 'There is a light out there.\n\nA bell, far off.'),
	)
	const changes = dialog.getByRole('region', { name: 'What changes' })
	const told = changes.getByRole('listitem')
	await expect(told.filter({ hasText: 'Where did you find it?' })).toContainText('Cut')
	await expect(told.filter({ hasText: 'Nobody moves at all.' })).toContainText('Changed')
	await expect(told.filter({ hasText: 'A bell, far off.' })).toContainText('Added')
	await expect(line(director.page, 'Where did you find it?')).toBeVisible()
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('preview-light.png') })

	const drawn = strokeIds(director.page)
	const paper = await paperOf(director.page, panels[0] ?? '')
	const known = await drawn
	await Promise.all([
		dialog.getByRole('button', { name: 'Apply this draft' }).click(),
		drawWithPen(director.page, strokeIn(paper, [0.3, 0.3], [0.6, 0.7])),
	])
	await expect.poll(async () => (await strokeIds(writer.page)).length).toBe(known.length + 1)
	await expect(dialog.getByRole('button', { name: 'Take this draft back' })).toBeVisible()
	await dialog.getByRole('button', { name: 'Close' }).first().click()

	const tray = director.page.getByRole('region', { name: 'New pages' })
	await expect(tray.getByRole('list', { name: 'Orphaned panels' })).toContainText(
		'Where did you find it?',
	)
	await expect(tray.getByRole('list', { name: 'Panels with changed lines' })).toContainText(
		'Nobody moves at all.',
	)
	expect(await panelIds(director.page)).toEqual(panels)
	await expect(director.page.getByText('Blue: lines changed')).toBeVisible()
	await expectAccessible(director.page)
	await director.page.screenshot({ path: test.info().outputPath('news-dark.png') })
	await tray.getByRole('button', { name: 'Looked at' }).click()
	await expect(tray.getByRole('list', { name: 'Panels with changed lines' })).toBeHidden()

	await readEarlierDraft(director.page)

	await lane(page).getByRole('button', { name: 'Import new pages' }).click()
	await dialog.getByRole('button', { name: 'Undo the last draft' }).click()
	await expect(dialog.getByText('The draft was taken back').first()).toBeVisible()
	await expect(tray).toBeHidden()
	await expect(line(director.page, 'Neither of them moves.')).toBeVisible()
	await expect(panelOf).toBeVisible()
	expect(await panelIds(director.page)).toEqual(panels)
	expectQuiet(director, writer)
})

/** The first draft still has the line that was cut, with the panel it had; the board waits where it was. */
async function readEarlierDraft(board: Page) {
	const page = await board.context().newPage()
	const film = new URL(board.url()).pathname.split('/')[2] ?? ''
	await page.goto(`${new URL(board.url()).origin}/projects/${film}/drafts`)
	const rows = page.getByRole('table', { name: 'Drafts, newest first' }).getByRole('row')
	await expect(rows.filter({ hasText: 'Blue draft' })).toContainText('Wim Baker')
	await expect(rows.filter({ hasText: 'Blue draft' })).toContainText('The film’s pages')
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('drafts-dark.png') })

	await page.getByRole('link', { name: 'White draft' }).click()
	const cut = page.getByRole('listitem').filter({ hasText: 'Where did you find it?' })
	await expect(cut.getByRole('link', { name: 'Panel 1A-1' })).toBeVisible()
	await expect(page.getByText('Neither of them moves.')).toBeVisible()
	await expect(page.getByText('A bell, far off.')).toBeHidden()
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('draft-white-dark.png') })
	await page.close()
}

/** The film as Fountain pages, as the room holds it now. */
async function filmPages(page: Page): Promise<string> {
	const { origin, pathname } = new URL(page.url())
	const film = pathname.split('/')[2] ?? ''
	const answer = await page.request.get(`${origin}/api/v1/projects/${film}/script/fountain`)
	expect(answer.ok()).toBe(true)
	return answer.text()
}
