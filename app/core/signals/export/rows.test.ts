import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cidOf, makeLog } from '#tests/golden/signals/make-log.ts'
import type { SignalEvent } from '../event.ts'
import { createCaseBook } from './case-book.ts'
import { changeSummary } from './change-summary.ts'
import type { Row } from './columns.ts'
import { CONFIG_NAMES, CONFIGS, ROUND_CONFIGS, type RoundConfigName } from './configs.ts'
import { eventRow } from './events.ts'
import { rolesToName } from './few-people.ts'
import { jsonRow, lineSchema } from './json-schema.ts'
import { promptOf } from './prompt.ts'
import type { ExportSlate, OpenedCase } from './slate.ts'
import { splitOf } from './split.ts'

const META: Row = {
	...{ suggestion_id: 's', slate_id: 'q', project_pid: 'p', actor_pid: 'a', actor_role: null },
	...{ kind: 'lighting', ts_ms: 1, policy_id: 'uniform@1', generation_id: null },
	...{ provider_name: 'rule', model: 'rule:K2@3', prompt_template_sha: null, schema_version: 1 },
	...{ consent_purpose: 'operate', split_group: 'S1' },
}

/** The words of a cid are its own name here, so that rows show where they came from. */
function openSlates(events: readonly SignalEvent[], erased: ReadonlySet<string> = new Set()) {
	const book = createCaseBook()
	for (const event of events) book.add(event)
	const text = (cid: string | null | undefined) =>
		cid == null || erased.has(cid) ? null : JSON.stringify({ of: cid })
	return events.flatMap((event): ExportSlate[] => {
		if (event.type !== 'slate.shown') return []
		const { payload, tsMs } = event
		const cases = payload.candidates.flatMap(({ suggestionId, position }): OpenedCase[] => {
			const found = suggestionId && position !== null ? book.get(suggestionId) : undefined
			if (!found) return []
			const { round, verdict } = found
			const words = {
				change: text(round.changeCid),
				final: text(verdict?.finalChangeCid),
				expected: text(verdict?.expectedChangeCid),
				critique: text(round.decision?.critiqueCid),
			}
			const dissents = found.dissents.map((each) => ({ ...each, critique: text(each.critiqueCid) }))
			return [{ ...found, words, dissents, meta: META, byChance: true }]
		})
		return [{ tsMs, payload, prompt: promptOf(null, payload, 0), pictures: [], cases }]
	})
}

function rowsOf(
	config: RoundConfigName,
	log: { events: SignalEvent[] },
	erased?: ReadonlySet<string>,
) {
	const skipped: string[] = []
	const skip = (why: string) => skipped.push(why)
	const features = ['intercept', 'steps', 'unknown']
	const rows = openSlates(log.events, erased).flatMap((slate) =>
		ROUND_CONFIGS[config].rowsOf(slate, { features, skip }),
	)
	for (const row of rows) {
		const line: unknown = JSON.parse(JSON.stringify(jsonRow(CONFIGS[config].columns, row)))
		lineSchema(CONFIGS[config].columns).parse(line)
	}
	return { rows, skipped }
}
const said = (cid: string) => [
	{ role: 'assistant', content: [{ type: 'text', text: JSON.stringify({ of: cid }) }] },
]

