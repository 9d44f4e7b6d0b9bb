/** A server shared by invitation: closed without a link, and each link gives exactly its role. */
import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { WebSocket } from 'ws'
import { z } from 'zod'
import {
	cookieOf,
	handMadeClient,
	overwriteFirstPanel,
	printedLinks,
} from './support/pages-invitations.ts'
import { storedProject, storedRecords, storedShapes } from './support/pages-records.ts'
import {
	answerConsent,
	DEMO_FILM,
	expectQuiet,
	filmCard,
	sceneCards,
	whileRefused,
} from './support/pages-steps.ts'
import { drawWithPen, strokeIn } from './support/pen.ts'
import { createPerson, expectAccessible, join, type Person } from './support/person.ts'
import { storedBoard } from './support/records.ts'
import { createTestServer, type TestServer } from './support/server.ts'
import { accept, waitingIds } from './support/tray.ts'
import { clips, expectBoard, expectSaved, panelIds, paperOf } from './support/wall.ts'

const PanelSchema = z.object({
	type: z.literal('panel'),
	props: z.object({ durationFrames: z.number() }),
})
const UploadedSchema = z.object({ url: z.string() })
/** Frames; no panel of the demo film has this length. */
const HAND_MADE_LENGTH = 777
const TOOLS_THAT_DRAW = ['Pencil', 'Tone', 'Eraser', 'Arrow', 'Text']

let server: TestServer
let projectId = ''
/** The scene that is only looked at and decided on, so that no suggestion there is overtaken. */
let sceneId = ''
/** The scene that is drawn on. */
let drawnSceneId = ''
test.beforeAll(async () => {
	server = await createTestServer({ DAILIES_SHARE: '1', DAILIES_DEMO: '1', HOST: '127.0.0.1' })
	await server.start()
	await ready()
	const { project, scenes } = await storedProject(server, DEMO_FILM)
	projectId = project.projectId
	sceneId = scenes[0]?.sceneId ?? ''
	drawnSceneId = scenes[1]?.sceneId ?? ''
})
test.afterAll(() => server.dispose())

/** The links are printed once everything stands. */
async function ready(times = 1) {
	await expect
		.poll(() => server.output().split('Dailies is ready').length - 1, { timeout: 60_000 })
		.toBe(times)
}

let people: Person[] = []
test.afterEach(async () => {
	for (const person of people) await person.close()
	people = []
})

async function stranger(browser: Parameters<typeof createPerson>[0], name: string) {
	const person = await createPerson(browser, { name, url: server.url })
	people.push(person)
	return person
}

/** Comes in by the newest printed link of a role. */
async function invited(browser: Parameters<typeof createPerson>[0], name: string, role: string) {
	const person = await stranger(browser, name)
	await join(person, server.url, printedLinks(server)[role] ?? '/no-link-was-printed')
	return person
}

const boardPath = (scene = sceneId) => `/projects/${projectId}/scenes/${scene}`

/** Comes to the board straight from a link, and answers what is asked there. */
async function openBoard(page: Page, scene: string) {
	await page.goto(server.url + boardPath(scene))
	await answerConsent(page)
}

/** Comes to the film's page, and answers what is asked there. */
async function openProject(page: Page) {
	await page.goto(`${server.url}/projects/${projectId}`)
	await answerConsent(page)
	await expect(sceneCards(page)).toHaveCount(3)
}

test('without a link no page, call, picture or socket is given', async ({ browser }) => {
	const nobody = await stranger(browser, 'Nobody')
	const { page } = nobody
	const paths = [
		'/',
		`/projects/${projectId}`,
		boardPath(),
		`/projects/${projectId}/research`,
		`/projects/${projectId}/research/csv/decisions`,
		'/trash',
		'/join',
	]
	await whileRefused(nobody, async () => {
		for (const path of paths) {
			const answer = await page.goto(server.url + path)
			expect([path, answer?.status()]).toEqual([path, 401])
			await expect(page.getByRole('heading', { name: 'By invitation' })).toBeVisible()
			expect(await page.content()).not.toContain(DEMO_FILM)
		}
		await expectAccessible(page)
		const wrong = await page.goto(`${server.url}/join/not-a-link-of-this-server`)
		expect(wrong?.status()).toBe(401)
		await expect(page.getByRole('heading', { name: 'By invitation' })).toBeVisible()
	})
	for (const [method, path] of await everyCall()) {
		const answer = await fetch(server.url + path, { method, redirect: 'manual' })
		expect([method, path, answer.status]).toEqual([method, path, 401])
		expect(await answer.text()).not.toContain(DEMO_FILM)
	}
	for (const room of [`board:${sceneId}`, `project:${projectId}`, `notes:${sceneId}`])
		expect([room, await socketCloses(room)]).toEqual([room, 4401])
	expectQuiet(nobody)
})

