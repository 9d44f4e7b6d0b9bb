/**
 * A policy evaluated on a project's own log: from rows in SQLite through a thread of its own, compared
 * with the same evaluation of the slates the log was made from.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '#core/random.ts'
import type { NewSignalEvent } from '#core/signals/event.ts'
import { evaluateSlates } from '#core/signals/ope/evaluate-slates.ts'
import { createWorld, simulateLog } from '#core/signals/ope/simulate.ts'
import { rankedPolicy, UNIFORM_SLATES } from '#core/signals/ope/slate-policy.ts'
import type { LoggedSlate } from '#core/signals/ope/slates.ts'
import type { Policy } from '#core/suggestions/choose.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import type { EvaluationRequest, EvaluationState } from '#server/signals/ope/evaluations.ts'
import {
	createSignalService,
	type ProjectVault,
	type SignalService,
} from '#server/signals/signals.ts'

const PROJECT = 'P1'
const START = 1_795_000_000_000
const SEED = 'own log'
const REQUEST: EvaluationRequest = {
	...{ policy: 'uniform', policyCsv: null, reward: null, families: null },
	...{ limits: null, seed: SEED, repetitions: 200 },
}
const PEOPLE = 6
/** A stored version that likes the first feature, and stays silent now and then. */
const RANKER: Policy = {
	...{ id: 'ranker@1', epsilon: 0.3, temperature: 1, silence: -1 },
	score: (features) => features.x0 ?? 0,
	logWeight: (score) => score / 3,
}

function person(userId: string): Principal {
	return { userId, sessionId: userId, name: userId, color: 'teal', role: 'owner' }
}

let dataDir: string
let db: Database
let service: SignalService
let vault: ProjectVault
let slates: LoggedSlate[]

/** The rows of one simulated slate: shown, each card looked at, some accepted. */
function eventsOf(slate: LoggedSlate, index: number): NewSignalEvent[] {
	const requester = person(slate.personId)
	const common = { sceneId: slate.sceneId, slateId: slate.slateId, tsMs: START + index }
	const idOf = (action: number) => `${slate.slateId}/${action}`
	const cell = (action: number) => slate.cells.find((each) => each.action === action) ?? null
	const shown = vault.event('slate.shown', {
		...{ principal: requester, suggestionId: null, position: null, ...common },
		payload: {
			...{ category: 'lighting', targetId: 'shape:p1', trigger: 'asked', policyId: slate.policyId },
			...{ rngSeed: 's', epsilon: slate.epsilon, temperature: 0.5, pSlate: slate.pSlate },
			...{ prefiltered: {}, contextCid: '0'.repeat(64), contextVersion: '1' },
			candidates: [
				...slate.features.map((features, action) => {
					const own = cell(action)
					return {
						...{ suggestionId: idOf(action), generatorId: 'rule:K2', generatorVersion: '1' },
						...{ editType: 'set_shot', changeCid: null, rationaleCid: null, features, score: 0 },
						logWeight: slate.logWeights[action] ?? 0,
						position: own?.position ?? null,
						pPosition: own?.pscore ?? null,
						pCascade: own ? (slate.cascade?.[own.position] ?? null) : null,
						pIncluded: 0.3,
					}
				}),
				{
					...{ suggestionId: null, generatorId: 'none', generatorVersion: '1', editType: null },
					...{ changeCid: null, rationaleCid: null, features: {}, score: 0, logWeight: 0 },
					...{ position: null, pPosition: null, pCascade: null, pIncluded: 0 },
				},
			],
		},
	})
	const rest = slate.cells.flatMap(({ action, position, reward }) => {
		const about = { ...common, suggestionId: idOf(action), position }
		const viewed = vault.event('suggestion.viewed', {
			...{ principal: requester, ...about },
			payload: { maxVisibleFrac: 1, dwellMs: 1500, clientTsMs: START },
		})
		return reward === 1 ? [viewed, decided(requester, about)] : [viewed]
	})
	return [shown, ...rest]
}

