/** Models that make pictures: over real connections, as suggestions, in the log (PI1-PI5). */
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reviewId } from '#core/notes/review-record.ts'
import { type ModelConfig, NEW_MODEL } from '#core/suggestions/model-config.ts'
import { createAssetService } from '#server/assets/assets.ts'
import { createModelService, type ModelService } from '#server/models/models.ts'
import { createPictureService, type PictureServiceHandle } from '#server/pictures/pictures.ts'
import { loadMasterKey } from '#server/signals/master-key.ts'
import { createSuggestionService, type SuggestionService } from '#server/suggestions/suggestions.ts'
import {
	type PictureEndpoint,
	type PicturePlay,
	plainPicture,
	startPictureEndpoint,
} from '../support/picture-endpoint.ts'
import {
	noor,
	person,
	type SuggestionWorld,
	startSuggestionWorld,
} from '../support/suggestion-world.ts'

const TEAL = { r: 20, g: 120, b: 130 }
const KEY = 'sk-a-very-secret-key-9876'

let world: SuggestionWorld
let endpoint: PictureEndpoint
let models: ModelService
let suggestions: SuggestionService
let pictures: PictureServiceHandle
beforeEach(async () => {
	world = await startSuggestionWorld()
	endpoint = await startPictureEndpoint({ bytes: await plainPicture(TEAL) })
	const { signals, server, dataDir } = world
	const { db, rooms } = server
	const random = Math.random
	const assets = createAssetService({ db, env: { DATA_DIR: dataDir }, now: Date.now })
	pictures = createPictureService({ db, rooms, assets, env: { DATA_DIR: dataDir } })
	models = createModelService({
		...{ db, signals, pictures, assets, now: Date.now, random },
		...{ env: { MODEL_ALLOW: endpoint.host }, masterKey: loadMasterKey({ DATA_DIR: dataDir }) },
	})
	suggestions = createSuggestionService({ db, rooms, signals, models, now: Date.now, random })
})
afterEach(async () => {
	await endpoint.stop()
	await pictures.dispose()
	await world.stop()
})

function setUp(given: Partial<ModelConfig> = {}) {
	return models.setups.save('p1', {
		...{ modelId: null, key: KEY },
		config: {
			...{ ...NEW_MODEL, name: 'Painter', endpoint: endpoint.url, model: 'sdxl' },
			...{ makes: 'pictures', takesSeed: true, pricePicture: 0.04, pictureSize: '768x512' },
			...{ retries: 0, totalS: 20, ...given },
		},
	})
}
async function ask(as: 'panel' | 'new' = 'panel', who = noor) {
	const [panelId] = await world.panels()
	if (!panelId?.startsWith('shape:')) throw new Error('no panel')
	return suggestions.picture(who, {
		...{ sceneId: 's1', as, words: null, panelId: `shape:${panelId.slice(6)}` },
	})
}
const records = () => world.server.rooms.read('board:s1', (reader) => [...reader.all()])
async function lastCall() {
	const [call] = await world.server.db.models.calls('p1', { limit: 1 })
	if (!call) throw new Error('no call')
	return call
}
async function suggestionOf(id: string | undefined) {
	const found = (await records()).find((record) => record.id === id)
	if (found?.typeName !== 'suggestion') throw new Error('no suggestion')
	return found
}

