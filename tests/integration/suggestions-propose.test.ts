import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPanel } from '#core/suggestions/board-records.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { sketchOf } from '#core/suggestions/render-sketch.ts'
import type { SketchInput } from '#core/suggestions/sketch.ts'
import {
	ana,
	noor,
	person,
	type SuggestionWorld,
	startSuggestionWorld,
	watcher,
} from '#tests/support/suggestion-world.ts'

let world: SuggestionWorld
beforeEach(async () => {
	world = await startSuggestionWorld()
})
afterEach(async () => {
	await world.stop()
})

const cara = person('cara', 'commenter')
let keys = 0
const key = () => `key ${keys++}`
async function lengthOf(panelId: string): Promise<Edit> {
	return { type: 'set_duration', panelId: `shape:${panelId.slice(6)}`, durationFrames: 60 }
}
async function firstPanel(): Promise<string> {
	return (await world.panels())[0] ?? ''
}
async function proposed(who = cara, answers?: string): Promise<string> {
	const edit = await lengthOf(await firstPanel())
	const result = await world.suggestions.propose(who, {
		...{ sceneId: 's1', idempotencyKey: key(), edit, why: 'It needs air.' },
		...(answers && { answers }),
	})
	return result.recordIds[0] ?? ''
}
const decide = (who: typeof ana, suggestionId: string, verdict: 'accept' | 'dismiss' | 'reject') =>
	world.suggestions.decide(who, {
		...{ sceneId: 's1', suggestionId, idempotencyKey: key(), verdict, surface: 'card' },
	})

describe('a person’s own suggestion', () => {
	it('[SG70] stays out of the board until somebody accepts it, then is carried out as any other', async () => {
		const id = await proposed()
		const panel = async () =>
			(await world.board()).filter(isPanel).find(({ id: each }) => each.startsWith('shape:'))
		expect((await world.board()).filter(isPanel).every((p) => p.props.durationFrames === 24)).toBe(
			true,
		)
		expect(await world.suggestion(id)).toMatchObject({
			status: 'open',
			requesterId: '',
			generatorId: expect.stringMatching(/^person:/),
			meta: { proposedByName: 'cara' },
		})

		expect(await decide(noor, id, 'accept')).toMatchObject({ applied: true, status: 'accepted' })
		expect(await panel()).toBeDefined()
		const target = await firstPanel()
		const record = (await world.board()).find((each) => each.id === target)
		expect(record).toMatchObject({ props: { durationFrames: 60 } })
	})

	it('[SG102] [SG103] a drawing is taken as it was changed, and refused where it no longer fits', async () => {
		const panelId = (await firstPanel()) as `shape:${string}`
		const line = { kind: 'horizon' as const, y: 0.4 }
		const arrow = (from: number, to: number) => ({
			...{ kind: 'arrow' as const, from: [from, 0.5] as [number, number] },
			to: [to, 0.5] as [number, number],
		})
		const drawing = (elements: SketchInput['elements']): Edit => ({
			...{ type: 'draw', panelId },
			sketch: sketchOf(elements),
		})
		const why = 'Lower.'
		const asked = { sceneId: 's1', edit: drawing([line, arrow(0.2, 0.7)]) }
		const made = await world.suggestions.propose(cara, { ...asked, idempotencyKey: key(), why })
		const suggestionId = made.recordIds[0] ?? ''
		const take = (edit: Edit) =>
			world.suggestions.decide(noor, {
				...{ sceneId: 's1', suggestionId, idempotencyKey: key(), surface: 'card' },
				...{ verdict: 'edit_accept', edit },
			})
		await expect(take(drawing([line, arrow(1.2, 1.4)]))).rejects.toMatchObject({
			code: 'bad_request',
			userMessage: expect.stringContaining('Arrow lies outside the panel'),
		})
		expect((await world.suggestion(suggestionId)).status).toBe('open')

		expect(await take(drawing([{ ...line, y: 0.6 }]))).toMatchObject({ status: 'edited' })
		const [row] = (await world.events()).filter(({ type }) => type === 'suggestion.decided')
		expect(row?.payload).toMatchObject({ verdict: 'edit_accept', fieldsTotal: 1, fieldsChanged: 1 })
		const shapes = (await world.board()).filter(
			(each) => each.typeName === 'shape' && each.parentId === panelId && each.meta.sketch,
		)
		expect(shapes).toHaveLength(1)
	})

	it('[SG71] has one row with the edit and the words under their author’s key, and no chances', async () => {
		const id = await proposed()
		await decide(noor, id, 'reject')
		const rows = (await world.events()).filter(({ suggestionId }) => suggestionId === id)
		expect(rows.map(({ type }) => type)).toEqual(['suggestion.proposed', 'suggestion.decided'])
		expect(JSON.stringify(rows)).not.toContain('needs air')
		const [row] = rows
		const cid = row?.type === 'suggestion.proposed' ? row.payload.rationaleCid : ''
		const blob = await world.server.db.signals.getBlob(cid)
		const vault = await world.signals.vault('p1')
		expect(new TextDecoder().decode((blob && vault.open(blob)) ?? undefined)).toContain('needs air')
		expect((await world.signals.research('p1')).totals.offered).toBe(0)
	})

	it('[SG72] comes from commenters too, who can take their own back and decide nobody else’s', async () => {
		const id = await proposed()
		const other = await proposed(noor)
		await expect(decide(cara, other, 'dismiss')).rejects.toMatchObject({ code: 'forbidden' })
		await expect(decide(cara, id, 'accept')).rejects.toMatchObject({ code: 'forbidden' })
		expect(await decide(cara, id, 'dismiss')).toMatchObject({ applied: true, status: 'dismissed' })
		await expect(proposed(watcher)).rejects.toMatchObject({ code: 'forbidden' })
	})

	it('[SG73] can answer a suggestion, in its category, and is refused when its target is gone', async () => {
		const offered = await world.suggestions.offer(ana, {
			...{ sceneId: 's1', category: 'lighting', targetId: null, trigger: 'asked' },
		})
		const answers = offered.suggestionIds[0] ?? ''
		const id = await proposed(cara, answers)
		expect(await world.suggestion(id)).toMatchObject({ category: 'lighting', meta: { answers } })

		const edit = await lengthOf('shape:nowhere')
		await expect(
			world.suggestions.propose(cara, {
				...{ sceneId: 's1', idempotencyKey: key(), edit, why: '' },
			}),
		).rejects.toMatchObject({ code: 'conflict' })
	})
})

