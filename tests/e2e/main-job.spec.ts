/**
 * The main job, end to end: two people in two browsers bring a script in, draw, write and decide
 * together; the server dies as in a power cut, and afterwards nothing is missing anywhere.
 */
import { expect, type Page, test } from '@playwright/test'
import { exportedLog, isLogWhole, type LogRow, rowsOfType, verdictsOn } from './support/log.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { pressuresOf, storedBoard } from './support/records.ts'
import { importScript, SCENE_HEADINGS } from './support/script.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import {
	accept,
	askAbout,
	breakDownScene,
	card,
	decideAtOnce,
	editAndAccept,
	openCard,
	readOutcomes,
	reject,
	takeBack,
} from './support/tray.ts'
import {
	beforeCaret,
	clips,
	expectBoard,
	expectSaved,
	lettersOf,
	newInk,
	openCaption,
	panelIds,
	paperOf,
	putCaretBehind,
	readWall,
	saveState,
	strokeIds,
} from './support/wall.ts'

const CRITIQUE = 'The letter must stay out of frame until she lays it down.'
const EDITED_ACTION = 'Teo dries the same cup twice. His hands give him away.'

// A press that cannot be made fails with its own words, not with the test's.
test.use({ actionTimeout: 20_000 })

let server: TestServer
let ana: Person
let ben: Person

test.beforeEach(async ({ browser }) => {
	server = await createTestServer()
	await server.start()
	ana = await createPerson(browser, { name: 'Ana Ruiz', url: server.url })
	ben = await createPerson(browser, { name: 'Ben Okoro', url: server.url, colorScheme: 'light' })
})

test.afterEach(async () => {
	await ana.close()
	await ben.close()
	await server.dispose()
})

