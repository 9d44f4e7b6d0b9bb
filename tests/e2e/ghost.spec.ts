/**
 * The ghost taken in hand: what was offered is moved, pulled and left out on the wall before it is
 * accepted, by pen and by keyboard, while the other person sees the offer and nothing else.
 */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { exportedLog, rowsOfType, verdictsOn } from './support/log.ts'
import { answerConsent, DEMO_FILM, expectQuiet, openFilm } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { storedBoard } from './support/records.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { accept, card, openCard, waitingIds } from './support/tray.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf, strokeIds } from './support/wall.ts'

test.use({ actionTimeout: 40_000 })

let server: TestServer
let ana: Person
let ben: Person

test.beforeAll(async ({ browser }) => {
	server = await createTestServer({ DAILIES_DEMO: '1' })
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	const viewport = { width: 1180, height: 820 }
	ben = await createPerson(browser, {
		...{ name: 'Ben Okoro', url: server.url, colorScheme: 'light', viewport },
	})
})
test.afterAll(async () => {
	await ana?.close()
	await ben?.close()
	await server.dispose()
})

async function openScene(person: Person) {
	const { page } = person
	await join(person, server.url)
	await openFilm(page, DEMO_FILM)
	await page.getByRole('link', { name: /^Scene 1,/ }).click()
	await expect(page.getByRole('radio', { name: 'Pencil', exact: true })).toBeVisible({
		timeout: 120_000,
	})
	await expectBoard(page)
	const question = page.getByRole('dialog', { name: 'What is kept of your work' })
	if (await question.isVisible()) await answerConsent(page)
	// On a small screen the tray is folded away.
	const folded = page.getByRole('button', { name: /^Suggestions, \d+ waiting/ })
	if (await folded.isVisible()) await folded.click()
}

const line = (page: Page, at: number, of: number) =>
	page.getByRole('button', { name: `Line, ${at} of ${of}`, exact: true })
const handles = (page: Page) => page.locator('[data-reshape] [data-handle]')
const told = (page: Page) => page.locator('[data-reshape]').getByRole('status')
/** The ghost's picture, as it is painted. */
const ghostOf = (page: Page) => page.locator('img[data-ghost]')

type StrokeEnds = readonly [readonly [number, number], readonly [number, number]]

/** Ben draws over a panel; the id of his proposal once Ana has it. */
async function propose(panelId: string, strokes: readonly StrokeEnds[]) {
	const { page } = ben
	const before = await waitingIds(ana.page)
	await page.getByRole('button', { name: 'Propose', exact: true }).click()
	await page.getByRole('button', { name: 'Lay a sheet' }).click()
	const paper = await paperOf(page, panelId)
	for (const [from, to] of strokes) {
		await drawWithPen(page, strokeIn(paper, from, to))
	}
	await page.getByLabel('Why, in a sentence').fill('Let the line lead in.')
	await page.getByRole('button', { name: 'Propose this' }).click()
	await expect(page.locator('[data-proposal-sheet]')).toBeHidden()
	return { before }
}

async function newId(page: Page, before: readonly string[]): Promise<string> {
	const fresh = async () => (await waitingIds(page)).filter((id) => !before.includes(id))
	await expect.poll(async () => (await fresh()).length).toBe(1)
	return (await fresh())[0] ?? ''
}

