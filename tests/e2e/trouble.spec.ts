/**
 * What a board says and shows when something is wrong with it, with the line or with the door: the rest
 * is shown, nothing is lost, and the person reads the one sentence that fits (B5, B9, L14, W5, W6, W10).
 */
import { type Browser, expect, type Page, test } from '@playwright/test'
import { cookieOf } from './support/pages-invitations.ts'
import { answerConsent, expectQuiet } from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { storedBoard } from './support/records.ts'
import { boardUrlsOf, importScript } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { setDocumentVersion, setRoles, writeEntries } from './support/tamper.ts'
import { blockDatabase, fillDisk, openAllAllowed, slowLine } from './support/trouble.ts'
import {
	clips,
	expectBoard,
	expectSaved,
	panelIds,
	paperOf,
	saveState,
	strokeIds,
} from './support/wall.ts'

test.use({ actionTimeout: 20_000 })

let server: TestServer
let ana: Person
let boardUrls: string[] = []
test.beforeAll(async ({ browser }, info) => {
	server = await createTestServer()
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	await join(ana, server.url)
	await importScript(ana.page, info.outputPath('the-lamp-room.fountain'))
	await expectBoard(ana.page)
	await answerConsent(ana.page)
	boardUrls = await boardUrlsOf(ana.page)
})
test.afterAll(async () => {
	await ana.close()
	await server.dispose()
})
test.beforeEach(() => ana.expectNoTrouble())

const sceneOf = (url: string) => new URL(url).pathname.split('/')[4] ?? ''
async function openBoard(page: Page, place: number): Promise<string> {
	await page.goto(boardUrls[place] ?? '')
	await expectBoard(page)
	return (await panelIds(page))[0] ?? ''
}
async function draw(page: Page, panelId: string, at: number) {
	const paper = await paperOf(page, panelId)
	await drawWithPen(page, strokeIn(paper, [0.15, at], [0.5, at + 0.04], 10))
}
async function inBothThemes(page: Page, picture: string) {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme })
		await page.screenshot({ path: test.info().outputPath(`${picture}-${colorScheme}.png`) })
	}
}
async function ben(browser: Browser, place: number, prepare: (page: Page) => Promise<unknown>) {
	const person = await createPerson(browser, { name: 'Ben Okoro', url: server.url })
	await prepare(person.page)
	await join(person, server.url, new URL(boardUrls[place] ?? '').pathname)
	await expectBoard(person.page)
	await answerConsent(person.page)
	return person
}

test('[B5] [L14] a record that cannot be shown is counted where it stands; all the rest is shown', async () => {
	const { page } = ana
	const panelId = await openBoard(page, 0)
	await draw(page, panelId, 0.2)
	await expectSaved(page)
	const good = await strokeIds(page)
	const [stroke] = (await storedBoard(server, sceneOf(page.url()))).strokes
	ana.expectTrouble()
	await server.kill()
	const { id: _, ...fields } = { ...stroke }
	writeEntries(server, sceneOf(page.url()), {
		'shape:torn': { ...fields, props: { ...stroke?.props, color: 'ultraviolet' } },
		'shape:void': 'no record at all',
	})
	await server.start()
	await page.reload()
	await expectBoard(page)

	await expect(page.getByText('2 things on this board could not be read.')).toBeVisible()
	const paper = page.locator(`[data-shape-id="${panelId}"]`)
	await expect(paper.getByText('One drawing here could not be read')).toBeVisible()
	expect(await strokeIds(page)).toEqual(good)
	await expectAccessible(page)
	await inBothThemes(page, 'damaged')
	ana.expectNoTrouble()
	await draw(page, panelId, 0.5)
	await expectSaved(page)
	expect(await strokeIds(page)).toHaveLength(2)
	expectQuiet(ana)
})

