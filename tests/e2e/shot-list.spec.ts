/** The shot list of a film as a crew works in it: by keyboard, together, over a file, and onto paper. */
import { readFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { storedProject } from './support/pages-records.ts'
import { answerConsent, DEMO_FILM, expectPictures, expectQuiet } from './support/pages-steps.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { expectBoard, expectSaved, panelIds, paperOf } from './support/wall.ts'

/** Eight by eight, red. */
const LOGO = {
	name: 'mark.png',
	mimeType: 'image/png',
	buffer: Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mO4oKCAFTEMLQkAvk5EAYUHFA8AAAAASUVORK5CYII=',
		'base64',
	),
}
let server: TestServer
test.beforeAll(async () => {
	server = await createTestServer({ DAILIES_DEMO: '1' })
	await server.start()
	await expect.poll(() => server.output(), { timeout: 60_000 }).toContain('Dailies is ready')
})
test.afterAll(() => server.dispose())

let people: Person[] = []
test.afterEach(async () => {
	for (const person of people) await person.close()
	people = []
})

async function someone(browser: Browser, name: string) {
	const person = await createPerson(browser, { name, url: server.url })
	people.push(person)
	await join(person, server.url)
	return person
}

async function openList(page: Page, projectId: string, search = '') {
	await page.goto(`${server.url}/projects/${projectId}/shots${search}`)
	await expect(page.getByRole('grid', { name: 'Shot list' })).toBeVisible()
	await expect(page.getByText('Saved')).toBeVisible()
}

/** The cell of a row, by the row's number and the column's heading. */
async function cell(page: Page, number: string, column: string) {
	const grid = page.getByRole('grid', { name: 'Shot list' })
	// Behind a dialog that is just closing nothing has a role yet.
	let place = -1
	await expect
		.poll(async () => {
			const headings = await grid.getByRole('columnheader').allInnerTexts()
			place = headings.map((text) => text.trim()).indexOf(column)
			return place
		})
		.toBeGreaterThanOrEqual(0)
	const row = grid.getByRole('row').filter({
		has: page.getByRole('rowheader', { name: number, exact: true }),
	})
	return row.locator('> *').nth(place)
}

