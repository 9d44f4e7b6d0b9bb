/**
 * Data sets from a made-up crew's log, written in a thread of their own and read back by DuckDB: columns and
 * rows, schemas, sums, card, Croissant, consent, small groups, cursors, interruption.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CONFIG_NAMES, CONFIGS } from '#core/signals/export/configs.ts'
import { lineSchema } from '#core/signals/export/json-schema.ts'
import { readEnv } from '#server/env.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'
import type { ExportJob, ExportRequest } from '#server/signals/export/export-types.ts'
import { tarOf } from '#server/signals/export/tar.ts'
import { writeDataset } from '#server/signals/export/write-dataset.ts'
import { simulateProject } from '#server/simulate/simulate-project.ts'
import { openParquetReader, type ParquetReader } from '#tests/support/parquet-reader.ts'
import { inversePropensity, selfNormalised } from '#tests/support/plain-ips.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const NOW = Date.UTC(2026, 10, 1)
const root = mkdtempSync(join(tmpdir(), 'dailies-dataset-'))
let built: BuiltServices
let duck: ParquetReader
let projectId = ''
let full = ''
let folders = 0
const people = ['1', '2', '3', '4', '5', '6'].map((n) => `simulated-data-${n}`)

const request = (change: Partial<ExportRequest> = {}): ExportRequest => ({
	...{ projectId, purpose: 'model_training', configs: [...CONFIG_NAMES], since: null },
	...{ formats: ['parquet', 'jsonl'], pictures: 'reference' },
	split: { train: 50, validation: 25, test: 25 },
	...change,
})
const folder = () => join(root, `out-${folders++}`)
const job = (change: Partial<ExportRequest> = {}, directory = folder()): ExportJob => ({
	...{ request: request(change), directory, title: 'Made up', isSynthetic: true, nowMs: NOW },
	...{ databaseFile: join(root, 'dailies.db'), env: { DATA_DIR: root }, partRows: 200 },
})
const write = async (change: Partial<ExportRequest> = {}, directory = folder()) =>
	writeDataset(job(change, directory), () => undefined)
const linesOf = (directory: string, config: string): Record<string, unknown>[] =>
	readdirSync(join(directory, 'data', config))
		.filter((name) => name.endsWith('.jsonl'))
		.flatMap((name) =>
			readFileSync(join(directory, 'data', config, name), 'utf8')
				.split('\n')
				.filter(Boolean)
				.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line))),
		)
/** Short names of Croissant 1.1's published context. */
const CROISSANT_TERMS = [
	...[
		'arrayShape',
		'citeAs',
		'column',
		'containedIn',
		'extract',
		'field',
		'fileObject',
		'fileProperty',
	],
	...['fileSet', 'format', 'includes', 'isArray', 'isLiveDataset', 'jsonPath', 'key', 'md5'],
	...['parentField', 'path', 'recordSet', 'references', 'regex', 'repeated', 'replace'],
	...['samplingRate', 'separator', 'source', 'subField', 'transform'],
]
const Sourced = z.looseObject({
	source: z.object({
		fileSet: z.object({ '@id': z.string() }),
		extract: z.object({ column: z.string() }),
	}),
})
const Meta = z.object({
	actor_pid: z.string().nullable(),
	suggestion_id: z.string().nullable(),
	split_group: z.string(),
})
const parquet = (config: string, directory = full) =>
	`read_parquet('${join(directory, 'data', config)}/*.parquet')`

async function finished(id: string, project = projectId) {
	for (;;) {
		const state = built.services.signals.datasets.state(project, id)
		if (state?.state !== 'running') return state
		await pause(20)
	}
}

beforeAll(async () => {
	built = buildServices(readEnv({ DATA_DIR: root, NODE_ENV: 'test' }), quiet)
	const ranked = { policy: 'ranked' as const, epsilon: 0.25 }
	const common = { directors: 6, slates: 150, seed: 'data', ...ranked, now: NOW }
	projectId = (await simulateProject(built.services, { ...common, title: 'Made up' })).projectId
	duck = await openParquetReader()
	full = (await write()).directory
})
afterAll(async () => {
	duck.close()
	await built.dispose()
	rmSync(root, { recursive: true, force: true })
})