test('[B9] [U4] [S2] drawn in a panel that somebody threw away or took back: out of view, and back with the panel', async ({
	browser,
}) => {
	test.setTimeout(240_000)
	const line = slowLine()
	const other = await ben(browser, 1, line.lay)
	const first = await openBoard(ana.page, 1)
	await ana.page.keyboard.press('n')
	for (const { page } of [ana, other]) await expect(clips(page)).toHaveCount(2)
	await expectSaved(ana.page)
	const made = (await panelIds(other.page)).find((id) => id !== first) ?? ''

	await test.step('thrown away: it lies in the trash with the panel, and comes back with it', async () => {
		line.stop()
		await draw(other.page, first, 0.4)
		await expect(saveState(other.page)).toHaveText('Saving…')
		await ana.page.locator(`[data-clip="${first}"]`).click()
		await ana.page.keyboard.press('Delete')
		await expect(clips(ana.page)).toHaveCount(1)
		await expectSaved(ana.page)
		line.go()
		await expect(clips(other.page)).toHaveCount(1)
		for (const { page } of [ana, other]) await expectSaved(page)
		await ana.page.keyboard.press('Control+z')
		for (const { page } of [ana, other]) {
			await expect(clips(page)).toHaveCount(2)
			await expect.poll(() => strokeIds(page)).toHaveLength(1)
			await expectSaved(page)
		}
	})

	await test.step('taken back by who made it: held, said, and back when it is made again', async () => {
		line.stop()
		await draw(other.page, made, 0.5)
		await expect(saveState(other.page)).toHaveText('Saving…')
		await ana.page.keyboard.press('Control+z')
		await expect(clips(ana.page)).toHaveCount(1)
		await expectSaved(ana.page)
		line.go()
		await expect(clips(other.page)).toHaveCount(1)
		for (const { page } of [ana, other]) {
			await expectSaved(page)
			expect(await strokeIds(page)).toHaveLength(1)
			await expect(page.getByText('One thing was drawn in a panel that is deleted.')).toBeVisible()
		}
		await expectAccessible(other.page)
		await inBothThemes(other.page, 'held')
		await ana.page.keyboard.press('Control+Shift+z')
		for (const { page } of [ana, other]) {
			await expect(clips(page)).toHaveCount(2)
			await expect.poll(() => strokeIds(page)).toHaveLength(2)
			await expect(page.getByText('drawn in a panel that is deleted.')).toBeHidden()
			await expectSaved(page)
		}
	})
	const { strokes } = await storedBoard(server, sceneOf(boardUrls[1] ?? ''))
	expect(strokes.map(({ parentId }) => parentId).sort()).toEqual([first, made].sort())
	expectQuiet(ana, other)
	await other.close()
})

test('[W5] whoever is turned away for now reads why, and is let in again with all of it', async () => {
	const { page } = ana
	const panelId = await openBoard(page, 2)
	const sceneId = sceneOf(page.url())
	ana.expectTrouble()

	await test.step('a newer program has written the board: it is not opened, the sentence says so', async () => {
		await server.kill()
		await draw(page, panelId, 0.2)
		const version = setDocumentVersion(server, sceneId, 999)
		await server.start()
		await page.getByRole('button', { name: 'Try now' }).click()
		await expect(page.getByText('saved by a newer version of Dailies')).toBeVisible()
		await expect(page.getByText('1 change waits on this device.')).toBeVisible()
		await expectAccessible(page)
		await inBothThemes(page, 'newer')
		await server.kill()
		setDocumentVersion(server, sceneId, version)
		await server.start()
		await expectSaved(page)
		expect(await strokeIds(page)).toHaveLength(1)
	})

	await test.step('too many boards of one person: those who are in stay in', async () => {
		const cookie = await cookieOf(page.context())
		const url = `${server.url.replace('http', 'ws')}/collab/board:${sceneId}`
		await page.goto('about:blank')
		const many = await openAllAllowed(url, cookie)
		await page.goto(boardUrls[2] ?? '')
		await expect(page.getByText('You have too many boards open.')).toBeVisible()
		await expectAccessible(page)
		await inBothThemes(page, 'too-many')
		for (const each of many) each.close()
		await page.getByRole('button', { name: 'Try now' }).click()
		await expectBoard(page)
		expect(await strokeIds(page)).toHaveLength(1)
	})
	expectQuiet(ana)
})

