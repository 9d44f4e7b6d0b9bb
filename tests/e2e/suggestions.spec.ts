/**
 * Suggestions beyond a yes and a no: a refusal with the part circled and what one would have done, a
 * convention left out on purpose, a proposal drawn beside the board, and the switches over all of it.
 */
import { expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { answerConsent, DEMO_FILM, expectQuiet, openFilm } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { accept, card, openCard, takeBack, waitingIds } from './support/tray.ts'
import { expectBoard, expectSaved, panelIds, paperOf } from './support/wall.ts'

const Board = z.object({
	records: z.array(z.object({ typeName: z.string(), type: z.string().optional() })),
})

test.use({ actionTimeout: 40_000 })

let server: TestServer
let ana: Person
let ben: Person

test.beforeEach(async ({ browser }) => {
	server = await createTestServer({ DAILIES_DEMO: '1' })
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	ben = await createPerson(browser, {
		...{ name: 'Ben Okoro', url: server.url, colorScheme: 'light' },
		viewport: { width: 1280, height: 780 },
	})
})
test.afterEach(async () => {
	await ana.close()
	await ben.close()
	await server.dispose()
})

async function openScene(person: Person) {
	const { page } = person
	await join(person, server.url)
	await openFilm(page, DEMO_FILM)
	await page.getByRole('link', { name: /^Scene 1,/ }).click()
	// The board's own wait is for a quiet machine; two browsers open at once here.
	await expect(page.getByRole('radio', { name: 'Pencil', exact: true })).toBeVisible({
		timeout: 120_000,
	})
	await expectBoard(page)
	const question = page.getByRole('dialog', { name: 'What is kept of your work' })
	if (await question.isVisible()) await answerConsent(page)
}

async function settings(page: Page) {
	await page.getByRole('button', { name: 'How suggestions behave' }).click()
	return page.getByRole('dialog', { name: 'How suggestions behave' })
}

test('a director refuses, leaves a convention out, proposes and switches', async () => {
	test.setTimeout(600_000)
	await openScene(ana)
	await openScene(ben)
	const { page } = ana

	await test.step('a press on a card that is half out of view is that press, and opens it', async () => {
		const { page: small } = ben
		const [first = ''] = await waitingIds(small)
		// Its head stands above the tray's edge, its verdicts in view: no press has chosen it yet.
		await card(small, first).evaluate((element) => {
			element.scrollIntoView({ block: 'start' })
			for (let at = element.parentElement; at; at = at.parentElement) {
				if (at.scrollHeight <= at.clientHeight) continue
				at.scrollTop += 40
				break
			}
		})
		await card(small, first).getByRole('button', { name: 'Reject' }).click()
		await expect(card(small, first).getByRole('button', { name: 'Clearly' })).toBeVisible()
		await small.screenshot({ path: test.info().outputPath('refused-small.png') })
		await takeBack(small, first)
	})

	await test.step('a card says why it is shown', async () => {
		await page.getByRole('button', { name: 'Look this scene over' }).click()
		await expect(page.getByText(/^Among \d+ found|^The only one found/).first()).toBeVisible()
	})

	await test.step('a refusal takes how strongly, the circled part and what one would have done', async () => {
		const [id = ''] = await waitingIds(page)
		await openCard(page, id)
		await card(page, id).getByRole('button', { name: 'Reject' }).click()
		const refused = card(page, id)
		await refused.getByRole('button', { name: 'Clearly' }).click()
		await refused.getByRole('button', { name: 'Circle it' }).click()
		const picture = refused.getByRole('button', { name: /^Circle the part/ })
		await picture.focus()
		await page.keyboard.press('ArrowLeft')
		await page.keyboard.press('Shift+ArrowRight')
		await refused.getByRole('button', { name: 'What I would have done' }).click()
		await refused.getByRole('button', { name: 'Keep it with the reason' }).click()
		await expect(refused.getByRole('button', { name: 'Your version is kept' })).toBeVisible()
		await expectAccessible(page)
		await page.screenshot({ path: test.info().outputPath('refused.png') })
	})

	await test.step('Not here leaves the convention out, and the switches take it up again', async () => {
		const [id = ''] = await waitingIds(page)
		await openCard(page, id)
		await card(page, id)
			.getByRole('button', { name: /^Not here/ })
			.click()
		await page.getByRole('menuitem', { name: 'Leave it out of this scene' }).click()
		await expect(card(page, id)).toContainText('Rejected')
		const sheet = await settings(page)
		await expect(sheet.getByText('Left out on purpose')).toBeVisible()
		await page.screenshot({ path: test.info().outputPath('settings.png') })
		await expectAccessible(page)
		await sheet.getByRole('button', { name: 'Take up again' }).first().click()
		await expect(sheet.getByText('Left out on purpose')).toBeHidden()
		await page.keyboard.press('Escape')
	})

	await test.step('Ben draws a proposal on a sheet; Ana sees it, and only her yes puts it on the board', async () => {
		const [panel = ''] = await panelIds(ben.page)
		// On a full board strokes rest as pictures: what is drawn is asked of the server.
		const sceneId = new URL(ben.page.url()).pathname.split('/').at(-1) ?? ''
		const strokes = async () => {
			const { records } = Board.parse(await server.dailies('inspect', 'board', sceneId))
			return records.filter(({ typeName, type }) => typeName === 'shape' && type === 'draw').length
		}
		const before = await strokes()
		await ben.page.getByRole('button', { name: 'Propose', exact: true }).click()
		await ben.page.getByRole('button', { name: 'Lay a sheet' }).click()
		const sheet = ben.page.locator('[data-proposal-sheet]')
		await expect(sheet).toBeVisible()
		const paper = await paperOf(ben.page, panel)
		await drawWithPen(ben.page, strokeIn(paper, [0.3, 0.6], [0.7, 0.3]))
		await expect(ben.page.getByText('1 stroke so far')).toBeVisible()
		await ben.page.getByLabel('Why, in a sentence').fill('Let the lamp lead the eye.')
		await ben.page.screenshot({ path: test.info().outputPath('proposing.png') })
		await ben.page.getByRole('button', { name: 'Propose this' }).click()
		await expect(sheet).toBeHidden()
		expect(await strokes()).toBe(before)

		const proposed = page.locator('[data-suggestion]').filter({ hasText: 'Drawn over it' })
		await expect(proposed).toBeVisible()
		await expect(page.getByText('proposed by Ben Okoro').first()).toBeVisible()
		const id = (await proposed.getAttribute('data-suggestion')) ?? ''
		await openCard(page, id)
		await page.screenshot({ path: test.info().outputPath('proposed.png') })
		await accept(page, id)
		await expectSaved(page)
		await expect.poll(strokes, { timeout: 60_000 }).toBeGreaterThan(before)
	})

	await test.step('off for oneself means that nothing is offered, and the tray says so', async () => {
		const sheet = await settings(page)
		await sheet.getByRole('switch', { name: 'Suggestions for me' }).click()
		await expect(sheet.getByRole('switch', { name: 'Suggestions for me' })).not.toBeChecked()
		await page.keyboard.press('Escape')
		await page.getByRole('button', { name: 'What about…' }).click()
		await page.getByRole('menuitem', { name: /^Pacing/ }).click()
		await expect(page.getByText(/You switched suggestions off for yourself/)).toBeVisible()
	})
	expectQuiet(ana, ben)
})
