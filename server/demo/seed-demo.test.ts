import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCanvasSchema } from '#core/canvas/canvas-schema.ts'
import { seededRandom } from '#core/random.ts'
import { isPanel } from '#core/suggestions/board-records.ts'
import { findCandidates } from '#core/suggestions/engine.ts'
import { buildSceneView } from '#core/suggestions/scene-view.ts'
import { CATEGORIES } from '#core/suggestions/suggestion-record.ts'
import { readEnv } from '../env.ts'
import type { DocRecord, Principal } from '../realtime/rooms-api.ts'
import { type BuiltServices, buildServices } from '../services.ts'
import { DEMO } from './demo-film.ts'
import { seedDemo } from './seed-demo.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const principal: Principal = {
	userId: 'demo',
	sessionId: 'demo',
	name: 'Dailies',
	color: 'teal',
	role: 'owner',
}
const directory = mkdtempSync(join(tmpdir(), 'dailies-demo-'))
let built: BuiltServices
let made: { projectId: string; sceneIds: string[] }
const boards: DocRecord[][] = []

beforeAll(async () => {
	built = buildServices(readEnv({ DATA_DIR: directory, NODE_ENV: 'test' }), quiet)
	made = await seedDemo(built.services, { principal, random: seededRandom('demo') })
	for (const sceneId of made.sceneIds) {
		boards.push(
			await built.services.rooms.read(`board:${sceneId}`, (records) => [...records.all()]),
		)
	}
})
afterAll(async () => {
	await built.dispose()
	rmSync(directory, { recursive: true, force: true })
})

describe('the demo film', () => {
	test('has its scenes, every panel drawn and captioned, in order', async () => {
		for (const [i, scene] of DEMO.scenes.entries()) {
			const panels = await built.services.db.projects.listPanels(made.sceneIds[i] ?? '')
			expect(panels.map(({ action }) => action)).toEqual(scene.panels.map(({ action }) => action))
			for (const panel of panels) {
				const strokes = boards[i]?.filter(
					(r) => r.typeName === 'shape' && r.parentId === panel.panelId,
				)
				expect(strokes?.length).toBeGreaterThan(8)
			}
		}
		expect(boards.flat().filter(isPanel).length).toBeGreaterThanOrEqual(12)
	})

	test('finds every script line that its panels name', () => {
		for (const [i, scene] of DEMO.scenes.entries()) {
			const panels = boards[i]?.filter(isPanel).sort((a, b) => (a.index < b.index ? -1 : 1)) ?? []
			expect(panels.map(({ props }) => props.scriptBlockIds.length)).toEqual(
				scene.panels.map(({ scriptLines }) => scriptLines.length),
			)
		}
	})

	test('shows what can be marked: a subject, a lamp, a camera move, a floor plan', () => {
		const all = boards.flat()
		const types = all.flatMap((r) => (r.typeName === 'shape' ? [r.type] : []))
		for (const type of ['subject_mark', 'light_mark', 'camera_move']) expect(types).toContain(type)
		expect(all.filter((r) => r.typeName === 'plan_item')).toHaveLength(3)
	})

	test('is made of records that the one schema accepts', () => {
		const types = new Map(Object.entries(createCanvasSchema().types))
		for (const record of boards.flat()) {
			const type = types.get(record.typeName)
			expect(() => type?.validate(record)).not.toThrow()
		}
	})

	test('waits with at least one open round in two categories', () => {
		const open = boards.flat().filter((r) => r.typeName === 'suggestion' && r.status === 'open')
		const categories = new Set(open.map((r) => (r.typeName === 'suggestion' ? r.category : null)))
		expect(categories.size).toBeGreaterThanOrEqual(2)
	})

	test('departs from convention enough for six rules and more', async () => {
		const blocks = await built.services.rooms.read(`project:${made.projectId}`, (records) =>
			[...records.all()].flatMap((r) => (r.typeName === 'script_block' ? [r] : [])),
		)
		const speaking = new Set<string>()
		for (const [i, sceneId] of made.sceneIds.entries()) {
			const view = buildSceneView({
				records: boards[i] ?? [],
				sceneId,
				heading: blocks.find((b) => b.sceneId === `scene:${sceneId}`)?.text ?? '',
				blocks: blocks.filter((b) => b.sceneId === `scene:${sceneId}`),
				aspectRatio: 1.85,
				frameRate: 24,
			})
			for (const category of CATEGORIES) {
				const { candidates } = findCandidates(view, { category, targetId: null })
				for (const { generatorId } of candidates) speaking.add(generatorId)
			}
		}
		expect(speaking.size).toBeGreaterThanOrEqual(6)
	})

	test('has a picture of every first panel', async () => {
		for (const sceneId of made.sceneIds) {
			const [first] = await built.services.db.projects.listPanels(sceneId)
			const picture = await built.services.pictures.png(sceneId, first?.panelId ?? '', {
				width: 480,
			})
			expect([...picture.bytes.slice(1, 4)].map((c) => String.fromCharCode(c)).join('')).toBe('PNG')
			expect(picture.hash).toBe(first?.pictureHash)
		}
	})
})