test('two people make a scene, and a power cut takes nothing from them', async () => {
	// Fifteen steps with a restart between: on a busy machine they take their time.
	test.setTimeout(600_000)
	const testInfo = test.info()
	const board = await test.step('Ana brings a script in and Ben joins her on scene 1', async () => {
		await join(ana, server.url)
		await expectAccessible(ana.page)
		await importScript(ana.page, testInfo.outputPath('the-lamp-room.fountain'))
		await expectBoard(ana.page)
		await saveAnswers(ana.page)
		const path = new URL(ana.page.url()).pathname
		await join(ben, server.url, path)
		await expectBoard(ben.page)
		await saveAnswers(ben.page)
		for (const { page } of [ana, ben]) {
			await expect(page).toHaveURL(new RegExp(`${path}$`))
			await expect(page.getByText(SCENE_HEADINGS[0]).first()).toBeVisible()
			await expect(page.getByText('2 here, live')).toBeVisible()
			await expect(clips(page)).toHaveCount(1)
		}
		return boardOf(path)
	})
	const pages = [ana.page, ben.page] as const
	const first = one(await panelIds(ana.page))

	await test.step('Ben sees Ana’s stroke grow before she lifts her pen', async () => {
		const paper = await paperOf(ana.page, first)
		let half = 0
		await drawWithPen(ana.page, strokeIn(paper, [0.15, 0.7], [0.8, 0.3]), {
			halfway: async () => {
				await expect.poll(() => newInk(ben.page, [])).toBeGreaterThan(0)
				half = await newInk(ben.page, [])
			},
			beforeLifting: async () => {
				await expect.poll(() => newInk(ben.page, [])).toBeGreaterThan(half)
			},
		})
		await expectSaved(ana.page)
		const [stroke] = (await storedBoard(server, board.sceneId)).strokes
		expect(stroke?.parentId).toBe(first)
		expect(stroke?.props).toMatchObject({ isPen: true, isComplete: true })
		const pressures = stroke ? pressuresOf(stroke) : []
		expect(Math.max(...pressures) - Math.min(...pressures)).toBeGreaterThan(0.3)
		expect(await strokeIds(ben.page)).toEqual([stroke?.id])
	})
	const [anasStroke = ''] = await strokeIds(ana.page)

	await test.step('Ana’s undo takes back her own stroke and leaves Ben’s', async () => {
		const paper = await paperOf(ben.page, first)
		await drawWithPen(ben.page, strokeIn(paper, [0.2, 0.2], [0.7, 0.25]))
		await expect.poll(() => strokeIds(ana.page)).toHaveLength(2)
		const bens = (await strokeIds(ana.page)).filter((id) => id !== anasStroke)
		await ana.page.keyboard.press('Control+z')
		for (const page of pages) await expect.poll(() => strokeIds(page)).toEqual(bens)
		await ana.page.keyboard.press('Control+Shift+z')
		for (const page of pages) {
			await expect.poll(() => strokeIds(page)).toEqual([...bens, anasStroke].sort())
		}
	})

	await test.step('N makes the next panel, with the pen still in hand', async () => {
		await ana.page.keyboard.press('n')
		for (const page of pages) await expect(clips(page)).toHaveCount(2)
		await expect(ana.page.getByRole('radio', { name: 'Pencil', exact: true })).toBeChecked()
		const [, second = ''] = await panelIds(ana.page)
		const known = await strokeIds(ana.page)
		const paper = await paperOf(ana.page, second)
		await drawWithPen(ana.page, strokeIn(paper, [0.3, 0.8], [0.5, 0.2]))
		await expect.poll(() => newInk(ben.page, known)).toBeGreaterThan(0)
		await expectSaved(ana.page)
		const { panels, strokes } = await storedBoard(server, board.sceneId)
		expect(panels.map(({ id }) => id)).toEqual([first, second])
		expect(strokes.filter(({ parentId }) => parentId === second)).toHaveLength(1)
	})

	await test.step('both write in one caption at once: letters merge, carets stay', async () => {
		const anas = await openCaption(ana.page, first)
		await anas.pressSequentially('Rain on glass.')
		const bens = await openCaption(ben.page, first)
		await expect(bens).toHaveValue('Rain on glass.')
		await putCaretBehind(anas, 'Rain on ')
		await putCaretBehind(bens, '')
		await Promise.all([
			anas.pressSequentially('the old wet ', { delay: 35 }),
			bens.pressSequentially('Night, and a lamp. ', { delay: 25 }),
		])
		const merged = 'Night, and a lamp. Rain on the old wet glass.'
		await expect(anas).toHaveValue(merged)
		await expect(bens).toHaveValue(merged)
		expect(await beforeCaret(anas)).toBe('Night, and a lamp. Rain on the old wet ')
		expect(await beforeCaret(bens)).toBe('Night, and a lamp. ')
		await expect(writerOnPanel(ana.page, first, ben)).toBeVisible()
		await expect(writerOnPanel(ben.page, first, ana)).toBeVisible()
		for (const page of pages) await page.keyboard.press('Escape')
		await expect(writerOnPanel(ana.page, first, ben)).toBeHidden()
		await expect(writerOnPanel(ben.page, first, ana)).toBeHidden()
		for (const page of pages) {
			await expect(page.locator(`[data-caption="${first}"]`)).toHaveText(merged)
			await expect(page.getByRole('radio', { name: 'Pencil', exact: true })).toBeChecked()
		}
	})

	const cards = await test.step('they take, change, refuse and take back suggestions', async () => {
		const [taken = '', changed = '', disputed = ''] = await breakDownScene(ana.page, 3)
		await accept(ana.page, taken)
		for (const page of pages) await expect(clips(page)).toHaveCount(3)
		await editAndAccept(ana.page, changed, EDITED_ACTION)
		for (const page of pages) {
			await expect(clips(page)).toHaveCount(4)
			await expect(page.locator('[data-caption]', { hasText: EDITED_ACTION })).toBeVisible()
		}
		const [refused = '', takenBack = ''] = await askAbout(ana.page, 'Coverage', 3)
		await reject(ana.page, refused, {
			reasons: ['Wrong coverage', 'On purpose'],
			sentence: CRITIQUE,
		})
		await accept(ana.page, takenBack)
		for (const page of pages) await expect(clips(page)).toHaveCount(5)
		await takeBack(ana.page, takenBack)
		for (const page of pages) await expect(clips(page)).toHaveCount(4)
		return { taken, changed, disputed, refused, takenBack }
	})

	await test.step('both decide one at once: one decision, and the loser is told', async () => {
		const anas = await openCard(ana.page, cards.disputed)
		const bens = await openCard(ben.page, cards.disputed)
		await ana.page.screenshot({ path: testInfo.outputPath('board-dark.png') })
		await decideAtOnce(
			{ person: ana, press: () => anas.getByRole('button', { name: 'Accept' }).click() },
			{ person: ben, press: () => bens.getByRole('button', { name: 'Reject' }).click() },
		)
		const stored = (await storedBoard(server, board.sceneId)).suggestions.find(
			({ id }) => id === cards.disputed,
		)
		const anaWon = stored?.status === 'accepted'
		expect(stored).toMatchObject(
			anaWon
				? { status: 'accepted', decidedByName: ana.name }
				: { status: 'rejected', decidedByName: ben.name },
		)
		await expect(card(anaWon ? ben.page : ana.page, cards.disputed)).toContainText(
			anaWon
				? 'Ana Ruiz accepted this a moment before you. Your no is kept as a second opinion.'
				: 'Ben Okoro rejected this a moment before you. Your yes is kept as a second opinion.',
		)
		for (const page of pages) await expect(clips(page)).toHaveCount(anaWon ? 5 : 4)
	})

	await test.step('the board is accessible with all of this on it', async () => {
		await expectAccessible(ana.page)
		await expectAccessible(ben.page)
	})

	const before = await test.step('both are told that all is saved', async () => {
		for (const page of pages) await expectSaved(page)
		return readWall(ana.page)
	})
	const loads = [ana.loads(), ben.loads()]

	await test.step('the server dies; Ben goes on drawing', async () => {
		for (const person of [ana, ben]) person.expectTrouble()
		await server.kill()
		for (const page of pages) await expect(saveState(page)).toHaveText('Offline')
		const paper = await paperOf(ben.page, first)
		await drawWithPen(ben.page, strokeIn(paper, [0.6, 0.8], [0.85, 0.6]))
		await expect(saveState(ben.page)).toHaveText(/chang(e|es) wait/)
	})

	await test.step('it starts again; both are back by themselves and saved', async () => {
		await server.start()
		for (const page of pages) await expectSaved(page)
		for (const person of [ana, ben]) person.expectNoTrouble()
		expect([ana.loads(), ben.loads()]).toEqual(loads)
		const known = Object.keys(before.strokes)
		await expect.poll(() => newInk(ana.page, known)).toBeGreaterThan(0)
	})

	await test.step('the board is whole and the same on both screens and on the disk', async () => {
		await expectSameBoard(board.sceneId)
		const now = await readWall(ana.page)
		expect(now.panels).toEqual(before.panels)
		expect(now.strokes).toMatchObject(before.strokes)
		await ben.page.screenshot({ path: testInfo.outputPath('board-light-after.png') })
	})

	await test.step('the log is whole: one row for each decision', async () => {
		expect(await isLogWhole(server)).toBe(true)
		const rows = await exportedLog(server, testInfo.outputPath('log'))
		expectOneRowForEachDecision(rows, cards)
	})

	await test.step('after a reload Ben finds the same', async () => {
		await ben.page.reload()
		await expectBoard(ben.page)
		await expectSameBoard(board.sceneId)
	})

	await test.step('the project and research pages say what happened', async () => {
		await ana.page.goto(`${server.url}/projects/${board.projectId}`)
		await expect(ana.page.getByText(SCENE_HEADINGS[2]).first()).toBeVisible()
		await expectAccessible(ana.page)
		await ana.page.goto(`${server.url}/projects/${board.projectId}/research`)
		await expectFigures(ana.page)
		await expectAccessible(ana.page)
		await ana.page.screenshot({ path: testInfo.outputPath('research.png'), fullPage: true })
		await ana.page.goto(server.url)
		await expectAccessible(ana.page)
	})

	expect(ana.problems).toEqual([])
	expect(ben.problems).toEqual([])
})