test('[SG104] [SG105] an offered drawing is changed on the wall, and only what is accepted is anybody else’s', async () => {
	test.setTimeout(600_000)
	await openScene(ana)
	await openScene(ben)
	const { page } = ana
	const [panel = ''] = await panelIds(page)
	const sceneId = page.url().split('/').at(-1) ?? ''
	const { before } = await propose(panel, [
		[
			[0.1, 0.3],
			[0.4, 0.2],
		],
		[
			[0.5, 0.8],
			[0.9, 0.7],
		],
	])
	const id = await newId(page, before)
	const stored = await storedBoard(server, sceneId)

	await test.step('E takes the parts in hand; arrows move them, Tab goes on, Delete leaves out, undo brings back', async () => {
		await openCard(page, id)
		await card(page, id).focus()
		await page.keyboard.press('e')
		await expect(line(page, 1, 2)).toBeFocused()
		await expect(line(page, 1, 2)).toHaveAttribute('aria-pressed', 'true')
		const start = await line(page, 1, 2).boundingBox()
		await page.keyboard.press('Shift+ArrowRight')
		await page.keyboard.press('ArrowDown')
		await expect(told(page)).toContainText(/Line: \d+ % across, \d+ % down/)
		const moved = await line(page, 1, 2).boundingBox()
		expect(moved?.x).toBeGreaterThan(start?.x ?? Infinity)
		expect(moved?.y).toBeGreaterThan(start?.y ?? Infinity)

		await page.keyboard.press('Tab')
		await expect(handles(page).first()).toBeFocused()
		await page.keyboard.press('Tab')
		await page.keyboard.press('Tab')
		await expect(line(page, 2, 2)).toBeFocused()
		await page.keyboard.press('Delete')
		await expect(line(page, 1, 1)).toBeFocused()
		await page.keyboard.press('ControlOrMeta+z')
		await expect(line(page, 2, 2)).toBeVisible()
		await page.screenshot({ path: test.info().outputPath('in-hand-dark.png') })
	})

	await test.step('the card lists the same parts, and everything has a name', async () => {
		const form = card(page, id).getByRole('form', { name: 'Change it, then accept' })
		await expect(form.getByRole('checkbox', { name: 'Line' })).toHaveCount(2)
		await form.getByRole('checkbox', { name: 'Line' }).last().click()
		await expect(line(page, 1, 1)).toBeVisible()
		await form.getByRole('checkbox', { name: 'Line' }).last().click()
		await expectAccessible(page)
		const { violations } = await new AxeBuilder({ page }).include('[data-reshape]').analyze()
		expect(violations.map(({ id: rule, nodes }) => [rule, nodes[0]?.html])).toEqual([])
	})

	await test.step('Ben sees the offer as it was made, and no record, shape or stroke of the change', async () => {
		const inDom = await strokeIds(page)
		await openCard(ben.page, id)
		await card(ben.page, id).focus()
		const offered = await ghostOf(ben.page).getAttribute('src')
		await line(page, 1, 2).focus()
		const changing = await ghostOf(page).getAttribute('src')
		await page.keyboard.press('Shift+ArrowDown')
		await expect.poll(() => ghostOf(page).getAttribute('src')).not.toBe(changing)
		expect(await ghostOf(ben.page).getAttribute('src')).toBe(offered)
		expect(await strokeIds(page)).toEqual(inDom)
		const now = await storedBoard(server, sceneId)
		expect(now).toEqual(stored)
		await ben.page.screenshot({ path: test.info().outputPath('offer-light.png') })
	})

	await test.step('Escape gives it up: the offer stands as it was, and the board’s undo knows nothing of it', async () => {
		await line(page, 1, 2).focus()
		await page.keyboard.press('Escape')
		await expect(page.locator('[data-reshape]')).toBeHidden()
		await expect(card(page, id)).toBeFocused()
		await page.keyboard.press('ControlOrMeta+z')
		await expect(page.getByText('Nothing of yours to undo.')).toBeVisible()
		await expect(card(page, id)).toHaveAttribute('data-open', 'true')
	})

	await test.step('[SG106] a half-made version outlives a reload on this device, and giving it up ends it', async () => {
		await card(page, id).getByRole('button', { name: 'Edit' }).click()
		await line(page, 2, 2).focus()
		await page.keyboard.press('Delete')
		await expect(line(page, 1, 1)).toBeVisible()
		await page.reload()
		await expectBoard(page)
		await openCard(page, id)
		await expect(card(page, id)).toContainText('You began to change this.')
		await page.screenshot({ path: test.info().outputPath('begun-dark.png') })
		await card(page, id).getByRole('button', { name: 'Edit' }).click()
		await expect(line(page, 1, 1)).toBeVisible()
		await line(page, 1, 1).focus()
		await page.keyboard.press('ControlOrMeta+z')
		await expect(line(page, 2, 2)).toBeVisible()
		await page.keyboard.press('Escape')
		await expect(card(page, id)).toBeFocused()
		await expect(card(page, id)).not.toContainText('You began to change this.')
		expect(await storedBoard(server, sceneId)).toEqual(stored)
	})

	await test.step('a hand pulls one line and leaves the other out; what was seen is what is made', async () => {
		await card(page, id).getByRole('button', { name: 'Edit' }).click()
		const paper = await paperOf(page, panel)
		const at = (x: number, y: number) =>
			[paper.x + paper.width * x, paper.y + paper.height * y] as const
		await page.mouse.move(...at(0.25, 0.25))
		await page.mouse.down()
		await page.mouse.move(...at(0.35, 0.4), { steps: 4 })
		await page.mouse.up()
		await line(page, 2, 2).focus()
		await page.getByRole('button', { name: 'Leave this part out' }).click()
		await expect(line(page, 1, 1)).toBeFocused()
		const ghost = await line(page, 1, 1).boundingBox()
		await page.keyboard.press('Enter')
		await expect(card(page, id)).toContainText('Accepted, changed by you')
		await expectSaved(page)
		const known = stored.strokes.map((each) => each.id)
		const { strokes } = await storedBoard(server, sceneId)
		const made = strokes.filter((each) => !known.includes(each.id))
		expect(made).toHaveLength(1)
		// Its first point lies at the left end of what was in hand.
		const left = (((ghost?.x ?? 0) - paper.x) / paper.width) * 640
		expect(Math.abs((made[0]?.x ?? Infinity) - left)).toBeLessThan(24)
	})

	await test.step('undo takes the accepted version back for both', async () => {
		await card(page, id).focus()
		await page.keyboard.press('ControlOrMeta+z')
		await expect(card(page, id)).toHaveAttribute('data-open', 'true')
		await expect(card(ben.page, id)).toHaveAttribute('data-open', 'true')
		expect((await storedBoard(server, sceneId)).strokes).toEqual(stored.strokes)
	})

	await test.step('decided by another meanwhile, the version is put away with a word', async () => {
		await card(page, id).focus()
		await page.keyboard.press('e')
		await page.keyboard.press('ArrowRight')
		await accept(ben.page, id)
		await expect(page.getByText(/Ben Okoro accepted .* meanwhile/).first()).toBeVisible()
		await expect(page.locator('[data-reshape]')).toBeHidden()
	})

	await test.step('[SG87] while a pen is down nothing new comes up; afterwards it does, and is told', async () => {
		const place = await paperOf(page, (await panelIds(page))[1] ?? panel)
		await page.getByRole('radio', { name: 'Pencil', exact: true }).click()
		let known: string[] = []
		await drawWithPen(page, strokeIn(place, [0.2, 0.2], [0.8, 0.8]), {
			async beforeLifting() {
				known = (
					await propose(panel, [
						[
							[0.2, 0.5],
							[0.6, 0.5],
						],
					])
				).before
				// It is on Ben's tray, and the server's board; Ana's hand is still on the paper.
				await expect.poll(async () => (await waitingIds(ben.page)).length).toBeGreaterThan(0)
				await expect
					.poll(
						async () => {
							const { suggestions } = await storedBoard(server, sceneId)
							return suggestions.filter(({ status }) => status === 'open').length
						},
						{ timeout: 60_000 },
					)
					.toBeGreaterThan(known.length)
				expect(await waitingIds(page)).toEqual(known)
			},
		})
		const late = await newId(page, known)
		await expect(page.getByText(/^One suggestion on /)).toBeAttached()

		// What it draws on was drawn on since: it is marked, and can only be checked again.
		await drawWithPen(page, strokeIn(await paperOf(page, panel), [0.2, 0.8], [0.5, 0.6]))
		await expect(card(page, late)).toContainText(/Overtaken|Checked again/)
		await expect(card(page, late).getByRole('button', { name: 'Accept' })).toBeHidden()
		await page.screenshot({ path: test.info().outputPath('overtaken-dark.png') })
	})

	await test.step('[SG85] what a suggestion is about is thrown away: it is withdrawn, and says so', async () => {
		await clips(ben.page).nth(1).click()
		const [, second = ''] = await panelIds(page)
		const about = await propose(second, [
			[
				[0.2, 0.2],
				[0.6, 0.4],
			],
		])
		const gone = await newId(page, about.before)
		await clips(page).nth(1).click()
		await page.keyboard.press('Delete')
		await expect(card(page, gone)).toContainText('Withdrawn')
		await expect(card(page, gone)).toContainText('not on the board any more')
		await page.screenshot({ path: test.info().outputPath('withdrawn-dark.png') })
		await card(page, gone).getByRole('button', { name: 'Put away' }).click()
		await expect(card(page, gone)).toBeHidden()
	})

	await test.step('the log has what was offered and what was taken instead', async () => {
		const rows = await exportedLog(server, test.info().outputPath('log'))
		expect(verdictsOn(rows, id)).toEqual(['edit_accept', 'retract', 'accept'])
		const edited = rowsOfType(rows, 'suggestion.decided').find(
			(row) => row.suggestionId === id && row.payload.verdict === 'edit_accept',
		)
		expect(edited?.payload.fieldsChanged).toBe(1)
		expect(JSON.stringify(edited?.blobs)).toContain('"stroke"')
	})
	expectQuiet(ana, ben)
})
