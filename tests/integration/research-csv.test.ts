/**
 * The research pages' CSV files against the log itself, counted a second time in SQL that shares no code
 * with them (signals.md S100): what a paper cites can be found again by anybody who has the rows.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readEnv } from '#server/env.ts'
import type { Principal } from '#server/load-context.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'
import { simulateProject } from '#server/simulate/simulate-project.ts'
import { loader } from '../../app/routes/projects.$projectId.research_.csv.$table.tsx'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const directory = mkdtempSync(join(tmpdir(), 'dailies-csv-'))
const READER: Principal = {
	...{ userId: 'rae', sessionId: 's', name: 'Rae', color: 'blue', role: 'researcher' },
}
let built: BuiltServices
let raw: Database.Database
let projectId = ''

beforeAll(async () => {
	built = buildServices(readEnv({ DATA_DIR: directory, NODE_ENV: 'test' }), quiet)
	const crew = { directors: 6, slates: 300, seed: 'csv', policy: 'ranked' as const }
	const made = await simulateProject(built.services, {
		...{ ...crew, now: Date.UTC(2026, 10, 1), title: 'Made up' },
	})
	projectId = made.projectId
	raw = new Database(join(directory, 'dailies.db'), { readonly: true })
	raw.exec(`CREATE TEMP TABLE card AS ${CARDS}`)
}, 120_000)
afterAll(async () => {
	raw.close()
	await built.dispose()
	rmSync(directory, { recursive: true, force: true })
})

/** Every shown card whose requester had it in view and answered it, or nobody did. */
const CARDS = `
	WITH shown AS (
		SELECT s.actor_pid AS requester, s.actor_role AS role, s.ts_ms AS ts,
			s.payload ->> '$.category' AS category, s.payload ->> '$.policyId' AS policy,
			c.value ->> '$.suggestionId' AS id, c.value ->> '$.position' AS position,
			c.value ->> '$.generatorId' AS rule, c.value ->> '$.generatorVersion' AS version
		FROM signal_event s, json_each(s.payload, '$.candidates') c
		WHERE s.type = 'slate.shown' AND c.value ->> '$.suggestionId' IS NOT NULL
			AND c.value ->> '$.position' IS NOT NULL),
	given AS (
		SELECT e.suggestion_id AS id, e.event_id, e.payload ->> '$.verdict' AS verdict,
			e.payload ->> '$.byRequester' AS own, e.payload ->> '$.latencyMs' AS latency,
			e.payload -> '$.reasonCodes' AS reasons, e.payload ->> '$.fieldsTotal' AS total,
			e.payload ->> '$.fieldsChanged' AS changed, e.payload ->> '$.surface' AS surface,
			e.actor_pid AS actor, min(e.seq) AS seq,
			e.event_id IN (SELECT r.payload ->> '$.retracts' FROM signal_event r
				WHERE r.type = 'suggestion.decided' AND r.payload ->> '$.verdict' = 'retract') AS taken_back
		FROM signal_event e
		WHERE e.type = 'suggestion.decided'
			AND e.payload ->> '$.verdict' IN ('accept', 'edit_accept', 'reject', 'dismiss')
		GROUP BY e.suggestion_id, e.event_id),
	looked AS (
		SELECT suggestion_id AS id, actor_pid AS actor,
			max(CASE WHEN type = 'suggestion.viewed' THEN payload ->> '$.dwellMs' END) AS dwell
		FROM signal_event WHERE type IN ('suggestion.viewed', 'suggestion.previewed')
		GROUP BY 1, 2)
	SELECT s.*, g.event_id, g.verdict, g.latency, g.reasons, g.total, g.changed, l.dwell
	FROM shown s
	LEFT JOIN (SELECT *, min(seq) FROM given WHERE NOT taken_back GROUP BY id) g ON g.id = s.id
	LEFT JOIN (SELECT k.id, max(k.dwell) AS dwell FROM looked k JOIN shown w ON w.id = k.id
		WHERE w.requester IS NULL OR w.requester = k.actor GROUP BY k.id) l ON l.id = s.id
	WHERE (g.id IS NULL OR g.own = 1 OR s.requester IS NULL)
		AND (l.id IS NOT NULL OR EXISTS (SELECT 1 FROM given j WHERE j.id = s.id
			AND (j.own = 1 OR s.requester IS NULL) AND j.verdict <> 'dismiss' AND j.surface <> 'bulk'))
		AND NOT (g.id IS NULL AND EXISTS (SELECT 1 FROM signal_event w WHERE w.suggestion_id = s.id
			AND (w.type = 'suggestion.withdrawn' AND w.payload ->> '$.why' IN ('target_gone', 'target_changed')
				OR w.payload ->> '$.verdict' = 'supersede')))`

