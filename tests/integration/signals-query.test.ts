/** Questions in SQL over a made-up crew's log: what they read, and everything they may not. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnv } from '#server/env.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'
import { askDuckDB } from '#server/signals/query/ask-duckdb.ts'
import { QUERY_LIMITS } from '#server/signals/query/queries.ts'
import type { QueryLimits } from '#server/signals/query/query-types.ts'
import { runQuery } from '#server/signals/query/run-query.ts'
import { simulateProject } from '#server/simulate/simulate-project.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const NOW = Date.UTC(2026, 10, 1)
const root = mkdtempSync(join(tmpdir(), 'dailies-query-'))
let built: BuiltServices
let projectId = ''

async function ask(sql: string, purpose: 'operate' | 'public_release' = 'operate') {
	const { queries } = built.services.signals
	const id = await queries.start(projectId, { sql, purpose })
	for (;;) {
		const state = queries.state(projectId, id)
		if (state?.state !== 'running') return state
		await pause(20)
	}
}
async function answerOf(sql: string) {
	const state = await ask(sql)
	if (state?.state !== 'done') throw new Error(JSON.stringify(state))
	return state.report
}
const direct = (
	sql: string,
	limits: Partial<QueryLimits> = {},
	signal = new AbortController().signal,
) => runQuery({ sql, directory: root, tables: [], limits: { ...QUERY_LIMITS, ...limits } }, signal)
const LONG =
	'select count(*) from range(1000000) a, range(1000000) b where (a.range * b.range) % 7 = 3'

beforeAll(async () => {
	built = buildServices(readEnv({ DATA_DIR: root, NODE_ENV: 'test' }), quiet)
	const common = { directors: 2, slates: 20, seed: 'query', policy: 'ranked' as const, now: NOW }
	projectId = (await simulateProject(built.services, { ...common, title: 'Made up' })).projectId
})
afterAll(async () => {
	await built.dispose()
	rmSync(root, { recursive: true, force: true })
})

test('[S110] tables of the export join and count, and nothing stays on the disk', async () => {
	const { columns, rows, isCut, tables } = await answerOf(
		'select type, count(*) as n from events group by type order by n desc',
	)
	expect(columns).toEqual([
		{ name: 'type', type: 'VARCHAR' },
		{ name: 'n', type: 'BIGINT' },
	])
	const shown = rows.find(([type]) => type === 'slate.shown')
	expect(shown?.[1]).toBe(20)
	expect(isCut).toBe(false)
	const all = rows.reduce((sum, [, n]) => sum + Number(n), 0)
	expect(tables).toEqual([{ name: 'events', rows: all }])
	expect(existsSync(join(root, 'exports')) ? readdirSync(join(root, 'exports')) : []).toEqual([])
})

test('[S110] nothing else is read, written, fetched or set', async () => {
	const secret = join(root, 'secret.csv')
	writeFileSync(secret, 'word\nhidden\n')
	const alone = /this export alone/
	const changes = /this export alone|a single SELECT/
	for (const [sql, sentence] of [
		[`select * from read_csv('${secret.replace(root, `${root}/..`)}')`, alone],
		["select * from read_text('/etc/passwd')", alone],
		["select * from '/etc/hosts'", /alone|does not understand/],
		["select * from read_parquet('https://example.com/a.parquet')", /alone|does not understand/],
		["select * from glob('/*')", alone],
		['select 1; select 2', changes],
		["copy (select 1) to 'x.csv'", changes],
		["explain analyze copy (select 1) to 'x.csv'", changes],
		['install httpfs', changes],
		['load httpfs', changes],
		['set lock_configuration = false', changes],
		["attach 'dailies.db' as log", changes],
		['selec 1', /does not understand the query/],
		['select * from nowhere', /does not understand the query/],
	] as const) {
		const state = await ask(sql)
		expect(state, sql).toMatchObject({ state: 'failed', sentence: expect.stringMatching(sentence) })
	}
	const settings = await answerOf(
		"select current_setting('enable_external_access') a, current_setting('lock_configuration') b",
	)
	expect(settings.rows).toEqual([[false, true]])
})

test('[S111] rows, characters, memory and time are limited, and a query can be cancelled', async () => {
	expect(await direct('select * from range(50)', { rows: 10 })).toMatchObject({
		...{ isCut: true, rows: Array.from({ length: 10 }, (_, n) => [n]) },
	})
	expect(
		await direct("select repeat('x', 100) from range(50)", { characters: 1000 }),
	).toMatchObject({
		isCut: true,
	})
	await expect(direct(LONG, { timeMs: 300 })).rejects.toMatchObject({
		userMessage: expect.stringMatching(/took longer/),
	})
	await expect(
		direct('select list(range) from range(30000000)', { memoryMb: 40 }),
	).rejects.toMatchObject({ userMessage: expect.stringMatching(/MB of memory/) })
	const abort = new AbortController()
	const running = direct(LONG, {}, abort.signal)
	abort.abort(new Error('not any more'))
	await expect(running).rejects.toThrow('not any more')
})

test('[S112] the purpose decides what is there, and an answer is noted like an export', async () => {
	const before = await built.services.db.research.listExports(projectId)
	await answerOf('select count(*) from bandit')
	const after = await built.services.db.research.listExports(projectId)
	expect(after.length).toBe(before.length + 1)
	expect(await ask('select * from bandit', 'public_release')).toMatchObject({
		...{ state: 'failed', sentence: expect.stringMatching(/no row that may be used/) },
	})
	expect(built.services.signals.queries.state('another-project', 'any')).toBeNull()
})

test('[S110] without the optional package the sentence says so', async () => {
	const job = { sql: 'select 1', directory: root, tables: [], limits: QUERY_LIMITS }
	expect(await askDuckDB(null, job)).toMatchObject({
		...{ kind: 'refused', sentence: expect.stringMatching(/DuckDB is not installed/) },
	})
})