function decided(
	principal: Principal,
	about: { sceneId: string; slateId: string; tsMs: number; suggestionId: string; position: number },
): NewSignalEvent {
	return vault.event('suggestion.decided', {
		principal,
		...about,
		payload: {
			...{ verdict: 'accept', category: 'lighting', generatorId: 'rule:K2', generatorVersion: '1' },
			...{
				byRequester: true,
				latencyMs: 10,
				reasonsVersion: 1,
				reasonCodes: [],
				critiqueCid: null,
			},
			...{ finalChangeCid: null, expectedChangeCid: null, fieldsTotal: 1, fieldsChanged: 0 },
			...{ strength: null, surface: 'card', region: null, retracts: null },
		},
	})
}

async function outcomeOf(request: EvaluationRequest): Promise<EvaluationState | null> {
	const id = service.evaluations.start(PROJECT, request)
	while (service.evaluations.state(id)?.state === 'running') await pause(20)
	return service.evaluations.state(id)
}

async function reportOf(request: EvaluationRequest) {
	const outcome = await outcomeOf(request)
	if (outcome?.state !== 'done') throw new Error(JSON.stringify(outcome))
	return outcome.report
}

beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'dailies-evaluate-'))
	db = openDatabase({ file: join(dataDir, 'dailies.db'), now: () => START })
	await db.projects.create({
		...{
			projectId: PROJECT,
			title: 'Slack Water',
			createdAt: START,
			createdBy: 'p',
			isDemo: false,
		},
	})
	service = createSignalService({
		...{ db, env: { DATA_DIR: dataDir }, now: () => START, random: seededRandom('evaluate') },
		policies: async (_project, id) => (id === RANKER.id ? () => RANKER : null),
	})
	vault = await service.vault(PROJECT)
	const world = createWorld('own', { contexts: 12, candidates: 6, tastes: 8, spread: 0.5 })
	slates = simulateLog(
		world,
		{ id: 'soft', temperature: 0.8, epsilon: 0.3 },
		{ seed: 'own', slates: 150, people: PEOPLE },
	)
	await db.signals.append(PROJECT, slates.flatMap(eventsOf), [])
})
afterAll(async () => {
	service.evaluations.dispose()
	await db.close()
	rmSync(dataDir, { recursive: true, force: true })
})

