/** Asking models over real connections, in each way of speaking (docs/spec/suggestions.md, MO10-MO23). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MODEL_KINDS, type ModelConfig, NEW_MODEL } from '#core/suggestions/model-config.ts'
import type { Database } from '#db/database.ts'
import type { ModelStore } from '#db/model-store.ts'
import { openDatabase } from '#db/open.ts'
import type { Question } from '#server/models/ask-endpoint.ts'
import { askModel } from '#server/models/ask-model.ts'
import { type Budgets, createBudgets } from '#server/models/budgets.ts'
import { createCircuitBreaker } from '#server/models/circuit-breaker.ts'
import { seedProject } from '../support/factories.ts'
import {
	answerOf,
	type ModelEndpoint,
	proposal,
	startModelEndpoint,
} from '../support/model-endpoint.ts'

const CLOSER = proposal({ type: 'set_shot', shotId: 'shot:1', fields: { size: 'CU' } })
const HOLD = proposal({ type: 'set_duration', panelId: 'shape:1', durationFrames: 48 }, 'Hold it')
const QUESTION: Question = { system: 'Propose.', content: '<scene>{}</scene>', pictures: [] }

let db: Database
let endpoint: ModelEndpoint
let breaker = createCircuitBreaker()
let count = 0
beforeEach(async () => {
	db = openDatabase({ file: ':memory:' })
	await seedProject(db)
	breaker = createCircuitBreaker()
})
afterEach(async () => {
	await endpoint.stop()
	await db.close()
})

async function ask(
	given: Partial<ModelConfig> = {},
	options: {
		signal?: AbortSignal
		allowed?: string[]
		question?: Question
		onHeard?: () => void
		budgets?: Budgets
		store?: ModelStore
	} = {},
) {
	const heard: unknown[] = []
	const config: ModelConfig = {
		...{ ...NEW_MODEL, name: 'Test', endpoint: endpoint.url, model: 'claude-sonnet-4-5' },
		...{ silenceS: 5, totalS: 10, retries: 0, ...given },
	}
	const callId = `call${++count}`
	const result = await askModel(
		{
			...{ store: options.store ?? db.models, breakerOf: () => breaker },
			budgets: options.budgets ?? createBudgets(db.models),
			...{ now: Date.now, random: () => 0 },
		},
		{ modelId: 'm1', config, key: 'secret-key-of-the-film' },
		options.question ?? QUESTION,
		{
			about: {
				...{ callId, projectId: 'p1', sceneId: 's1', purpose: 'round', prompt: 'suggest@0' },
				holdsTexts: false,
			},
			allowed: new Set(options.allowed ?? [endpoint.host]),
			signal: options.signal ?? new AbortController().signal,
			onProposal(value) {
				heard.push(value)
				options.onHeard?.()
			},
			usable: () => heard.length,
		},
	)
	const rows = await db.models.calls('p1', { limit: 100 })
	const row = rows.find((each) => each.callId === callId)
	if (!row) throw new Error('no row was written')
	return { result, heard, row }
}

describe.each(MODEL_KINDS)('a model that speaks as %s', (kind) => {
	it('MO20 gives out each proposal while the answer streams, and counts tokens and cost', async () => {
		endpoint = await startModelEndpoint(kind, {
			pieces: answerOf([CLOSER, HOLD], 9),
			pauseMs: 1,
			usage: { input: 1000, output: 500 },
		})
		const { result, heard, row } = await ask({ kind, priceIn: 3, priceOut: 15 })
		expect(heard).toEqual([CLOSER, HOLD])
		expect(result).toBe('answered')
		expect(row).toMatchObject({ tokensIn: 1000, tokensOut: 500, timesSent: 1, host: endpoint.host })
		expect(row.cost).toBeCloseTo(0.0105)
		const [one] = endpoint.arrived
		expect(row.sentBytes).toBe(Buffer.byteLength(one?.body ?? ''))
		expect(JSON.stringify(one?.headers)).toContain('secret-key-of-the-film')
		expect(one?.body).not.toContain('secret-key-of-the-film')
	})

	it('MO20 sends pictures as pictures, and the edit schema as the shape of the answer', async () => {
		endpoint = await startModelEndpoint(kind, { pieces: answerOf([CLOSER]) })
		const png = Buffer.from('89504e470d0a1a0a', 'hex')
		await ask({ kind }, { question: { ...QUESTION, pictures: [{ label: 'Panel', png }] } })
		const body = endpoint.arrived[0]?.body ?? ''
		expect(body).toContain(png.toString('base64'))
		expect(body).toContain('insert_panel')
	})

	it('MO20 without schemas, says the shape in words', async () => {
		endpoint = await startModelEndpoint(kind, { pieces: answerOf([CLOSER]) })
		const { heard } = await ask({ kind, followsSchema: false })
		expect(heard).toEqual([CLOSER])
		expect(endpoint.arrived[0]?.body).toContain('The schema of an element')
	})

	it('MO21 keeps what came whole when the line breaks', async () => {
		const pieces = answerOf([CLOSER, HOLD]).slice(0, -2)
		let onHeard = () => undefined as unknown
		const breaks = new Promise((resolve) => {
			onHeard = () => resolve(null)
		})
		endpoint = await startModelEndpoint(kind, { pieces, breaks })
		const { result, heard } = await ask({ kind, retries: 2 }, { onHeard: () => onHeard() })
		expect(heard).toEqual([CLOSER])
		expect(result).toBe('truncated')
		expect(endpoint.arrived).toHaveLength(1)
	})

	it('MO21 says so when an answer reached its length', async () => {
		const pieces = answerOf([CLOSER, HOLD]).slice(0, -2)
		endpoint = await startModelEndpoint(kind, { pieces, finish: 'length' })
		expect(await ask({ kind })).toMatchObject({ result: 'truncated', heard: [CLOSER] })
	})

	it('MO22 waits as long as a 429 asks, then asks again', async () => {
		const busy = { status: 429, headers: { 'retry-after': '0' } }
		endpoint = await startModelEndpoint(kind, busy, { pieces: answerOf([CLOSER]) })
		const { result, row } = await ask({ kind, retries: 1 })
		expect(result).toBe('answered')
		expect(row.timesSent).toBe(2)
		expect(endpoint.arrived).toHaveLength(2)
	})

	it('MO22 gives up after its retries, and leaves the endpoint alone for a while', async () => {
		endpoint = await startModelEndpoint(kind, { status: 500 })
		expect((await ask({ kind, retries: 1 })).result).toBe('failed')
		expect(endpoint.arrived).toHaveLength(2)
		for (const _ of [1, 2, 3]) await ask({ kind })
		const after = await ask({ kind })
		expect(after.result).toBe('resting')
		expect(after.row.timesSent).toBe(0)
		expect(endpoint.arrived).toHaveLength(5)
	})

	it('MO22 does not ask again when it is refused', async () => {
		endpoint = await startModelEndpoint(kind, { status: 401 })
		expect((await ask({ kind, retries: 3 })).result).toBe('refused')
		expect(endpoint.arrived).toHaveLength(1)
	})

	it('MO21 takes prose, other shapes and pages for nothing', async () => {
		endpoint = await startModelEndpoint(
			kind,
			{ pieces: ['I am ', 'happy to help {"with": [1, {"this": 2}]}'] },
			{ pieces: ['{"elements": []}'] },
			{ raw: '<html>Welcome</html>', headers: { 'content-type': 'text/html' } },
		)
		expect(await ask({ kind })).toMatchObject({ result: 'unreadable', heard: [] })
		expect(await ask({ kind })).toMatchObject({ result: 'nothing', heard: [] })
		expect((await ask({ kind })).heard).toEqual([])
	})

	it('MO23 ends when it never answers, and when it is stopped, and hangs up', async () => {
		endpoint = await startModelEndpoint(kind, { isSilent: true })
		expect((await ask({ kind, silenceS: 1 })).result).toBe('timeout')
		const stopping = new AbortController()
		const stopped = ask({ kind }, { signal: stopping.signal })
		await expect.poll(() => endpoint.arrived.length).toBe(2)
		stopping.abort()
		expect((await stopped).result).toBe('cancelled')
		await expect.poll(() => endpoint.arrived.every(({ hungUp }) => hungUp)).toBe(true)
	})

	it('MO12 stops reading an answer without end', async () => {
		endpoint = await startModelEndpoint(kind, { pieces: ['{"elements": ["'], floods: true })
		expect((await ask({ kind })).result).toBe('too_large')
		await expect.poll(() => endpoint.arrived[0]?.hungUp, { timeout: 20_000 }).toBe(true)
	})

	it('MO11 follows no redirect, least of all to where machines keep their credentials', async () => {
		const location = 'http://169.254.169.254/latest/meta-data/'
		endpoint = await startModelEndpoint(kind, { status: 307, headers: { location } })
		expect((await ask({ kind })).result).toBe('redirected')
		expect(endpoint.arrived).toHaveLength(1)
	})

	it('MO10 asks nothing inside this network that nobody named', async () => {
		endpoint = await startModelEndpoint(kind, { pieces: answerOf([CLOSER]) })
		const { result, row } = await ask({ kind }, { allowed: [] })
		expect(result).toBe('address_refused')
		expect(row.sentHash).toBeNull()
		expect(endpoint.arrived).toHaveLength(0)
	})
})

it('MO24 keeps to the film’s budget, also when several are asked at once', async () => {
	const usage = { input: 1000, output: 1000 }
	endpoint = await startModelEndpoint('openai', { pieces: answerOf([CLOSER]), usage, pauseMs: 5 })
	await db.models.putBudget('p1', { amount: 0.05, currency: '€', setMs: 1 })
	const budgets = createBudgets(db.models)
	const first = await budgets.reserve('p1', 0.03)
	expect(await budgets.reserve('p1', 0.03)).toBeNull()
	first?.()
	// 1,000 tokens answered at most, at 20 a million: 0.02 and what is asked; the third is too much.
	const given = { maxTokens: 1000, priceOut: 20 }
	expect((await ask(given)).result).toBe('answered')
	expect((await ask(given)).result).toBe('answered')
	expect((await ask(given)).result).toBe('over_budget')
	expect(endpoint.arrived).toHaveLength(2)
	expect((await db.models.spent('p1')).cost).toBeCloseTo(0.04)
})

it('MO24 reserves every time it may be asked again, and the schema that travels along', async () => {
	endpoint = await startModelEndpoint('openai', { pieces: answerOf([CLOSER]) })
	const budget = (amount: number) => db.models.putBudget('p1', { amount, currency: '€', setMs: 1 })
	const given = { maxTokens: 1000, priceOut: 20 }
	await budget(0.05)
	expect((await ask({ ...given, retries: 2 })).result).toBe('over_budget')
	expect((await ask({ ...given, retries: 1 })).result).toBe('answered')
	// The question has some 10 words; its schema has thousands of letters.
	const spent = (await db.models.spent('p1')).cost
	await budget(spent + 200 * 1e-6)
	expect((await ask({ priceIn: 1, maxTokens: 1 })).result).toBe('over_budget')
	expect(endpoint.arrived).toHaveLength(1)
})

it('MO24 keeps nothing reserved for a question whose row could not be written', async () => {
	endpoint = await startModelEndpoint('openai', { pieces: answerOf([CLOSER]) })
	await db.models.putBudget('p1', { amount: 0.03, currency: '€', setMs: 1 })
	const budgets = createBudgets(db.models)
	const given = { maxTokens: 1000, priceOut: 20 }
	const full = { ...db.models, beginCall: () => Promise.reject(new Error('disk full')) }
	await expect(ask(given, { budgets, store: full })).rejects.toThrow('disk full')
	expect((await ask(given, { budgets })).result).toBe('answered')
})
