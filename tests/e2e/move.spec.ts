/** Panels that go to another scene while two people look on: with all that is drawn in them, and back again (R19). */
import { expect, test } from '@playwright/test'
import { answerConsent, expectQuiet } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join } from './support/person.ts'
import { boardUrlsOf, importScript, SCENE_HEADINGS } from './support/script.ts'
import { createTestServer } from './support/server.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf, strokeIds } from './support/wall.ts'

test.use({ actionTimeout: 20_000 })

test('[R19] a panel is moved to another scene, seen there by a second person, and brought back', async ({
	browser,
}, info) => {
	const server = await createTestServer()
	await server.start()
	const ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	const ben = await createPerson(browser, { name: 'Ben Okoro', url: server.url })
	const { page } = ana
	await join(ana, server.url)
	await importScript(page, info.outputPath('the-lamp-room.fountain'))
	await expectBoard(page)
	await answerConsent(page)
	const [, next = ''] = await boardUrlsOf(page)
	await join(ben, server.url, new URL(next).pathname)
	await expectBoard(ben.page)
	await answerConsent(ben.page)
	await page.keyboard.press('n')
	await expect(clips(page)).toHaveCount(2)
	const [, moved = ''] = await panelIds(page)
	const there = (await panelIds(ben.page)).length
	const paper = await paperOf(page, moved)
	await drawWithPen(page, strokeIn(paper, [0.2, 0.4], [0.8, 0.5]))
	await expectSaved(page)
	const [stroke = ''] = await strokeIds(page)

	await page.getByRole('button', { name: 'Move to another scene' }).click()
	await expect(page.getByRole('menuitem')).toHaveCount(SCENE_HEADINGS.length - 1)
	await expectAccessible(page)
	await page.screenshot({ path: info.outputPath('move-menu.png') })
	await page.getByRole('menuitem', { name: SCENE_HEADINGS[1] }).click()
	await expect(clips(page)).toHaveCount(1)
	await expect(clips(ben.page)).toHaveCount(there + 1)
	expect(await strokeIds(page)).toEqual([])
	await expect.poll(() => strokeIds(ben.page)).toHaveLength(1)
	const news = page.getByText(`Panel moved to 2 · ${SCENE_HEADINGS[1]}`, { exact: true })
	await expect(news).toBeVisible()
	// News that somebody points at stays.
	await news.hover()
	await expectAccessible(page)
	await page.screenshot({ path: info.outputPath('moved.png') })

	await page.getByRole('button', { name: 'Bring back' }).click()
	await expect(page.getByText('Brought back', { exact: true })).toBeVisible()
	await expect(clips(page)).toHaveCount(2)
	await expect(clips(ben.page)).toHaveCount(there)
	await expect.poll(() => strokeIds(page)).toHaveLength(1)
	await expectSaved(page)
	expect(await panelIds(page)).toContain(moved)
	expect(await strokeIds(page)).toEqual([stroke])
	expectQuiet(ana, ben)
	await ana.close()
	await ben.close()
	await server.dispose()
})