describe('a policy evaluated on a project’s log', () => {
	it('[S67] [S68] gives what the slates it was made from give, in a thread of its own', async () => {
		const report = await reportOf(REQUEST)
		// People are pseudonyms in the log; nothing else differs.
		const expected = evaluateSlates(
			slates.map((slate) => ({ ...slate, personId: vault.pid(slate.personId) })),
			UNIFORM_SLATES,
			{ seed: SEED, repetitions: 200 },
		)
		expect(report.n).toBe(450)
		expect(report.overlap.verdict).toBe('enough')
		// The log keeps features by name and cards by candidate: sums are added up in another order.
		for (const [i, estimate] of expected.estimators.entries()) {
			expect(report.estimators[i]).toMatchObject({ key: estimate.key, over: estimate.over })
			expect(report.estimators[i]?.value).toBeCloseTo(estimate.value ?? Number.NaN, 9)
			expect(report.estimators[i]?.standardError).toBeCloseTo(estimate.standardError ?? 0, 9)
			expect(report.estimators[i]?.ess).toBeCloseTo(estimate.ess, 9)
		}
		expect(report.estimators[0]?.key).toBe('dr')
		expect(report.estimators.map(({ key }) => key)).toEqual(
			expect.arrayContaining(['sniips', 'iips', 'sndr', 'dm', 'iips-clip10', 'rips', 'sips']),
		)
		expect(report.replayed).toEqual({ exact: 150, different: 0 })
		expect(report.people).toBe(PEOPLE)
		expect(report.chances).toEqual([expect.objectContaining({ policyId: 'soft', n: 450 })])
	})

	it('[S69] takes the same policy from a file of probabilities', async () => {
		const lines = slates.flatMap(({ slateId, features }) =>
			features.map((_, action) => `${slateId},${action},${1 / features.length}`),
		)
		const text = ['slate_id,action,probability', ...lines].join('\n')
		const given = { ...REQUEST, policy: null, policyCsv: { name: 'mine.csv', text } }
		const [fromFile, uniform] = [await reportOf(given), await reportOf(REQUEST)]
		const value = (report: typeof uniform, key: string) =>
			report.estimators.find((estimate) => estimate.key === key)?.value ?? Number.NaN
		expect(fromFile.policy).toBe('mine.csv')
		for (const key of ['dr', 'sniips', 'iips']) {
			expect(value(fromFile, key)).toBeCloseTo(value(uniform, key), 12)
		}
		// A file of marginals says nothing about whole slates.
		expect(fromFile.estimators.some(({ key }) => key === 'sips')).toBe(false)
	})

	it('[S69] a file that leaves a slate out, or names a candidate there is none of, is refused', async () => {
		const fileOf = (text: string) => ({
			...REQUEST,
			...{ policy: null, policyCsv: { name: 'mine.csv', text } },
		})
		expect(await outcomeOf(fileOf('slate_id,action,probability\nslate 0,0,1'))).toEqual({
			state: 'failed',
			sentence: 'The probabilities leave out round slate 1, which the log holds.',
		})
		expect(await outcomeOf(fileOf('slate_id,action,probability\nslate 0,9,1'))).toMatchObject({
			sentence: expect.stringContaining('Line 2 of the probabilities'),
		})
	})

	it('[S66] scores a stored version anew on what was logged', async () => {
		const report = await reportOf({ ...REQUEST, policy: 'ranker@1' })
		const expected = evaluateSlates(
			slates,
			rankedPolicy(RANKER.id, () => RANKER),
			{ seed: SEED, repetitions: 200 },
		)
		const iips = (from: { estimators: { key: string; value: number | null }[] }) =>
			from.estimators.find(({ key }) => key === 'iips')?.value ?? Number.NaN
		expect(report.policy).toBe('ranker@1')
		expect(iips(report)).toBeCloseTo(iips(expected), 12)
		expect(iips(report)).not.toBeCloseTo(iips(await reportOf(REQUEST)), 3)
	})

	it('a policy nobody stored is refused by name', async () => {
		expect(await outcomeOf({ ...REQUEST, policy: 'ranker@9' })).toMatchObject({
			state: 'failed',
			sentence: expect.stringContaining('“ranker@9”'),
		})
	})

	it('[S70] is cancelled on the way, and the next one runs', async () => {
		const id = service.evaluations.start(PROJECT, { ...REQUEST, repetitions: 100_000 })
		service.evaluations.cancel(id)
		while (service.evaluations.state(id)?.state === 'running') await pause(20)
		expect(service.evaluations.state(id)).toEqual({ state: 'cancelled' })
		expect((await reportOf(REQUEST)).n).toBe(450)
	})

	it('[S67] what nobody looked at, others answered or was certain is left out and counted', async () => {
		const [slate] = slates
		if (!slate) throw new Error('no slate')
		const before = await reportOf(REQUEST)
		const unseen = {
			...slate,
			slateId: 'unseen',
			cells: slate.cells.map((c) => ({ ...c, reward: 0 })),
		}
		const certain = { ...slate, slateId: 'certain', pSlate: 1 }
		const answered = { ...unseen, slateId: 'answered' }
		const about = {
			...{ sceneId: 'scene', slateId: 'answered', tsMs: START, position: 0 },
			suggestionId: `answered/${slate.order[0]}`,
		}
		const other = decided(person('somebody else'), about)
		if (other.type !== 'suggestion.decided') throw new Error('no decision')
		const isShown = ({ type }: NewSignalEvent) => type === 'slate.shown'
		await db.signals.append(
			PROJECT,
			[
				...eventsOf(unseen, 900).filter(isShown),
				...eventsOf(certain, 901),
				...eventsOf(answered, 902).filter(isShown),
				{ ...other, payload: { ...other.payload, byRequester: false } },
			],
			[],
		)
		const after = await reportOf(REQUEST)
		expect(after.leftOut).toEqual({
			...{
				notViewed: 5,
				byOthers: 1,
				withdrawn: 0,
				withoutConsent: 0,
				withoutChance: 0,
				certain: 3,
			},
		})
		expect(after.estimators).toEqual(before.estimators)
	})

	it('[S67] a person who refuses operate is left out', async () => {
		const [slate] = slates
		const own = slates.filter(({ personId }) => personId === slate?.personId)
		await service.setConsent(person(slate?.personId ?? ''), PROJECT, { operate: false })
		const report = await reportOf(REQUEST)
		expect(report.people).toBe(PEOPLE - 1)
		expect(report.n).toBe(450 - 3 * own.length)
		expect(report.leftOut.withoutConsent).toBeGreaterThanOrEqual(3 * own.length)
	})
})
