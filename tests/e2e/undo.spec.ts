/**
 * One undo stack for each person: drawing, words, fields and decisions in the order in which they were
 * made, from wherever the focus is, and never anybody else's work (U1 to U13).
 */
import { expect, type Page, test } from '@playwright/test'
import { exportedLog, isLogWhole, verdictsOn } from './support/log.ts'
import { answerConsent, expectQuiet } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, join, type Person } from './support/person.ts'
import { boardUrlsOf, importScript } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { accept, breakDownScene, card, openCard } from './support/tray.ts'
import {
	clips,
	expectBoard,
	expectSaved,
	openCaption,
	panelIds,
	paperOf,
	strokeIds,
} from './support/wall.ts'

test.use({ actionTimeout: 20_000 })

let server: TestServer
let ana: Person
let ben: Person
let boardUrls: string[] = []
test.beforeAll(async ({ browser }, info) => {
	server = await createTestServer()
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	ben = await createPerson(browser, { name: 'Ben Okoro', url: server.url })
	await join(ana, server.url)
	await importScript(ana.page, info.outputPath('the-lamp-room.fountain'))
	await expectBoard(ana.page)
	await answerConsent(ana.page)
	boardUrls = await boardUrlsOf(ana.page)
	await join(ben, server.url, new URL(ana.page.url()).pathname)
	await expectBoard(ben.page)
	await answerConsent(ben.page)
})
test.afterAll(async () => {
	await ana.close()
	await ben.close()
	await server.dispose()
})

/** Both go to a scene's board that nobody has drawn on. */
async function bothOpen(scene: number) {
	await Promise.all(
		[ana, ben].map(async ({ page }) => {
			const url = boardUrls[scene] ?? ''
			if (page.url() !== url) await page.goto(url)
			await expectBoard(page)
		}),
	)
}

const undo = (page: Page) => page.keyboard.press('Control+z')
const redo = (page: Page) => page.keyboard.press('Control+Shift+z')
const news = (page: Page) => page.locator('footer').getByRole('status')
const isOpen = (page: Page, id: string) =>
	expect(card(page, id)).toHaveAttribute('data-open', 'true')

/** Draws in a panel and waits until all is saved; the stroke's id. */
async function draw(person: Person, panelId: string, at: number): Promise<string> {
	const known = await strokeIds(person.page)
	const paper = await paperOf(person.page, panelId)
	await drawWithPen(person.page, strokeIn(paper, [0.2, at], [0.8, at + 0.05]))
	await expectSaved(person.page)
	const [id = ''] = (await strokeIds(person.page)).filter((each) => !known.includes(each))
	return id
}

test('[U1] [U5] [U7] [U9] [U11] own work and own decisions are taken back in order, and nobody else’s', async () => {
	test.setTimeout(300_000)
	await bothOpen(0)
	const pages = [ana.page, ben.page] as const
	const [first = ''] = await panelIds(ana.page)

	await test.step('what Ana drew and Ben moved survives her undo, and she is told', async () => {
		const stroke = await draw(ana, first, 0.3)
		await expect.poll(() => strokeIds(ben.page)).toEqual([stroke])
		const place = () => ana.page.locator(`[data-shape-id="${stroke}"]`).getAttribute('style')
		const before = await place()
		await ben.page.getByRole('radio', { name: 'Select' }).click()
		const paper = await paperOf(ben.page, first)
		await ben.page.mouse.click(paper.x + paper.width * 0.5, paper.y + paper.height * 0.325)
		await ben.page.keyboard.press('Shift+ArrowDown')
		await expectSaved(ben.page)
		await expect.poll(place).not.toBe(before)
		await ben.page.getByRole('radio', { name: 'Pencil', exact: true }).click()
		await undo(ana.page)
		await expect(news(ana.page)).toHaveText(
			'Others have worked on that since, so their work was kept.',
		)
		await expectSaved(ana.page)
		for (const page of pages) expect(await strokeIds(page)).toEqual([stroke])
	})

	const [taken = '', refused = '', built = ''] = await breakDownScene(ana.page, 3)
	await test.step('accepts, draws, undoes twice, does both again', async () => {
		await accept(ana.page, taken)
		for (const page of pages) await expect(clips(page)).toHaveCount(2)
		const known = await strokeIds(ana.page)
		const stroke = await draw(ana, first, 0.6)
		await undo(ana.page)
		for (const page of pages) await expect.poll(() => strokeIds(page)).toEqual(known)
		await expect(card(ana.page, taken)).toContainText('Accepted by you')
		await undo(ana.page)
		await isOpen(ana.page, taken)
		for (const page of pages) await expect(clips(page)).toHaveCount(1)
		await redo(ana.page)
		await expect(card(ana.page, taken)).toContainText('Accepted by you')
		for (const page of pages) await expect(clips(page)).toHaveCount(2)
		await redo(ana.page)
		for (const page of pages) await expect.poll(() => strokeIds(page)).toContain(stroke)
	})

	await test.step('a rejection too, from the tray; Ben’s decision is not hers to undo', async () => {
		await openCard(ana.page, refused)
		await card(ana.page, refused).focus()
		await ana.page.keyboard.press('x')
		await expect(card(ana.page, refused)).toContainText('Rejected')
		await undo(ana.page)
		await isOpen(ana.page, refused)
		await openCard(ben.page, refused)
		await card(ben.page, refused).focus()
		await ben.page.keyboard.press('x')
		await expect(card(ana.page, refused)).toContainText('Rejected by Ben Okoro')
		await redo(ana.page)
		await expect(news(ana.page)).toContainText('Ben Okoro has decided')
		const strokes = await strokeIds(ana.page)
		await undo(ana.page)
		await expect.poll(() => strokeIds(ana.page)).toHaveLength(strokes.length - 1)
		await expect(card(ana.page, refused)).toContainText('Rejected by Ben Okoro')
		await redo(ana.page)
		await expect.poll(() => strokeIds(ana.page)).toEqual(strokes)
	})

	await test.step('taking back on the card is a step as well', async () => {
		await card(ana.page, taken).getByRole('button', { name: 'Take back' }).click()
		await isOpen(ana.page, taken)
		await undo(ana.page)
		await expect(card(ana.page, taken)).toContainText('Accepted by you')
		await redo(ana.page)
		await isOpen(ana.page, taken)
	})

	await test.step('what Ben built on an accepted panel stays, and is said', async () => {
		await accept(ana.page, built)
		const made = (await panelIds(ana.page)).find((id) => id !== first) ?? ''
		await expect(clips(ben.page)).toHaveCount(2)
		const bens = await draw(ben, made, 0.5)
		await expect.poll(() => strokeIds(ana.page)).toContain(bens)
		await undo(ana.page)
		await expect(
			ana.page.getByText('What people changed since then stays as it is.').first(),
		).toBeVisible()
		await expectSaved(ana.page)
		expect(await panelIds(ana.page)).toContain(made)
		expect(await strokeIds(ana.page)).toContain(bens)
	})

	expect(await isLogWhole(server)).toBe(true)
	const rows = await exportedLog(server, test.info().outputPath('log'))
	expect(verdictsOn(rows, taken)).toEqual([
		'accept',
		'retract',
		'accept',
		'retract',
		'accept',
		'retract',
	])
	expect(verdictsOn(rows, refused)).toEqual(['reject', 'retract', 'reject'])
	expect(verdictsOn(rows, built)).toEqual(['accept', 'retract'])
	expectQuiet(ana, ben)
})

