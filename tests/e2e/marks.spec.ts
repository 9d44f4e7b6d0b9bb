/**
 * What people say about a picture by hand: who stands where and looks where, where the light comes
 * from, what the camera does, what lies under the drawing, where everybody stands on the floor. Two
 * people, live, each gesture one step of undo (MK1 to MK5, BG1, PL1 to PL3 of docs/spec/marks.md).
 */
import { expect, type Page, test } from '@playwright/test'
import { answerConsent } from './support/pages-steps.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { importScript } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf } from './support/wall.ts'

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

/** Drags on a panel, from and to in 0–1 of it. */
async function drag(
	page: Page,
	panelId: string,
	[from, to]: readonly (readonly [number, number])[],
) {
	if (!from || !to) throw new Error('a drag has two ends')
	const box = await paperOf(page, panelId)
	const at = ([x, y]: readonly [number, number]) =>
		[box.x + x * box.width, box.y + y * box.height] as const
	await page.mouse.move(...at(from))
	await page.mouse.down()
	await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]), { steps: 4 })
	await page.mouse.move(...at(to), { steps: 4 })
	await page.mouse.up()
}

function marks(page: Page, type: string) {
	return page.locator(`[data-shape-type="${type}"]`)
}

test('two people mark a panel, light it, move its camera, share a background and plan the floor', async () => {
	test.setTimeout(240_000)
	const { page } = ana
	await page.keyboard.press('n')
	await expect.poll(async () => (await panelIds(page)).length).toBeGreaterThan(0)
	const panelId = (await panelIds(page))[0] ?? ''
	await page.getByRole('tab', { name: 'Shot' }).click()
	await ben.page.getByRole('tab', { name: 'Shot' }).click()

	await test.step('[MK1] a box and a look: two gestures, and Ben sees both', async () => {
		await page.getByRole('radio', { name: 'Mark a subject' }).click()
		await drag(page, panelId, [
			[0.1, 0.3],
			[0.35, 0.8],
		])
		// The eyes are a third down in a box like this.
		await drag(page, panelId, [
			[0.225, 0.48],
			[0.6, 0.48],
		])
		await expect(marks(page, 'subject_mark')).toHaveCount(1)
		await expect(page.getByRole('group', { name: 'Subject: Subject' })).toBeVisible()
		await expect(marks(ben.page, 'subject_mark')).toHaveCount(1)
		const looks = page.getByRole('combobox', { name: 'Looks' })
		await expect(looks).toContainText(/Screen right|9\d°|8\d°/)
		await page.getByRole('textbox', { name: 'Name', exact: true }).fill('IDA')
		await page.keyboard.press('Enter')
		await expect(marks(ben.page, 'subject_mark')).toContainText('IDA')
	})

	await test.step('[MK3] a lamp says its direction and pattern, and the shot only when asked', async () => {
		await page.getByRole('radio', { name: 'Place a light' }).click()
		await drag(page, panelId, [
			[0.5, 0.9],
			[0.92, 0.5],
		])
		const light = page.getByRole('group', { name: 'Key light' })
		await expect(light.getByRole('textbox', { name: 'Round' })).toHaveValue(/^(8\d|9\d)$/)
		await expect(marks(ben.page, 'light_mark')).toContainText('Split, 30° up')
		await page.getByRole('button', { name: 'Light', exact: true }).first().click()
		const field = page.getByRole('combobox', { name: /^Key( light| side)?$/ })
		await expect(field).not.toContainText('From the right')
		await light.getByRole('button', { name: 'Use as the shot’s key light' }).click()
		await expect(field).toContainText('From the right')
		await light.getByRole('textbox', { name: 'Height' }).fill('75')
		await page.keyboard.press('Enter')
		await expect(marks(ben.page, 'light_mark')).toContainText('Top, 75° up')
	})

	await test.step('[MK4] the camera moves from the whole panel to what was drawn; undo takes it back', async () => {
		await page.getByRole('radio', { name: 'Camera move' }).click()
		await drag(page, panelId, [
			[0.1, 0.2],
			[0.6, 0.7],
		])
		await expect(marks(ben.page, 'camera_move')).toHaveCount(1)
		const move = page.getByRole('group', { name: 'Camera move' })
		await expect(move.getByRole('textbox', { name: 'Start' })).toHaveValue('0, 0, 100')
		await move.getByRole('button', { name: 'Say “Push in” in the shot' }).click()
		await expect(page.getByRole('combobox', { name: 'Movement' })).toContainText('Push in')
		await page.getByRole('button', { name: 'Undo' }).click()
		await expect(page.getByRole('combobox', { name: 'Movement' })).not.toContainText('Push in')
		await page.getByRole('button', { name: 'Undo' }).click()
		await expect(marks(ben.page, 'camera_move')).toHaveCount(0)
		await page.getByRole('button', { name: 'Redo' }).click()
		await expect(marks(ben.page, 'camera_move')).toHaveCount(1)
	})

	await test.step('Ben hides the marks for himself; Ana keeps them', async () => {
		await ben.page.getByRole('switch', { name: 'Show marks on the panels' }).click()
		await expect(marks(ben.page, 'subject_mark')).toBeHidden()
		await expect(marks(page, 'subject_mark')).toBeVisible()
		await ben.page.getByRole('switch', { name: 'Show marks on the panels' }).click()
		await expect(marks(ben.page, 'subject_mark')).toBeVisible()
	})

	await test.step('[BG1] a background drawn once lies under the panel for both', async () => {
		await page.getByRole('button', { name: 'Draw a background for this shot' }).click()
		await expect(page.getByText(/You draw the background of/)).toBeVisible()
		await drag(page, panelId, [
			[0.05, 0.6],
			[0.95, 0.6],
		])
		await page.getByRole('button', { name: 'Done' }).click()
		const under = (who: Page) => who.locator(`[data-shape-id="${panelId}"] img`)
		await expect(under(page)).toHaveCount(1)
		await expect(under(ben.page)).toHaveCount(1)
		await page.getByRole('switch', { name: 'Leave it out under this panel' }).click()
		await expect(under(ben.page)).toHaveCount(0)
		await page.getByRole('switch', { name: 'Leave it out under this panel' }).click()
		await expect(under(ben.page)).toHaveCount(1)
	})

	await test.step('[BG1] and under every panel of the run', async () => {
		await expect(clips(ben.page)).toHaveCount(2)
		await clips(page).first().click()
		await page.keyboard.press('Alt+d')
		for (const { page: each } of [ana, ben]) await expect(clips(each)).toHaveCount(3)
		const [first, next = ''] = await panelIds(page)
		expect(first).toBe(panelId)
		for (const { page: each } of [ana, ben])
			await expect(each.locator(`[data-shape-id="${next}"] img`)).toHaveCount(1)
		await page.keyboard.press('Control+z')
		await expect(clips(ben.page)).toHaveCount(2)
		await clips(page).first().click()
	})

	await test.step('[PL2] a plan by keyboard says on which side of the line the camera stands', async () => {
		const plan = page.getByRole('group', { name: /Plan of the shot/ })
		const add = (name: string) => page.getByRole('button', { name, exact: true }).last().click()
		await add('Camera')
		await expect(plan.getByRole('button')).toHaveCount(1)
		for (const count of [2, 3]) {
			const next = page.locator('section', { hasText: 'Plan of the shot' }).getByRole('button')
			await next.last().click()
			await expect(plan.getByRole('button')).toHaveCount(count)
		}
		await expect(page.getByText(/Camera A is (left|right) of the line/)).toBeVisible()
		await plan.getByRole('button', { name: /^Camera A/ }).focus()
		for (let i = 0; i < 24; i++) await page.keyboard.press('ArrowUp')
		await expect(page.getByText(/Camera A is .* 3\.0 m off it/)).toBeVisible()
		await expect(ben.page.getByText(/Camera A is .* 3\.0 m off it/)).toBeVisible()
	})

	await expectSaved(page)
	await page.screenshot({ path: test.info().outputPath('marks-dark.png') })
	await ben.page.screenshot({ path: test.info().outputPath('marks-light.png') })
	await expectAccessible(page)
	await expectAccessible(ben.page)
})