describe('read by others', () => {
	test.each(CONFIG_NAMES)(
		'[S71] DuckDB reads every row of %s, with its JSON twin',
		async (config) => {
			const [counted] = await duck.rows(`select count(*) n from ${parquet(config)}`)
			const lines = linesOf(full, config)
			const schema = lineSchema(CONFIGS[config].columns)
			for (const line of lines) schema.parse(line)

			expect(Number(counted?.n)).toBe(lines.length)
			expect(lines.length).toBeGreaterThan(5)
			const written: unknown = JSON.parse(
				readFileSync(join(full, 'schemas', `${config}.schema.json`), 'utf8'),
			)
			expect(written).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(schema))))
			const described = await duck.rows(`describe select * from ${parquet(config)}`)
			expect(described.map((each) => each.column_name)).toEqual(
				Object.keys(CONFIGS[config].columns),
			)
			const codecs = await duck.rows(
				`select distinct compression from parquet_metadata('${full}/data/${config}/*.parquet')`,
			)
			expect(codecs).toEqual([{ compression: 'ZSTD' }])
		},
	)

	test('[S71] trainers find the columns and types they want', async () => {
		const typesOf = async (config: string) =>
			Object.fromEntries(
				(await duck.rows(`describe select * from ${parquet(config)}`)).map((each) => [
					each.column_name,
					each.column_type,
				]),
			)
		const MESSAGES = 'STRUCT("role" VARCHAR, "content" STRUCT("type" VARCHAR, "text" VARCHAR)[])[]'
		const IMAGES = 'STRUCT(bytes BLOB, path VARCHAR)[]'
		expect(await typesOf('preference')).toMatchObject({
			...{ prompt: MESSAGES, chosen: MESSAGES, rejected: MESSAGES, images: IMAGES },
		})
		expect(await typesOf('kto')).toMatchObject({
			...{ prompt: MESSAGES, completion: MESSAGES, label: 'BOOLEAN', images: IMAGES },
		})
		expect(await typesOf('sft')).toMatchObject({ prompt: MESSAGES, completion: MESSAGES })
		expect(await typesOf('bandit')).toMatchObject({
			...{ timestamp: 'TIMESTAMP', round_id: 'VARCHAR', action: 'INTEGER', position: 'INTEGER' },
			...{ reward: 'DOUBLE', pscore: 'DOUBLE', pscore_cascade: 'DOUBLE', pscore_slate: 'DOUBLE' },
			...{ context: 'DOUBLE[]', action_context: 'DOUBLE[]', viewed: 'BOOLEAN' },
		})
		const [range] = await duck.rows(
			`select min(position) low, max(position) high, min(pscore) p, max(pscore) q, min(n_actions - action) left_over, count(distinct len(action_context)) widths from ${parquet('bandit')}`,
		)
		expect(range).toMatchObject({ low: 0, high: 2, widths: '1' })
		expect(Number(range?.p)).toBeGreaterThan(0)
		expect(Number(range?.q)).toBeLessThanOrEqual(1)
		expect(Number(range?.left_over)).toBeGreaterThan(0)
		const bad = await duck.rows(
			`select 1 from ${parquet('preference')} where chosen = rejected or prompt[1].role <> 'system' or prompt[2].role <> 'user' or chosen[1].role <> 'assistant'`,
		)
		expect(bad).toEqual([])
	})

	test('[S72] bandit rows give the estimates of signals evaluate on the same log', async () => {
		const { evaluations } = built.services.signals
		const wanted = { policy: 'uniform', policyCsv: null, reward: null, families: null }
		const id = evaluations.start(projectId, {
			...{ ...wanted, limits: null, seed: '1', repetitions: 100 },
		})
		let state = evaluations.state(id)
		while (state?.state === 'running') {
			await pause(20)
			state = evaluations.state(id)
		}
		if (state?.state !== 'done') throw new Error(JSON.stringify(state))
		const { report } = state
		const rows = linesOf(full, 'bandit').filter(({ reward }) => reward !== null)
		const Facts = z.object({
			...{ reward: z.number(), pscore: z.number(), context: z.array(z.number()) },
		})
		const names = z
			.object({ vectors: z.object({ context: z.array(z.string()) }) })
			.parse(JSON.parse(readFileSync(join(full, 'manifest.json'), 'utf8'))).vectors.context
		const logged = rows.map((row) => {
			const { reward, pscore, context } = Facts.parse(row)
			const of = (name: string) => context[names.indexOf(name)] ?? Number.NaN
			// Uniform, given that something is shown.
			return { reward, weight: 1 / of('n_candidates') / (pscore / (1 - of('p_none'))) }
		})
		const estimate = (key: string) => report.estimators.find((each) => each.key === key)?.value

		expect(report.n).toBe(rows.length)
		expect(report.overlap).toMatchObject({ verdict: 'enough', reason: null })
		expect(estimate('iips')).toBeCloseTo(inversePropensity(logged), 12)
		expect(estimate('sniips')).toBeCloseTo(selfNormalised(logged), 12)
	})
})

