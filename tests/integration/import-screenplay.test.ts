/** Scripts into real rooms on a real database: whole, in pieces, twice, and refused. */
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compareStoryOrder } from '#core/board/order.ts'
import type { SceneRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import type { Role } from '#core/board/role.ts'
import { cryptoRandom, seededRandom } from '#core/random.ts'
import { readFountain } from '#core/screenplay/fountain-script.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import { createLogger } from '#server/logger.ts'
import { createProjectService } from '#server/projects/projects.ts'
import { createRealtimeMetrics } from '#server/realtime/metrics-sink.ts'
import { createRooms, type RoomHost } from '#server/realtime/rooms.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import {
	createScreenplayService,
	type ScreenplayService,
} from '#server/screenplay/import-screenplay.ts'
import { PIECE_RECORDS } from '#server/screenplay/write-import.ts'

const DRAFT = `Title: Slack Water

INT. WHEELHOUSE - NIGHT

Rain on glass. The wiper drags.

IDA
That is not the buoy.

EXT. DECK - NIGHT

A light, low on the water.

INT. ENGINE ROOM - NIGHT

The engine coughs and dies.`

function person(role: Role = 'owner'): Principal {
	return { userId: `user-${role}`, sessionId: 's', name: role, color: 'blue', role }
}

/** A film of `scenes` scenes of about 150 words. */
function film(scenes: number): string {
	const random = seededRandom('a film')
	const word = () =>
		Array.from({ length: 2 + Math.floor(random() * 7) }, () =>
			String.fromCharCode(97 + Math.floor(random() * 26)),
		).join('')
	const words = (count: number) => Array.from({ length: count }, word).join(' ')
	return Array.from({ length: scenes }, (_, at) => {
		const speeches = Array.from(
			{ length: 6 },
			(_, line) => `${line % 2 ? 'IDA' : 'TOMAS'}\n${words(11)}.`,
		)
		return `INT. ${word().toUpperCase()} - DAY #${at + 1}#\n\n${words(32)}.\n\n${speeches.join('\n\n')}\n\n${words(50)}.`
	}).join('\n\n')
}

