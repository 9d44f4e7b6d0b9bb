/** A researcher goes from all films to one log, one figure, one decision and one estimate. */
import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { createTestServer, type TestServer } from './support/server.ts'

const SimulatedSchema = z.object({ title: z.string(), projectId: z.string() })

let server: TestServer
let film = { title: '', projectId: '' }
let rae: Person

test.beforeAll(async ({ browser }) => {
	server = await createTestServer()
	// Explored enough for a look at drawing uniformly, too little for a policy that seeks the worst.
	const crew = ['--directors', '6', '--slates', '350', '--seed', 'e2e', '--explore', '0.1']
	film = SimulatedSchema.parse(await server.dailies('simulate', ...crew))
	await server.start()
	rae = await createPerson(browser, { name: 'Rae Lin', url: server.url })
	await join(rae, server.url, '/research')
})
test.afterAll(async () => {
	await rae?.close()
	await server.dispose()
})
test.afterEach(() => expect(rae.problems).toEqual([]))

const researchUrl = (path: string) => `${server.url}/projects/${film.projectId}/research${path}`

async function openPart(page: Page, name: string, heading: string) {
	await page.getByRole('navigation', { name: 'Research' }).getByRole('link', { name }).click()
	await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
}

async function choose(page: Page, field: string, option: string) {
	await page.getByRole('combobox', { name: field, exact: true }).click()
	await page.getByRole('option', { name: option, exact: true }).click()
}

async function downloaded(page: Page, title: string): Promise<string> {
	const link = page.getByRole('link', { name: `Download CSV: ${title}` })
	const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
	return readFile(await download.path(), 'utf8')
}

test('[S57] the list of all films says which log was made up, and leads to it', async () => {
	const { page } = rae
	const row = page.getByRole('row', { name: new RegExp(film.title) })
	await expect(row).toContainText('Simulated')
	await expect(row).toContainText(/\d+ %, \d+ to \d+/)
	await expectAccessible(page)
	await row.getByRole('link', { name: film.title }).click()
	await expect(page.getByRole('banner')).toContainText('Simulated')
	await page.goto(server.url)
	const card = page.getByRole('article').filter({ hasText: film.title })
	await expect(card.getByText('Simulated', { exact: true })).toBeVisible()
})

test('[S38] how long things are kept is set on the project’s page, and said on one’s own', async () => {
	const { page } = rae
	await page.goto(researchUrl(''))
	const card = page.getByRole('region', { name: 'How long it is kept' })
	await expect(card).toContainText('What people wrote is kept for as long as the project stands')
	await card.getByLabel('Words, days').fill('365')
	await card.getByRole('button', { name: 'Keep so long' }).click()
	await expect(card).toContainText('What people wrote is kept 365 days; scenes as they stood for')
	await expectAccessible(page)
	await page.goto(`${server.url}/projects/${film.projectId}/kept`)
	await expect(page.getByText('What people wrote is kept 365 days')).toBeVisible()
	await expect(
		page.getByRole('row', { name: /How long things are kept, as you set it/ }),
	).toBeVisible()
	await page.goto(server.url)
})

test('[S81] acceptance is grouped and filtered by its address, and its CSV file says the same', async () => {
	const { page } = rae
	await page.goto(researchUrl(''))
	await openPart(page, 'Acceptance', 'What was accepted')
	await choose(page, 'Group by', 'Rule or model')
	await expect(page).toHaveURL(/\?by=rule$/)
	await choose(page, 'Category', 'Pacing')
	await expect(page).toHaveURL(/\?by=rule&category=pacing$/)
	const figure = page.getByRole('region', { name: 'Accepted, by rule or model' })
	await expect(figure.getByRole('img', { name: /Wilson/ })).toBeVisible()
	await expectAccessible(page)
	const csv = await downloaded(page, 'Accepted, by rule or model')
	const all = /All viewed,(\d+),/.exec(csv)?.[1] ?? ''
	expect(Number(all)).toBeGreaterThan(10)
	await figure.getByRole('button', { name: 'Table' }).click()
	await expect(figure.getByRole('row', { name: /^All viewed/ })).toContainText(all)

	// Somebody else opens the link and sees the same, with what is left of the filters.
	await page.reload()
	await expect(page.getByRole('combobox', { name: 'Category', exact: true })).toHaveText('Pacing')
	await page.getByRole('link', { name: 'Clear filters' }).click()
	await expect(page).toHaveURL(/\?by=rule$/)
	await choose(page, 'Group by', 'Week')
	await expect(page.getByRole('img', { name: /by week/ })).toBeVisible()
})

test('[S82] [S84] [S85] [S86] times, edits, dissent and the ranker have their figures', async () => {
	const { page } = rae
	await openPart(page, 'Time, edits and dissent', 'How people decide')
	for (const title of [
		'Time to decide',
		'Time looked at',
		'How much was changed',
		'Seen differently',
	])
		await expect(page.getByRole('region', { name: title }).getByRole('img')).toBeVisible()
	await expectAccessible(page)
	expect(await downloaded(page, 'Time to decide')).toMatch(/^Outcome,n,.*\r\nAccepted,\d+,/)
	await openPart(page, 'The ranker', 'Whether the ranker can be believed')
	await expect(page.getByRole('img', { name: /^Predicted chance/ })).toBeVisible()
	await expect(page.getByText('None lies more than four errors from 1.')).toBeVisible()
	await expectAccessible(page)
})