test('a shot list is walked, typed, marked, copied and undone by keyboard, live with others', async ({
	browser,
}) => {
	const ana = await someone(browser, 'Ana Reis')
	const { project } = await storedProject(server, DEMO_FILM)
	const { page } = ana
	await page.goto(`${server.url}/projects/${project.projectId}`)
	await answerConsent(page)
	await openList(page, project.projectId)
	await expectPictures(page.getByRole('grid'), 3)
	await expectAccessible(page)

	const ben = await someone(browser, 'Ben Okafor')
	await openList(ben.page, project.projectId)

	// Typing begins editing; Enter sets and goes down.
	const lens = await cell(page, '1', 'Lens mm')
	await lens.click()
	await page.keyboard.type('27')
	await page.keyboard.press('Enter')
	await expect(lens).toHaveText('27')
	await expect(await cell(ben.page, '1', 'Lens mm')).toContainText('27')
	await expect(await cell(page, '1A', 'Lens mm')).toBeFocused()

	// The other sees where one is, in one's colour and by name.
	await expect((await cell(ben.page, '1A', 'Lens mm')).getByText('Ana Reis')).toBeVisible()

	// Choices by their first letters; what is wrong is said and not set.
	const size = await cell(page, '1A', 'Size')
	await size.click()
	await page.keyboard.press('Enter')
	await page.keyboard.type('ext')
	await page.keyboard.press('ArrowDown')
	await page.keyboard.press('Enter')
	await expect(size).toHaveText('ECU')
	await (await cell(page, '1A', 'Lens mm')).click()
	await page.keyboard.type('wide')
	await page.keyboard.press('Enter')
	await expect(page.getByRole('alert').filter({ hasText: 'is not a number' })).toBeVisible()
	await page.keyboard.press('Escape')

	// Copy one cell over a marked block, then take it back in one step.
	const first = await cell(page, '1', 'Lens mm')
	await first.click()
	await page.keyboard.press('ControlOrMeta+c')
	await page.keyboard.press('Shift+ArrowDown')
	await page.keyboard.press('Shift+ArrowDown')
	await page.keyboard.press('ControlOrMeta+v')
	await expect(await cell(page, '1B', 'Lens mm')).toHaveText('27')
	await expect(await cell(ben.page, '1B', 'Lens mm')).toContainText('27')
	await page.keyboard.press('ControlOrMeta+z')
	await expect(await cell(ben.page, '1B', 'Lens mm')).not.toContainText('27')

	// Ben's other field of the same shot stands beside Ana's: they merge per property.
	const notes = await cell(ben.page, '1', 'What we see')
	await notes.dblclick()
	await ben.page.keyboard.press('End')
	await ben.page.keyboard.type(' Dust.')
	await ben.page.keyboard.press('Enter')
	await expect(await cell(page, '1', 'What we see')).toContainText('Dust.')
	await expect(first).toContainText('27')

	// Several rows at once.
	await page.getByRole('checkbox', { name: 'Choose 1', exact: true }).click()
	await page.getByRole('checkbox', { name: 'Choose 1B' }).click({ modifiers: ['Shift'] })
	const bulk = page.getByRole('form', { name: 'Set for the chosen rows' })
	await expect(bulk).toContainText('3 shots')
	await bulk.getByLabel('Field').click()
	await page.getByRole('option', { name: 'VFX', exact: true }).click()
	await bulk.getByLabel('Value').click()
	await page.getByRole('option', { name: 'Composite' }).click()
	await bulk.getByRole('button', { name: /^Set for all 3/ }).click()
	await expect(await cell(ben.page, '1A', 'VFX')).toContainText('Composite')

	// A film's own field stands in everybody's list at once.
	await page.getByRole('button', { name: 'Columns' }).click()
	await page.getByRole('button', { name: 'Your own fields' }).click()
	const dialog = page.getByRole('dialog', { name: 'Your own fields' })
	await dialog.getByRole('button', { name: 'Add a field' }).click()
	await dialog.getByLabel('Name').fill('Rig')
	await dialog.getByRole('button', { name: 'Done' }).click()
	const rig = await cell(ben.page, '1', 'Rig')
	await rig.click()
	await ben.page.keyboard.type('Bolt arm')
	await ben.page.keyboard.press('Enter')
	await expect(await cell(page, '1', 'Rig')).toContainText('Bolt arm')

	// It stands beside the drawing too, and what is set there is in the list.
	const board = await page.context().newPage()
	await board.goto(`${server.url}/projects/${project.projectId}`)
	await board.getByRole('list', { name: 'Scenes in story order' }).getByRole('link').first().click()
	await expectBoard(board)
	await board.getByRole('tab', { name: 'Shot', exact: true }).click()
	const field = board.getByLabel('Rig', { exact: true })
	await expect(field).toHaveValue('Bolt arm')
	await field.fill('Bolt arm, 2')
	await field.press('Enter')
	await expect(await cell(page, '1', 'Rig')).toContainText('Bolt arm, 2')
	await board.close()

	// The view is in the address, and can be sent.
	await page.getByLabel('Filter shots').fill('bolt arm')
	await expect(page.getByText('1 of')).toBeVisible()
	await expect(page).toHaveURL(/q=bolt/)
	await page.screenshot({ path: test.info().outputPath('shot-list.png') })
	expectQuiet(ana, ben)
})

test('a shot list goes out as CSV and comes back with a preview; a bad file is refused by line', async ({
	browser,
}) => {
	const ana = await someone(browser, 'Ana Reis')
	const { project } = await storedProject(server, DEMO_FILM)
	const { page } = ana
	await openList(page, project.projectId)
	const coming = page.waitForEvent('download')
	await page.getByRole('link', { name: 'CSV', exact: true }).click()
	const download = await coming
	expect(download.suggestedFilename()).toBe('last-house-shot-list.csv')
	const path = joinPath(test.info().outputDir, 'list.csv')
	await download.saveAs(path)
	const csv = await readFile(path, 'utf8')
	const [header = '', first = ''] = csv.split('\r\n')
	expect(header).toMatch(/^\uFEFFID,Scene,Heading,Shot,/)
	const id = first.split(',')[0] ?? ''

	await page.getByRole('button', { name: 'CSV in' }).click()
	const dialog = page.getByRole('dialog', { name: 'Bring a CSV in' })
	const choose = (text: string) =>
		dialog.getByLabel('CSV file').setInputFiles({
			name: 'list.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from(text),
		})
	await choose(`ID,Lens mm\r\n${id},huge\r\nshot:nobody,35\r\n`)
	await expect(dialog).toContainText('Line 2: Lens mm: “huge” is not a number.')
	await expect(dialog).toContainText('Line 3: No shot of this film has the id “shot:nobody”.')
	await expect(dialog.getByRole('button', { name: 'Set', exact: true })).toBeDisabled()
	await choose(`ID,Lens mm,Catering\r\n${id},32,grim\r\n`)
	await expect(dialog).toContainText('Catering')
	await dialog.getByRole('button', { name: 'Set 1 cell' }).click()
	await expect(await cell(page, '1', 'Lens mm')).toContainText('32')
	await page.getByRole('button', { name: 'Take back' }).click()
	await expect(await cell(page, '1', 'Lens mm')).not.toContainText('32')
	expectQuiet(ana)
})

