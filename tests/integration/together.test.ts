/**
 * Being together and looking back, on a real room server: who has the room, what is news to those who
 * were away, versions of boards, and where old links lead.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { indexAfter } from '#core/board/order.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { seededRandom } from '#core/random.ts'
import { findRecord } from '#server/projects/find-record.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import type { VersionService } from '#server/versions/version-service.ts'
import { createVersionService } from '#server/versions/versions.ts'
import { createVisitService, type VisitService } from '#server/visits/visits.ts'
import { box } from '../convergence/records.ts'
import { seedScene } from '../support/factories.ts'
import { principalOfCookie, type RoomServer, startRoomServer } from '../support/room-server.ts'
import { TestClient } from '../support/test-client.ts'

const random = seededRandom('together')
let server: RoomServer
let versions: VersionService
let visits: VisitService
let clock: number
let clients: TestClient[]

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const who = (name: string, role = 'editor'): Principal => {
	const principal = principalOfCookie(`who=${name}:${role}`)
	if (!principal) throw new Error('no such person')
	return principal
}
const ana = who('ana')
const ben = who('ben')
const rowsOf = async (sceneId = 's1') => server.db.versions.sizes(sceneId)

beforeEach(async () => {
	clients = []
	clock = 10_000_000_000_000
	server = await startRoomServer()
	const { db, rooms } = server
	versions = createVersionService({
		...{ db, rooms, now: () => clock, random, log, paceMs: { activity: 1e6, leaving: 0 } },
	})
	visits = createVisitService({ db, rooms, now: Date.now, log })
})
afterEach(async () => {
	for (const client of clients) client.socket.terminate()
	visits.dispose()
	await versions.dispose()
	await server.stop()
})

async function join(name: string, options: { role?: string; room?: string } = {}) {
	const { role = 'editor', room = 'board:s1' } = options
	const client = new TestClient(server.url, { who: `${name}:${role}`, room })
	clients.push(client)
	return client.synced()
}

async function addPanel(client: TestClient): Promise<PanelShape> {
	const panels = [...client.records.all()].filter(
		(record): record is PanelShape => record.typeName === 'shape' && record.type === 'panel',
	)
	const last = panels
		.map(({ index, id }) => ({ index, id }))
		.sort((a, b) => (a.index < b.index ? -1 : 1))
		.at(-1)
	const index = indexAfter(panels, last?.id ?? null)
	const { panel, shot } = newPanelRecords({ index, sceneAspect: 1.85, random })
	if (shot) client.records.put(shot)
	client.records.put(panel)
	await client.saved()
	return panel
}

async function draw(client: TestClient, name: string, panel: PanelShape): Promise<void> {
	client.records.put({ ...box(name), parentId: panel.id })
	await client.saved()
}

const entry = (client: TestClient, state: unknown) => ({
	clientId: client.doc.clientID,
	clock: 1,
	state,
})
const stateIn = (reader: TestClient, of: TestClient) =>
	JSON.stringify(reader.presence.get(of.doc.clientID)?.state ?? {})

describe('presence', () => {
	it('[P6] gives the room to one person at a time, and to the next when they are gone', async () => {
		const [first, second] = [await join('ana'), await join('ben')]
		first.sendPresence([entry(first, { pitch: true, sceneId: 's1', label: '1A' })])
		await second.until(() => stateIn(second, first).includes('"pitch":true'), 'Ana’s pitch')
		second.sendPresence([entry(second, { pitch: true, tool: 'laser' })])
		await first.until(() => stateIn(first, second).includes('laser'), 'Ben’s entry')
		expect(stateIn(first, second)).not.toContain('pitch')
		expect(server.rooms.present('board:s1')).toMatchObject([
			{ userId: 'ana', sceneId: 's1', label: '1A', isPitching: true },
			{ userId: 'ben', isPitching: false },
		])

		const late = await join('cy', { role: 'viewer' })
		await late.until(
			() => stateIn(late, first).includes('"pitch":true'),
			'the pitch, for a late one',
		)
		await first.leave()
		await second.until(() => !second.presence.has(first.doc.clientID), 'the end of the pitch')
		second.sendPresence([entry(second, { pitch: true, tool: 'laser', label: '2' })])
		await late.until(() => stateIn(late, second).includes('"pitch":true'), 'Ben’s pitch')
	})

	it('[P6] gives it to nobody whose role does not allow it', async () => {
		const [viewer, other] = [await join('vi', { role: 'viewer' }), await join('ana')]
		viewer.sendPresence([entry(viewer, { pitch: true, tool: 'laser' })])
		await other.until(() => stateIn(other, viewer).includes('laser'), 'the entry')
		expect(stateIn(other, viewer)).not.toContain('pitch')
		const commenter = await join('co', { role: 'commenter' })
		commenter.sendPresence([entry(commenter, { pitch: true })])
		await other.until(() => stateIn(other, commenter).includes('"pitch":true'), 'the pitch')
	})
})

describe('news', () => {
	it('tells who was away what others did to which panel, and nothing of what they saw or did themselves', async () => {
		const [a, b] = [await join('ana'), await join('ben')]
		const panel = await addPanel(a)
		await draw(b, 'own', panel)
		await expect.poll(() => server.db.visits.get('ben', 's1')).not.toBeNull()
		expect(await visits.news(ben, 's1')).toBeNull()
		await b.leave()
		const left = await expect.poll(
			async () => (await server.db.visits.get('ben', 's1'))?.leftAt ?? 0,
		)
		await left.toBeGreaterThan((await server.db.visits.get('ben', 's1'))?.joinedAt ?? 0)
		await expect
			.poll(() => Date.now())
			.toBeGreaterThan((await server.db.visits.get('ben', 's1'))?.leftAt ?? 0)

		await draw(a, 'later', panel)
		a.records.update(panel.id, { 'props.action': 'She looks up.', 'props.durationFrames': 48 })
		const added = await addPanel(a)
		a.records.remove(added.id)
		await a.saved()
		const news = await visits.news(ben, 's1')
		const deeds = news?.items.map(
			({ panelId, kind }) => `${panelId === panel.id ? 'first' : 'second'} ${kind}`,
		)
		expect(new Set(deeds)).toEqual(
			new Set(['first drawn', 'first words', 'first timed', 'second added', 'second deleted']),
		)
		expect(news?.items.every(({ by }) => by.userId === 'ana')).toBe(true)
		expect(news?.items.find(({ kind }) => kind === 'deleted')?.label).not.toBe('')

		await visits.markSeen(ben, 's1')
		expect(await visits.news(ben, 's1')).toBeNull()
	})

	it('a hand that draws on writes no row for each stroke', async () => {
		const a = await join('ana')
		const panel = await addPanel(a)
		let rows = 0
		const { commit } = server.db.rooms
		server.db.rooms.commit = (batch) => {
			for (const { activity } of batch) rows += activity?.length ?? 0
			return commit(batch)
		}
		for (let i = 0; i < 30; i++) await draw(a, `stroke${i}`, panel)
		expect(rows).toBe(1)
	})
})

describe('versions', () => {
	it('keeps a named one with all that ordinary edits made, and reads it back', async () => {
		const a = await join('ana')
		const panel = await addPanel(a)
		await draw(a, 'inside', panel)
		a.records.put({ ...box('loose'), parentId: box('loose').parentId })
		await a.saved()
		const made = await versions.keep(ana, 's1', { kind: 'named', name: 'Before the notes' })
		a.records.remove(panel.id)
		await a.saved()

		const opened = await versions.open(who('vi', 'viewer'), 's1', made.versionId)
		expect(opened).toMatchObject({ name: 'Before the notes', kind: 'named', panelCount: 1 })
		const hashes = [opened.restHash, ...opened.panels.map(({ partHash }) => partHash)]
		const asked = { sceneId: 's1', versionId: made.versionId, partHashes: hashes }
		const parts = await versions.parts(ana, asked)
		const ids = (hash: string | undefined) => parts[hash ?? '']?.map(({ id }): string => id) ?? []
		expect(ids(opened.panels[0]?.partHash)).toEqual(['shape:inside', panel.id].sort())
		expect(ids(opened.restHash)).toContain('shape:loose')
		expect(ids(opened.restHash).some((id) => id.startsWith('shot:'))).toBe(true)
		await expect(
			versions.parts(ana, { ...asked, partHashes: ['f'.repeat(40)] }),
		).rejects.toMatchObject({
			code: 'not_found',
		})
	})

	it('a version costs what changed since the last one: rows and bytes are counted', async () => {
		const a = await join('ana')
		const panels = []
		for (let i = 0; i < 12; i++) panels.push(await addPanel(a))
		for (const [i, panel] of panels.entries()) await draw(a, `in${i}`, panel)
		await versions.keep(ana, 's1', { kind: 'named', name: 'One' })
		const one = await rowsOf()
		expect(one).toMatchObject({ versions: 1, parts: 13 })
		clock += 1
		await versions.keep(ana, 's1', { kind: 'named', name: 'The same again' })
		expect(await rowsOf()).toEqual({ ...one, versions: 2 })
		if (panels[3]) await draw(a, 'more', panels[3])
		clock += 1
		await versions.keep(ana, 's1', { kind: 'named', name: 'One panel later' })
		const three = await rowsOf()
		expect(three).toMatchObject({ versions: 3, parts: 14 })
		expect(three.bytes - one.bytes).toBeLessThan(one.bytes / 4)
	})

	it('keeps one by itself when the last person leaves, and none when nothing changed', async () => {
		const [a, b] = [await join('ana'), await join('ben')]
		await addPanel(a)
		await a.leave()
		expect((await rowsOf()).versions).toBe(0)
		await b.leave()
		await expect.poll(async () => (await rowsOf()).versions).toBe(1)
		const [auto] = await versions.list(ana, 's1')
		expect(auto).toMatchObject({ kind: 'auto', name: null, panelCount: 1 })
		expect(await versions.keepAutomatically('s1')).toBeNull()
		const back = await join('ana')
		await back.leave()
		expect((await rowsOf()).versions).toBe(1)
	})

	it('takes old ones without a name away with their drawings, and keeps those with one', async () => {
		const a = await join('ana')
		const panel = await addPanel(a)
		await versions.keep(ana, 's1', { kind: 'named', name: 'Kept' })
		for (let i = 0; i < 12; i++) {
			clock += 10 * 60_000
			await draw(a, `stroke${i}`, panel)
			await versions.keepAutomatically('s1')
		}
		expect((await rowsOf()).versions).toBe(13)
		clock += 3 * 24 * 3_600_000
		await draw(a, 'days later', panel)
		await versions.keepAutomatically('s1')
		const left = await rowsOf()
		expect(left.versions).toBeLessThanOrEqual(5)
		// One part a version for the panel, and the rest they share.
		expect(left.parts).toBe(left.versions + 1)
		expect((await versions.list(ana, 's1')).at(-1)?.name).toBe('Kept')
	})

	it('follows one panel through them without repeating itself', async () => {
		const a = await join('ana')
		const [panel, other] = [await addPanel(a), await addPanel(a)]
		for (let i = 0; i < 3; i++) {
			await draw(a, `stroke${i}`, i === 1 ? other : panel)
			clock += 1
			await versions.keepAutomatically('s1')
		}
		const moments = await versions.momentsOf(ana, 's1', panel.id)
		expect(moments).toHaveLength(2)
		expect(moments[0]?.at).toBeLessThan(moments[1]?.at ?? 0)
	})

	it('[R14] a part whose bytes are not what was written is a refusal, and the check of a backup names it', async () => {
		const a = await join('ana')
		await addPanel(a)
		const made = await versions.keep(ana, 's1', { kind: 'named', name: 'One' })
		const { restHash } = await versions.open(ana, 's1', made.versionId)
		const { part } = server.db.versions
		server.db.versions.part = async (...of) => {
			const body = await part(...of)
			return body && Uint8Array.from(body, (byte, at) => (at === 5 ? byte ^ 1 : byte))
		}
		const asked = { sceneId: 's1', versionId: made.versionId, partHashes: [restHash] }
		await expect(versions.parts(ana, asked)).rejects.toMatchObject({ code: 'damaged' })
	})

	it('refuses who may not, and what is not there', async () => {
		const viewer = who('vi', 'viewer')
		const named = { kind: 'named', name: 'Mine' } as const
		await expect(versions.keep(viewer, 's1', named)).rejects.toMatchObject({ code: 'forbidden' })
		await expect(versions.open(ana, 's1', 'none')).rejects.toMatchObject({ code: 'not_found' })
		await expect(versions.list(ana, 'nope')).rejects.toMatchObject({ code: 'not_found' })
		const made = await versions.keep(who('wri', 'writer'), 's1', named)
		const elsewhere = versions.open(ana, 's2', made.versionId)
		await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' })
		await versions.remove(ana, 's1', made.versionId)
		expect(await rowsOf()).toEqual({ versions: 0, parts: 0, bytes: 0 })
	})
})

describe('links', () => {
	it('[R19] lead to where a panel is today, however often it moved', async () => {
		const a = await join('ana')
		const panel = await addPanel(a)
		await seedScene(server.db, 's2')
		await seedScene(server.db, 's3')
		const steps = [
			['s1', 's2'],
			['s2', 's3'],
		] as const
		for (const [from, to] of steps)
			await server.rooms.commandBoth(
				[`board:${from}`, `board:${to}`],
				{ principal: ana },
				(source, target) => {
					const record = source.records.get(panel.id)
					if (record) target.records.put(record)
					source.records.remove(panel.id)
					source.forward([{ recordId: panel.id, toRoom: `board:${to}`, texts: {} }])
					target.forward([{ recordId: panel.id, toRoom: null, texts: {} }])
				},
			)
		expect(await findRecord(server, 's1', panel.id)).toEqual({ at: 'scene', sceneId: 's3' })
		expect(await findRecord(server, 's3', panel.id)).toEqual({ at: 'here' })
		expect(await findRecord(server, 's1', 'shape:never')).toEqual({ at: 'nowhere' })
	})
})