describe('the folder', () => {
	test('[S53] SHA256SUMS is right for every file, and names all of them', () => {
		const sums = readFileSync(join(full, 'SHA256SUMS'), 'utf8').trim().split('\n')
		const named = sums.map((line) => line.split('  '))
		for (const [sum, name] of named)
			expect(
				createHash('sha256')
					.update(readFileSync(join(full, name ?? '')))
					.digest('hex'),
			).toBe(sum)
		const all = readdirSync(full, { recursive: true, withFileTypes: true })
			.filter((each) => each.isFile() && each.name !== 'SHA256SUMS')
			.map((each) => join(each.parentPath, each.name).slice(full.length + 1))
		expect(named.map(([, name]) => name).sort()).toEqual(all.sort())
	})

	test('[S79] Croissant has what 1.1 requires, and every field names its column', () => {
		const Field = z.looseObject({ '@type': z.literal('cr:Field'), '@id': z.string() })
		const Croissant = z.looseObject({
			'@context': z.record(z.string(), z.unknown()),
			'@type': z.literal('sc:Dataset'),
			conformsTo: z.literal('http://mlcommons.org/croissant/1.1'),
			...{ name: z.string(), description: z.string(), license: z.string(), url: z.string() },
			...{ creator: z.looseObject({ name: z.string() }), datePublished: z.iso.date() },
			usageInfo: z.looseObject({ '@type': z.literal('odrl:Offer') }),
			distribution: z.array(
				z.discriminatedUnion('@type', [
					z.looseObject({
						'@type': z.literal('cr:FileObject'),
						...{ '@id': z.string(), contentUrl: z.string() },
						encodingFormat: z.enum(['application/x-parquet', 'application/jsonlines']),
						sha256: z.string().length(64),
					}),
					z.looseObject({
						'@type': z.literal('cr:FileSet'),
						...{ '@id': z.string(), includes: z.string() },
					}),
				]),
			),
			recordSet: z.array(z.looseObject({ '@id': z.string(), field: z.array(Field) })),
		})
		const found = Croissant.parse(JSON.parse(readFileSync(join(full, 'croissant.json'), 'utf8')))
		// A reader takes names by this context, and warns where one of its own is missing.
		expect(found['@context']).toMatchObject({
			...{ '@language': 'en', '@vocab': 'https://schema.org/', sc: 'https://schema.org/' },
			...{ cr: 'http://mlcommons.org/croissant/', rai: 'http://mlcommons.org/croissant/RAI/' },
			...{ dct: 'http://purl.org/dc/terms/', conformsTo: 'dct:conformsTo' },
			data: { '@id': 'cr:data', '@type': '@json' },
			examples: { '@id': 'cr:examples', '@type': '@json' },
			dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
			...Object.fromEntries(CROISSANT_TERMS.map((term) => [term, `cr:${term}`])),
		})
		const ids = new Set(found.distribution.map((each) => each['@id']))
		for (const { field } of found.recordSet)
			for (const { source } of z.array(Sourced).parse(field))
				expect(ids).toContain(source.fileSet['@id'])
		for (const set of found.recordSet) {
			const config = CONFIG_NAMES.find((name) => name === set['@id'])
			expect(set.field.map((field) => field.name)).toEqual(
				Object.keys(config ? CONFIGS[config].columns : {}),
			)
		}
	})

	test('[S57] [S79] card and datasheet say that it is made up, and count what is there', () => {
		const card = readFileSync(join(full, 'README.md'), 'utf8')
		expect(card.startsWith('---\n')).toBe(true)
		expect(card).toMatch(/path: data\/preference\/(train|validation|test)-\*\.parquet/)
		expect(card).toContain('**Made up.**')
		const datasheet = readFileSync(join(full, 'DATASHEET.md'), 'utf8')
		for (const part of ['Motivation', 'Composition', 'Collection process', 'Preprocessing', 'Uses'])
			expect(datasheet).toContain(`## ${part}`)
	})

	test('[S77] no scene is in two splits', async () => {
		for (const config of CONFIG_NAMES) {
			const twice = await duck.rows(
				`select meta.split_group g from read_parquet('${full}/data/${config}/*.parquet', filename=true) group by g having count(distinct regexp_extract(filename, '(train|validation|test)-', 1)) > 1`,
			)
			expect(twice).toEqual([])
		}
	})

	test('the tar holds every file as it is', async () => {
		const { directory, files } = await write({ configs: ['kto'] })
		const pieces: Uint8Array[] = []
		for await (const piece of tarOf(directory, files)) pieces.push(piece)
		const tar = Buffer.concat(pieces)
		expect(tar.length % 512).toBe(0)
		const first = files[0] ?? ''
		const size = Number.parseInt(tar.toString('ascii', 124, 135), 8)
		expect(tar.toString('utf8', 0, first.length)).toBe(first)
		expect(tar.subarray(512, 512 + size)).toEqual(readFileSync(join(directory, first)))
	})
})

