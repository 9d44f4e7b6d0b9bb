/** The pages around the board, on a server with the demo film, as people of a crew meet them. */
import { readFile, stat } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import {
	storedPictureAddresses,
	storedProject,
	storedRecords,
	storedShapes,
	verifiedLogs,
} from './support/pages-records.ts'
import {
	answerConsent,
	chooseByKeyboard,
	DEMO_FILM,
	expectPictures,
	expectQuiet,
	filmCard,
	makeFilm,
	openFilm,
	pasteScript,
	pressUntilFocused,
	sceneCards,
	whileRefused,
} from './support/pages-steps.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { storedBoard } from './support/records.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { accept, card, waitingIds } from './support/tray.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf } from './support/wall.ts'

const DRAFT_1 = `INT. FERRY CABIN - NIGHT

LENA counts the coins on the table.

LENA
Enough for one of us.

EXT. CAR DECK - NIGHT

Chains rattle. A van rocks with nobody in it.

INT. ENGINE ROOM - NIGHT

Steam. The stoker does not look up.
`
const DRAFT_2 = `INT. FERRY CABIN - NIGHT

LENA counts the coins on the table, twice.

LENA
Enough for both of us.

EXT. CAR DECK - NIGHT

Chains rattle. A van rocks with nobody in it.

EXT. BRIDGE WING - DAWN

A gull lands on the rail.
`

let server: TestServer
test.beforeAll(async () => {
	server = await createTestServer({ DAILIES_DEMO: '1' })
	await server.start()
	await expect.poll(() => server.output(), { timeout: 60_000 }).toContain('Dailies is ready')
})
test.afterAll(() => server.dispose())

let people: Person[] = []
test.afterEach(async () => {
	for (const person of people) await person.close()
	people = []
})

async function someone(
	browser: Parameters<typeof createPerson>[0],
	name: string,
	options: Partial<Parameters<typeof createPerson>[1]> = {},
) {
	const person = await createPerson(browser, { name, url: server.url, ...options })
	people.push(person)
	await join(person, server.url)
	return person
}

test('a newcomer finds the demo film with its pictures, and a board where suggestions wait', async ({
	browser,
}) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	const film = filmCard(page, DEMO_FILM)
	await expect(film).toContainText(/3 scenes, (1[2-9]|[2-9]\d) panels/)
	await expect(
		film
			.getByTitle('suggestions waiting')
			.or(film.getByLabel(/waiting/))
			.first(),
	).toBeVisible()
	await expectPictures(film, 5)
	await openFilm(page, DEMO_FILM)
	await expect(sceneCards(page)).toHaveCount(3)
	await expectPictures(page.getByRole('main'), 3)
	await page.getByRole('link', { name: /^Scene 1,/ }).click()
	await expectBoard(page)
	expect(await clips(page).count()).toBeGreaterThanOrEqual(3)
	await expect.poll(async () => (await waitingIds(page)).length).toBeGreaterThan(0)
	// A full board's panels rest as pictures of their strokes.
	await expect(
		page.locator('[data-shape-type="draw"], canvas[data-resting]:not([hidden])').first(),
	).toBeVisible()
	expectQuiet(ana)
})

test('a blank wall is one press away: one scene, one empty panel', async ({ browser }) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	await page.getByRole('button', { name: /^Start with a blank wall/ }).click()
	await page.waitForURL(/\/projects\/[^/]+\/scenes\/[^/]+$/)
	await answerConsent(page)
	await expectBoard(page)
	await expect(clips(page)).toHaveCount(1)
	await expect(page.getByText('Draw here')).toBeVisible()
	expectQuiet(ana)
})