/** Everything that answers with data, besides pages. */
async function everyCall(): Promise<[method: string, path: string][]> {
	const picture = await demoPicture()
	return [
		['POST', `/api/v1/projects/${projectId}/signals.jsonl`],
		['POST', `/api/v1/projects/${projectId}/consent`],
		['POST', `/api/v1/projects/${projectId}/views`],
		['POST', '/api/v1/assets'],
		['POST', '/api/v1/scripts'],
		['POST', `/api/v1/boards/${sceneId}/suggestions`],
		['POST', `/api/v1/boards/${sceneId}/decisions`],
		['GET', `/assets/${'0'.repeat(64)}`],
		['GET', picture],
	]
}

/** The address of a picture that is there, as the home page of a member shows it. */
async function demoPicture(): Promise<string> {
	const { scenes } = await storedProject(server, DEMO_FILM)
	const [panel] = (await storedBoard(server, sceneId)).panels
	expect(scenes.length).toBeGreaterThan(0)
	return `/pictures/${sceneId}/${panel?.id.replace('shape:', '')}/${'0'.repeat(16)}-480.png`
}

/** The code that a socket without a session is closed with; fails when anything is said to it. */
function socketCloses(room: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const socket = new WebSocket(`${server.url.replace('http', 'ws')}/collab/${room}`)
		socket.on('message', () => reject(new Error('the room spoke to a stranger')))
		socket.on('close', resolve)
		socket.on('error', reject)
	})
}

test('the editor’s link draws, decides and makes films', async ({ browser }) => {
	const ana = await invited(browser, 'Ana Reis', 'editor')
	const { page } = ana
	await expect(page.getByRole('button', { name: 'New project' })).toBeVisible()
	await expectPicturesForMembersOnly(page)
	await openBoard(page, drawnSceneId)
	await expectBoard(page)
	await accept(page, (await waitingIds(page))[0] ?? '')
	await expectSaved(page)
	const known = await drawnIds(drawnSceneId)
	await drawAcrossFirstPanel(page)
	await expectSaved(page)
	await expect
		.poll(async () => (await drawnIds(drawnSceneId)).length, { timeout: 30_000 })
		.toBe(known.length + 1)
	const client = handMadeClient(server, drawnSceneId, await cookieOf(page.context()))
	await client.synced()
	overwriteFirstPanel(client, HAND_MADE_LENGTH)
	await client.saved()
	await client.leave()
	expect(await lengthsOfPanels(drawnSceneId)).toContain(HAND_MADE_LENGTH)
	expectQuiet(ana)
})

test('the writer’s link decides and brings scripts in, and cannot draw', async ({ browser }) => {
	const wes = await invited(browser, 'Wes Ito', 'writer')
	const { page } = wes
	await expect(page.getByRole('button', { name: 'New project' })).toHaveCount(0)
	await openProject(page)
	await expect(page.getByRole('button', { name: 'Import a script' })).toBeVisible()
	await page.goto(server.url + boardPath())
	await expectReadOnly(page)
	await accept(page, (await waitingIds(page))[0] ?? '')
	await expectHandMadeRefused(page)
	const form = new FormData()
	form.set('file', new File(['x'], 'x.png', { type: 'image/png' }))
	expect(await statusOf(page, '/api/v1/assets', form)).toBe(403)
	expect(await statusOf(page, `/api/v1/projects/${projectId}/signals.jsonl`)).toBe(403)
	expectQuiet(wes)
})

for (const role of ['commenter', 'viewer'] as const) {
	test(`the ${role}’s link looks and changes nothing, in the page and past it`, async ({
		browser,
	}) => {
		const vic = await invited(browser, 'Vic Hale', role)
		const { page } = vic
		await expect(filmCard(page, DEMO_FILM)).toBeVisible()
		for (const name of ['New project', 'Import a script', 'Trash'])
			await expect(page.getByText(name, { exact: true })).toHaveCount(0)
		await openProject(page)
		await expect(page.getByRole('button', { name: /^More about scene/ })).toHaveCount(0)
		await expect(page.getByRole('button', { name: 'Import a script' })).toHaveCount(0)
		await page.goto(server.url + boardPath())
		await expectReadOnly(page)
		const [waiting = ''] = await waitingIds(page)
		await page.locator(`[data-suggestion="${waiting}"]`).getByRole('heading').click()
		await expect(page.getByRole('button', { name: 'Accept' })).toHaveCount(0)
		await page.locator(`[data-suggestion="${waiting}"]`).focus()
		await page.keyboard.press('y')
		await expect(page.locator(`[data-suggestion="${waiting}"]`)).toHaveAttribute(
			'data-open',
			'true',
		)
		await expectHandMadeRefused(page)
		const verdict = {
			...{ suggestionId: waiting, verdict: 'accept', surface: 'api' },
			idempotencyKey: randomUUID(),
		}
		const calls: [string, object][] = [
			[`/api/v1/boards/${sceneId}/decisions`, verdict],
			[`/api/v1/boards/${sceneId}/suggestions`, {}],
			['/api/v1/scripts', {}],
		]
		for (const [path, body] of calls)
			expect([path, await statusOf(page, path, JSON.stringify(body))]).toEqual([path, 403])
		expectQuiet(vic)
	})
}

