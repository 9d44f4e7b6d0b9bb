/**
 * Notes and review with two people: the owner of the film and a commenter in another browser, on one
 * server shared by invitation. One board is opened once and walked far.
 */
import { expect, type Page, test } from '@playwright/test'
import { printedLinks } from './support/pages-invitations.ts'
import { storedProject } from './support/pages-records.ts'
import { answerConsent, DEMO_FILM, expectQuiet } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { clips, expectSaved, panelIds, paperOf, saveState, strokeIds } from './support/wall.ts'

test.use({ actionTimeout: 30_000 })
test.describe.configure({ timeout: 240_000 })

let server: TestServer
let dora: Person
let cleo: Person
let ids: string[]
let path = ''

test.beforeAll(async ({ browser }) => {
	test.setTimeout(300_000)
	server = await createTestServer({ DAILIES_SHARE: '1', DAILIES_DEMO: '1', HOST: '127.0.0.1' })
	await server.start()
	await expect
		.poll(() => server.output().includes('Dailies is ready'), { timeout: 60_000 })
		.toBe(true)
	const { project, scenes } = await storedProject(server, DEMO_FILM)
	path = `/projects/${project.projectId}/scenes/${scenes[0]?.sceneId}`
	dora = await createPerson(browser, { name: 'Dora Diaz', url: server.url })
	cleo = await createPerson(browser, {
		...{ name: 'Cleo Cho', url: server.url, colorScheme: 'light' as const },
	})
	for (const [person, role] of [
		[dora, 'owner'],
		[cleo, 'commenter'],
	] as const) {
		await join(person, server.url, printedLinks(server)[role] ?? '/no-link-was-printed')
		await person.page.goto(new URL(path, server.url).href)
		await expect(saveState(person.page)).toHaveText(role === 'owner' ? 'Saved' : 'View only', {
			timeout: 30_000,
		})
		await answerConsent(person.page)
	}
	ids = await panelIds(dora.page)
})
test.afterAll(async () => {
	await dora.close()
	await cleo.close()
	await server.dispose()
})

const tray = (page: Page) => page.getByRole('region', { name: 'Notes', exact: true })
const pin = (page: Page, number: number, state = 'open') =>
	page.getByRole('button', { name: new RegExp(`^Note ${number}, ${state},`) })
const showNotes = async (...people: Person[]) => {
	for (const { page } of people) await page.getByRole('tab', { name: /^Notes/ }).click()
}
const send = (page: Page) => page.keyboard.press('Control+Enter')

/** Selects words of the script as a mouse would. */
const chooseWords = (page: Page, words: string) =>
	page.evaluate((wanted) => {
		const blocks = [...document.querySelectorAll('[data-block-id]')]
		const text = blocks.find(({ textContent }) => textContent.includes(wanted))?.lastChild
		const from = text?.textContent?.indexOf(wanted) ?? -1
		if (text && from >= 0)
			document.getSelection()?.setBaseAndExtent(text, from, text, from + wanted.length)
	}, words)
/** The words that are marked in the script. */
const notedWords = (page: Page) =>
	page.evaluate(() => [...(CSS.highlights.get('noted-words') ?? [])].map(String).join('|'))