describe('going on', () => {
	test('[S78] an export in its thread tells progress, is fetched, and a finished folder is left alone', async () => {
		const { datasets } = built.services.signals
		const directory = folder()
		const done = await finished(await datasets.start(request({ configs: ['bandit'] }), directory))
		expect(done?.state).toBe('done')
		const again = await finished(await datasets.start(request({ configs: ['bandit'] }), directory))
		expect(again).toMatchObject({ state: 'failed', sentence: expect.stringContaining('already') })
	})

	test('[S78] a cancelled export leaves nothing behind, and another project cannot see it', async () => {
		const { datasets } = built.services.signals
		const id = await datasets.start(request(), null)
		expect(datasets.state('another', id)).toBeNull()
		datasets.cancel(projectId, id)
		expect(await finished(id)).toEqual({ state: 'cancelled' })
		expect(datasets.archive(projectId, id)).toBeNull()
		expect(existsSync(join(root, 'exports', id))).toBe(false)
	})

	test('[S78] an interrupted export is continued and equals one that was not', async () => {
		const directory = folder()
		const broken = job({}, directory)
		const stop = writeDataset(broken, (share) => {
			if (share > 0.7) throw new Error('the power went')
		})
		await expect(stop).rejects.toThrow('power')
		const kept = readdirSync(join(directory, 'data', 'events'))
		expect(existsSync(join(directory, 'SHA256SUMS'))).toBe(false)
		writeFileSync(join(directory, 'data', 'events', 'witness'), '')
		await write({}, directory)
		// What was whole was not written again.
		expect(readdirSync(join(directory, 'data', 'events'))).toEqual([...kept, 'witness'].sort())
		rmSync(join(directory, 'data', 'events', 'witness'))
		expect(readFileSync(join(directory, 'SHA256SUMS'), 'utf8')).toBe(
			readFileSync(join(full, 'SHA256SUMS'), 'utf8'),
		)
	})

	test('[S80] what changed since a cursor, added to what was there, is the whole', async () => {
		const seqs = linesOf(full, 'events').map(({ seq }) => Number(seq))
		const events = built.services.db.signals
		const middle = Math.floor(seqs.length / 2)
		let cursor = ''
		for await (const row of events.scan({ projectId, afterSeq: middle - 1, limit: 1 }))
			cursor = `${row.seq}-${Buffer.from(row.hash).toString('hex').slice(0, 16)}`
		const later = (await write({ since: cursor })).directory

		expect(linesOf(later, 'events')).toHaveLength(seqs.length - middle)
		const changed = new Set(
			readFileSync(join(later, 'superseded.jsonl'), 'utf8')
				.split('\n')
				.filter(Boolean)
				.map(
					(line) => z.object({ suggestion_id: z.string() }).parse(JSON.parse(line)).suggestion_id,
				),
		)
		const idOf = (row: Record<string, unknown>) => Meta.parse(row.meta).suggestion_id ?? ''
		const kept = linesOf(full, 'kto').filter((row) => !changed.has(idOf(row)))
		const ids = [...kept, ...linesOf(later, 'kto')].map(idOf)
		expect(new Set(ids)).toEqual(new Set(linesOf(full, 'kto').map(idOf)))
		await expect(write({ since: '12-0123456789abcdef' })).rejects.toMatchObject({
			userMessage: expect.stringContaining('another log'),
		})
	})
})

