import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '#core/random.ts'
import type { NewSignalEvent, SealedBlob } from '#core/signals/event.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import type { EventFilter } from '#db/signal-store.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import { PAGE_ROWS } from '#server/signals/breathe.ts'
import { loadMasterKey } from '#server/signals/master-key.ts'
import type { ProjectVault, SignalService, ViewReport } from '#server/signals/signals.ts'
import { createSignalService } from '#server/signals/signals.ts'
import { createVaults } from '#server/signals/vaults.ts'
import { candidate } from '#tests/golden/signals/make-log.ts'

const PROJECT = 'P1'
const SCENE = 'S1'
const START = 1_795_000_000_000

function person(userId: string, role: Principal['role'] = 'owner'): Principal {
	return { userId, sessionId: `session of ${userId}`, name: userId, color: 'teal', role }
}
const ines = person('ines')
const noor = person('noor', 'editor')

let dataDir: string
let db: Database
let now: number
let service: SignalService
let vault: ProjectVault

function startService(database: Database = db): SignalService {
	return createSignalService({
		db: database,
		env: { DATA_DIR: dataDir },
		now: () => now,
		random: seededRandom(`signals ${now}`),
	})
}

beforeEach(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'dailies-signals-'))
	now = START
	db = openDatabase({ file: join(dataDir, 'dailies.sqlite'), now: () => now })
	await db.projects.create({
		projectId: PROJECT,
		title: 'Slack Water',
		createdAt: now,
		createdBy: 'ines',
		isDemo: false,
	})
	service = startService()
	vault = await service.vault(PROJECT)
	for (const { userId } of [ines, noor]) await service.ensureAuthor(PROJECT, userId)
})
afterEach(async () => {
	await db.close()
	rmSync(dataDir, { recursive: true, force: true })
})

/** Offers one suggestion to `principal` and returns the ids a browser would report with. */
async function offer(principal: Principal | null, id: string, proposedBy: string | null = null) {
	const rationale = vault.seal(JSON.stringify({ title: `Offer ${id}`, rationale: 'Because.' }), {
		authorId: proposedBy,
		mediaType: 'application/json',
		now,
	})
	const context = vault.seal(JSON.stringify({ scene: 'everybody’s words' }), {
		authorId: null,
		mediaType: 'application/json',
		now,
	})
	const blobs = [rationale, context]
	const event = vault.event('slate.shown', {
		principal,
		sceneId: SCENE,
		slateId: `slate${id}`,
		suggestionId: null,
		position: null,
		tsMs: now++,
		blobs,
		payload: {
			category: 'lighting',
			targetId: 'shape:p1',
			trigger: 'asked',
			policyId: 'uniform@1',
			rngSeed: id,
			epsilon: 1,
			temperature: null,
			pSlate: 1,
			prefiltered: {},
			contextCid: context.cid,
			contextVersion: '1',
			candidates: [
				candidate(`suggestion:${id}`, {
					position: 0,
					pPosition: 1,
					pCascade: 1,
					pIncluded: 1,
					rationaleCid: rationale.cid,
					changeCid: null,
				}),
			],
		},
	})
	await db.signals.append(PROJECT, [event], blobs)
	return { slateId: `slate${id}`, suggestionId: `suggestion:${id}`, sceneId: SCENE, position: 0 }
}

async function decide(
	principal: Principal,
	id: string,
	change: { verdict?: 'accept' | 'reject'; critique?: string; byRequester?: boolean } = {},
) {
	const critique = change.critique
		? vault.seal(change.critique, { authorId: principal.userId, mediaType: 'text/plain', now })
		: null
	const event = vault.event('suggestion.decided', {
		principal,
		sceneId: SCENE,
		slateId: `slate${id}`,
		suggestionId: `suggestion:${id}`,
		position: 0,
		tsMs: now++,
		blobs: critique ? [critique] : [],
		payload: {
			verdict: change.verdict ?? 'accept',
			category: 'lighting',
			generatorId: 'rule:K2',
			generatorVersion: '3',
			byRequester: change.byRequester ?? true,
			latencyMs: 4000,
			reasonsVersion: 1,
			reasonCodes: change.verdict === 'reject' ? ['intentional'] : [],
			critiqueCid: critique?.cid ?? null,
			finalChangeCid: null,
			expectedChangeCid: null,
			fieldsTotal: 1,
			fieldsChanged: 0,
			strength: null,
			surface: 'card',
			region: null,
			retracts: null,
		},
	})
	await db.signals.append(PROJECT, [event], critique ? [critique] : [])
	return event
}