describe('a picture', () => {
	it('PI1 PI4 arrives as a suggestion, and accepted lies under the ink, in the panel and in its picture', async () => {
		await setUp()
		const { suggestionIds } = await ask()
		const suggestion = await suggestionOf(suggestionIds[0])
		const body = JSON.parse(endpoint.arrived[0]?.body ?? '{}')
		expect(endpoint.arrived[0]?.url).toBe('/v1/images/generations')
		expect(body).toMatchObject({ model: 'sdxl', size: '768x512', response_format: 'b64_json' })
		expect(body.prompt).toContain('storyboard rough')
		// The card's why holds the prompt as it was sent, and the seed.
		expect(suggestion.rationale).toContain(body.prompt)
		expect(suggestion.evidence).toContainEqual({ label: 'Seed', value: body.seed })
		expect(suggestion.evidence).toContainEqual({ label: 'Came', value: '96x64', unit: 'px' })
		expect(suggestion.generatorId).toBe('model:openai/sdxl')

		const slate = (await world.events()).filter(({ type }) => type === 'slate.shown').at(-1)
		if (slate?.type !== 'slate.shown') throw new Error('no slate')
		expect(slate.payload.model).toMatchObject({ result: 'answered', proposals: 1, pChosen: 1 })
		const [only] = slate.payload.candidates.filter((each) => each.suggestionId !== null)
		expect(only).toMatchObject({ position: 0, pIncluded: 1 })
		expect(await lastCall()).toMatchObject({
			...{ purpose: 'picture', pictures: 0, timesSent: 1, cost: 0.04, result: 'answered' },
		})

		const [panelId = ''] = await world.panels()
		const before = await records()
		const inked = before.filter((r) => r.typeName === 'shape' && r.parentId === panelId)
		const done = await suggestions.decide(noor, {
			...{ sceneId: 's1', suggestionId: suggestion.id, verdict: 'accept', surface: 'card' },
			idempotencyKey: crypto.randomUUID(),
		})
		expect(done).toMatchObject({ applied: true })
		const now = await records()
		const image = now.find((r) => r.typeName === 'shape' && r.type === 'image')
		if (image?.typeName !== 'shape' || image.type !== 'image') throw new Error('no picture')
		expect(image.parentId).toBe(panelId)
		for (const ink of inked)
			if (ink.typeName === 'shape') expect(image.index < ink.index).toBe(true)
		expect(now.find(({ id }) => id === image.props.assetId)).toMatchObject({ typeName: 'asset' })
		const mark = now.find((r) => r.typeName === 'provenance' && r.suggestionId === suggestion.id)
		expect(mark).toMatchObject({ recordIds: [image.id], generatorId: 'model:openai/sdxl' })

		const { bytes } = await pictures.png('s1', panelId, { width: 240 })
		const { data } = await sharp(bytes)
			.extract({ left: 2, top: 2, width: 4, height: 4 })
			.raw()
			.toBuffer({ resolveWithObject: true })
		expect(Math.abs((data[1] ?? 0) - TEAL.g)).toBeLessThan(12)
		expect(Math.abs((data[2] ?? 0) - TEAL.b)).toBeLessThan(12)
	})

	it('PI5 taken back, the shape goes and its asset stays for whoever else shows it', async () => {
		await setUp()
		const { suggestionIds } = await ask()
		const suggestionId = suggestionIds[0] ?? ''
		const key = crypto.randomUUID()
		const about = { sceneId: 's1', suggestionId, surface: 'card' } as const
		await suggestions.decide(noor, { ...about, verdict: 'accept', idempotencyKey: key })
		const back = crypto.randomUUID()
		await suggestions.decide(noor, { ...about, verdict: 'retract', idempotencyKey: back, of: key })
		const now = await records()
		expect(now.some((r) => r.typeName === 'shape' && r.type === 'image')).toBe(false)
		expect(now.some((r) => r.typeName === 'asset')).toBe(true)
	})

	it('PI4 of a new panel comes with the panel', async () => {
		await setUp()
		const { suggestionIds } = await ask('new')
		const count = (await world.panels()).length
		await suggestions.decide(noor, {
			...{ sceneId: 's1', suggestionId: suggestionIds[0] ?? '', verdict: 'accept' },
			...{ surface: 'card', idempotencyKey: crypto.randomUUID() },
		})
		expect(await world.panels()).toHaveLength(count + 1)
		const image = (await records()).find((r) => r.typeName === 'shape' && r.type === 'image')
		const panels = await world.panels()
		expect(image?.typeName === 'shape' && panels.includes(image.parentId)).toBe(true)
	})

	it('PI4 asked for in words is that picture, for the panel in hand', async () => {
		await setUp()
		const [targetId = null] = await world.panels()
		await suggestions.answerWords(noor, {
			...{ sceneId: 's1', targetId, words: 'A picture of rain on the wheelhouse window' },
		})
		const { prompt } = JSON.parse(endpoint.arrived[0]?.body ?? '{}')
		expect(prompt).toContain('Wanted: rain on the wheelhouse window')
	})

	it('PI4 asked for in words, a long script cuts nothing of what was wanted', async () => {
		await setUp()
		const [targetId = ''] = await world.panels()
		await world.change(targetId, { 'props.action': 'The boat comes in. '.repeat(90) })
		await suggestions.answerWords(noor, {
			...{ sceneId: 's1', targetId, words: 'A picture of rain on the wheelhouse window' },
		})
		const { prompt } = JSON.parse(endpoint.arrived[0]?.body ?? '{}')
		expect(prompt).toContain('Wanted: rain on the wheelhouse window')
		expect(prompt).toContain('The boat comes in.')
	})

	it('PI3 nobody but the server puts a picture into a sketch', async () => {
		await setUp()
		const { suggestionIds } = await ask()
		const suggestion = await suggestionOf(suggestionIds[0])
		if (suggestion.edit.type !== 'draw') throw new Error('no drawing')
		const [picture] = suggestion.edit.sketch.elements
		if (picture?.kind !== 'picture') throw new Error('no picture')
		const other = { ...picture, hash: 'f'.repeat(64) }
		const edit = { ...suggestion.edit, sketch: { elements: [other] } }
		await expect(
			suggestions.decide(noor, {
				...{ sceneId: 's1', suggestionId: suggestion.id, verdict: 'edit_accept', edit },
				...{ surface: 'card', idempotencyKey: crypto.randomUUID() },
			}),
		).rejects.toMatchObject({ code: 'bad_request' })
		await expect(
			suggestions.propose(noor, {
				...{ sceneId: 's1', idempotencyKey: crypto.randomUUID(), edit, why: '' },
			}),
		).rejects.toMatchObject({ code: 'bad_request' })
	})
})