test('films and scenes are renamed, thrown away and put back, and an open board says so', async ({
	browser,
}, testInfo) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	await makeFilm(page, server.url, 'Slack Tide')
	await page.getByRole('button', { name: 'More about this project' }).click()
	await page.getByRole('menuitem', { name: 'Rename' }).click()
	const naming = page.getByRole('dialog', { name: 'Rename the project' })
	await naming.getByLabel('Name').fill('Slack Water')
	await naming.getByRole('button', { name: 'Rename' }).click()
	await expect(page.getByRole('heading', { level: 1, name: 'Slack Water' })).toBeVisible()

	await page.getByRole('button', { name: 'More about scene 1' }).click()
	await page.getByRole('menuitem', { name: 'Number and heading' }).click()
	const heading = page.getByRole('dialog', { name: /^Scene 1/ })
	await heading.getByLabel('Heading').fill('EXT. QUAY - DAY')
	await heading.getByRole('button', { name: 'Save' }).click()
	await expect(sceneCards(page)).toContainText(['EXT. QUAY - DAY'])

	const ben = await someone(browser, 'Ben Osei')
	await openFilm(ben.page, 'Slack Water')
	await ben.page.getByRole('link', { name: /^Scene 1,/ }).click()
	await expectBoard(ben.page)
	await ben.page.keyboard.press('n')
	await expect(clips(ben.page)).toHaveCount(2)
	await expectSaved(ben.page)

	await page.getByRole('button', { name: 'More about scene 1' }).click()
	await page.getByRole('menuitem', { name: 'Move to the trash' }).click()
	await expect(page.getByText('Scene 1 is in the trash', { exact: true })).toBeVisible()
	await expect(sceneCards(page)).toHaveCount(0)
	await expect(ben.page.getByText('This board was closed')).toBeVisible()
	await expect(ben.page.getByText('This is in the trash. Restore it to go on.')).toBeVisible()
	await whileRefused(ben, async () => {
		await ben.page.getByRole('button', { name: 'Reload the board' }).click()
		await expect(ben.page.getByRole('heading', { name: 'In the trash' })).toBeVisible()
	})
	await expectLogKept('Slack Water', testInfo.outputPath('scene-in-trash'))

	await ben.page.getByRole('link', { name: 'Open the trash' }).click()
	await ben.page.getByRole('button', { name: 'Put back EXT. QUAY - DAY' }).click()
	await expect(ben.page.getByRole('button', { name: 'Put back EXT. QUAY - DAY' })).toHaveCount(0)
	await page.reload()
	await page.getByRole('link', { name: /^Scene 1,/ }).click()
	await expectBoard(page)
	await expect(clips(page)).toHaveCount(2)

	await page.goto(server.url)
	await page.getByRole('button', { name: 'More about Slack Water' }).click()
	await page.getByRole('menuitem', { name: 'Move to the trash' }).click()
	await expect(page.getByText('Slack Water is in the trash', { exact: true })).toBeVisible()
	await expect(filmCard(page, 'Slack Water')).toHaveCount(0)
	// A hand on the news keeps it there, however long the command line takes.
	await page.getByRole('button', { name: 'Put back' }).hover()
	await expectLogKept('Slack Water', testInfo.outputPath('film-in-trash'))
	await page.getByRole('button', { name: 'Put back' }).click()
	await expect(filmCard(page, 'Slack Water')).toContainText('1 scene, 2 panels')
	expectQuiet(ana, ben)
})

/** `signals verify` finds the film's log whole, and an export of it has entries. */
async function expectLogKept(title: string, directory: string) {
	const verified = await verifiedLogs(server)
	expect(verified.projects.find((project) => project.title === title)?.ok).toBe(true)
	await server.dailies('signals', 'export', '--project', title, '--out', directory)
	expect((await stat(joinPath(directory, 'events.jsonl'))).size).toBeGreaterThan(0)
}

test('scenes change their order by the menu, without a mouse', async ({ browser }) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	await openFilm(page, DEMO_FILM)
	await expect(sceneCards(page)).toHaveCount(3)
	const first = /PROJECTION BOOTH/
	await expect(sceneCards(page).nth(0)).toContainText(first)
	await chooseByKeyboard(
		page,
		page.getByRole('button', { name: 'More about scene 1' }),
		'Move later',
	)
	await expect(sceneCards(page).nth(1)).toContainText(first)
	await page.reload()
	await expect(sceneCards(page).nth(1)).toContainText(first)
	const mover = sceneCards(page)
		.nth(1)
		.getByRole('button', { name: /^More about scene/ })
	await chooseByKeyboard(page, mover, 'Move earlier')
	await expect(sceneCards(page).nth(0)).toContainText(first)
	await expect(sceneCards(page)).toHaveCount(3)
	expectQuiet(ana)
})