test('[R23] a commenter notes on a panel; the owner is called, answers, gives it back and settles it', async () => {
	const known = await strokeIds(dora.page)
	await clips(cleo.page).nth(1).click()
	await cleo.page.keyboard.press('c')
	const words = tray(cleo.page).getByRole('textbox', { name: /^New note on/ })
	await expect(words).toBeFocused()
	// A drag over the panel says which part is meant; the words keep the focus.
	const paper = await paperOf(cleo.page, ids[1] ?? '')
	await cleo.page.mouse.move(paper.x + paper.width * 0.2, paper.y + paper.height * 0.2)
	await cleo.page.mouse.down()
	await cleo.page.mouse.move(paper.x + paper.width * 0.6, paper.y + paper.height * 0.7, {
		steps: 4,
	})
	await cleo.page.mouse.up()
	await expect(tray(cleo.page).getByText('a part of it').first()).toBeVisible()
	await cleo.page.keyboard.type('Is the light moving, @Do')
	await expect(cleo.page.getByRole('option', { name: 'Dora Diaz', exact: true })).toBeVisible()
	await cleo.page.keyboard.press('Enter')
	await cleo.page.keyboard.type('or are we?')
	await send(cleo.page)
	await expect(pin(cleo.page, 1)).toBeVisible()

	await expect(dora.page.getByText('Cleo Cho calls you').first()).toBeVisible()
	await dora.page.getByRole('button', { name: 'Mentions, 1 unread' }).click()
	await dora.page.getByRole('dialog', { name: 'Mentions' }).getByRole('button').first().click()
	await expect(dora.page.getByRole('button', { name: 'Mentions', exact: true })).toBeVisible()
	const answer = tray(dora.page).getByRole('textbox', { name: 'Answer note 1' })
	await answer.fill('We are. I drift the horizon.')
	await send(dora.page)
	await expect(tray(cleo.page).getByText('We are. I drift the horizon.')).toBeVisible()

	await tray(dora.page).getByRole('button', { name: 'Give note 1 to somebody' }).click()
	await dora.page.getByRole('menuitemradio', { name: 'Cleo Cho' }).click()
	await expect(tray(cleo.page).getByText('With Cleo Cho')).toBeVisible()
	await tray(cleo.page).getByRole('button', { name: 'More for this note' }).last().click()
	await cleo.page.getByRole('menuitem', { name: 'Agree' }).click()
	await expect(tray(dora.page).getByRole('button', { name: /Agree: Cleo Cho/ })).toBeVisible()
	await expectAccessible(cleo.page)
	await expectAccessible(dora.page)
	await dora.page.screenshot({ path: test.info().outputPath('notes-dark.png') })
	await cleo.page.screenshot({ path: test.info().outputPath('notes-light.png') })

	await tray(dora.page).getByRole('button', { name: 'Note 1 is done' }).click()
	await expect(pin(cleo.page, 1, 'done')).toBeVisible()
	await dora.page.locator('body').press('Control+z')
	await expect(pin(cleo.page, 1, 'open')).toBeVisible()
	expect(await strokeIds(dora.page)).toEqual(known)
	expectQuiet(dora, cleo)
})

test('[R25] a locked panel takes no ink and says why; everybody sees who locked it; unlocked it takes ink again', async () => {
	const { page } = dora
	const [first = ''] = ids
	await showNotes(dora, cleo)
	await clips(page).first().click()
	await page.getByRole('button', { name: /^Review of panel/ }).click()
	await page.getByRole('menuitemradio', { name: 'Locked' }).click()
	const panel = page.locator(`[data-shape-id="${first}"]`)
	await expect(panel.getByRole('img', { name: 'Locked by Dora Diaz' })).toBeVisible()
	await clips(cleo.page).first().click()
	await expect(tray(cleo.page).getByText('Locked', { exact: true })).toBeVisible()
	await expect(tray(cleo.page).getByText('Dora Diaz, just now')).toBeVisible()

	const known = await strokeIds(page)
	const stroke = strokeIn(await paperOf(page, first), [0.1, 0.2], [0.6, 0.3])
	await drawWithPen(page, stroke)
	await expect(page.getByText(/is locked. Nothing was drawn/).first()).toBeVisible()
	// By the keyboard, too: its words, its length, the trash.
	await clips(page).first().focus()
	await page.keyboard.press('Delete')
	await expect(page.getByText('This panel is locked. Nothing was changed.').first()).toBeVisible()
	expect(await panelIds(page)).toEqual(ids)
	expect(await strokeIds(page)).toEqual(known)
	// Its set-up is locked with it, and nothing that was tried closed the board.
	await page.getByRole('tab', { name: 'Shot', exact: true }).click()
	await page.getByLabel('Lens', { exact: true }).fill('85')
	await page.keyboard.press('Enter')
	await expect(page.getByLabel('Lens', { exact: true })).toHaveValue('50')
	await expectSaved(page)
	await showNotes(dora)
	await page.screenshot({ path: test.info().outputPath('locked-dark.png') })

	// A locked scene is only looked at, by everybody.
	await page.getByRole('button', { name: /^Review of scene/ }).click()
	await page.getByRole('menuitemradio', { name: 'Locked' }).click()
	await expect(page.getByRole('radio', { name: 'Pencil', exact: true })).toBeDisabled()
	await page.getByRole('button', { name: /^Review of scene/ }).click()
	await page.getByRole('menuitemradio', { name: 'In review' }).click()
	await expect(page.getByRole('radio', { name: 'Pencil', exact: true })).toBeEnabled()
	await page.keyboard.press('b')

	await page.getByRole('button', { name: /^Review of panel/ }).click()
	await page.getByRole('menuitemradio', { name: 'Approved' }).click()
	await expect(panel.getByRole('img', { name: 'Approved by Dora Diaz' })).toBeVisible()
	await drawWithPen(page, stroke)
	await expect.poll(async () => (await strokeIds(page)).length).toBe(known.length + 1)
	await expectSaved(page)
	expectQuiet(dora, cleo)
})