function look(
	ids: Awaited<ReturnType<typeof offer>>,
	change: Partial<ViewReport> = {},
): ViewReport {
	const seen = { maxVisibleFrac: 1, dwellMs: 1500, clientTsMs: now }
	return { eventId: randomUUID(), kind: 'viewed', ...ids, ...seen, ...change }
}

async function collect(lines: AsyncIterable<string>) {
	const rows: Record<string, unknown>[] = []
	for await (const line of lines) rows.push(JSON.parse(line))
	return rows
}

describe('keys and sealed words', () => {
	it('[S14] makes the master key once, readable only by its owner', () => {
		const file = join(dataDir, 'keys', 'master.key')
		const before = readFileSync(file, 'utf8')

		startService()

		expect(readFileSync(file, 'utf8')).toBe(before)
		expect(statSync(file).mode & 0o777).toBe(0o600)
	})

	it('[S14] refuses a log that was written under another master key, and changes nothing', async () => {
		const other = createSignalService({
			db,
			env: { DATA_DIR: dataDir, DAILIES_MASTER_KEY: 'ab'.repeat(32) },
			now: () => now,
			random: seededRandom('other'),
		})
		const secrets = await db.signals.getSecrets(PROJECT)

		await expect(other.vault(PROJECT)).rejects.toMatchObject({ code: 'damaged' })
		expect(await db.signals.getSecrets(PROJECT)).toEqual(secrets)
	})

	it('[S10] pseudonyms stay the same after a restart and differ between projects', async () => {
		const again = await startService().vault(PROJECT)
		const elsewhere = await service.vault('P2')

		expect(again.pid('ines')).toBe(vault.pid('ines'))
		expect(elsewhere.pid('ines')).not.toBe(vault.pid('ines'))
		expect(vault.pid('ines')).not.toContain('ines')
	})

	it('[S11] seals the same words of one person under one id, and two people’s apart', () => {
		const seal = (authorId: string | null) =>
			vault.seal('no', { authorId, mediaType: 'text/plain', now })

		expect(seal('ines').cid).toBe(seal('ines').cid)
		expect(seal('ines').nonce).not.toEqual(seal('ines').nonce)
		expect(seal('ines').cid).not.toBe(seal('noor').cid)
		expect(seal('ines').cid).not.toBe(createHash('sha256').update('no').digest('hex'))
	})

	it('[S12] opens what it sealed, and nothing that was changed or moved', async () => {
		const blob = vault.seal('Her window is on the left.', {
			authorId: 'ines',
			mediaType: 'text/plain',
			now,
		})
		const changed: SealedBlob = { ...blob, body: Uint8Array.from(blob.body, (byte) => byte ^ 1) }
		const moved: SealedBlob = { ...blob, cid: 'f'.repeat(64) }

		expect(new TextDecoder().decode(vault.open(blob) ?? undefined)).toBe(
			'Her window is on the left.',
		)
		expect(() => vault.open(changed)).toThrow()
		expect(() => vault.open(moved)).toThrow()
	})

	it('[S16] words are gone once their author’s key is destroyed, and the chain still verifies', async () => {
		const vaults = createVaults({
			store: db.signals,
			masterKey: loadMasterKey({ DATA_DIR: dataDir }),
			now: () => now,
			random: seededRandom('erase'),
		})
		await offer(ines, '1')
		const event = await decide(ines, '1', { verdict: 'reject', critique: 'Her light is a secret.' })
		const stored = await db.signals.getBlob(event.blobCids[0] ?? '')
		if (!stored) throw new Error('the critique was not stored')

		const here = await vaults.vault(PROJECT)
		expect(here.open(stored)).not.toBeNull()
		expect(await vaults.destroyAuthor(PROJECT, 'ines')).toBe(1)

		expect(here.open(stored)).toBeNull()
		expect((await startService().vault(PROJECT)).open(stored)).toBeNull()
		expect(await service.verify(PROJECT)).toMatchObject({ ok: true, events: 2 })
		const rows = await collect(startService().exportJsonl(PROJECT))
		expect(JSON.stringify(rows)).toContain('erased')
		expect(JSON.stringify(rows)).not.toContain('secret')
	})

	it('[S13] the log and its blobs hold no readable words and no user ids', async () => {
		await offer(ines, '1', 'noor')
		await decide(ines, '1', { verdict: 'reject', critique: 'unmistakable-critique' })
		await db.backup(join(dataDir, 'copy.sqlite'))

		const bytes = readFileSync(join(dataDir, 'copy.sqlite')).toString('latin1')
		expect(bytes).not.toContain('unmistakable-critique')
		expect(bytes).not.toContain('Offer 1')
		for await (const event of db.signals.scan({ projectId: PROJECT })) {
			expect(JSON.stringify(event)).not.toMatch(/ines|noor/)
		}
	})
})