describe('importing a screenplay', () => {
	let db: Database
	let rooms: RoomHost
	let screenplay: ScreenplayService
	let projects: ReturnType<typeof createProjectService>
	let commands: string[]

	beforeEach(() => {
		db = openDatabase({ file: ':memory:' })
		const random = cryptoRandom(globalThis.crypto)
		const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
		rooms = createRooms({ db, random, now: Date.now, log, metrics: createRealtimeMetrics() })
		const vault = () => Promise.reject(new Error('not used here'))
		const signals = { ensureAuthor: async () => {}, vault }
		projects = createProjectService({
			db,
			rooms,
			signals,
			now: Date.now,
			random,
			log: createLogger('silent'),
		})
		commands = []
		const counted: RoomHost = Object.assign(Object.create(rooms), {
			command: (...args: Parameters<RoomHost['command']>) => {
				commands.push(args[0])
				return rooms.command(...args)
			},
		})
		screenplay = createScreenplayService({ db, rooms: counted, projects, random })
	})
	afterEach(async () => {
		await rooms.dispose()
		await db.close()
	})

	const bringIn = (
		content: string | Uint8Array,
		projectId: string | null = null,
		role: Role = 'owner',
	) => screenplay.import(person(role), { projectId, title: '', fileName: null, content })

	async function scriptOf(projectId: string) {
		const records = await rooms.read(`project:${projectId}`, (reader) => [...reader.all()])
		const scenes: SceneRecord[] = records
			.filter((record) => record.typeName === 'scene')
			.sort(compareStoryOrder)
		const blocks: ScriptBlockRecord[] = records.filter(
			(record) => record.typeName === 'script_block',
		)
		const linesOf = (sceneId: string | null) =>
			blocks.filter((block) => block.sceneId === sceneId).sort(compareStoryOrder)
		return { scenes, blocks, linesOf }
	}

	it('[SP25] makes a film of the pages: title, scenes with their lines, a board with one panel each', async () => {
		const report = await bringIn(DRAFT)

		const { scenes, linesOf } = await scriptOf(report.projectId)
		const rows = await db.projects.listScenes(report.projectId, { trashed: false })
		expect(report).toMatchObject({
			title: 'Slack Water',
			format: 'fountain',
			encoding: 'text',
			blocks: { added: 9, changed: 0, kept: 0 },
			unmatched: [],
			warnings: [],
		})
		expect(report.scenes.map((scene) => [scene.number, scene.heading, scene.isNew])).toEqual([
			['1', 'INT. WHEELHOUSE - NIGHT', true],
			['2', 'EXT. DECK - NIGHT', true],
			['3', 'INT. ENGINE ROOM - NIGHT', true],
		])
		expect(linesOf(null).map((block) => [block.type, block.text])).toEqual([
			['titlePage', 'Slack Water'],
		])
		expect(linesOf(scenes[0]?.id ?? '').map((block) => block.text)).toEqual([
			'INT. WHEELHOUSE - NIGHT',
			'Rain on glass. The wiper drags.',
			'IDA',
			'That is not the buoy.',
		])
		expect(rows.map((row) => [row.sceneId, row.panelCount])).toEqual(
			report.scenes.map((scene) => [scene.sceneId, 1]),
		)
	})

	it('[SP25] brings 200 scenes and 30,000 words in whole, in pieces, with every line equal to the source', async () => {
		const source = film(200)
		const expected = readFountain(source).scenes
		const progress: number[] = []
		const report = await screenplay.import(
			person(),
			{
				projectId: null,
				title: 'Long',
				fileName: 'long.fountain',
				content: new TextEncoder().encode(source.replaceAll('\n', '\r\n')),
			},
			{ onProgress: ({ scenesDone }) => progress.push(scenesDone) },
		)

		const { scenes, blocks, linesOf } = await scriptOf(report.projectId)
		const rows = await db.projects.listScenes(report.projectId, { trashed: false })
		expect(source.split(/\s+/).length).toBeGreaterThan(30_000)
		expect(blocks).toHaveLength(expected.reduce((sum, scene) => sum + scene.blocks.length, 0))
		expect(
			scenes.map((scene) => linesOf(scene.id).map((block) => [block.type, block.text])),
		).toEqual(expected.map((scene) => scene.blocks.map((block) => [block.type, block.text])))
		expect(rows.map((row) => row.panelCount)).toEqual(Array(200).fill(1))
		const pieces = commands.filter((room) => room.startsWith('project:')).length
		expect(pieces).toBeGreaterThanOrEqual(Math.ceil((blocks.length + 200) / PIECE_RECORDS))
		expect(progress.at(0)).toBe(0)
		expect(progress.at(-1)).toBe(200)
	})

	it('[SP21] a second draft keeps identities, adds, removes nothing and lists what it could not match', async () => {
		const { projectId, ...first } = await bringIn(DRAFT)
		const before = await scriptOf(projectId)
		const second = await bringIn(
			DRAFT.replace('The wiper drags.', 'The old wiper drags.')
				.replace('IDA\nThat is not the buoy.\n\n', '')
				.replace(
					'INT. ENGINE ROOM',
					'INT. GALLEY - NIGHT\n\nA kettle slides off.\n\nINT. ENGINE ROOM',
				),
			projectId,
		)

		const after = await scriptOf(projectId)
		const rows = await db.projects.listScenes(projectId, { trashed: false })
		expect(second.blocks).toEqual({ added: 2, changed: 1, kept: 6 })
		expect(second.unmatched.map((line) => line.text)).toEqual(['IDA', 'That is not the buoy.'])
		expect(
			before.blocks.every((block) => after.blocks.some((later) => later.id === block.id)),
		).toBe(true)
		expect(
			after
				.linesOf(`scene:${first.scenes[0]?.sceneId}`)
				.map((block) => [block.text, block.meta.notInDraft ?? false]),
		).toEqual([
			['INT. WHEELHOUSE - NIGHT', false],
			['Rain on glass. The old wiper drags.', false],
			['IDA', true],
			['That is not the buoy.', true],
		])
		expect(rows.map((row) => [row.number, row.heading, row.panelCount])).toEqual([
			['1', 'INT. WHEELHOUSE - NIGHT', 1],
			['2', 'EXT. DECK - NIGHT', 1],
			['2A', 'INT. GALLEY - NIGHT', 1],
			['3', 'INT. ENGINE ROOM - NIGHT', 1],
		])
		expect(second.scenes.map((scene) => scene.isNew)).toEqual([false, false, true, false])
	})

	it('[SP21] the same pages again change nothing, and lines that come back lose their mark', async () => {
		const { projectId } = await bringIn(DRAFT)
		await bringIn(DRAFT.replace('IDA\nThat is not the buoy.\n\n', ''), projectId)
		const back = await bringIn(DRAFT, projectId)
		const before = await scriptOf(projectId)
		commands.length = 0
		const again = await bringIn(DRAFT, projectId)

		expect(back.unmatched).toEqual([])
		expect(before.blocks.some((block) => block.meta.notInDraft === true)).toBe(false)
		expect(again.blocks).toEqual({ added: 0, changed: 0, kept: 9 })
		expect(commands).toEqual([])
		expect((await scriptOf(projectId)).blocks).toEqual(before.blocks)
	})

	it('[SP25] a single pasted scene is added after the others and lists the rest once a scene, unmarked', async () => {
		const { projectId } = await bringIn(DRAFT)
		const pasted = await bringIn('INT. PIER - DAWN\n\nNobody.', projectId)

		const { blocks, scenes } = await scriptOf(projectId)
		expect(pasted.scenes).toMatchObject([{ heading: 'INT. PIER - DAWN', isNew: true, number: '4' }])
		expect(scenes.at(-1)?.heading).toBe('INT. PIER - DAWN')
		expect(pasted.unmatched.map((line) => line.text)).toEqual([
			'INT. WHEELHOUSE - NIGHT',
			'EXT. DECK - NIGHT',
			'INT. ENGINE ROOM - NIGHT',
		])
		expect(blocks.some((block) => block.meta.notInDraft === true)).toBe(false)
	})

	it('[SP26] pages brought into a film that was begun by hand come after its scenes, numbered on', async () => {
		const { projectId } = await projects.create(person('owner'), {
			title: 'Begun',
			withFirstScene: true,
		})
		await bringIn(DRAFT, projectId)

		const { scenes } = await projects.open(projectId)
		expect(scenes.map((scene) => [scene.number, scene.heading])).toEqual([
			['1', ''],
			['2', 'INT. WHEELHOUSE - NIGHT'],
			['3', 'EXT. DECK - NIGHT'],
			['4', 'INT. ENGINE ROOM - NIGHT'],
		])
	})

	it('[SP25] an import that was stopped leaves a valid film, and the same import again completes it', async () => {
		const source = film(60)
		const stop = new AbortController()
		let projectId = ''
		const stopped = screenplay.import(
			person(),
			{ projectId: null, title: 'Stopped', fileName: null, content: source },
			{
				signal: stop.signal,
				onProgress: (progress) => {
					projectId = progress.projectId
					if (progress.scenesDone > 10) stop.abort()
				},
			},
		)
		await expect(stopped).rejects.toMatchObject({
			code: 'conflict',
			userMessage: expect.stringMatching(/^Stopped\. \d+ of 60 new scenes are in\./),
		})
		const some = await db.projects.listScenes(projectId, { trashed: false })
		await bringIn(source, projectId)

		const { scenes, blocks } = await scriptOf(projectId)
		const rows = await db.projects.listScenes(projectId, { trashed: false })
		expect(some.length).toBeGreaterThan(10)
		expect(some.length).toBeLessThan(60)
		expect(scenes).toHaveLength(60)
		expect(blocks).toHaveLength(
			readFountain(source).scenes.reduce((sum, scene) => sum + scene.blocks.length, 0),
		)
		expect(rows.map((row) => [row.number, row.panelCount])).toEqual(
			Array.from({ length: 60 }, (_, at) => [String(at + 1), 1]),
		)
	})

	it('[SP25] two imports into one film wait for one another: no scene comes in twice', async () => {
		const { projectId } = await bringIn('INT. START - DAY')
		const reports = await Promise.all([bringIn(DRAFT, projectId), bringIn(DRAFT, projectId)])

		expect((await scriptOf(projectId)).scenes).toHaveLength(4)
		expect(reports.map((report) => report.scenes.filter((scene) => scene.isNew).length)).toEqual([
			3, 0,
		])
	})

	it('[SP25] does not take back what others changed meanwhile, and keeps a heading somebody rewrote', async () => {
		const { projectId, scenes } = await bringIn(DRAFT)
		const sceneId = scenes[1]?.sceneId ?? ''
		await rooms.command(`project:${projectId}`, { principal: person() }, ({ records }) => {
			records.update(`scene:${sceneId}`, {
				heading: 'EXT. FOREDECK - NIGHT',
				synopsis: 'The light.',
			})
			return null
		})
		await bringIn(DRAFT.replace('EXT. DECK - NIGHT', 'EXT. DECK - DAWN'), projectId)

		const scene = (await scriptOf(projectId)).scenes.find((one) => one.id === `scene:${sceneId}`)
		expect(scene).toMatchObject({ heading: 'EXT. FOREDECK - NIGHT', synopsis: 'The light.' })
	})

	it('[SP20] refuses what is no script with a sentence, and then makes nothing', async () => {
		const refused = async (content: string | Uint8Array, fileName: string | null = null) =>
			screenplay
				.import(person(), { projectId: null, title: '', fileName, content })
				.catch((error: { userMessage: string }) => error.userMessage)

		expect(await refused('Camera 1,200\nLights 900')).toBe(
			'What was pasted is not a script: it has no scene heading, no speech and no picture and sound columns. Nothing was changed. Fountain, Final Draft (FDX) and plain text pages can come in.',
		)
		expect(await refused(new TextEncoder().encode('%PDF-1.7'), 'draft.pdf')).toBe(
			'“draft.pdf” looks like a PDF, not like a script. Nothing was changed. Copy the pages out of it and paste them here.',
		)
		expect(
			await refused(new TextEncoder().encode('PK\u0003\u0004 xl/workbook.xml'), 'budget_v4.xlsx'),
		).toBe(
			'“budget_v4.xlsx” looks like an Excel sheet, not like a script. Nothing was changed. Fountain, Final Draft (FDX) and plain text pages can come in.',
		)
		expect(await refused(new Uint8Array(21 * 1024 * 1024), 'big.txt')).toContain(
			'is larger than 20 MB',
		)
		expect(await refused('IDA\nx\n\n'.repeat(100_001))).toContain('more than 200,000 lines')
		expect(await db.projects.list({ trashed: false })).toEqual([])
	})

	it('[SP50] a Final Draft file comes in and goes out; a hostile one is refused with its line', async () => {
		const url = new URL('../golden/fdx/elements.fdx', import.meta.url)
		const fdx = await readFile(url)
		const report = await bringIn(new Uint8Array(fdx))
		const out = await screenplay.export(report.projectId, 'fdx')
		const fountain = await screenplay.export(report.projectId, 'fountain')

		expect(report).toMatchObject({ format: 'fdx', title: 'NIGHT FERRY' })
		expect(report.scenes.map(({ number }) => number)[0]).toBe('12A')
		expect(out.text).toContain('<DualDialogue>')
		expect(fountain.text).toContain('EXT. FARM - NIGHT #12A#')
		await expect(
			bringIn('<FinalDraft>\n<!DOCTYPE x [<!ENTITY a "aa">]>\n<Content/></FinalDraft>'),
		).rejects.toMatchObject({ userMessage: expect.stringContaining('from line 2 on') })
	})

	it('[SP70] a draft is told before it comes in, and telling writes nothing', async () => {
		const { projectId } = await bringIn(DRAFT)
		const before = await scriptOf(projectId)
		commands.length = 0
		const content = DRAFT.replace(
			'The engine coughs and dies.',
			'The engine coughs twice and dies.',
		)
		const told = await screenplay.preview(person('writer'), projectId, { fileName: null, content })

		expect(told).toMatchObject({
			...{ revision: 1, hadScript: true, missing: [] },
			counts: { added: 0, changed: 1, moved: 0, cut: 0, kept: 8 },
		})
		expect(commands).toEqual([])
		expect((await scriptOf(projectId)).blocks).toEqual(before.blocks)
		await expect(
			screenplay.preview(person('commenter'), projectId, { fileName: null, content }),
		).rejects.toMatchObject({ code: 'forbidden' })
		await expect(
			screenplay.preview(person(), 'nowhere', { fileName: null, content }),
		).rejects.toMatchObject({ code: 'not_found' })
	})

	it('[SP74] the last draft is taken back, words written since stay, and its revision stays taken', async () => {
		const { projectId } = await bringIn(DRAFT)
		const before = await scriptOf(projectId)
		const next = DRAFT.slice(0, DRAFT.indexOf('INT. ENGINE'))
			.replace('The wiper drags.', 'The old wiper drags.')
			.concat('INT. GALLEY - NIGHT\n\nA pot boils over.')
		const second = await bringIn(next, projectId)
		const engine = (await scriptOf(projectId)).blocks.filter(({ text }) => /ngine/iu.test(text))
		expect(second.revision).toBe(1)
		expect(engine.map(({ meta }) => meta)).toEqual([
			{ notInDraft: true, cutIn: 1 },
			{ notInDraft: true, cutIn: 1 },
		])
		const rain = before.blocks.find(({ text }) => text.startsWith('Rain'))
		await rooms.command(`project:${projectId}`, { principal: person() }, ({ records }) => {
			records.update(rain?.id ?? '', { text: 'Rain on glass. The old wiper drags. A bell.' })
			return null
		})
		const last = await screenplay.lastDraft(projectId)
		expect(last).toMatchObject({ draftId: second.draftId, revision: 1, rewritten: 1 })

		const draftId = second.draftId ?? ''
		const told = await screenplay.undoDraft(person('writer'), { projectId, draftId })

		const after = await scriptOf(projectId)
		expect(told.kept).toBe(1)
		const words = ({ id, text, meta, index }: ScriptBlockRecord) => ({ id, text, meta, index })
		const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id)
		expect(after.blocks.toSorted(byId).map(words)).toEqual(
			before.blocks
				.toSorted(byId)
				.map((block) =>
					block.id === rain?.id
						? words({ ...block, text: 'Rain on glass. The wiper drags. A bell.' })
						: words(block),
				),
		)
		expect(after.scenes.filter((scene) => scene.trashedAt === null)).toEqual(before.scenes)
		await expect(
			screenplay.undoDraft(person('writer'), { projectId, draftId }),
		).rejects.toMatchObject({ code: 'conflict' })

		const again = await bringIn(next, projectId)
		expect(again.revision).toBe(2)
		expect(again.scenes.map((scene) => scene.isNew)).toEqual([false, false, true])
		expect(again.warnings).toEqual([])
	})

	it('[SP74] the first draft is taken back too: its scenes are in the trash, and it may come in again', async () => {
		const first = await bringIn(DRAFT)
		const { projectId } = first
		const count = first.scenes.length
		expect(await screenplay.lastDraft(projectId)).toMatchObject({ scenes: count, panels: count })
		await screenplay.undoDraft(person(), { projectId, draftId: first.draftId ?? '' })
		expect((await scriptOf(projectId)).blocks).toEqual([])
		expect(await db.projects.listScenes(projectId, { trashed: false })).toEqual([])
		expect(await screenplay.lastDraft(projectId)).toBeNull()

		const again = await bringIn(DRAFT, projectId)
		expect(again).toMatchObject({ revision: 0, blocks: { added: 9 }, warnings: [] })
		expect(await db.projects.listScenes(projectId, { trashed: false })).toHaveLength(3)
	})

	it('[SP75] a draft that was stopped takes no revision, and can be taken back', async () => {
		const { projectId } = await bringIn(DRAFT)
		const stop = new AbortController()
		const source = `${DRAFT}\n\n${film(60)}`
		const stopped = screenplay.import(
			person(),
			{ projectId, title: '', fileName: 'blue.fountain', content: source },
			{ signal: stop.signal, onProgress: ({ scenesDone }) => scenesDone > 10 && stop.abort() },
		)
		await expect(stopped).rejects.toMatchObject({ code: 'conflict' })
		const last = await screenplay.lastDraft(projectId)
		expect(last).toMatchObject({ revision: 1, name: 'blue.fountain' })
		await screenplay.undoDraft(person(), { projectId, draftId: last?.draftId ?? '' })
		expect(await db.projects.listScenes(projectId, { trashed: false })).toHaveLength(3)
		expect((await bringIn(source, projectId)).revision).toBe(1)
	})

	it('[SP76] every draft is read as it stood when the next came in, the newest as it is', async () => {
		const first = await bringIn(DRAFT)
		const { projectId } = first
		const second = await bringIn(DRAFT.replace('IDA\nThat is not the buoy.\n\n', ''), projectId)
		const read = (of: { draftId: string | null }) =>
			screenplay.readDraft(projectId, of.draftId ?? '')
		const wordsOf = ({ scenes }: Awaited<ReturnType<typeof read>>) =>
			scenes.flatMap(({ blocks }) => blocks.map(({ text }) => text))

		const [earlier, newest] = [await read(first), await read(second)]
		expect(earlier.endedAt).toBe(newest.at)
		expect(newest.endedAt).toBeNull()
		expect(wordsOf(earlier)).toContain('That is not the buoy.')
		expect(wordsOf(newest)).not.toContain('That is not the buoy.')
		expect(earlier.scenes.map(({ number }) => number)).toContain('1')

		await screenplay.undoDraft(person(), { projectId, draftId: second.draftId ?? '' })
		await expect(read(second)).rejects.toMatchObject({ code: 'not_found' })
		expect(wordsOf(await read(first))).toContain('That is not the buoy.')
		await expect(screenplay.readDraft('other', first.draftId ?? '')).rejects.toMatchObject({
			code: 'not_found',
		})
	})

	it('[SP25] lets writers bring pages into a film and commenters not', async () => {
		const { projectId } = await bringIn(DRAFT)

		await expect(bringIn(DRAFT, projectId, 'writer')).resolves.toMatchObject({ projectId })
		await expect(bringIn(DRAFT, projectId, 'commenter')).rejects.toMatchObject({
			code: 'forbidden',
		})
		await expect(bringIn(DRAFT, null, 'writer')).rejects.toMatchObject({ code: 'forbidden' })
		await expect(bringIn(DRAFT, 'nowhere')).rejects.toMatchObject({ code: 'not_found' })
	})
})