describe('preference pairs', () => {
	test('[S73] accepted and refused of one slate, both viewed, answer the same prompt', () => {
		const log = makeLog()
		log.slate('q', { shown: 3 })
		log.decide('qa', 'accept', { strength: 2 })
		log.decide('qb', 'reject', { strength: -1 })

		const { rows } = rowsOf('preference', log)

		expect(rows).toMatchObject([
			{
				chosen: said(cidOf('change qa')),
				rejected: said(cidOf('change qb')),
				source: 'same_slate',
				margin: 3,
			},
		])
	})

	test('[S73] nothing unviewed, dismissed, unanswered, or of another slate is in one', () => {
		const log = makeLog()
		log.slate('q', { shown: 3 })
		log.slate('r', { shown: 1 })
		log.decide('qa', 'accept')
		log.view('qb')
		log.decide('qb', 'dismiss')
		log.decide('qc', 'reject', { surface: 'bulk' })
		log.decide('ra', 'reject')

		expect(rowsOf('preference', log).rows).toEqual([])
	})

	test('[S73] an edit is preferred to what was offered; so is what a refuser wanted', () => {
		const log = makeLog()
		log.slate('q', { shown: 2 })
		log.decide('qa', 'edit_accept', { finalChangeCid: cidOf('mine') })
		log.slate('r')
		log.decide('ra', 'reject', { expectedChangeCid: cidOf('wanted'), strength: -3 })

		const { rows } = rowsOf('preference', log)

		expect(rows).toMatchObject([
			{ chosen: said(cidOf('mine')), rejected: said(cidOf('change qa')), source: 'edit_pair' },
			{ chosen: said(cidOf('wanted')), rejected: said(cidOf('change ra')), margin: 3 },
		])
	})

	test('[S73] what was taken back, or decided by somebody else, is no preference', () => {
		const log = makeLog()
		log.slate('q', { shown: 2 })
		const taken = log.decide('qa', 'accept')
		log.decide('qa', 'retract', { retracts: taken.eventId })
		log.decide('qb', 'reject')
		log.slate('r', { shown: 2 })
		log.decide('ra', 'accept', { by: 'omar', byRequester: false })
		log.decide('rb', 'reject')

		expect(rowsOf('preference', log).rows).toEqual([])
	})

	test('[S74] words that were erased give no pair, and are counted', () => {
		const log = makeLog()
		log.slate('q')
		log.decide('qa', 'edit_accept', { finalChangeCid: cidOf('mine') })

		const { rows, skipped } = rowsOf('preference', log, new Set([cidOf('mine')]))

		expect([rows, skipped]).toEqual([[], ['erased']])
	})
})

describe('judgements, demonstrations, critique', () => {
	test('[S73] KTO is unpaired: taken true, refused or long looked at and dismissed false', () => {
		const log = makeLog()
		log.slate('q', { shown: 3 })
		log.decide('qa', 'edit_accept', { finalChangeCid: cidOf('mine') })
		log.decide('qb', 'reject')
		log.view('qc', 'ines', 2001)
		log.decide('qc', 'dismiss')
		log.slate('r', { shown: 2 })
		log.view('ra', 'ines', 2000)
		log.decide('ra', 'dismiss')
		log.decide('rb', 'dismiss')

		const { rows } = rowsOf('kto', log)

		expect(rows.map(({ completion, label }) => [completion, label])).toEqual([
			[said(cidOf('mine')), true],
			[said(cidOf('change qb')), false],
			[said(cidOf('change qc')), false],
		])
	})

	test('[S73] demonstrations are what was carried out and still stands', () => {
		const log = makeLog()
		log.slate('q', { shown: 3 })
		log.decide('qa', 'accept')
		log.decide('qb', 'edit_accept', { finalChangeCid: cidOf('mine') })
		const taken = log.decide('qc', 'accept')
		log.decide('qc', 'retract', { retracts: taken.eventId })

		const { rows } = rowsOf('sft', log)

		expect(rows.map(({ completion }) => completion)).toEqual([
			said(cidOf('change qa')),
			said(cidOf('mine')),
		])
	})

	test('[S26] a critique keeps each person by themselves, with reasons given later', () => {
		const log = makeLog()
		log.slate('q')
		const region = { x: 0.1, y: 0.2, w: 0.3, h: 0.4 }
		const decided = log.decide('qa', 'reject', { critiqueCid: cidOf('too pretty'), region })
		log.add({
			type: 'suggestion.contested',
			...{ by: 'omar', suggestionId: 'qa', slateId: 'q', position: 0 },
			payload: {
				...{ otherEventId: decided.eventId, verdict: 'accept', reasonCodes: [] },
				critiqueCid: null,
			},
		})

		const { rows } = rowsOf('critique', log)

		expect(rows).toMatchObject([
			{
				...{ feedback: [JSON.stringify({ of: cidOf('too pretty') })], region },
				individual: [{ verdict: 'reject' }, { verdict: 'accept', critique: null }],
			},
		])
	})

	test('a summary of a change names the fields that differ', () => {
		expect(
			changeSummary(
				'{"type":"set_duration","n":{"frames":48}}',
				'{"type":"set_duration","n":{"frames":36}}',
			),
		).toBe('n.frames: 48 → 36')
	})
})