test('a film is laid out for paper, remembered as chosen, saved as PDF by browser and server alike', async ({
	browser,
}) => {
	const ana = await someone(browser, 'Ana Reis')
	const { project } = await storedProject(server, DEMO_FILM)
	const { page } = ana
	await test.step('[FR5] an arrow is drawn out of a frame, and stays with its panel', async () => {
		await page.goto(`${server.url}/projects/${project.projectId}`)
		await answerConsent(page)
		await page
			.getByRole('list', { name: 'Scenes in story order' })
			.getByRole('link')
			.first()
			.click()
		await expectBoard(page)
		const panelId = (await panelIds(page))[0] ?? ''
		const { x, y, width, height } = await paperOf(page, panelId)
		await page.keyboard.press('a')
		await page.mouse.move(x + width * 0.5, y + height * 0.5)
		await page.mouse.down()
		await page.mouse.move(x + width * 0.8, y + height * 0.5, { steps: 3 })
		await page.mouse.move(x + width * 1.05, y + height * 0.45, { steps: 3 })
		await page.mouse.up()
		await expectSaved(page)
	})
	await page.goto(`${server.url}/projects/${project.projectId}/print`)
	const paper = page.getByRole('region', { name: /^Page \d+ of \d+$/ })
	await expect(paper.first()).toContainText('INT. PROJECTION BOOTH')
	// [FR4] What goes on outside is printed, with room for it, and is left out when asked.
	const outside = page.getByRole('main').locator('img[src$="-over.png"]')
	await expect(outside).toHaveCount(1)
	await expectPictures(page.getByRole('main'), 3)
	const [over, frame] = await Promise.all([
		outside.boundingBox(),
		page.getByRole('article', { name: 'Panel 1-1' }).locator('div > img').boundingBox(),
	])
	expect((over?.width ?? 0) / (frame?.width ?? 1)).toBeGreaterThan(1.03)
	await page.screenshot({ path: test.info().outputPath('print-outside.png') })
	const ends = page.getByRole('switch', { name: 'What reaches outside the frame' })
	await ends.click()
	await expect(outside).toHaveCount(0)
	await ends.click()
	await expect(outside).toHaveCount(1)
	const before = await paper.count()
	await page.getByLabel('Panels on a page').click()
	await page.getByRole('option', { name: '2', exact: true }).click()
	await expect.poll(() => paper.count()).toBeGreaterThan(before)
	const kept = page.waitForResponse((response) => response.url().endsWith('/print-settings'))
	await page.getByLabel('Draft or date').fill('Blue draft')
	expect((await kept).status()).toBe(204)
	await page.reload()
	await expect(page.getByLabel('Panels on a page')).toContainText('2')
	await expect(paper.first()).toContainText('Blue draft')
	await expectPictures(page.getByRole('main'), 3)
	// A company's mark at the head, and only the panels that a meeting is about.
	await page.getByLabel('Picture of the logo').setInputFiles(LOGO)
	await expect(paper.first().locator('img[src^="/assets/"]')).toBeVisible()
	await page.getByLabel('Only panels').fill('1A, 2-1 to 2B, 99')
	await expect(page.getByText('Not in what is printed: 99.')).toBeVisible()
	await expect(page.getByRole('main').locator('div > img[src^="/pictures/"]')).toHaveCount(4)
	await page.getByLabel('Only panels').fill('')
	await expectAccessible(page)
	await page.screenshot({ path: test.info().outputPath('print.png') })
	// The browser's own PDF has exactly these pages.
	const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
	expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(await paper.count())
	const coming = page.waitForEvent('download')
	await page.getByRole('button', { name: 'PDF', exact: true }).click()
	const download = await coming
	expect(download.suggestedFilename()).toBe('last-house-boards.pdf')
	expectQuiet(ana)
})