/** Both screens show the same, and it is what the server holds. */
async function expectSameBoard(sceneId: string) {
	await expect.poll(() => readWall(ben.page)).toEqual(await readWall(ana.page))
	const stored = await storedBoard(server, sceneId)
	const shown = await readWall(ana.page)
	expect(shown.panels.map(({ id, caption }) => ({ id, caption }))).toEqual(
		stored.panels.map(({ id, props }) => ({
			id,
			caption: lettersOf(props.action + props.dialogue),
		})),
	)
	expect(Object.keys(shown.strokes)).toEqual(stored.strokes.map(({ id }) => id).sort())
	const outcomes = stored.suggestions.map(({ title, status }) => `${title}: ${status}`).sort()
	for (const { page } of [ana, ben]) expect(await readOutcomes(page)).toEqual(outcomes)
}

function expectOneRowForEachDecision(
	rows: readonly LogRow[],
	cards: Record<'taken' | 'changed' | 'disputed' | 'refused' | 'takenBack', string>,
) {
	expect(verdictsOn(rows, cards.taken)).toEqual(['accept'])
	expect(verdictsOn(rows, cards.changed)).toEqual(['edit_accept'])
	expect(verdictsOn(rows, cards.refused)).toEqual(['reject'])
	expect(verdictsOn(rows, cards.takenBack)).toEqual(['accept', 'retract'])
	expect(rowsOfType(rows, 'suggestion.decided')).toHaveLength(6)
	const [decided = '', ...more] = verdictsOn(rows, cards.disputed)
	expect(more).toEqual([])
	const contests = rowsOfType(rows, 'suggestion.contested')
	expect(contests.map(({ suggestionId, payload }) => [suggestionId, payload.verdict])).toEqual([
		[cards.disputed, decided === 'accept' ? 'reject' : 'accept'],
	])
	const reasons = rowsOfType(rows, 'suggestion.reasoned').filter(
		({ suggestionId }) => suggestionId === cards.refused,
	)
	const last = reasons.at(-1)
	expect(last?.payload.reasonCodes).toEqual(['wrong_coverage', 'intentional'])
	expect(Object.values(last?.blobs ?? {}).map(({ value }) => value)).toEqual([CRITIQUE])
	expect(rowsOfType(rows, 'slate.shown')).toHaveLength(2)
}

