/**
 * A film's own model, on this machine: its owner sets it up, it is asked in words, seen answering,
 * stopped, asked again and decided about; what was sent and what it cost can be read by everybody.
 */
import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import {
	answerOf,
	type ModelEndpoint,
	proposal,
	startModelEndpoint,
} from '../support/model-endpoint.ts'
import {
	type PictureEndpoint,
	plainPicture,
	startPictureEndpoint,
} from '../support/picture-endpoint.ts'
import { storedShapes } from './support/pages-records.ts'
import { DEMO_FILM, expectQuiet, openFilm } from './support/pages-steps.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { accept, openCard, waitingIds } from './support/tray.ts'
import { expectBoard, expectSaved, openCaption } from './support/wall.ts'

test.use({ actionTimeout: 40_000 })

const COLD = proposal(
	{ type: 'set_shot', shotId: 'shot:1', fields: { colorTempK: 7300, framing: 'ots' } },
	'Over her shoulder, in moonlight',
)
const LOW = proposal(
	{ type: 'set_shot', shotId: 'shot:1', fields: { angle: 'worm' } },
	'From the floor',
)
const WORDS = 'Salt runs down the glass.'
const WRITTEN = proposal(
	{ type: 'set_text', panelId: 'shape:1', field: 'action', text: WORDS },
	'Other words for it',
)
const usage = { input: 2000, output: 1000 }

let server: TestServer
let endpoint: ModelEndpoint
let painter: PictureEndpoint
let ana: Person
test.beforeEach(async ({ browser }) => {
	server = await createTestServer({ DAILIES_DEMO: '1' })
	await server.start()
	endpoint = await startModelEndpoint('openai', { pieces: answerOf([COLD, LOW]), usage })
	painter = await startPictureEndpoint({ bytes: await plainPicture({ r: 230, g: 130, b: 40 }) })
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
})
test.afterEach(async () => {
	await ana.close()
	await endpoint.stop()
	await painter.stop()
	await server.dispose()
})