describe('what stops one', () => {
	const flat = async (): Promise<Buffer> => plainPicture(TEAL)

	const cases: [string, () => Promise<PicturePlay> | PicturePlay, RegExp, string][] = [
		[
			'bytes that are none',
			() => ({ bytes: Buffer.from('<html>') }),
			/nothing that is a picture/,
			'unreadable',
		],
		[
			'half a picture',
			async () => ({ bytes: (await flat()).subarray(0, 60) }),
			/nothing that is a picture/,
			'unreadable',
		],
		[
			'an answer of another shape',
			() => ({ raw: '{"pictures":[]}' }),
			/nothing that is a picture/,
			'unreadable',
		],
		['no JSON', () => ({ raw: 'sorry' }), /nothing that is a picture/, 'unreadable'],
		['an empty list', () => ({ raw: '{"data":[]}' }), /nothing that is a picture/, 'unreadable'],
		['a flood', () => ({ floods: true }), /far too much/, 'too_large'],
		['429', () => ({ status: 429, headers: { 'retry-after': '0' } }), /too much to do/, 'busy'],
		['500', () => ({ status: 500 }), /a fault of its own/, 'failed'],
		['a refusal', () => ({ status: 400 }), /refused the request/, 'refused'],
		[
			'an address elsewhere',
			() => ({ link: 'https://pictures.example/1.png' }),
			/another address/,
			'redirected',
		],
		[
			'an address inside',
			() => ({ link: 'http://169.254.169.254/1.png' }),
			/another address/,
			'redirected',
		],
		[
			'a redirect',
			() => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }),
			/another address/,
			'redirected',
		],
	]
	it.each(cases)(
		'PI2 %s: nothing is offered, and the sentence says why',
		async (_, play, said, result) => {
			await setUp()
			endpoint.plays = [await play()]
			const answer = await ask()
			expect(answer.suggestionIds).toEqual([])
			expect(answer.message).toMatch(said)
			expect(await lastCall()).toMatchObject({ result, proposals: 0 })
			expect((await records()).some(({ typeName }) => typeName === 'asset')).toBe(false)
			expect(endpoint.arrived).toHaveLength(1)
		},
	)

	it('PI2 a picture of too many pixels', async () => {
		await setUp()
		const wide = await plainPicture(TEAL, { width: 16_000, height: 4000 })
		endpoint.plays = [{ bytes: wide }]
		expect((await ask()).message).toMatch(/far too much/)
	})

	it('MO22 MO24 silence ends and may have been charged for, and a slow picture comes', async () => {
		await setUp({ totalS: 1 })
		endpoint.plays = [{ isSilent: true }, { pauseMs: 300, bytes: await flat() }]
		expect((await ask()).message).toMatch(/did not answer in time/)
		expect(await lastCall()).toMatchObject({ result: 'timeout', cost: 0.04 })
		expect((await ask()).suggestionIds).toHaveLength(1)
	})

	it('MO22 it is asked again when it was busy, and costs once', async () => {
		await setUp({ retries: 1 })
		endpoint.plays = [{ status: 503, headers: { 'retry-after': '0' } }, { bytes: await flat() }]
		expect((await ask()).suggestionIds).toHaveLength(1)
		expect(await lastCall()).toMatchObject({ timesSent: 2, cost: 0.04 })
	})

	it('MO24 MO30 the budget, AI off, consent, addresses and no model at all', async () => {
		expect((await ask()).message).toMatch(/No model of this film makes pictures/)
		await setUp()
		expect((await ask('panel', person('stranger'))).suggestionIds).toEqual([])
		await world.signals.settings.change(noor, 'p1', {
			setting: 'offers',
			scope: 'person',
			on: false,
		})
		expect((await ask()).message).toMatch(/switched suggestions off/)
		await world.signals.settings.change(noor, 'p1', {
			setting: 'offers',
			scope: 'person',
			on: true,
		})
		await models.setBudget('p1', { amount: 0.03, currency: '€' })
		expect((await ask()).message).toMatch(/budget for models is spent/)
		await models.setBudget('p1', { amount: null, currency: '€' })
		const [{ modelId } = { modelId: '' }] = await models.setups.list('p1')
		await models.setups.remove('p1', modelId)
		await setUp({ endpoint: 'http://10.1.2.3/v1' })
		expect((await ask()).message).toMatch(/does not ask/)
		expect(endpoint.arrived).toHaveLength(0)
	})

	it('PI4 a locked panel: nothing is asked for, and nothing paid', async () => {
		await setUp()
		const [targetId = ''] = await world.panels()
		await world.server.rooms.command('board:s1', { principal: null }, ({ records }) => {
			records.put({
				...{ id: reviewId(targetId), typeName: 'review', targetId, status: 'locked' },
				...{ byId: 'ana', at: 1, meta: {} },
			})
		})
		expect((await ask()).message).toMatch(/locked/)
		expect(endpoint.arrived).toHaveLength(0)
		expect((await ask('new')).suggestionIds).toHaveLength(1)
	})

	it('MO32 words stay here while a writer has not said yes', async () => {
		await setUp()
		await ask()
		const { prompt: whole } = JSON.parse(endpoint.arrived.at(-1)?.body ?? '{}')
		const writer = person('wil', 'writer')
		await world.signals.setConsent(writer, 'p1', { operate: true })
		await ask('new', writer)
		const { prompt } = JSON.parse(endpoint.arrived.at(-1)?.body ?? '{}')
		expect(whole).toContain('Scene: ')
		expect(prompt).not.toContain('Scene: ')
		expect(await lastCall()).toMatchObject({ holdsTexts: false })
	})

	it('a model that makes pictures is never asked for proposals, and its test looks at a picture', async () => {
		const modelId = await setUp()
		expect(await models.isOn('p1')).toBe(false)
		await suggestions.offer(noor, {
			...{ sceneId: 's1', category: 'lighting', targetId: null, trigger: 'asked' },
		})
		expect(endpoint.arrived).toHaveLength(0)
		const test = await models.test('p1', modelId)
		expect(test.sentence).toMatch(/^Painter answered in .* with a picture of 96 × 64 pixels\.$/)
	})
})