async function expectFigures(page: Page) {
	const figure = (name: string) => page.locator('dl > div', { hasText: name }).locator('dd').first()
	await expect(figure('offered')).toHaveText('6')
	await expect(figure('accepted after an edit')).toHaveText('1')
	await expect(figure('seen differently')).toHaveText('1')
	const latest = page.getByRole('table', { name: 'Latest decisions, newest first' })
	await expect(latest.getByRole('row')).toHaveCount(1 + 6)
	await expect(latest.getByRole('row', { name: /contested/ })).toHaveCount(1)
	await expect(latest.getByRole('row', { name: /taken back/ })).toHaveCount(1)
	await expect(latest.getByRole('row', { name: CRITIQUE })).toContainText('Wrong coverage')
}

/** The name of somebody else who writes on a panel. */
function writerOnPanel(page: Page, panelId: string, writer: Person) {
	return page.locator(`[data-shape-id="${panelId}"]`).getByText(writer.name)
}

/** Answers what may be kept of one's work, as asked on joining. */
async function saveAnswers(page: Page) {
	const dialog = page.getByRole('dialog', { name: 'What is kept of your work' })
	await dialog.getByRole('button', { name: 'Save answers' }).click()
	await expect(dialog).toBeHidden()
}

function boardOf(path: string): { projectId: string; sceneId: string } {
	const [, , projectId = '', , sceneId = ''] = path.split('/')
	return { projectId, sceneId }
}

function one<T>(items: readonly T[]): T {
	expect(items).toHaveLength(1)
	const [item] = items
	if (item === undefined) throw new Error('nothing there')
	return item
}