test('[S87] a decision opens as its slate stored it, and leads to the one before', async () => {
	const { page } = rae
	await page.goto(researchUrl(''))
	const latest = page.getByRole('table', { name: 'Latest decisions, newest first' })
	await latest.getByRole('link').first().click()
	await expect(page.getByRole('heading', { level: 1 })).toContainText('“')
	const scene = page.getByRole('region', { name: 'The scene as it stood' })
	const picture = scene.getByRole('img', { includeHidden: true }).or(scene.locator('img')).first()
	await expect
		.poll(() => picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth))
		.toBeGreaterThan(100)
	const considered = page.getByRole('table', { name: 'Everything that was considered' })
	await expect(considered.getByRole('row', { name: /^Show nothing/ })).toBeVisible()
	await expect(page.getByRole('region', { name: 'Can it be trusted?' })).toContainText(
		'yes, to 1e-12',
	)
	await expectAccessible(page)
	const here = page.url()
	await page.getByRole('link', { name: 'Earlier' }).click()
	await expect(page).not.toHaveURL(here)
	await page.getByRole('link', { name: 'Later' }).click()
	await expect(page).toHaveURL(here)
})

test('[S64] [S70] an evaluation is followed to its answer; without overlap there is none', async () => {
	const { page } = rae
	await openPart(page, 'Another policy', 'What another policy would have brought')
	await page.getByLabel('Resampled').fill('200')
	await page.getByRole('button', { name: 'Work it out' }).click()
	const estimators = page.getByRole('region', { name: 'Every estimator' })
	await expect(estimators).toBeVisible({ timeout: 60_000 })
	await expect(page.getByRole('region', { name: 'In short' })).toContainText(/0\.\d{3} to 0\.\d{3}/)
	await expectAccessible(page)
	await estimators.getByRole('button', { name: 'Table' }).click()
	const doublyRobust = estimators.getByRole('row', { name: /^Doubly robust/ })
	const said = await doublyRobust.textContent()

	// The same address, asked again, gives the same numbers.
	await page.getByRole('link', { name: 'Link that asks for the same again' }).click()
	await expect(page).toHaveURL(/repetitions=200/)
	await page.getByRole('button', { name: 'Work it out' }).click()
	await expect(estimators).toBeVisible({ timeout: 60_000 })
	await estimators.getByRole('button', { name: 'Table' }).click()
	expect(await doublyRobust.textContent()).toBe(said)

	await choose(page, 'Policy', 'A file of probabilities')
	const bytes = Buffer.from(await farAwayPolicy())
	const file = { name: 'far-away.csv', mimeType: 'text/csv', buffer: bytes }
	await page.locator('input[type=file]').setInputFiles(file)
	await page.getByRole('button', { name: 'Work it out' }).click()
	await expect(page.getByText('Insufficient overlap.')).toBeVisible({ timeout: 60_000 })
	await expect(
		page.getByRole('heading', { name: 'No estimate for the policy in far-away.csv' }),
	).toBeVisible()
	await expect(page.getByRole('img', { name: /Estimated value/ })).toContainText('no number')
})

test('[S110] [S112] a question in SQL is answered as a table and a file; one that changes is refused', async () => {
	const { page } = rae
	await page.goto(researchUrl(''))
	await openPart(page, 'SQL', 'Ask in SQL')
	await page.getByRole('button', { name: 'Ask', exact: true }).click()
	const answer = page.getByRole('region', { name: 'Answer' })
	await expect(answer.getByRole('row', { name: /slate\.shown/ })).toContainText('350', {
		timeout: 60_000,
	})
	await expectAccessible(page)
	const link = answer.getByRole('link', { name: 'Download CSV' })
	const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
	expect(await readFile(await download.path(), 'utf8')).toContain('slate.shown,350')

	await page.getByRole('textbox', { name: 'Query' }).fill('drop table events')
	await page.getByRole('button', { name: 'Ask', exact: true }).click()
	await expect(page.getByRole('alert')).toContainText('a single SELECT', { timeout: 60_000 })
})

/** A policy that always shows what the log's ranker thought least of. */
async function farAwayPolicy(): Promise<string> {
	const cookie = (await rae.page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ')
	const url = `${server.url}/api/v1/projects/${film.projectId}/signals.jsonl`
	const text = await (
		await fetch(url, { method: 'POST', headers: { cookie, origin: server.url } })
	).text()
	const lines = ['slate_id,position,action,probability']
	for (const line of text.trim().split('\n')) {
		const event = EventSchema.parse(JSON.parse(line))
		if (event.type !== 'slate.shown' || !event.payload.candidates) continue
		const cards = event.payload.candidates.filter(({ suggestionId }) => suggestionId !== null)
		for (const { position } of cards) {
			if (position === null) continue
			// Never what stood there, wherever there was another card: the log holds next to none of it.
			const others = cards.flatMap((card, index) => (card.position === position ? [] : [index]))
			lines.push(`${event.slateId},${position},${others[0] ?? 0},1`)
		}
	}
	return lines.join('\n')
}

const EventSchema = z.looseObject({
	type: z.string(),
	slateId: z.string().nullable(),
	payload: z.looseObject({
		candidates: z
			.array(
				z.looseObject({
					suggestionId: z.string().nullable(),
					position: z.number().nullable(),
				}),
			)
			.optional(),
	}),
})