describe('a log that was changed behind our back', () => {
	/** Runs SQL on the file as somebody with access to the machine could. */
	async function tamper(sql: string) {
		const file = new BetterSqlite(join(dataDir, 'dailies.sqlite'))
		const triggers = file.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").pluck()
		for (const name of triggers.all()) file.exec(`DROP TRIGGER "${name}"`)
		file.exec(sql)
		file.close()
	}

	it.each([
		[
			'a verdict',
			"UPDATE signal_event SET payload = replace(payload, 'reject', 'accept') WHERE seq = 4",
			4,
		],
		['who did it', 'UPDATE signal_event SET actor_pid = NULL WHERE seq = 3', 3],
		['a removed row', 'DELETE FROM signal_event WHERE seq = 2', 2],
		['a row nobody can read', "UPDATE signal_event SET type = 'x' WHERE seq = 3", 3],
	])('[S2] is found: %s', async (_what, sql, seq) => {
		await offer(ines, '1')
		await decide(ines, '1')
		await offer(ines, '2')
		await decide(ines, '2', { verdict: 'reject' })
		expect(await service.verify(PROJECT)).toMatchObject({ ok: true, events: 4 })

		await tamper(sql)

		expect(await service.verify(PROJECT)).toMatchObject({ ok: false, brokenAtSeq: seq })
	})

	it('[S3] is found by a kept head when its end was cut off', async () => {
		await offer(ines, '1')
		await decide(ines, '1')
		const { headHash } = await service.verify(PROJECT)
		await tamper('DELETE FROM signal_event WHERE seq = 2')

		const anchors = [{ seq: 2, hash: headHash ?? '' }]
		expect(await service.verify(PROJECT)).toMatchObject({ ok: true, events: 1 })
		expect(await service.verify(PROJECT, anchors)).toMatchObject({ ok: false, brokenAtSeq: 2 })
	})
})