test('a script comes in by paste; a later draft adds, keeps the panels and lists what is gone', async ({
	browser,
}) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	await makeFilm(page, server.url, 'Night Ferry')
	const dialog = page.getByRole('dialog', { name: 'Import a script' })
	const importPages = async (draft: string) => {
		await page.getByRole('button', { name: 'Import a script' }).click()
		await pasteScript(dialog, draft)
	}
	await importPages(DRAFT_1)
	await expect(dialog.getByRole('status')).toContainText('3 new scenes in Night Ferry')
	await dialog.getByRole('button', { name: 'Close' }).first().click()
	const before = await storedProject(server, 'Night Ferry')
	const panelsOf = async (sceneId: string) =>
		(await storedBoard(server, sceneId)).panels.map(({ id }) => id)
	const panelsBefore = new Map<string, string[]>()
	for (const { sceneId } of before.scenes) panelsBefore.set(sceneId, await panelsOf(sceneId))
	expect([...panelsBefore.values()].every((ids) => ids.length === 1)).toBe(true)

	await importPages(DRAFT_2)
	await dialog.getByRole('button', { name: 'Apply this draft' }).click()
	await expect(dialog.getByRole('status')).toContainText('1 new scene in Night Ferry')
	await expect(dialog.getByRole('heading', { name: 'Not in these pages, and kept' })).toBeVisible()
	await expect(dialog).toContainText('INT. ENGINE ROOM - NIGHT')
	await expect(dialog.getByRole('listitem').filter({ hasText: 'BRIDGE WING' })).toContainText('New')
	await dialog.getByRole('button', { name: 'Close' }).first().click()
	const after = await storedProject(server, 'Night Ferry')
	expect(after.scenes.length).toBe(before.scenes.length + 1)
	expect(after.scenes).toEqual(expect.arrayContaining(before.scenes))
	for (const [sceneId, ids] of panelsBefore) expect(await panelsOf(sceneId)).toEqual(ids)
	expectQuiet(ana)
})

test('a file that is no script is refused in a sentence and changes nothing', async ({
	browser,
}) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	await expect(filmCard(page, DEMO_FILM)).toBeVisible()
	const films = await page.getByRole('article').count()
	await page.getByRole('button', { name: 'Import a script' }).first().click()
	const dialog = page.getByRole('dialog', { name: 'Import a script' })
	await whileRefused(ana, async () => {
		await dialog.locator('input[type=file]').setInputFiles({
			name: 'final-draft.fountain',
			mimeType: 'application/zip',
			buffer: Buffer.concat([
				Buffer.from('PK\u0003\u0004\u0014\0\0\0\b\0', 'latin1'),
				Buffer.alloc(400, 0xb7),
			]),
		})
		await expect(dialog.getByRole('alert')).toContainText('final-draft.fountain')
	})
	await expect(dialog).toContainText(
		/“final-draft\.fountain” looks like .*, not like a script\. Nothing was changed\./,
	)
	await dialog.getByRole('button', { name: 'Choose another file' }).click()
	await expect(dialog.getByLabel('Or paste the pages')).toBeVisible()
	await page.reload()
	await expect(page.getByRole('article')).toHaveCount(films)
	expectQuiet(ana)
})