test('[U11] [U12] words by the burst, fields one by one, queued decisions: one order, every focus', async () => {
	test.setTimeout(240_000)
	await bothOpen(1)
	const { page } = ana
	const [first = ''] = await panelIds(page)
	const caption = page.locator(`[data-caption="${first}"]`)

	await test.step('a pause ends a burst of typing', async () => {
		const field = await openCaption(page, first)
		await field.pressSequentially('Rain on glass.')
		// A person stops for a moment: what comes next is another step.
		await page.waitForTimeout(1200)
		await field.pressSequentially(' A light.')
		await undo(page)
		await expect(field).toHaveValue('Rain on glass.')
		await field.pressSequentially(' Dark.')
		await undo(page)
		await expect(field).toHaveValue('Rain on glass.')
		await undo(page)
		await expect(field).toHaveValue('')
		await redo(page)
		await expect(field).toHaveValue('Rain on glass.')
		await page.keyboard.press('Escape')
	})

	await test.step('each field of the inspector is a step; words not yet set are the field’s own', async () => {
		await page.getByRole('tab', { name: 'Shot' }).click()
		const length = page.getByLabel('Length')
		await length.fill('3')
		await length.press('Enter')
		await length.fill('4')
		await length.press('Enter')
		await expect(length).toHaveValue(/^4/)
		await page.getByLabel('Lens').fill('35')
		await undo(page)
		await expect(page.getByLabel('Lens')).not.toHaveValue('35')
		await page.keyboard.press('Escape')
		await expect(length).toHaveValue(/^4/)
		await length.focus()
		await undo(page)
		await expect(length).toHaveValue(/^3/)
		await page.getByRole('button', { name: 'Undo' }).click()
		await expect(length).not.toHaveValue(/^3/)
		await expect(caption).toHaveText('Rain on glass.')
		await redo(page)
		await expect(length).toHaveValue(/^3/)
	})

	await page.getByRole('tab', { name: /Suggestions/ }).click()
	const [queued = '', kept = ''] = await breakDownScene(page, 2)
	await test.step('a decision that waits for the line is undone before it is sent', async () => {
		for (const person of [ana, ben]) person.expectTrouble()
		await server.kill()
		await expect(page.getByText('No connection.').first()).toBeVisible()
		for (const id of [queued, kept]) {
			const chosen = await openCard(page, id)
			await chosen.getByRole('button', { name: 'Accept' }).click()
		}
		await expect(page.getByText('2 answers wait on this device.')).toBeVisible()
		await undo(page)
		await expect(page.getByText('One answer waits on this device.')).toBeVisible()
		await undo(page)
		await redo(page)
		await redo(page)
		await undo(page)
		await server.start()
		await expectSaved(page)
		await expect(card(page, queued)).toContainText('Accepted by you')
		await isOpen(page, kept)
		for (const person of [ana, ben]) person.expectNoTrouble()
		await undo(page)
		await isOpen(page, queued)
	})

	await expectSaved(page)
	const rows = await exportedLog(server, test.info().outputPath('log'))
	expect(verdictsOn(rows, kept)).toEqual([])
	expect(verdictsOn(rows, queued)).toEqual(['accept', 'retract'])
	expectQuiet(ana, ben)
})