test('[SP80] a note on words of the script: beside the line for both, followed when it is written in, led to from both sides', async () => {
	const lane = (page: Page) => page.getByRole('region', { name: 'Script' })
	const line = (page: Page, words: string) =>
		lane(page).getByRole('listitem').filter({ hasText: words })
	const bench = 'On the bench'
	await line(cleo.page, bench).hover()
	await chooseWords(cleo.page, 'its label scratched away')
	await lane(cleo.page).getByRole('button', { name: 'Note on these words' }).click()
	const label = 'New note on Line “its label scratched away”'
	await expect(tray(cleo.page).getByRole('textbox', { name: label })).toBeFocused()
	await cleo.page.keyboard.type('Do we read it later?')
	await send(cleo.page)

	const mark = line(dora.page, bench).getByRole('button', { name: /on this line, open, Cleo Cho/ })
	await mark.click()
	await expect(tray(dora.page).getByRole('textbox', { name: /^Answer note/ })).toBeVisible()
	await expect(mark).toHaveAttribute('aria-pressed', 'true')
	await expect.poll(() => notedWords(dora.page)).toBe('its label scratched away')
	await expectAccessible(dora.page)
	await dora.page.screenshot({ path: test.info().outputPath('line-dark.png') })
	await cleo.page.screenshot({ path: test.info().outputPath('line-light.png') })

	// Written in, it keeps its words; rewritten, the note says so; undone, it has them again.
	await line(dora.page, bench)
		.getByText(bench)
		.click({ position: { x: 4, y: 6 } })
	const field = lane(dora.page).getByRole('textbox', { name: 'Action' })
	await field.press('Control+Home')
	await field.pressSequentially('Later. ')
	await field.press('Escape')
	await expect.poll(() => notedWords(cleo.page)).toBe('its label scratched away')
	await line(dora.page, bench)
		.getByText(bench)
		.click({ position: { x: 4, y: 6 } })
	await field.fill('An empty bench.')
	await field.press('Escape')
	const where = tray(cleo.page).getByRole('button', { name: /Line “its label/ })
	await expect(where).toContainText('reworded')
	await line(cleo.page, 'Nobody came.').hover()
	await expect(
		line(cleo.page, 'An empty bench.').getByRole('button', {
			name: /^Note \d+ on this line, open/,
		}),
	).toBeVisible()

	// From the list to the line: pressed again, it is brought into view.
	await where.click()
	await where.click()
	await expect(line(cleo.page, 'An empty bench.')).toBeInViewport()
	expectQuiet(dora, cleo)
})