describe('consent', () => {
	const answer = async (userId: string, granted: boolean) => {
		const rows = ['tenant_research', 'model_training', 'public_release'].map((purpose) => ({
			...{ projectId, userId, purpose, granted, termsVersion: '1', atMs: NOW },
		}))
		await built.services.db.signals.putConsents(rows)
	}

	test('[S32] [S75] [S76] rows of people who do not allow it never appear, nor parts of few people', async () => {
		const vault = await built.services.signals.vault(projectId)
		await fc.assert(
			fc.asyncProperty(fc.subarray(people), async (refusing) => {
				for (const userId of people) await answer(userId, !refusing.includes(userId))
				const { directory, manifest } = await write({ formats: ['jsonl'] })
				const refused = new Set(refusing.map((userId) => vault.pid(userId)))
				const isFew = people.length - refusing.length < 5
				for (const config of CONFIG_NAMES) {
					const isThere = existsSync(join(directory, 'data', config))
					const lines = isThere ? linesOf(directory, config) : []
					if (isFew) expect(lines).toEqual([])
					if (!isThere) expect(manifest.suppressed.fewPeople).toHaveProperty(config)
					for (const line of lines) {
						const text = JSON.stringify(line)
						for (const pid of refused) expect(text).not.toContain(pid)
						if (refusing.length === 0) continue
						if ('prompt' in line) expect(text).toContain('The scene is not included here.')
						// A new panel's caption may be a line of the script.
						if (config !== 'events') expect(text).not.toMatch(/insert_panel|set_text|add_note/)
					}
				}
				if (refusing.length > 0) expect(manifest.suppressed.consent.rounds).toBeGreaterThan(0)
				rmSync(directory, { recursive: true })
			}),
			{ numRuns: 6 },
		)
		for (const userId of people) await answer(userId, true)
	})

	test('[S52] pictures are of the scene as it stood, one for each image part of the prompt', async () => {
		const { directory } = await write({
			...{ configs: ['sft'], pictures: 'bytes', formats: ['parquet'] },
		})
		const rows = await duck.rows(
			`select len(images) n, len(list_filter(prompt[2].content, lambda p: p.type = 'image')) parts, list_bool_and(list_transform(images, lambda i: octet_length(i.bytes) > 100)) whole from ${parquet('sft', directory)}`,
		)
		expect(rows.length).toBeGreaterThan(10)
		for (const { n, parts, whole } of rows) {
			expect(n).toBe(parts)
			expect(whole).toBe(true)
		}
	})
})
