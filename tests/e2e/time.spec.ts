/**
 * A scene as time: lengths dragged and typed, cuts beside the full version, a sound on the lane, and
 * the film playing on the sound's clock while another person goes on drawing.
 */
import { expect, type Page, test } from '@playwright/test'
import { answerConsent, expectQuiet } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { importScript } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf } from './support/wall.ts'
import { toneWav } from './support/wav.ts'

test.use({ actionTimeout: 20_000 })

let server: TestServer
let ana: Person
let ben: Person
test.beforeAll(async ({ browser }, info) => {
	server = await createTestServer()
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	ben = await createPerson(browser, { name: 'Ben Okoro', url: server.url, colorScheme: 'light' })
	await join(ana, server.url)
	await importScript(ana.page, info.outputPath('the-lamp-room.fountain'))
	await expectBoard(ana.page)
	await answerConsent(ana.page)
	await join(ben, server.url, new URL(ana.page.url()).pathname)
	await expectBoard(ben.page)
	await answerConsent(ben.page)
})
test.afterAll(async () => {
	await ana.close()
	await ben.close()
	await server.dispose()
})

const clip = (page: Page, id: string) => page.locator(`[data-clip="${id}"]`)
const framesOf = (page: Page) =>
	clips(page).evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-frames'))))
const cut = (page: Page, name: string) =>
	page.getByRole('group', { name: 'Cut' }).getByRole('button', { name, exact: true })
const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' })
const sounds = (page: Page) => page.locator('[data-sound]')

/** Types a length on the clip in hand. */
async function typeLength(page: Page, id: string, typed: string) {
	await clip(page, id).focus()
	await page.keyboard.press('t')
	const field = page.getByRole('textbox', { name: /^Length/ })
	await field.fill(typed)
	await field.press('Enter')
}

async function dragBy(page: Page, selector: string, byPx: number) {
	const box = await page.locator(selector).boundingBox()
	if (!box) throw new Error(`${selector} is not on the page`)
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
	await page.mouse.move(x, y)
	await page.mouse.down()
	await page.mouse.move(x + byPx / 2, y, { steps: 3 })
	await page.mouse.move(x + byPx, y, { steps: 3 })
	return () => page.mouse.up()
}