/** The board shows, says that it is to look at, and neither pen nor key changes it. */
async function expectReadOnly(page: Page) {
	await expect(page.locator('[data-save-state]')).toHaveText('View only', { timeout: 30_000 })
	for (const name of TOOLS_THAT_DRAW)
		await expect(page.getByRole('radio', { name, exact: true })).toBeDisabled()
	const [strokes, panels] = [await drawnIds(sceneId), await clips(page).count()]
	await page.keyboard.press('b')
	await drawAcrossFirstPanel(page)
	await page.keyboard.press('n')
	await page.keyboard.press('Delete')
	expect(await drawnIds(sceneId)).toEqual(strokes)
	await expect(clips(page)).toHaveCount(panels)
}

/** With this page's own cookie and a socket made by hand, the room refuses a change and keeps nothing. */
async function expectHandMadeRefused(page: Page) {
	const before = JSON.stringify(await storedRecords(server, sceneId))
	const client = handMadeClient(server, sceneId, await cookieOf(page.context()))
	await client.synced()
	overwriteFirstPanel(client, HAND_MADE_LENGTH + 1)
	expect(await client.refused()).toBe(4403)
	expect(JSON.stringify(await storedRecords(server, sceneId))).toBe(before)
}

/** Strokes as the server keeps them: on a full board, panels at rest show theirs as one picture. */
async function drawnIds(scene: string) {
	const shapes = await storedShapes(server, scene)
	return shapes.filter(({ type }) => type === 'draw').map(({ id }) => id)
}

async function drawAcrossFirstPanel(page: Page) {
	const [panelId = ''] = await panelIds(page)
	await drawWithPen(page, strokeIn(await paperOf(page, panelId), [0.2, 0.3], [0.8, 0.7]))
}

/** How a call made with this page's session answers; posted when there is a body. */
async function statusOf(page: Page, path: string, body?: string | FormData): Promise<number> {
	const answer = await fetch(server.url + path, {
		headers: { cookie: await cookieOf(page.context()) },
		...(body === undefined ? {} : { method: 'POST', body }),
	})
	return answer.status
}

/** A panel's picture and an uploaded one: there for whoever is inside and for nobody else. */
async function expectPicturesForMembersOnly(page: Page) {
	const picture = page.locator('img[src^="/pictures/"]').first()
	const form = new FormData()
	form.set('file', new File([new Uint8Array(await redDot())], 'dot.png', { type: 'image/png' }))
	const uploaded = await fetch(`${server.url}/api/v1/assets`, {
		method: 'POST',
		headers: { cookie: await cookieOf(page.context()) },
		body: form,
	})
	const { url } = UploadedSchema.parse(await uploaded.json())
	for (const address of [(await picture.getAttribute('src')) ?? '', url]) {
		expect([address, await statusOf(page, address)]).toEqual([address, 200])
		expect([address, (await fetch(server.url + address)).status]).toEqual([address, 401])
	}
}

function redDot(): Promise<Buffer> {
	return sharp({ create: { width: 8, height: 8, channels: 3, background: '#b4543a' } })
		.png()
		.toBuffer()
}

async function lengthsOfPanels(scene: string): Promise<number[]> {
	const records = await storedRecords(server, scene)
	return records.flatMap((record) => {
		const panel = PanelSchema.safeParse(record)
		return panel.success ? [panel.data.props.durationFrames] : []
	})
}

test('a new start makes new links; whoever is inside stays inside', async ({ browser }) => {
	const ana = await invited(browser, 'Ana Reis', 'editor')
	await openBoard(ana.page, drawnSceneId)
	await expectBoard(ana.page)
	const old = printedLinks(server)
	await whileRefused(ana, async () => {
		await server.stop()
		await expect(ana.page.getByText('No connection.')).toBeVisible()
		await server.start()
		await ready(2)
		await expectSaved(ana.page)
	})
	const fresh = printedLinks(server)
	for (const role of ['editor', 'writer', 'commenter', 'viewer', 'owner']) {
		expect(fresh[role]).toBeTruthy()
		expect(fresh[role]).not.toBe(old[role])
	}
	const late = await stranger(browser, 'Late Comer')
	await whileRefused(late, async () => {
		const answer = await late.page.goto(server.url + old.editor)
		expect(answer?.status()).toBe(401)
		await expect(late.page.getByRole('heading', { name: 'By invitation' })).toBeVisible()
	})
	await join(late, server.url, fresh.viewer ?? '')
	await expect(filmCard(late.page, DEMO_FILM)).toBeVisible()
	await ana.page.keyboard.press('n')
	await expectSaved(ana.page)
	await ana.page.goto(server.url)
	await expect(ana.page.getByRole('button', { name: 'New project' })).toBeVisible()
	expectQuiet(ana, late)
})