test('pictures chosen, pasted and dropped go to the server and show; an address stays words', async ({
	browser,
}) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	await page.getByRole('button', { name: /^Start with a blank wall/ }).click()
	await page.waitForURL(/\/scenes\/[^/]+$/)
	await answerConsent(page)
	await expectBoard(page)
	const sceneId = page.url().split('/').at(-1) ?? ''
	const shown = page.locator('[data-shape-type="image"]')

	await page.getByLabel('Choose pictures').setInputFiles({
		name: 'chosen.png',
		mimeType: 'image/png',
		buffer: await picture('#b4543a'),
	})
	await expect(shown).toHaveCount(1)
	await bringIn(page, 'paste', { name: 'pasted.png', bytes: await picture('#3a6bb4') })
	await expect(shown).toHaveCount(2)
	await bringIn(page, 'drop', { name: 'dropped.png', bytes: await picture('#4c8a4a') })
	await expect(shown).toHaveCount(3)
	await expectSaved(page)
	await expect
		.poll(() =>
			shown
				.locator('img')
				.evaluateAll((all) =>
					all.map((each) => each instanceof HTMLImageElement && each.naturalWidth > 0),
				),
		)
		.toEqual([true, true, true])
	const addresses = await storedPictureAddresses(server, sceneId)
	expect(addresses).toHaveLength(3)
	for (const address of addresses) expect(address).toMatch(/^\/assets\/[0-9a-f]{64}$/)
	expect(JSON.stringify(await storedRecords(server, sceneId))).not.toContain('data:image')

	await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
	await page.evaluate(() => navigator.clipboard.writeText('https://example.org/a/film'))
	await page.locator('.tl-canvas').focus()
	await page.keyboard.press('Control+v')
	await expect(page.locator('[data-shape-type="text"]')).toContainText('https://example.org/a/film')
	await expectSaved(page)
	const kinds = (await storedShapes(server, sceneId)).map(({ type }) => type).sort()
	expect(kinds).toEqual(['image', 'image', 'image', 'panel', 'text'])
	await expect(page.locator('[data-shape-type="bookmark"], [data-shape-type="embed"]')).toHaveCount(
		0,
	)
	expectQuiet(ana)
})

/** A small real PNG of one colour. */
function picture(color: string): Promise<Buffer> {
	return sharp({ create: { width: 96, height: 54, channels: 3, background: color } })
		.png()
		.toBuffer()
}

/** Pastes or drops a picture on the first panel, as the browser would hand it over. */
async function bringIn(page: Page, how: 'paste' | 'drop', file: { name: string; bytes: Buffer }) {
	const [panelId = ''] = await panelIds(page)
	const paper = await paperOf(page, panelId)
	const at = { x: paper.x + paper.width / 2, y: paper.y + paper.height / 2 }
	await page.mouse.move(at.x, at.y)
	await page.locator('.tl-canvas').focus()
	await page.locator('.tl-canvas').evaluate(
		(canvas, { kind, name, base64, x, y }) => {
			const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
			const carried = new DataTransfer()
			carried.items.add(new File([bytes], name, { type: 'image/png' }))
			const shared = { bubbles: true, cancelable: true }
			canvas.dispatchEvent(
				kind === 'drop'
					? new DragEvent('drop', { ...shared, dataTransfer: carried, clientX: x, clientY: y })
					: new ClipboardEvent('paste', { ...shared, clipboardData: carried }),
			)
		},
		{ kind: how, name: file.name, base64: file.bytes.toString('base64'), ...at },
	)
}

test('a suggestion is reached and refused with a reason by keyboard alone', async ({ browser }) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	await openDemoScene(page, 1)
	const [refused = ''] = await waitingIds(page)
	await page.keyboard.press('.')
	await expect(card(page, refused)).toBeFocused()
	await page.keyboard.press('x')
	await expect(card(page, refused)).toHaveAttribute('data-open', 'false')
	await expect(card(page, refused)).toContainText('Rejected')
	const reason = card(page, refused).getByRole('button', { name: 'On purpose' })
	await pressUntilFocused(page, 'Shift+Tab', reason)
	await page.keyboard.press('Space')
	await expect(reason).toHaveAttribute('aria-pressed', 'true')
	await page.keyboard.press('Escape')
	await expect(page.locator('[data-suggestion]:focus')).toHaveCount(0)
	await page.reload()
	await expectBoard(page)
	const { suggestions } = await storedBoard(server, page.url().split('/').at(-1) ?? '')
	expect(suggestions.find(({ id }) => id === refused)?.status).toBe('rejected')
	expectQuiet(ana)
})