test('drawn notes and a note at the playhead: seen by both, hidden, taken off, undone; counted on the film page', async () => {
	const [, second = ''] = ids
	await showNotes(dora, cleo)
	const drawn = (page: Page) =>
		page.locator(`[data-drawn-notes="${second}"] svg[aria-label$="drawn note"] polyline`)
	await clips(cleo.page).nth(1).click()
	await tray(cleo.page).getByRole('button', { name: 'Draw a note over the panels' }).click()
	await drawWithPen(cleo.page, strokeIn(await paperOf(cleo.page, second), [0.2, 0.3], [0.7, 0.4]))
	await expect(drawn(dora.page)).toHaveCount(1)
	await cleo.page.keyboard.press('Escape')
	await tray(dora.page).getByRole('button', { name: 'Show drawn notes' }).click()
	await expect(drawn(dora.page)).toHaveCount(0)
	await tray(dora.page).getByRole('button', { name: 'Show drawn notes' }).click()
	await cleo.page.screenshot({ path: test.info().outputPath('drawn-light.png') })
	await tray(cleo.page).getByRole('button', { name: 'Take drawn notes off this panel' }).click()
	await expect(drawn(dora.page)).toHaveCount(0)
	await cleo.page.locator('body').press('Control+z')
	await expect(drawn(dora.page)).toHaveCount(1)

	await cleo.page.keyboard.press('Alt+c')
	await expect(tray(cleo.page).getByRole('textbox', { name: /at frame 0$/ })).toBeFocused()
	await cleo.page.keyboard.type('Hold this frame')
	await send(cleo.page)
	await dora.page
		.getByRole('button', { name: /^Note \d by Cleo Cho, on the strip/ })
		.last()
		.click()
	await expect(tray(dora.page).getByRole('textbox', { name: /^Answer note/ })).toBeVisible()
	await expectAccessible(cleo.page)
	await dora.page.goto(new URL(path.split('/scenes/')[0] ?? '', server.url).href)
	const { page } = dora
	await expect(page.getByTitle('open notes').first()).toHaveText(/^3/)
	const scene = page
		.getByRole('list', { name: 'Scenes in story order' })
		.getByRole('listitem')
		.first()
	await expect(scene).toContainText(/In review Dora Diaz, (just now|\d+ min ago)/)
	await expect(scene).toContainText('1 of 6 panels approved')
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('film-dark.png') })

	// The film's notes in one list, narrowed, and from there to the place on the board.
	await page.getByRole('link', { name: 'Notes', exact: true }).click()
	const notes = page.getByRole('link', { name: /^Note \d/ })
	await expect(notes).toHaveCount(3)
	await expect(page.getByRole('link', { name: /Line “its label .*reworded$/ })).toBeVisible()
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('film-notes-dark.png') })
	await page.getByRole('button', { name: 'Calls me' }).click()
	await expect(notes).toHaveCount(1)
	await expect(page).toHaveURL(/whose=mentions/)
	await notes.first().click()
	await expectSaved(page)
	await expect(tray(page).getByRole('textbox', { name: 'Answer note 1' })).toBeVisible()

	// On paper: what is open, with its panel, and the drawn lines over the picture.
	const film = new URL(path.split('/scenes/')[0] ?? '', server.url).href
	await cleo.page.goto(`${film}/print`)
	const sheet = cleo.page.getByRole('article', { name: 'Panel 1A-1' })
	await expect(sheet.getByText('Hold this frame')).toHaveCount(0)
	await cleo.page.getByRole('switch', { name: 'Open notes' }).click()
	await cleo.page.getByRole('switch', { name: 'Drawn notes' }).click()
	await expect(sheet.getByText('Cleo Cho: Hold this frame')).toBeVisible()
	await expect(sheet.getByRole('img', { name: 'Drawn notes' })).toBeVisible()
	await expectAccessible(cleo.page)
	await cleo.page.screenshot({ path: test.info().outputPath('printed-light.png') })
	expectQuiet(dora, cleo)
})