/** A file as a spreadsheet reads it; the first row holds the names. */
async function csv(table: string, search = ''): Promise<string[][]> {
	const request = new Request(
		`http://localhost/projects/${projectId}/research/csv/${table}${search}`,
	)
	const context = { services: built.services, principal: READER }
	// Cast at the framework's edge: a loader is given more than this one reads.
	const args = { request, params: { projectId, table }, context } as unknown
	const answer: unknown = await Reflect.apply(loader, null, [args])
	const text = await z.instanceof(Response).parse(answer).text()
	return text
		.trimEnd()
		.split('\r\n')
		.map((line) =>
			[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
				([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
			),
		)
}

function sql(query: string): (string | number | null)[][] {
	const rows = raw.prepare(query).raw().all()
	return z.array(z.array(z.union([z.string(), z.number(), z.null()]))).parse(rows)
}

const COUNTS = `count(*), sum(verdict IS 'accept'), sum(verdict IS 'edit_accept'),
	sum(verdict IS 'reject'), sum(verdict IS 'dismiss')`
/** Counts of a file's rows without their names, which people read and the log does not hold. */
const numbersOf = (rows: readonly (readonly unknown[])[]) =>
	rows.map((row) => row.map(Number).join(' ')).sort()

describe('[S100] a CSV file and the rows', () => {
	it.each([
		['category', 'category'],
		['rule', 'rule'],
		['version', 'rule, version'],
		['policy', 'policy'],
		['position', 'position'],
		['role', "coalesce(role, '')"],
		['person', "coalesce(requester, '')"],
	])('acceptance by %s', async (by, columns) => {
		const [, ...rows] = await csv('acceptance', `?by=${by}`)
		const all = rows.pop()
		const counted = sql(`SELECT ${COUNTS} FROM card GROUP BY ${columns}`)
		expect(counted.length).toBeGreaterThan(0)
		expect(numbersOf(rows.map((row) => row.slice(1, 6)))).toEqual(numbersOf(counted))
		expect(numbersOf([all?.slice(1, 6) ?? []])).toEqual(
			numbersOf(sql(`SELECT ${COUNTS} FROM card`)),
		)
		for (const [, viewed, accepted, edited, , , share] of rows)
			expect(Number(share)).toBeCloseTo((Number(accepted) + Number(edited)) / Number(viewed), 4)
	})

	it('reasons: each that was given, and refusals without one', async () => {
		const [, ...rows] = await csv('reasons')
		const counted = sql(`
			SELECT (SELECT count(*) FROM card, json_each(card.reasons)
				WHERE verdict IN ('reject', 'dismiss')),
				(SELECT count(*) FROM card WHERE verdict = 'reject' AND json_array_length(reasons) = 0)`)
		const given = rows
			.flatMap((row) => row.slice(1, -1))
			.reduce((sum, cell) => sum + Number(cell), 0)
		const without = rows.reduce((sum, row) => sum + Number(row.at(-1)), 0)
		expect([[given, without]]).toEqual(counted)
		expect(given).toBeGreaterThan(0)
	})

	it('latency and dwell: how many, and the median of them', async () => {
		const outcome = `CASE WHEN verdict IN ('accept', 'edit_accept') THEN 'Accepted'
			WHEN verdict IS NULL THEN 'Unanswered' ELSE 'Refused' END`
		for (const [table, time] of [
			['latency', 'latency'],
			['dwell', 'dwell'],
		] as const) {
			const [, ...rows] = await csv(table)
			for (const [name, n, , median, , ...bins] of rows) {
				const times = sql(`SELECT ${time} FROM card
					WHERE ${outcome} = '${name}' AND ${time} IS NOT NULL ORDER BY 1`).map(([ms]) =>
					Number(ms),
				)
				expect(`${table} ${name} ${n}`).toBe(`${table} ${name} ${times.length}`)
				expect(bins.reduce((sum, cell) => sum + Number(cell), 0)).toBe(times.length)
				const middle = times.slice(
					Math.floor((times.length - 1) / 2),
					Math.ceil((times.length + 1) / 2),
				)
				const expected = middle.reduce((sum, ms) => sum + ms, 0) / middle.length / 1000
				if (times.length > 0) expect(Number(median)).toBeCloseTo(expected, 2)
			}
		}
	})

	it('edit distance: how many by tenth, and their mean', async () => {
		const [, ...rows] = await csv('edits')
		const cells = new Map(rows.map(([name, value]) => [name, value]))
		const [[unchanged, n, mean] = []] = sql(`
			SELECT sum(verdict IS 'accept'), sum(verdict IS 'edit_accept' AND total > 0),
				avg(CASE WHEN verdict = 'edit_accept' AND total > 0 THEN min(1.0, changed * 1.0 / total) END)
			FROM card`)
		expect(Number(cells.get('none, accepted as offered'))).toBe(unchanged)
		expect(Number(cells.get('edited in all'))).toBe(n)
		expect(Number(cells.get('mean share changed'))).toBeCloseTo(Number(mean), 4)
		const tenths = rows.slice(1, 11).reduce((sum, [, value]) => sum + Number(value), 0)
		expect(tenths).toBe(n)
	})

	it('disagreement: verdicts that stand, and those that somebody else saw differently', async () => {
		const [, ...rows] = await csv('disagreement')
		const standing = `
			SELECT e.event_id, e.payload ->> '$.category' AS category, min(e.seq) FROM signal_event e
			WHERE e.type = 'suggestion.decided'
				AND e.payload ->> '$.verdict' IN ('accept', 'edit_accept', 'reject', 'dismiss')
				AND e.event_id NOT IN (SELECT r.payload ->> '$.retracts' FROM signal_event r
					WHERE r.payload ->> '$.verdict' = 'retract' AND r.payload ->> '$.retracts' IS NOT NULL)
			GROUP BY e.suggestion_id`
		const counted = sql(`
			SELECT count(*), sum(event_id IN (SELECT payload ->> '$.otherEventId' FROM signal_event
				WHERE type = 'suggestion.contested')) FROM (${standing}) GROUP BY category`)
		expect(numbersOf(rows.map((row) => row.slice(1, 3)))).toEqual(numbersOf(counted))
		const pairs = (await csv('dissent')).slice(1)
		const differed = pairs.reduce(
			(sum, [, , refuse, take]) => sum + Number(refuse) + Number(take),
			0,
		)
		const kinds = rows.reduce((sum, row) => sum + Number(row[6]) + Number(row[7]), 0)
		expect(differed).toBe(kinds)
		expect(differed).toBeGreaterThan(0)
	})
})