describe('bandit rows', () => {
	test('[S21] [S72] not viewed is no observation: its reward is null and never 0', () => {
		const log = makeLog()
		log.slate('q', { shown: 3 })
		log.decide('qa', 'accept')
		log.view('qb')

		const { rows } = rowsOf('bandit', log)

		expect(rows.map(({ reward, viewed, position }) => [position, viewed, reward])).toEqual([
			[0, true, 1],
			[1, true, 0],
			[2, false, null],
		])
		expect(rows[0]).toMatchObject({ action: 1, pscore: 0.25, action_context: [1, 2.5, 0] })
	})
})

describe('a tiny export', () => {
	test('[S71] [S73] every config’s lines are those that were kept', async () => {
		const log = makeLog()
		log.slate('q', { shown: 3 })
		log.view('qa', 'ines', 4000)
		log.decide('qa', 'edit_accept', {
			...{ finalChangeCid: cidOf('mine'), fieldsChanged: 1, strength: 2 },
		})
		log.decide('qb', 'reject', { reasonCodes: ['taste'], critiqueCid: cidOf('too pretty') })
		log.slate('r', { shown: 2 })
		log.view('ra', 'ines', 3000)
		log.decide('ra', 'dismiss')
		const events = log.events.map((event) => eventRow(event, { role: 'owner', meta: META }))
		const lines = [
			...events.map((row) => ['events', jsonRow(CONFIGS.events.columns, row)]),
			...CONFIG_NAMES.filter((name) => name !== 'events').flatMap((name) =>
				rowsOf(name, log).rows.map((row) => [name, jsonRow(CONFIGS[name].columns, row)]),
			),
		]
		const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
		await expect(text).toMatchFileSnapshot('../../../../tests/golden/signals/export-tiny.jsonl')
	})
})

describe('what leaves the project', () => {
	test('[S77] all rows of a scene are in one split, whatever is added', () => {
		const shares = { train: 80, validation: 10, test: 10 }
		const counts = { train: 0, validation: 0, test: 0 }
		for (let i = 0; i < 2000; i++) counts[splitOf(`scene ${i}`, shares)]++
		expect(splitOf('scene 7', shares)).toBe(splitOf('scene 7', shares))
		expect(counts.train).toBeGreaterThan(1500)
		expect(Math.min(counts.validation, counts.test)).toBeGreaterThan(140)
	})

	test('[S76] no role of few people is named, and those withheld are never few', () => {
		const roles = fc.constantFrom('owner', 'editor', 'writer', 'viewer')
		const crew = fc.array(fc.uniqueArray(roles, { minLength: 1, maxLength: 2 }), { maxLength: 30 })
		fc.assert(
			fc.property(crew, (each) => {
				const people = new Map(each.map((own, i) => [`p${i}`, new Set<string>(own)]))
				const named = rolesToName(people)
				const holders = (role: string) => [...people.values()].filter((own) => own.has(role)).length
				for (const role of named) expect(holders(role)).toBeGreaterThanOrEqual(5)
				const withheld = each.filter((own) => own.some((role) => !named.has(role))).length
				if (withheld > 0 && named.size > 0) expect(withheld).toBeGreaterThanOrEqual(5)
			}),
		)
	})

	test('[S71] columns are those of the published list', () => {
		const columns = Object.fromEntries(
			CONFIG_NAMES.map((name) => [name, Object.keys(CONFIGS[name].columns)]),
		)
		const file = new URL('../../../../tests/golden/signals/export-columns.json', import.meta.url)
		expect(columns).toEqual(JSON.parse(readFileSync(file, 'utf8')))
	})
})
