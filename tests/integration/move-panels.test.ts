/** Panels that go to another scene take everything along, and nothing drawn meanwhile is lost. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { indexAfter } from '#core/board/order.ts'
import { BACKDROP_INDEX } from '#core/canvas/backdrop.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import type { RoomName } from '#core/ids.ts'
import { seededRandom } from '#core/random.ts'
import { isPanel } from '#core/suggestions/board-records.ts'
import { createLogger } from '#server/logger.ts'
import { newBoardRecords, newSceneRecord } from '#server/projects/first-records.ts'
import type { MovePanelsInput, ProjectService } from '#server/projects/project-service.ts'
import { createProjectService } from '#server/projects/projects.ts'
import type { DocRecord } from '#server/realtime/rooms-api.ts'
import { box, strokeOf } from '../convergence/records.ts'
import {
	ana,
	noor,
	person,
	type SuggestionWorld,
	startSuggestionWorld,
} from '../support/suggestion-world.ts'
import { TestClient } from '../support/test-client.ts'

const random = seededRandom('move panels')
let world: SuggestionWorld
let projects: ProjectService
let clients: TestClient[]

beforeEach(async () => {
	clients = []
	world = await startSuggestionWorld()
	const { server, signals } = world
	projects = createProjectService({
		...{ db: server.db, rooms: server.rooms, signals, now: Date.now, random },
		log: createLogger('silent'),
	})
	await server.db.rooms.create('board:s2', 'p1')
	await server.rooms.command('project:p1', { principal: null }, ({ records }) => {
		const first = records.get('scene:s1')
		const scenes = first?.typeName === 'scene' ? [first] : []
		records.put(newSceneRecord('s2', 'EXT. PIER - DAWN', { scenes, afterId: 'scene:s1' }))
	})
	await server.rooms.command('board:s2', { principal: null }, ({ records }) => {
		for (const record of newBoardRecords({ aspectRatio: 1.85, random })) records.put(record)
	})
})
afterEach(async () => {
	for (const client of clients) client.socket.terminate()
	await world.stop()
})

const recordsOf = (room: RoomName) => world.server.rooms.read(room, (records) => [...records.all()])
const idsOf = async (room: RoomName) => (await recordsOf(room)).map(({ id }): string => id)
const orderOf = async (sceneId: string) =>
	(await world.server.db.projects.listPanels(sceneId)).map(({ panelId }) => panelId)
const join = async (who: string, room: string, options = {}) => {
	const client = new TestClient(world.server.url, { who, room, ...options })
	clients.push(client)
	return client.synced()
}
let keys = 0
const move = (panelIds: string[], more: Partial<MovePanelsInput> = {}) => {
	keys += 1
	return projects.movePanels(ana, {
		...{ fromSceneId: 's1', toSceneId: 's2', panelIds, idempotencyKey: `move-${keys}`, ...more },
	})
}
const put = (room: RoomName, ...records: DocRecord[]) =>
	world.server.rooms.command(room, { principal: null }, (draft) => {
		for (const record of records) draft.records.put(record)
	})
const nth = async (place: number) => (await orderOf('s1'))[place] ?? ''

it('[R18] panels go with their ink, their shots and their order; both scenes’ pages agree', async () => {
	const [first, second, third, fourth] = await orderOf('s1')
	const [there] = await orderOf('s2')
	await put('board:s1', box('ink', { parentId: second ?? '' }), box('loose'))
	const here = await join('ida:viewer', 'board:s1')
	const over = await join('tom:viewer', 'board:s2')
	const result = await move([third ?? '', second ?? ''])
	expect(result).toMatchObject({
		panelIds: [second, third],
		back: { sceneId: 's1', afterPanelId: first },
	})
	expect(await orderOf('s1')).toEqual([first, fourth])
	expect(await orderOf('s2')).toEqual([there, second, third])
	await over.until(() => over.records.has('shape:ink'), 'the ink arriving')
	await here.until(() => !here.records.has('shape:ink'), 'the ink leaving')
	expect(here.records.has('shape:loose')).toBe(true)
	const rows = await world.server.db.projects.listPanels('s2')
	expect(rows.map(({ size }) => size)).toEqual([null, 'MS', 'MS'])
	expect(rows[1]?.action).toBe('Mara at the sink, 1.')
})

it('[R18] the way back puts every panel where it was, with nothing changed', async () => {
	const before = await orderOf('s1')
	const panel = await nth(1)
	const was = (await recordsOf('board:s1')).find(({ id }) => id === panel)
	const { back } = await move([panel])
	await put('board:s2', box('later', { parentId: panel }))
	const { sceneId: toSceneId, afterPanelId } = back
	await move([panel], { fromSceneId: 's2', toSceneId, afterPanelId })
	expect(await orderOf('s1')).toEqual(before)
	expect(await orderOf('s2')).toHaveLength(1)
	const is = (await recordsOf('board:s1')).find(({ id }) => id === panel)
	expect({ ...is, index: '' }).toEqual({ ...was, index: '' })
	expect(await idsOf('board:s1')).toContain('shape:later')
})

it('a set-up whose other panels stay is shared out, and is one again on the way back', async () => {
	const [first, second] = await orderOf('s1')
	const records = await recordsOf('board:s1')
	const shotId = records.filter(isPanel).find(({ id }) => id === first)?.props.shotId ?? ''
	await world.change(second ?? '', { 'props.shotId': shotId })
	await world.change(shotId, { numberOverride: '12B' })
	const { back } = await move([second ?? ''])
	expect(await idsOf('board:s1')).toContain(shotId)
	const there = (await recordsOf('board:s2')).filter(isPanel).find(({ id }) => id === second)
	const part = (await recordsOf('board:s2')).find(({ id }) => id === there?.props.shotId)
	expect(part).toMatchObject({ typeName: 'shot', size: 'MS', numberOverride: null })
	expect(part?.id).not.toBe(shotId)
	await move([second ?? ''], {
		...{ fromSceneId: 's2', toSceneId: 's1', afterPanelId: back.afterPanelId },
	})
	const home = (await recordsOf('board:s1')).filter(isPanel).find(({ id }) => id === second)
	expect(home?.props.shotId).toBe(shotId)
	expect(await idsOf('board:s1')).not.toContain(part?.id)
})

it('what arrives stands behind a set-up and never in it', async () => {
	const [lone] = await orderOf('s2')
	const records = (await recordsOf('board:s2')).filter(isPanel)
	const at = records[0]
	const { panel } = newPanelRecords({
		index: indexAfter(records, lone ?? null),
		...{ sceneAspect: 1.85, random, joinShotId: at?.props.shotId ?? null },
	})
	await put('board:s2', panel)
	const moved = await nth(0)
	await move([moved], { afterPanelId: lone ?? null })
	expect(await orderOf('s2')).toEqual([lone, panel.id, moved])
	const front = await nth(0)
	await move([front], { afterPanelId: null })
	expect((await orderOf('s2'))[0]).toBe(front)
})

it('an open suggestion about a moved panel is withdrawn, with a row that says so', async () => {
	const { suggestionIds } = await world.suggestions.offer(ana, {
		...{ sceneId: 's1', category: 'lighting', targetId: null, trigger: 'asked' },
	})
	const offered = await Promise.all(suggestionIds.map((id) => world.suggestion(id)))
	expect(offered.length).toBeGreaterThan(0)
	const result = await move(await orderOf('s1'))
	expect(result.withdrawnSuggestions).toBe(offered.length)
	const now = await Promise.all(suggestionIds.map((id) => world.suggestion(id)))
	expect(now.map(({ status }) => status)).toEqual(now.map(() => 'withdrawn'))
	const rows = (await world.events()).filter(({ type }) => type === 'suggestion.withdrawn')
	expect(rows.map(({ suggestionId }) => suggestionId).sort()).toEqual([...suggestionIds].sort())
})

it('what was accepted keeps its mark over there, and can be taken back there', async () => {
	const { suggestionIds } = await world.suggestions.offer(ana, {
		...{ sceneId: 's1', category: 'lighting', targetId: null, trigger: 'asked' },
	})
	const suggestionId = suggestionIds[0] ?? ''
	const verdict = { sceneId: 's1', suggestionId, surface: 'card' } as const
	const decided = await world.suggestions.decide(ana, {
		...{ ...verdict, idempotencyKey: 'a', verdict: 'accept' },
	})
	expect(decided.applied).toBe(true)
	await move(await orderOf('s1'))
	const there = await recordsOf('board:s2')
	expect(there.filter(({ typeName }) => typeName === 'provenance')).toHaveLength(1)
	expect((await idsOf('board:s1')).some((id) => id.startsWith('provenance:'))).toBe(false)
	const back = await world.suggestions.decide(ana, {
		...{ ...verdict, sceneId: 's2', idempotencyKey: 'b', verdict: 'retract' },
	})
	expect(back.applied).toBe(true)
})

it('[R19] ink drawn into the panel by somebody who did not know follows it', async () => {
	const panel = await nth(1)
	const ben = await join('ben:editor', 'board:s1')
	await ben.saved()
	const offline = ben.doc
	await ben.leave()
	await move([panel])
	// Back from a tunnel: a new drawing, a group with something in it, and a drawing in that.
	const again = await join('ben:editor', 'board:s1', { doc: offline })
	const { records } = again
	records.put(box('late', { parentId: panel }))
	records.put(box('holder', { parentId: panel }))
	records.put(box('inside', { parentId: 'shape:holder' }))
	await again.saved()
	const tom = await join('tom:viewer', 'board:s2')
	const arrived = () => ['late', 'holder', 'inside'].every((id) => tom.records.has(`shape:${id}`))
	await tom.until(arrived, 'the late ink')
	expect(tom.records.get('shape:inside')).toMatchObject({ parentId: 'shape:holder' })
	await again.until(() => !again.records.has('shape:late'), 'the ink leaving its old room')
})

it('[R19] letters and fields set meanwhile, offline for the whole move, are merged over there', async () => {
	const panel = await nth(1)
	await put('board:s1', box('old', { parentId: panel }))
	const ben = await join('ben:editor', 'board:s1')
	const { doc } = ben
	await ben.leave()
	const writer = ben.records
	writer.update(panel, { 'props.action': 'Mara at the dark sink, 1.', 'props.durationFrames': 48 })
	writer.update('shape:old', { x: 77, y: 5 })
	writer.put(box('new', { parentId: panel }))
	await move([panel])
	await world.server.rooms.command('board:s2', { principal: ana }, (draft) =>
		draft.records.update(panel, { 'props.action': 'MARA at the sink, 1.' }),
	)
	await (await join('ben:editor', 'board:s1', { doc })).saved()
	const tom = await join('tom:viewer', 'board:s2')
	await tom.until(() => tom.records.has('shape:new'), 'the new drawing')
	const shown = () => JSON.stringify(tom.records.get(panel))
	await tom.until(() => shown().includes('MARA at the dark sink, 1.'), 'both hands’ letters')
	expect(tom.records.get(panel)).toMatchObject({ props: { durationFrames: 48 } })
	expect(tom.records.get('shape:old')).toMatchObject({ x: 77, y: 5 })
	const rows = await world.server.db.projects.listPanels('s2')
	expect(rows.find(({ panelId }) => panelId === panel)?.durationFrames).toBe(48)
})

it('[R20] a stroke whose pen is down when its panel leaves is finished over there', async () => {
	const panel = await nth(1)
	const ben = await join('ben:editor', 'board:s1')
	const stroke = (points: number, done: boolean): DocRecord =>
		Object.assign(strokeOf('pen', points, done), { parentId: panel })
	ben.records.put(stroke(5, false))
	await ben.saved()
	await move([panel])
	const tom = await join('tom:viewer', 'board:s2')
	expect(tom.records.has('shape:pen')).toBe(true)
	ben.records.put(stroke(20, false))
	await ben.saved()
	ben.records.put(stroke(40, true))
	await ben.saved()
	const whole = strokeOf('pen', 40, true)
	await tom.until(() => JSON.stringify(tom.records.get('shape:pen')).includes('"isComplete":true'))
	expect(tom.records.get('shape:pen')).toMatchObject({ props: whole.props, parentId: panel })
	await ben.until(() => !ben.records.has('shape:pen'), 'the stroke leaving its old room')
})

it('[R19] what could not follow at once (the other scene is in the trash) follows later', async () => {
	const panel = await nth(1)
	const ben = await join('ben:editor', 'board:s1')
	await move([panel])
	await projects.trashScene(ana, 's2')
	ben.records.put(box('late', { parentId: panel }))
	await ben.saved()
	await ben.leave()
	expect(await idsOf('board:s1')).toContain('shape:late')
	await projects.restoreScene(ana, 's2')
	await world.server.rooms.close('board:s1')
	world.server.rooms.reopen('board:s1')
	await world.server.rooms.generation('board:s1')
	const tom = await join('tom:viewer', 'board:s2')
	await tom.until(() => tom.records.has('shape:late'), 'the late ink')
})

it('is refused whole for whoever may not draw, for a panel that is gone, and into the trash', async () => {
	const before = await idsOf('board:s1')
	const panel = await nth(0)
	const input = { fromSceneId: 's1', toSceneId: 's2', panelIds: [panel], idempotencyKey: 'x' }
	for (const role of ['writer', 'commenter', 'viewer', 'researcher'] as const)
		await expect(projects.movePanels(person('eve', role), input)).rejects.toMatchObject({
			code: 'forbidden',
		})
	await expect(move([panel, 'shape:gone'])).rejects.toMatchObject({ code: 'conflict' })
	await expect(move([panel], { toSceneId: 's1' })).rejects.toMatchObject({ code: 'bad_request' })
	await expect(move([panel], { toSceneId: 'none' })).rejects.toMatchObject({ code: 'not_found' })
	await projects.trashScene(ana, 's2')
	await expect(move([panel])).rejects.toMatchObject({ code: 'trashed' })
	expect(await idsOf('board:s1')).toEqual(before)
})

it('the same key moves once, whoever else moves what', async () => {
	const [first, second] = await orderOf('s1')
	const one = move([first ?? ''], { idempotencyKey: 'same' })
	const two = move([first ?? ''], { idempotencyKey: 'same' })
	const other = projects.movePanels(noor, {
		...{ fromSceneId: 's1', toSceneId: 's2', panelIds: [second ?? ''], idempotencyKey: 'same' },
	})
	expect(await one).toEqual(await two)
	await other
	expect((await orderOf('s2')).slice(1).sort()).toEqual([first, second].sort())
})

it('[R19] a background goes along as a copy, a whole set-up’s plan with it, a part’s plan as a copy', async () => {
	const [first, second] = await orderOf('s1')
	const shotOf = async (id = '') =>
		(await recordsOf('board:s1')).filter(isPanel).find((panel) => panel.id === id)?.props.shotId
	const backdrop: DocRecord = {
		...box('room', { index: BACKDROP_INDEX }),
		type: 'backdrop',
		props: { w: 640, h: 346 },
	}
	const plan = (id: string, shotId: string): DocRecord => ({
		...{ id: `plan_item:${id}`, typeName: 'plan_item', shotId, kind: 'subject', name: 'MARA' },
		...{ x: 1, y: 2, headingDeg: null, onLine: false, meta: {} },
	})
	const shotId = (await shotOf(second)) ?? ''
	await put('board:s1', backdrop, box('wall', { parentId: 'shape:room' }), plan('mara', shotId))
	await world.server.rooms.command('board:s1', { principal: null }, ({ records }) => {
		records.update(second ?? '', { 'props.backdrop': 'shape:room' })
	})
	const isWhole = (await shotOf(first)) !== shotId
	await move([second ?? ''])
	const there = await recordsOf('board:s2')
	const ids = there.map(({ id }): string => id)
	expect(ids).toEqual(expect.arrayContaining(['shape:room', 'shape:wall']))
	expect(await idsOf('board:s1')).toEqual(expect.arrayContaining(['shape:room', 'shape:wall']))
	const plans = there.flatMap((one) => (one.typeName === 'plan_item' ? [one] : []))
	const moved = there.filter(isPanel).find(({ id }) => id === second)
	expect(plans).toMatchObject([{ name: 'MARA', shotId: moved?.props.shotId }])
	expect((await idsOf('board:s1')).includes('plan_item:mara')).toBe(!isWhole)
	// What is there already stays as that scene has it.
	await put('board:s2', box('lamp', { parentId: 'shape:room' }))
	await move([await nth(0)])
	expect(await idsOf('board:s2')).toContain('shape:lamp')
})