test('an owner sets a model up, asks it in words, stops it, decides, and reads what was sent', async () => {
	test.setTimeout(600_000)
	const { page } = ana
	await join(ana, server.url)
	await openFilm(page, DEMO_FILM)
	const film = page.url()

	await test.step('a model on this machine is asked only when its address is on the list', async () => {
		await page.goto(`${film}/models`)
		const card = page.getByRole('region', { name: 'A new model' })
		await card.getByLabel('Name').fill('Studio model')
		await card.getByLabel('Address').fill(endpoint.url)
		await card.getByLabel('Model', { exact: true }).fill('llama3')
		await card.getByLabel('Key').fill('sk-studio-key-4321')
		await card.getByText('Patience, length, price and share').click()
		await card.getByLabel(/A million tokens answered/).fill('20')
		await card.getByRole('button', { name: 'Add it' }).click()
		const mine = page.getByRole('region', { name: 'Studio model' })
		await expect(mine.getByText('Set, ends in 4321.')).toBeVisible()
		await mine.getByRole('button', { name: 'Test' }).click()
		await expect(mine.getByText(/stands at an address that this server does not ask/)).toBeVisible()
		expect(endpoint.arrived).toHaveLength(0)
		await page.getByLabel('Address to allow').fill(endpoint.host)
		await page.getByRole('button', { name: 'Allow it' }).click()
		await expect(page.getByRole('code').filter({ hasText: endpoint.host })).toBeVisible()
		await mine.getByRole('button', { name: 'Test' }).click()
		await expect(
			mine.getByText(/^Studio model answered in .* with 2 proposals that fit/),
		).toBeVisible()
		await expect(page.getByText('Spent so far: 0.0200 €')).toBeVisible()
		const second = page.getByRole('region', { name: 'A new model' })
		await second.getByLabel('Name').fill('Painter')
		await second.getByLabel('Address').fill(painter.url)
		await second.getByLabel('Model', { exact: true }).fill('sdxl')
		await second.getByRole('combobox', { name: 'It makes' }).click()
		await page.getByRole('option', { name: /^Pictures of panels/ }).click()
		await second.getByRole('button', { name: 'Add it' }).click()
		await page.getByLabel('Address to allow').fill(painter.host)
		await page.getByRole('button', { name: 'Allow it' }).click()
		const other = page.getByRole('region', { name: 'Painter' })
		await other.getByRole('button', { name: 'Test' }).click()
		await expect(other.getByText(/with a picture of 96 × 64 pixels/)).toBeVisible()
		expect(await page.content()).not.toContain('sk-studio-key')
		await expectAccessible(page)
		await page.screenshot({ path: test.info().outputPath('models.png'), fullPage: true })
	})

	await page.goto(film)
	await page.getByRole('link', { name: /^Scene 1,/ }).click()
	await expect(page.getByRole('radio', { name: 'Pencil', exact: true })).toBeVisible({
		timeout: 120_000,
	})
	await expectBoard(page)
	const before = await waitingIds(page)
	const wish = page.getByRole('textbox', { name: /^Ask in words about/ })

	await test.step('asked in words it is seen answering, and can be stopped', async () => {
		let go = () => undefined as unknown
		const breaks = new Promise((resolve) => {
			go = () => resolve(null)
		})
		const whole = { pieces: answerOf([COLD, WRITTEN]), usage }
		endpoint.plays = [{ pieces: answerOf([COLD, LOW]).slice(0, -3), breaks }, whole]
		await wish.fill('colder, from behind her')
		await page.keyboard.press('Enter')
		await expect(page.getByText('Asking Studio model, 1 so far')).toBeVisible()
		await page.screenshot({ path: test.info().outputPath('asking.png') })
		await page.getByRole('button', { name: 'Stop' }).click()
		await expect.poll(() => endpoint.arrived.at(-1)?.hungUp).toBe(true)
		go()
		await expect(page.getByText(/^Asking Studio model/)).toBeHidden()
		expect(await waitingIds(page)).toEqual(before)
	})

	await test.step('asked again, its proposals are cards like any other', async () => {
		await wish.fill('colder, from behind her')
		await page.getByRole('button', { name: 'Ask in words', exact: true }).click()
		const fresh = async () => (await waitingIds(page)).filter((id) => !before.includes(id))
		await expect.poll(async () => (await fresh()).length).toBe(2)
		expect(endpoint.arrived.at(-1)?.body).toContain('colder, from behind her')
		await expectAccessible(page)
		await page.screenshot({ path: test.info().outputPath('answered.png') })
		for (const id of await fresh()) await accept(page, id)
		await expectSaved(page)
	})

	await test.step('[S95] its words carry its name until a person rewrites them', async () => {
		const caption = page.locator('[data-caption]').filter({ hasText: WORDS })
		await expect(caption.getByTitle(/^Words by model:/)).toBeVisible()
		await page.screenshot({ path: test.info().outputPath('words-by-a-model.png') })
		const panelId = (await caption.getAttribute('data-caption')) ?? ''
		await (await openCaption(page, panelId)).fill('Rain runs down the glass.')
		await page.keyboard.press('Escape')
		const mine = page.locator(`[data-caption="${panelId}"]`)
		await expect(mine).toContainText('Rain runs down the glass.')
		await expect(mine.getByTitle(/^Words by model:/)).toBeHidden()
		await expectSaved(page)
	})

	await test.step('[PI4] a picture is asked for, seen as a ghost, accepted, and is in the panel and in its printed picture', async () => {
		await page.getByRole('button', { name: 'What about…' }).click()
		await page.getByRole('menuitem', { name: /^A picture for / }).click()
		const made = page.locator('[data-suggestion][data-open="true"]').filter({
			has: page.getByRole('heading', { name: /^A picture for panel/ }),
		})
		await expect(made).toHaveCount(1)
		const id = (await made.getAttribute('data-suggestion')) ?? ''
		const chosen = await openCard(page, id)
		const prompt: unknown = JSON.parse(painter.arrived.at(-1)?.body ?? '{}').prompt
		expect(String(prompt)).toContain('storyboard rough')
		await expect(chosen).toContainText('Black-and-white storyboard rough')
		// In the card's after, and over the wall.
		await expect(page.getByRole('img', { name: 'By a model' })).toHaveCount(2)
		for (const image of await page.getByRole('img', { name: 'By a model' }).all())
			await expect
				.poll(() => image.evaluate((each) => each instanceof HTMLImageElement && each.naturalWidth))
				.toBe(96)
		await expectAccessible(page)
		await page.screenshot({ path: test.info().outputPath('picture-ghost.png') })
		await accept(page, id)
		await expectSaved(page)
		const laid = async () =>
			(await storedShapes(server, sceneIdOf(page))).find(({ type }) => type === 'image')
		await expect.poll(async () => (await laid()) !== undefined, { timeout: 60_000 }).toBe(true)
		const panelId = ((await laid())?.parentId ?? '').replace('shape:', '')
		const address = `/pictures/${sceneIdOf(page)}/${panelId}/${'0'.repeat(16)}-240.png`
		// Orange in the corner of the browserless picture, through whatever is washed over it.
		const corner = async () => {
			const response = await page.request.get(`${server.url}${address}`)
			const { data } = await sharp(await response.body())
				.extract({ left: 3, top: 3, width: 2, height: 2 })
				.raw()
				.toBuffer({ resolveWithObject: true })
			return (data[0] ?? 0) - (data[2] ?? 0)
		}
		await expect.poll(corner, { timeout: 60_000 }).toBeGreaterThan(60)
		await page.screenshot({ path: test.info().outputPath('picture-accepted.png') })
	})

	await test.step('everybody sees who keeps AI off for themselves, on the board and on the film’s page', async () => {
		await page.getByRole('button', { name: 'How suggestions behave' }).click()
		const people = page.getByRole('region', { name: 'AI, person by person' })
		const me = people.getByRole('listitem').filter({ hasText: 'Ana Ruiz' })
		await expect(me).toContainText('AI on')
		await page.getByRole('switch', { name: 'Suggestions for me' }).click()
		await expect(me).toContainText('AI off')
		await page.screenshot({ path: test.info().outputPath('ai-off.png') })
		await page.goto(film)
		await expect(me).toContainText('AI off')
		await expectAccessible(page)
		await page.screenshot({ path: test.info().outputPath('film-people.png'), fullPage: true })
	})

	await test.step('everybody reads what was sent, and what it cost', async () => {
		await page.goto(`${film}/sent`)
		const rows = page.getByRole('row')
		await expect(rows.filter({ hasText: 'Asked in words, scene 1' })).toHaveCount(2)
		await expect(rows.filter({ hasText: 'Stopped' })).toHaveCount(1)
		await expect(rows.filter({ hasText: 'nothing left the server' })).toHaveCount(1)
		await expect(page.getByText(/Spent so far: 0\.04/)).toBeVisible()
		await expectAccessible(page)
		await page.screenshot({ path: test.info().outputPath('sent.png') })
		await page.emulateMedia({ colorScheme: 'light' })
		await page.goto(`${film}/models`)
		await expect(page.getByRole('heading', { name: 'Budget' })).toBeVisible()
		await page.screenshot({ path: test.info().outputPath('models-light.png'), fullPage: true })
		await expectAccessible(page)
	})
	expectQuiet(ana)
})

function sceneIdOf(page: Page): string {
	return /\/scenes\/([^/?]+)/.exec(page.url())?.[1] ?? ''
}