describe('consent', () => {
	it('[S30] operate holds until refused, everything else needs a yes', async () => {
		expect(await service.consent(ines, PROJECT)).toEqual({
			operate: true,
			tenant_research: false,
			model_training: false,
			public_release: false,
			answered: false,
			termsVersion: '1',
		})
	})

	it('[S31] answers are kept, and each change is one log row', async () => {
		const answers = { operate: true, tenant_research: true, model_training: false }
		await service.setConsent(ines, PROJECT, answers)
		await service.setConsent(ines, PROJECT, answers)
		const state = await service.setConsent(ines, PROJECT, { tenant_research: false })

		expect(state).toMatchObject({ answered: true, tenant_research: false, operate: true })
		const rows = await collect(service.exportJsonl(PROJECT))
		expect(rows.map(({ payload }) => payload)).toEqual([
			{ purpose: 'operate', granted: true, termsVersion: '1' },
			{ purpose: 'tenant_research', granted: true, termsVersion: '1' },
			{ purpose: 'model_training', granted: false, termsVersion: '1' },
			{ purpose: 'tenant_research', granted: false, termsVersion: '1' },
		])
		expect(await service.consent(noor, PROJECT)).toMatchObject({ answered: false })
	})

	it('[S32] a row leaves only when everyone whose words or decision it holds allows it', async () => {
		await offer(ines, '1', 'noor')
		await decide(ines, '1')
		await offer(ines, '2')
		await decide(noor, '2', { byRequester: false })
		const types = async () =>
			(await collect(service.exportJsonl(PROJECT, 'model_training'))).map(({ type }) => type)

		expect(await types()).toEqual([])
		await service.setConsent(ines, PROJECT, { model_training: true })
		// Noor’s words are in the first slate, Noor’s decision is the last row: both stay behind.
		expect(await types()).toEqual(['suggestion.decided', 'slate.shown', 'consent.changed'])
		await service.setConsent(noor, PROJECT, { model_training: true })
		expect(await types()).toHaveLength(6)
	})

	it('[S51] what a refusal leaves out is counted on the page and in the manifest', async () => {
		await offer(ines, '1')
		await decide(ines, '1')
		await offer(noor, '2')
		await decide(noor, '2', { verdict: 'reject', critique: 'left out' })
		await service.setConsent(noor, PROJECT, { operate: false })

		const page = await service.research(PROJECT)
		const folder = join(dataDir, 'export')
		const result = await service.exportTo(folder, PROJECT)
		const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))

		expect(page.totals).toMatchObject({ offered: 1, viewed: 1, accepted: 1, leftOut: 1 })
		expect(page.export).toMatchObject({ rows: 2, suppressed: 3 })
		expect(page.latest.map(({ title }) => title)).toEqual(['Offer 1'])
		expect(result.suppressed).toBe(3)
		expect(manifest).toMatchObject({ rows: { 'events.jsonl': 2 }, suppressed: { consent: 3 } })
		expect(readFileSync(join(folder, 'events.jsonl'), 'utf8')).not.toContain('left out')
	})
})

describe('looks', () => {
	it('[S40] are logged once however often they arrive', async () => {
		const ids = await offer(ines, '1')
		const report = look(ids)

		await service.recordViews(ines, PROJECT, [report, report])
		await service.recordViews(ines, PROJECT, [report])

		expect(await service.research(PROJECT)).toMatchObject({ totals: { viewed: 1, events: 2 } })
	})

	it('[S41] are dropped when this project never showed that suggestion at that place', async () => {
		const ids = await offer(ines, '1')
		await service.recordViews(ines, PROJECT, [
			look({ ...ids, suggestionId: 'suggestion:9' }),
			look({ ...ids, slateId: 'slate9' }),
			look({ ...ids, sceneId: 'S9' }),
			look({ ...ids, position: 1 }),
			look(ids, { eventId: 'not an id' }),
		])
		await db.projects.create({
			projectId: 'P2',
			title: 'Another film',
			createdAt: now,
			createdBy: null,
			isDemo: false,
		})
		await service.recordViews(ines, 'P2', [look(ids)])

		expect(await db.signals.head(PROJECT)).toMatchObject({ seq: 1 })
		expect(await db.signals.head('P2')).toBeNull()
	})

	it('[S42] have their numbers clamped', async () => {
		const ids = await offer(ines, '1')
		const wild = { maxVisibleFrac: 7, dwellMs: Number.POSITIVE_INFINITY, clientTsMs: -5 }
		await service.recordViews(ines, PROJECT, [look(ids, wild), look(ids, { dwellMs: 1e15 })])

		const rows = await collect(service.exportJsonl(PROJECT))
		expect(rows[1]?.payload).toMatchObject({ maxVisibleFrac: 1, dwellMs: 0 })
		expect(rows[2]?.payload).toMatchObject({ dwellMs: 86_400_000 })
	})

	it('[S43] of a person who refused to be recorded are not recorded', async () => {
		const ids = await offer(ines, '1')
		await service.setConsent(ines, PROJECT, { operate: false })

		await service.recordViews(ines, PROJECT, [look(ids)])

		expect(await db.signals.head(PROJECT)).toMatchObject({ seq: 2 })
	})
})

