/**
 * The writer's side: a director draws on the board while a writer writes in the script beside it and brings a
 * new draft in. Two browsers on one server.
 */
import { expect, type Page, test } from '@playwright/test'
import { answerConsent, expectQuiet } from './support/pages-steps.ts'
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
