/** At wrap: the day's dailies, a second opinion on what others decided, and what was learnt of oneself. */
import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { answerConsent } from './support/pages-steps.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { expectBoard } from './support/wall.ts'

const SimulatedSchema = z.object({ title: z.string(), projectId: z.string() })

let server: TestServer
let film = { title: '', projectId: '' }
let wren: Person

test.beforeAll(async ({ browser }) => {
	server = await createTestServer()
	const crew = ['--directors', '3', '--slates', '80', '--seed', 'wrap']
	film = SimulatedSchema.parse(await server.dailies('simulate', ...crew))
	await server.start()
	wren = await createPerson(browser, { name: 'Wren Abel', url: server.url })
	await join(wren, server.url, '/research')
})
test.afterAll(async () => {
	await wren?.close()
	await server.dispose()
})

test('[SG90] [S93] [S94] from the dailies to a second opinion, given blind and kept, and to one’s own taste', async () => {
	const { page } = wren
	await page.goto(`${server.url}/projects/${film.projectId}/dailies`)
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
	await expectAccessible(page)

	await page.getByRole('link', { name: 'Second opinion' }).click()
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would you have said?')
	const cards = page.getByRole('main').getByRole('region')
	await expect(cards.first()).toBeVisible()
	await expect(cards.first()).not.toContainText(/accepted|refused|taken|rejected/i)
	const first = await cards.first().getAttribute('aria-label')
	const before = await cards.count()
	await expectAccessible(page)
	await cards.first().getByRole('combobox').selectOption({ label: 'Wrong tone' })
	await cards.first().getByLabel('In a sentence, if you like').fill('Colder than the scene.')
	await cards.first().getByRole('button', { name: 'I would not' }).click()
	await expect(page.getByRole('status')).toContainText('Kept')
	expect(first).not.toBe('')
	expect(before).toBeLessThanOrEqual(3)

	await page.goto(`${server.url}/projects/${film.projectId}/research/behaviour`)
	await expect(page.getByText(/of 1 second opinions differed/)).toBeVisible()

	// On a board it is a line in the tray, and the way there.
	await page.goto(`${server.url}/projects/${film.projectId}`)
	await expect(page.getByRole('dialog', { name: 'What is kept of your work' })).toBeVisible()
	await answerConsent(page)
	await page.getByRole('link', { name: /^Scene 1,/ }).click()
	await expectBoard(page)
	const line = page.getByRole('link', {
		name: /^(A second opinion is|Second opinions are) asked of you/,
	})
	await expect(line).toBeVisible()
	await page.screenshot({ path: test.info().outputPath('opinion-line.png') })
	await expectAccessible(page)
	await line.click()
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would you have said?')
	await page.screenshot({ path: test.info().outputPath('second-opinion.png') })

	await page.goto(`${server.url}/projects/${film.projectId}/taste`)
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('What was learnt about you')
	await page.getByRole('button', { name: 'Do not learn from my answers' }).click()
	await expect(page.getByText('Nothing is learnt from your answers')).toBeVisible()
	await expectAccessible(page)
	await page.getByRole('button', { name: 'Learn from my answers again' }).click()
	await expect(page.getByText('Nothing is learnt from your answers')).toBeHidden()
	expect(wren.problems).toEqual([])
})
