/**
 * Notes and review with two people: the owner of the film and a commenter in another browser, on one
 * server shared by invitation. One board is opened once and walked far.
 */
import { expect, type Page, test } from '@playwright/test'
import { printedLinks } from './support/pages-invitations.ts'
import { storedProject } from './support/pages-records.ts'
import { answerConsent, DEMO_FILM, expectQuiet } from './support/pages-steps.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { clips, expectBoard, panelIds, paperOf, strokeIds } from './support/wall.ts'

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
		await expectBoard(person.page)
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
const send = (page: Page) => page.keyboard.press('Control+Enter')

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