describe('the research page’s figures', () => {
	it('count what was viewed, what was decided by its requester, and who disagreed', async () => {
		const seen = await offer(ines, '1')
		await offer(ines, '2')
		const passedOver = await offer(ines, '3')
		await offer(ines, '4')
		await service.recordViews(ines, PROJECT, [look(seen), look(passedOver)])
		await decide(ines, '1')
		await decide(ines, '2', { verdict: 'reject', critique: 'The window is on her left.' })
		await decide(noor, '4', { byRequester: false })

		const page = await service.research(PROJECT)

		expect(page.totals).toMatchObject({
			offered: 4,
			viewed: 3,
			accepted: 1,
			rejected: 1,
			unanswered: 1,
			byOthers: 1,
		})
		expect(page.overall.rate).toBeCloseTo(1 / 3)
		expect(page.reasons).toEqual([{ category: 'lighting', counts: { intentional: 1 }, without: 0 }])
		expect(page.latest[1]).toMatchObject({
			title: 'Offer 2',
			verdict: 'reject',
			critique: 'The window is on her left.',
			generator: 'K2',
		})
		expect(page.chain).toMatchObject({ state: 'whole', events: 9 })
		expect(page.consent).toEqual({ people: 2, operate: 2, research: 0 })
	})

	it('are honest when nothing has happened yet', async () => {
		const page = await service.research(PROJECT)

		expect(page.overall).toMatchObject({ viewed: 0, low: 0, high: 1 })
		expect(page.byCategory).toEqual([])
		expect(page.chain).toMatchObject({ state: 'whole', events: 0, headHash: null })
	})
})

describe('a log of 10,000 entries', { timeout: 120_000 }, () => {
	const ROWS = 10_000

	it('[S55] is verified and exported whole, a short page at a time', async () => {
		await fill(ROWS)
		const reads: number[] = []
		const watched = startService(watchReads(reads))
		const folder = join(dataDir, 'export')

		const verdict = await watched.verify(PROJECT)
		const result = await watched.exportTo(folder, PROJECT)

		expect(verdict).toMatchObject({ ok: true, events: ROWS })
		expect(Math.max(...reads)).toBeLessThanOrEqual(PAGE_ROWS)
		expect(reads.filter((rows) => rows > 0)).toHaveLength(2 * Math.ceil(ROWS / PAGE_ROWS))
		const text = readFileSync(join(folder, 'events.jsonl'), 'utf8')
		const lines = text.trimEnd().split('\n')
		expect(lines).toHaveLength(ROWS)
		expect(JSON.parse(lines.at(-1) ?? '{}').hash).toBe(verdict.headHash)
		const sum = createHash('sha256').update(text).digest('hex')
		expect(result.files[0]).toEqual({ name: 'events.jsonl', rows: ROWS, sha256: sum })
		const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8')
		expect(sums).toContain(`${sum}  events.jsonl\n`)
		const { heads } = JSON.parse(readFileSync(join(folder, 'heads.json'), 'utf8'))
		expect(heads).toEqual([{ projectId: PROJECT, seq: ROWS, hash: verdict.headHash }])
		expect(await watched.verify(PROJECT, heads)).toMatchObject({ ok: true })
		expect(existsSync(join(folder, 'events.jsonl.part'))).toBe(false)
	})

	it('[S56] gives other work its turn while it is read', async () => {
		await fill(ROWS)
		let turns = 0
		const ticking = setInterval(() => turns++, 0)

		await service.verify(PROJECT)
		clearInterval(ticking)

		expect(turns).toBeGreaterThan(10)
	})
})

/** Appends looks until the log holds `rows` rows, in batches as rooms would. */
async function fill(rows: number) {
	const ids = await offer(ines, '1')
	for (let first = 1; first < rows; first += 1000) {
		const events: NewSignalEvent[] = []
		for (let row = first; row < Math.min(rows, first + 1000); row++) {
			events.push(
				vault.event('suggestion.viewed', {
					principal: ines,
					...ids,
					tsMs: START + row,
					payload: { maxVisibleFrac: 1, dwellMs: row, clientTsMs: START },
				}),
			)
		}
		await db.signals.append(PROJECT, events, [])
	}
}

/** The database with every read of the log noted by the rows it gave. */
function watchReads(reads: number[]): Database {
	return {
		...db,
		signals: {
			...db.signals,
			async *scan(filter: EventFilter) {
				let rows = 0
				for await (const event of db.signals.scan(filter)) {
					rows++
					yield event
				}
				reads.push(rows)
			},
		},
	}
}