describe('not here', () => {
	it('[SG60] refuses the card, silences its convention where it was said, and is taken back whole', async () => {
		const offered = await world.suggestions.offer(ana, {
			...{ sceneId: 's1', category: 'pacing', targetId: null, trigger: 'asked' },
		})
		const [first = '', second = ''] = offered.suggestionIds
		await world.suggestions.decide(ana, {
			...{ sceneId: 's1', suggestionId: first, idempotencyKey: key(), verdict: 'reject' },
			...{ reasonCodes: ['intentional'], notHere: 'scene', surface: 'card' },
		})
		expect(await world.suggestion(first)).toMatchObject({ status: 'rejected' })
		expect(await world.suggestion(second)).toMatchObject({ status: 'withdrawn' })
		const { muted } = await world.signals.settings.view(ana, 'p1')
		expect(muted).toMatchObject([{ generatorId: 'rule:T1', scope: 'scene', scopeId: 'scene:s1' }])

		await world.suggestions.decide(ana, {
			...{ sceneId: 's1', suggestionId: first, idempotencyKey: key(), verdict: 'retract' },
			surface: 'card',
		})
		expect((await world.signals.settings.view(ana, 'p1')).muted).toEqual([])
		const types = (await world.events()).map(({ type }) => type)
		expect(types.filter((type) => type === 'setting.changed')).toHaveLength(2)
	})

	it('[SG26] keeps with a refusal the circled part and what the person would have done', async () => {
		const offered = await world.suggestions.offer(ana, {
			...{ sceneId: 's1', category: 'pacing', targetId: null, trigger: 'asked' },
		})
		const id = offered.suggestionIds[0] ?? ''
		await decide(ana, id, 'reject')
		const { edit } = await world.suggestion(id)
		if (edit.type !== 'set_duration') throw new Error('not a length')
		await world.suggestions.giveReasons(ana, {
			...{ sceneId: 's1', suggestionId: id, idempotencyKey: key(), reasonCodes: ['taste'] },
			...{ strength: -2, region: { x: 0.1, y: 0.2, w: 0.3, h: 0.4 } },
			edit: { ...edit, durationFrames: 40 },
		})
		const row = (await world.events()).find(({ type }) => type === 'suggestion.reasoned')
		expect(row?.payload).toMatchObject({
			...{ strength: -2, region: { x: 0.1, y: 0.2, w: 0.3, h: 0.4 } },
			expectedChangeCid: expect.stringMatching(/^[0-9a-f]{64}$/),
		})
	})
})