test('the research page counts a decision and hands out its tables and the log', async ({
	browser,
}) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	await openDemoScene(page, 2)
	const [taken = ''] = await waitingIds(page)
	await accept(page, taken)
	await expectSaved(page)
	const projectId = page.url().split('/')[4] ?? ''
	await page.goto(`${server.url}/projects/${projectId}/research`)
	const latest = page.getByRole('table', { name: 'Latest decisions, newest first' })
	await expect(latest.getByRole('row', { name: /accepted/ }).first()).toBeVisible()
	for (const title of ['Accepted, by category', 'Accepted, by rule', 'Latest decisions']) {
		const csv = await downloaded(page, () =>
			page.getByRole('link', { name: `Download CSV: ${title}` }).click(),
		)
		expect(csv.split('\n').length).toBeGreaterThan(1)
		expect(csv.split('\n')[0]).toContain(',')
	}
	const log = await downloaded(page, () =>
		page.getByRole('button', { name: 'Download JSONL' }).click(),
	)
	const rows: unknown[] = log
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line))
	expect(rows.length).toBeGreaterThan(2)
	expect(log).toContain(taken)
	expect(log).not.toContain('Ana Reis')
	expectQuiet(ana)
})

async function downloaded(page: Page, press: () => Promise<void>): Promise<string> {
	const [download] = await Promise.all([page.waitForEvent('download'), press()])
	return readFile(await download.path(), 'utf8')
}

test('an address with nothing behind it says so and shows the way home', async ({ browser }) => {
	const ana = await someone(browser, 'Ana Reis')
	const { page } = ana
	for (const path of ['/no/such/page', '/projects/none', '/projects/none/scenes/none']) {
		await whileRefused(ana, async () => {
			const answer = await page.goto(server.url + path)
			expect(answer?.status()).toBe(404)
			await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
		})
	}
	await expectAccessible(page)
	await page.getByRole('link', { name: 'All projects', exact: true }).click()
	await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible()
	expectQuiet(ana)
})

const LOOKS = [
	{ look: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
	{ look: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
	{ look: 'small', colorScheme: 'dark', viewport: { width: 1024, height: 768 } },
] as const

for (const { look, ...options } of LOOKS) {
	test(`every page can be used by everybody, and is seen: ${look}`, async ({
		browser,
	}, testInfo) => {
		const ana = await someone(browser, 'Ana Reis', options)
		const { page } = ana
		const seen = async (name: string) => {
			await expectAccessible(page)
			await expectFits(page)
			const path = testInfo.outputPath(`${name}-${look}.png`)
			await page.screenshot({ path })
			await testInfo.attach(`${name}-${look}`, { path, contentType: 'image/png' })
		}
		await expectPictures(filmCard(page, DEMO_FILM), 5)
		await page.mouse.wheel(0, -5000)
		await seen('home')
		await page.getByRole('button', { name: 'Import a script' }).first().click()
		await expect(page.getByRole('dialog', { name: 'Import a script' })).toBeVisible()
		await seen('import')
		await page.keyboard.press('Escape')
		await page.getByRole('link', { name: DEMO_FILM, exact: true }).click()
		await expect(page.getByRole('dialog', { name: 'What is kept of your work' })).toBeVisible()
		await seen('consent')
		await answerConsent(page)
		await expectPictures(page.getByRole('main'), 3)
		await seen('project')
		await page.getByRole('link', { name: 'Research' }).click()
		await expect(page.getByRole('heading', { name: 'Latest decisions' })).toBeVisible()
		await seen('research')
		await page.goBack()
		await page.getByRole('link', { name: /^Scene 3,/ }).click()
		await expectBoard(page)
		await expect(page.locator('[data-shape-type="draw"]').first()).toBeVisible()
		await seen('board')
		await page.keyboard.press('.')
		await expect(page.locator('[data-suggestion]:focus')).toBeVisible()
		await seen('board-ghost')
		await page.goto(`${server.url}/trash`)
		await expect(page.getByRole('heading', { level: 1, name: 'Trash' })).toBeVisible()
		await seen('trash')
		expectQuiet(ana)
	})
}

/** Nothing hangs out at the side. */
async function expectFits(page: Page) {
	const over = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	)
	expect(over).toBeLessThanOrEqual(0)
}

async function openDemoScene(page: Page, number: number) {
	await openFilm(page, DEMO_FILM)
	await page.getByRole('link', { name: new RegExp(`^Scene ${number},`) }).click()
	await expectBoard(page)
	await expect.poll(async () => (await waitingIds(page)).length).toBeGreaterThan(0)
}