test('[W5] [W6] [W10] what a door says reaches the person: busy, an older page, a full board', async () => {
	const { page } = ana
	const tab = await page.context().newPage()
	let says: { code: number; reason: string } | null = null
	const open = new Set<{ close(says: { code: number; reason: string }): void }>()
	await tab.routeWebSocket(/collab\/board/, (socket) => {
		if (says) {
			void socket.close(says)
			return
		}
		socket.connectToServer()
		open.add({ close: (why) => void socket.close(why) })
	})
	const close = (why: { code: number; reason: string }) => {
		says = why
		for (const each of open) each.close(why)
		open.clear()
	}
	await tab.goto(boardUrls[2] ?? '')
	await expectBoard(tab)
	const panelId = (await panelIds(tab))[0] ?? ''
	const before = await strokeIds(tab)

	close({ code: 1013, reason: 'unavailable' })
	await expect(tab.getByText('The server is busy. It lets you in as soon as it can.')).toBeVisible()
	await draw(tab, panelId, 0.6)
	await expect(tab.getByText('1 change waits on this device.')).toBeVisible()
	await inBothThemes(tab, 'busy')
	says = null
	await tab.getByRole('button', { name: 'Try now' }).click()
	await expectSaved(tab)
	expect(await strokeIds(tab)).toHaveLength(before.length + 1)

	close({
		code: 4413,
		reason: 'too_large: This board is full. What you drew last is kept aside on this device.',
	})
	await expect(tab.getByRole('heading', { name: 'This board was closed' })).toBeVisible()
	await expect(tab.getByText('This board is full.')).toBeVisible()
	says = null
	await tab.getByRole('button', { name: 'Reload the board' }).click()
	await expectBoard(tab)

	await test.step('a page of an older program', async () => {
		await tab.addInitScript(() => {
			const Base = window.WebSocket
			window.WebSocket = class extends Base {
				constructor(url: string | URL, protocols?: string | string[]) {
					super(String(url).replace(/version=\d+/, 'version=9999'), protocols)
				}
			}
		})
		await tab.reload()
		await expect(tab.getByText('Dailies was renewed while this page was open.')).toBeVisible()
		await expect(tab.getByRole('button', { name: 'Reload the board' })).toBeVisible()
		await expectAccessible(tab)
		await inBothThemes(tab, 'renewed')
	})
	await tab.close()
	// Said by the test's own line in between, which is closed on one side first; no product line is.
	const said = ana.problems.filter((problem) => !problem.includes('in CLOSING or CLOSED state.'))
	ana.problems.splice(0, ana.problems.length, ...said)
	expectQuiet(ana)
})

for (const [how, spoil] of [
	['the database does not open', blockDatabase],
	['the disk is full', fillDisk],
] as const) {
	test(`[W10] when ${how}, work waits in this page only, is said, and is lost nowhere`, async () => {
		const { page } = ana
		const tab = await page.context().newPage()
		await tab.addInitScript(spoil)
		await tab.goto(boardUrls[2] ?? '')
		await expectBoard(tab)
		const [panelId = ''] = await panelIds(tab)
		const before = await strokeIds(tab)
		ana.expectTrouble()
		await server.kill()
		await draw(tab, panelId, how === 'the disk is full' ? 0.75 : 0.85)
		await expect(tab.getByText('1 change waits in this page only.')).toBeVisible()
		await expect(tab.getByText('leave this page open until you are back.')).toBeVisible()
		await server.start()
		await expectSaved(tab)
		const drawn = await strokeIds(tab)
		expect(drawn).toHaveLength(before.length + 1)
		expect(
			(await storedBoard(server, sceneOf(boardUrls[2] ?? ''))).strokes.map(({ id }) => id).sort(),
		).toEqual(drawn)
		await tab.close()
		expectQuiet(ana)
	})
}

test('[R5] [W6] whose role was lowered while away keeps what they drew, and looks on', async () => {
	const { page } = ana
	const panelId = await openBoard(page, 2)
	const before = await strokeIds(page)
	ana.expectTrouble()
	await server.kill()
	await draw(page, panelId, 0.4)
	await expect(page.getByText('1 change waits on this device.')).toBeVisible()
	setRoles(server, 'viewer')
	await server.start()
	await expect(page.getByRole('heading', { name: 'Your last changes did not go in' })).toBeVisible()
	await expect(
		page.getByText('You may look at this board now, and no longer change it.'),
	).toBeVisible()
	await expect(saveState(page)).toHaveText('Not saved')
	await expectAccessible(page)
	await inBothThemes(page, 'lowered')
	await page.getByRole('button', { name: 'Reload the board' }).click()
	await expect(saveState(page)).toHaveText('View only')
	await expect(page.getByRole('radio', { name: 'Pencil', exact: true })).toBeDisabled()
	expect(await strokeIds(page)).toEqual(before)
	await page.getByRole('button', { name: 'See it' }).click()
	const dialog = page.getByRole('dialog', { name: 'Kept on this device' })
	await expect(dialog.getByRole('img', { name: 'Panel 1' })).toBeVisible()
	await expect(dialog.getByText('You may look at this board now')).toBeVisible()
	await page.screenshot({ path: test.info().outputPath('lowered-kept.png') })
	expectQuiet(ana)
})