test('a scene is timed, cut, scored and played by two people', async () => {
	test.setTimeout(240_000)
	const { page } = ana
	const pages = [ana.page, ben.page] as const

	await test.step('lengths are typed as crews write them, and what cannot be read is said', async () => {
		for (let i = 0; i < 2; i++) await page.keyboard.press('n')
		for (const each of pages) await expect(clips(each)).toHaveCount(3)
		const [a = '', b = '', c = ''] = await panelIds(page)
		await typeLength(page, a, '2.5')
		await typeLength(page, b, '2:12')
		await clip(page, c).focus()
		await page.keyboard.press('6')
		const field = page.getByRole('textbox', { name: 'Length' })
		await field.fill('soon')
		await field.press('Enter')
		await expect(page.getByText('Write a length as 2.5, 2:12 or 60f.')).toBeVisible()
		await field.fill('48f')
		await field.press('Enter')
		for (const each of pages) await expect.poll(() => framesOf(each)).toEqual([60, 60, 48])
	})
	const [a = '', b = '', c = ''] = await panelIds(page)

	await test.step('an edge is dragged with live numbers, Escape takes it back, keys trim by frames', async () => {
		let letGo = await dragBy(page, `[data-edge="${a}"]`, 90)
		await expect(page.locator('[data-clip] [role=status]')).toContainText(' s ')
		await expect.poll(async () => (await framesOf(ben.page))[0]).toBeGreaterThan(60)
		await page.keyboard.press('Escape')
		await letGo()
		for (const each of pages) await expect.poll(() => framesOf(each)).toEqual([60, 60, 48])
		letGo = await dragBy(page, `[data-edge="${a}"]`, 90)
		await letGo()
		await expect.poll(async () => (await framesOf(page))[0]).toBeGreaterThan(60)
		await page.keyboard.press('Control+z')
		for (const each of pages) await expect.poll(() => framesOf(each)).toEqual([60, 60, 48])
		await clip(page, c).focus()
		await page.keyboard.press(']')
		await page.keyboard.press(']')
		await page.keyboard.press('[')
		for (const each of pages) await expect.poll(() => framesOf(each)).toEqual([60, 60, 49])
		await page.keyboard.press('Control+z')
		await page.keyboard.press('Control+z')
		await page.keyboard.press('Control+z')
		await expect.poll(() => framesOf(page)).toEqual([60, 60, 48])
	})

	await test.step('a target shows what is over, for both', async () => {
		await page.getByRole('button', { name: 'Set a target' }).click()
		const target = page.getByRole('textbox', { name: 'Target length' })
		await target.fill('6')
		await target.press('Enter')
		for (const each of pages) await expect(each.getByText('+1.0 s over')).toBeVisible()
	})

	await test.step('clips chosen together move together', async () => {
		await clip(page, b).focus()
		await page.keyboard.press('Shift+ArrowRight')
		await expect(clip(page, b)).toHaveAttribute('aria-selected', 'true')
		await page.keyboard.press('Alt+ArrowLeft')
		for (const each of pages) await expect.poll(() => panelIds(each)).toEqual([b, c, a])
		await page.keyboard.press('Control+z')
		for (const each of pages) await expect.poll(() => panelIds(each)).toEqual([a, b, c])
		await clip(page, a).click()
		await clip(page, c).click({ modifiers: ['Control'] })
		const chosen = page.getByRole('option', { selected: true })
		await expect(chosen).toHaveCount(2)
		await clip(page, b).click()
		await expect(chosen).toHaveCount(1)
	})

	await test.step('a cut has its own order and lengths and harms nothing of the full version', async () => {
		await page.getByRole('button', { name: 'Cuts' }).click()
		await page.getByRole('menuitem', { name: '6 seconds' }).click()
		await expect(cut(page, '6 s')).toHaveAttribute('aria-pressed', 'true')
		await typeLength(page, a, '1')
		await clip(page, a).focus()
		await page.keyboard.press('Alt+ArrowRight')
		await expect.poll(() => panelIds(page)).toEqual([b, a, c])
		await clip(page, c).focus()
		await page.keyboard.press('Delete')
		await expect.poll(() => framesOf(page)).toEqual([60, 24])
		await expect(page.locator(`[data-left-out="${c}"]`)).toBeVisible()
		await expect(page.getByText('−2.5 s under')).toBeVisible()
		expect(await panelIds(ben.page)).toEqual([a, b, c])
		expect(await framesOf(ben.page)).toEqual([60, 60, 48])
		await cut(ben.page, '6 s').click()
		await expect.poll(() => framesOf(ben.page)).toEqual([60, 24])
		await page.locator(`[data-left-out="${c}"]`).click()
		for (const each of pages) await expect.poll(() => panelIds(each)).toEqual([b, c, a])
		await page.getByRole('button', { name: 'Cuts' }).click()
		await page.getByRole('menuitem', { name: 'Name and length of this cut' }).click()
		const dialog = page.getByRole('dialog', { name: 'This cut' })
		await dialog.getByLabel('Name').fill('Teaser')
		await dialog.getByLabel('Target length').fill('soon')
		await dialog.getByRole('button', { name: 'Save' }).click()
		await expect(dialog.getByText('Write a length as')).toBeVisible()
		await dialog.getByLabel('Target length').fill('45')
		await dialog.getByRole('button', { name: 'Save' }).click()
		await expect(cut(ben.page, 'Teaser')).toBeVisible()
		await expect(ben.page.getByText('of 45.0 s')).toBeVisible()
		for (const each of pages) await cut(each, 'Full').click()
		for (const each of pages) await expect.poll(() => framesOf(each)).toEqual([60, 60, 48])
	})

	await test.step('the playhead stands at any frame and shows the film there', async () => {
		await playhead(page).focus()
		await page.keyboard.press('Home')
		for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
		await expect(playhead(page)).toHaveAttribute('aria-valuetext', '00:00:00:03')
		await page.keyboard.press('Shift+ArrowRight')
		await expect(page.locator('[data-timecode]')).toHaveText('00:00:01:03')
		await expect(page.locator('[data-monitor] [data-stage]')).toHaveAttribute('data-panel', a)
		const stage = page.locator('[data-monitor] [data-stage]')
		const number = await clip(page, a)
			.locator('footer')
			.evaluate((all) => all.firstChild?.textContent)
		await page.getByRole('button', { name: 'Over the picture' }).click()
		const over = page.getByRole('dialog', { name: 'Over the picture' })
		for (const what of ['Panel number', 'Timecode'])
			await over.getByRole('switch', { name: what }).setChecked(true)
		await expect(stage).toContainText(number ?? 'no number')
		await expect(stage).toContainText('00:00:01:03')
		for (const what of ['Panel number', 'Timecode'])
			await over.getByRole('switch', { name: what }).setChecked(false)
		await expect(stage).not.toContainText('00:00:01:03')
		await page.keyboard.press('Escape')
		await expect(over).toBeHidden()
		await page.getByRole('button', { name: 'Close the picture' }).click()
	})

	await test.step('a sound comes in, is outlined, moved, trimmed, muted and taken back, for both', async () => {
		await page.locator('[data-sound-file]').setInputFiles({
			...{ name: 'not-a-sound.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('words') },
		})
		await expect(
			page.getByRole('region', { name: /^News/ }).getByText('is no sound that can be played here'),
		).toBeVisible()
		await page.getByRole('button', { name: 'Close', exact: true }).click()
		await playhead(page).focus()
		await page.keyboard.press('Home')
		await page.locator('[data-sound-file]').setInputFiles({
			...{ name: 'sea.wav', mimeType: 'audio/wav', buffer: toneWav(4) },
		})
		for (const each of pages) {
			await expect(sounds(each)).toHaveAttribute('data-length', '96')
			await expect(sounds(each).locator('canvas')).toHaveAttribute('data-peaks', '200')
		}
		await sounds(page).focus()
		await page.keyboard.press('Shift+ArrowRight')
		await page.keyboard.press('[')
		await page.keyboard.press('m')
		for (const each of pages) {
			await expect(sounds(each)).toHaveAttribute('data-start', '24')
			await expect(sounds(each)).toHaveAttribute('data-length', '95')
			await expect(sounds(each)).toHaveAccessibleName(/muted/)
		}
		for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
		await expect(sounds(ben.page)).toHaveAttribute('data-start', '0')
		const letGo = await dragBy(page, '[data-sound-edge="in"]', 120)
		await letGo()
		await expect
			.poll(async () => Number(await sounds(ben.page).getAttribute('data-in')))
			.toBeGreaterThan(0)
		await page.keyboard.press('Control+z')
		await expect(sounds(ben.page)).toHaveAttribute('data-in', '0')
		await expectSaved(page)
	})

	await test.step('nothing serious is found by axe, dark and light', async () => {
		for (const each of pages) await expectAccessible(each)
	})

	await test.step('the film plays on the sound’s clock while Ben draws, and his ink is in it', async () => {
		await page.getByRole('button', { name: 'Play scene' }).click()
		const player = page.getByRole('dialog', { name: 'Scene' })
		const stage = player.locator('[data-stage]')
		await expect(stage).toHaveAttribute('data-playing', 'yes')
		await player.getByRole('button', { name: 'Loop' }).click()
		for (const panelId of [b, c, a])
			await expect(stage).toHaveAttribute('data-panel', panelId, { timeout: 20_000 })
		// The frame that is shown is the frame of the clock at which it was painted, never a count.
		const reading = await stage.evaluate((element) => ({
			frame: Number(element.dataset.frame),
			position: Number(element.dataset.position),
		}))
		// In a loop the clock may stand a moment past the end when the first frame is painted.
		const length = 60 + 60 + 48
		const apart = Math.abs(reading.position * 24 - reading.frame) % length
		expect(Math.min(apart, length - apart)).toBeLessThanOrEqual(2)
		await page.keyboard.press('k')
		await expect(stage).toHaveAttribute('data-playing', 'no')
		await page.keyboard.press('Home')
		await expect(stage).toHaveAttribute('data-picture', 'yes')
		const pixels = () =>
			stage.locator('canvas').evaluate((canvas) => {
				if (!(canvas instanceof HTMLCanvasElement)) return -1
				const context = canvas.getContext('2d')
				const all = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
				let dark = 0
				for (let i = 0; i < all.length; i += 4) if ((all[i] ?? 255) < 128) dark += 1
				return dark
			})
		await expect.poll(pixels).toBe(0)
		await ben.page.getByRole('radio', { name: 'Pencil', exact: true }).click()
		await clip(ben.page, a).click()
		await drawWithPen(ben.page, strokeIn(await paperOf(ben.page, a), [0.2, 0.3], [0.8, 0.6]))
		await expect.poll(pixels).toBeGreaterThan(100)
		await page.keyboard.press('End')
		await expect(stage).toHaveAttribute('data-frame', '167')
		await page.keyboard.press('ArrowLeft')
		await expect(stage).toHaveAttribute('data-frame', '166')
		await page.keyboard.press('Escape')
		await expect(player).toBeHidden()
	})

	await test.step('the whole film plays, scene after scene', async () => {
		await page.getByRole('link', { name: 'The Lamp Room' }).click()
		await page.getByRole('link', { name: 'Play film' }).click()
		const player = page.getByRole('dialog', { name: 'The Lamp Room' })
		const stage = player.locator('[data-stage]')
		await expect(stage).toHaveAttribute('data-panel', a)
		await expect(stage).toHaveAttribute('data-picture', 'yes')
		await expectAccessible(page)
		// Two scenes more, with one panel each that is not timed yet and held for two seconds.
		await player.press('End')
		await expect(stage).toHaveAttribute('data-frame', '263')
		await expect(stage).toHaveAttribute('data-picture', 'yes')
		await player.press('Home')
		await player.press(' ')
		await expect(stage).toHaveAttribute('data-playing', 'yes')
		await expect(stage).not.toHaveAttribute('data-frame', '0')
		await player.press('Escape')
		await expect(page.getByRole('heading', { level: 1, name: 'The Lamp Room' })).toBeVisible()
	})

	expectQuiet(ana, ben)
})
