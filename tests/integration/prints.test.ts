/**
 * A film on paper and as pictures, written in a thread of its own and read back by foreign readers
 * (poppler, unzip). Where those are not installed the test says so and looks at the file itself.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PrintSettings } from '#core/exports/print-settings.ts'
import { seededRandom } from '#core/random.ts'
import { OPERATOR } from '#server/cli/commands.ts'
import { seedDemo } from '#server/demo/seed-demo.ts'
import { readEnv } from '#server/env.ts'
import type { PrintReport } from '#server/exports/print-types.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const root = mkdtempSync(join(tmpdir(), 'dailies-prints-'))
const has = (program: string) => spawnSync('which', [program]).status === 0
let built: BuiltServices
let projectId = ''
let panelCount = 0

beforeAll(async () => {
	built = buildServices(readEnv({ DATA_DIR: root }), quiet)
	await seedDemo(built.services, { principal: OPERATOR, random: seededRandom('prints') })
	projectId = (await built.services.db.projects.list({ trashed: false }))[0]?.projectId ?? ''
	panelCount = (await built.services.shotList.open(projectId)).panels.length
}, 120_000)
afterAll(async () => {
	await built.dispose()
	rmSync(root, { recursive: true, force: true })
})

async function print(kind: 'pdf' | 'png', settings: Partial<PrintSettings>): Promise<PrintReport> {
	const { prints } = built.services
	const out = join(root, `out.${kind === 'pdf' ? 'pdf' : 'zip'}`)
	const id = await prints.start({ projectId, kind, sceneId: null, panelIds: null, settings }, out)
	for (;;) {
		const state = prints.state(projectId, id)
		if (state?.state === 'done') return state.report
		if (state?.state !== 'running') throw new Error(JSON.stringify(state))
		await pause(50)
	}
}

test('a PDF has its pages, its paper, its fonts inside, and words a foreign reader finds', async () => {
	const { panels } = await built.services.shotList.open(projectId)
	const [first] = panels
	if (!first) throw new Error('the demo has panels')
	// Letters that no font of the print has: never a crash, always counted.
	const after = '映画館の夜 مرحبا Ελληνικά Привет'
	const change = { sceneId: first.sceneId, panelId: first.panelId, target: 'panel' as const }
	await built.services.shotList.apply(OPERATOR, projectId, [
		{ ...change, path: 'props.action', before: first.action, after },
	])
	const report = await print('pdf', { paper: 'Letter', perPage: 4 })
	expect(report.missingLetters).toBe(10)
	expect(report.count).toBeGreaterThanOrEqual(panelCount / 4)
	const bytes = readFileSync(report.file)
	expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
	if (!has('pdftotext')) return console.warn('skipped: poppler-utils is not installed')
	const info = execFileSync('pdfinfo', [report.file]).toString()
	expect(info).toMatch(new RegExp(`Pages: +${report.count}\\b`))
	expect(info).toMatch(/Page size: +792 x 612 pts/)
	const fonts = execFileSync('pdffonts', [report.file]).toString()
	expect(fonts).toMatch(/Inter-Regular/)
	expect(fonts).toMatch(/CourierPrime/)
	expect(fonts).not.toMatch(/ no +(yes|no) +yes/)
	const text = execFileSync('pdftotext', ['-layout', report.file, '-']).toString()
	for (const { number } of panels) expect(text).toContain(number)
	expect(text).toContain('Ελληνικά Привет')
	expect(text).toMatch(new RegExp(`Page 1 of \\d+ for scene 1, 1 of ${report.count}`))
	return undefined
}, 120_000)

test('open notes stand with their panel, and what was drawn over it is drawn there, when asked for', async () => {
	const { shotList, rooms, db } = built.services
	const [first] = (await shotList.open(projectId)).panels
	if (!first) throw new Error('the demo has panels')
	const { sceneId, panelId } = first
	await db.rooms.create(`notes:${sceneId}`, projectId)
	await rooms.command(`notes:${sceneId}`, { principal: null }, ({ records }) => {
		const by = { authorId: OPERATOR.userId, at: 1, meta: {} }
		records.put({
			...{ id: 'thread:p', typeName: 'thread', status: 'open', statusBy: null, statusAt: 0 },
			...{ assigneeId: null, assignedBy: null, removed: false, ...by },
			anchor: { kind: 'panel', panelId, x: 0.5, y: 0.5, w: 0, h: 0 },
		})
		records.put({
			...{ id: 'note:p', typeName: 'note', threadId: 'thread:p', text: 'Colder, from behind.' },
			...{ mentions: [], editedAt: 0, removed: false, removedBy: null, ...by },
		})
		records.put({
			...{
				id: 'annotation:p',
				typeName: 'annotation',
				panelId,
				points: [0.1, 0.5, 0.9, 0.5],
				...by,
			},
		})
		return null
	})
	const textOf = (file: string) => execFileSync('pdftotext', ['-layout', file, '-']).toString()
	const redOf = (file: string) => {
		const ppm = execFileSync('pdftoppm', ['-r', '60', '-l', '1', file], { maxBuffer: 64 << 20 })
		let red = 0
		for (let at = ppm.length - 3; at > 20; at -= 3)
			if ((ppm[at] ?? 0) > 150 && (ppm[at + 1] ?? 0) < 90 && (ppm[at + 2] ?? 0) < 90) red++
		return red
	}
	const fields = ['props.action', 'notes']
	const { file } = await print('pdf', { perPage: 1, fields, annotations: true })
	if (!has('pdftotext')) return console.warn('skipped: poppler-utils is not installed')
	expect(textOf(file)).toMatch(/Note 1 +.*Colder, from behind\./)
	expect(redOf(file)).toBeGreaterThan(100)
	await print('pdf', { perPage: 1, fields: ['props.action'] })
	expect(textOf(file)).not.toContain('Colder')
	expect(redOf(file)).toBe(0)
	return undefined
}, 120_000)

test('a ZIP holds every picture, named by scene and shot', async () => {
	const report = await print('png', {})
	expect(report.count).toBe(panelCount)
	const files = unzipSync(new Uint8Array(readFileSync(report.file)))
	const names = Object.keys(files)
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')))
	expect(names[0]).toBe('001_01.png')
	for (const bytes of Object.values(files)) expect([...bytes.subarray(1, 4)]).toEqual([80, 78, 71])
	if (has('unzip')) execFileSync('unzip', ['-tq', report.file])
	else console.warn('skipped: unzip is not installed')
}, 180_000)

test('a file that cannot be written is refused with a sentence', async () => {
	const { prints } = built.services
	const request = { projectId, kind: 'pdf' as const, sceneId: null, panelIds: null, settings: {} }
	const id = await prints.start(request, join(root, 'no-such-folder', 'x.pdf'))
	await expect
		.poll(() => prints.state(projectId, id), { timeout: 30_000 })
		.toMatchObject({
			state: 'failed',
			sentence: expect.stringContaining('cannot be written'),
		})
}, 60_000)
