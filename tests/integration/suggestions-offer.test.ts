import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SignalEvent } from '#core/signals/event.ts'
import {
	ana,
	noor,
	person,
	type SuggestionWorld,
	startSuggestionWorld,
	watcher,
} from '#tests/support/suggestion-world.ts'
import { TestClient } from '#tests/support/test-client.ts'

let world: SuggestionWorld

beforeEach(async () => {
	world = await startSuggestionWorld()
})
afterEach(async () => {
	await world.stop()
})

const round = { sceneId: 's1', category: 'pacing', targetId: null, trigger: 'asked' } as const

async function slates(): Promise<Extract<SignalEvent, { type: 'slate.shown' }>[]> {
	return (await world.events()).filter((event) => event.type === 'slate.shown')
}

describe('a round', () => {
	it('writes its cards to the board and everything considered, with exact chances, to one log row', async () => {
		const result = await world.suggestions.offer(ana, round)

		expect(result.message).toBeNull()
		expect(result.suggestionIds).toHaveLength(3)
		const [row, ...more] = await slates()
		expect(more).toEqual([])
		expect(row?.slateId).toBe(result.slateId)
		const { candidates, pSlate } = row?.payload ?? { candidates: [], pSlate: 0 }
		const count = candidates.length - 1
		expect(count).toBeGreaterThanOrEqual(4)
		expect(pSlate).toBeCloseTo(1 / (count * (count - 1) * (count - 2)), 12)
		expect(candidates.reduce((sum, { pIncluded }) => sum + pIncluded, 0)).toBeCloseTo(3, 12)
		expect(candidates.at(-1)?.suggestionId).toBeNull()
		const shown = candidates.filter(({ position }) => position !== null)
		expect(shown.map(({ suggestionId }) => suggestionId).sort()).toEqual(
			[...result.suggestionIds].sort(),
		)
		for (const [position, id] of result.suggestionIds.entries()) {
			expect(await world.suggestion(id)).toMatchObject({
				status: 'open',
				position,
				slateSize: 3,
				category: 'pacing',
				requesterId: 'ana',
			})
		}
	})

	it('keeps chances out of everything a browser gets', async () => {
		const { suggestionIds } = await world.suggestions.offer(ana, round)

		const records = await Promise.all(suggestionIds.map((id) => world.suggestion(id)))
		expect(JSON.stringify(records)).not.toMatch(
			/propens|pSlate|pPosition|pCascade|pIncluded|rngSeed|logWeight|score/i,
		)
	})

	it('seals the scene as it stood, so that the slate can be drawn again from the log', async () => {
		await world.suggestions.offer(ana, round)

		const [row] = await slates()
		const blob = await world.server.db.signals.getBlob(row?.payload.contextCid ?? '')
		const vault = await world.signals.vault('p1')
		const text = blob ? new TextDecoder().decode(vault.open(blob) ?? undefined) : ''
		const context: { board: { typeName: string }[]; script: unknown[] } = JSON.parse(text)
		expect(context.script).toHaveLength(8)
		expect(context.board.filter(({ typeName }) => typeName === 'shot')).toHaveLength(4)
		expect(context.board.filter(({ typeName }) => typeName === 'suggestion')).toEqual([])
		for (const cid of row?.blobCids ?? [])
			expect(await world.server.db.signals.getBlob(cid)).not.toBeNull()
	})

	it('that is still open is given again instead of a second one', async () => {
		const first = await world.suggestions.offer(ana, round)
		const second = await world.suggestions.offer(ana, round)

		expect(second).toMatchObject({ slateId: first.slateId, suggestionIds: first.suggestionIds })
		expect(second.message).toContain('wait')
		expect(await slates()).toHaveLength(1)
	})

	it('asked for twice at once is made once', async () => {
		const [first, second] = await Promise.all([
			world.suggestions.offer(ana, round),
			world.suggestions.offer(ana, round),
		])

		expect(second?.slateId).toBe(first?.slateId)
		expect(await slates()).toHaveLength(1)
	})

	it('picks another category when nobody names one and one waits already', async () => {
		const any = { ...round, category: null }
		const first = await world.suggestions.offer(ana, any)
		const second = await world.suggestions.offer(ana, any)

		expect(first.category).not.toBeNull()
		expect(second.category).not.toBe(first.category)
	})

	it('does not bring a refused edit back until its inputs change', async () => {
		const panel = (await world.panels())[0] ?? ''
		const about = { ...round, targetId: panel }
		const first = await world.suggestions.offer(ana, about)
		for (const id of first.suggestionIds) {
			await world.suggestions.decide(ana, {
				sceneId: 's1',
				suggestionId: id,
				idempotencyKey: id,
				verdict: 'reject',
				surface: 'card',
			})
		}
		const offered = async () => {
			const result = await world.suggestions.offer(ana, about)
			const records = await Promise.all(result.suggestionIds.map((id) => world.suggestion(id)))
			return records.map(({ generatorId }) => generatorId)
		}
		const refused = await Promise.all(first.suggestionIds.map((id) => world.suggestion(id)))
		const rules = refused.map(({ generatorId }) => generatorId)

		expect(rules).toContain('rule:T1')
		expect(await offered()).not.toContain('rule:T1')

		await world.change(panel, { 'props.durationFrames': 20 })
		expect(await offered()).toContain('rule:T1')
	})

	it('withdraws what the board has overtaken, and says why in the log', async () => {
		const { suggestionIds } = await world.suggestions.offer(ana, round)
		const [first, second] = await Promise.all(
			suggestionIds.slice(0, 2).map((id) => world.suggestion(id)),
		)
		const panels = [first, second].map((each) =>
			each?.edit.type === 'set_duration' ? each.edit.panelId : '',
		)
		await world.change(panels[0] ?? '', { 'props.durationFrames': 30 })
		await world.server.rooms.command('board:s1', { principal: null }, ({ records }) =>
			records.remove(panels[1] ?? ''),
		)

		await world.suggestions.offer(noor, { ...round, category: 'lighting' })

		expect((await world.suggestion(first?.id ?? '')).status).toBe('stale')
		expect((await world.suggestion(second?.id ?? '')).status).toBe('withdrawn')
		const rows = (await world.events()).filter((event) => event.type === 'suggestion.withdrawn')
		expect(rows.map(({ suggestionId, payload }) => [suggestionId, payload.why])).toEqual(
			expect.arrayContaining([
				[first?.id, 'target_changed'],
				[second?.id, 'target_gone'],
			]),
		)
	})

	it('is refused to viewers, and explained to whoever has not said how decisions may be used', async () => {
		await expect(world.suggestions.offer(watcher, round)).rejects.toMatchObject({
			code: 'forbidden',
		})

		const result = await world.suggestions.offer(person('teo'), round)

		expect(result).toMatchObject({ slateId: null, suggestionIds: [] })
		expect(result.message).toContain('decisions')
		expect(await slates()).toEqual([])
	})

	it('of the program itself names no requester', async () => {
		const { suggestionIds } = await world.suggestions.offer(person('seeder', 'owner'), {
			...round,
			trigger: 'seed',
		})

		expect((await slates())[0]?.actorPid).toBeNull()
		expect((await world.suggestion(suggestionIds[0] ?? '')).requesterId).toBe('')
	})
})

describe('breaking a scene down', () => {
	it('offers the first lines without a panel in script order, with certainty, three at a time', async () => {
		const first = await world.suggestions.breakDown(ana, 's1')
		const second = await world.suggestions.breakDown(ana, 's1')

		const cards = await Promise.all(
			[...first.suggestionIds, ...second.suggestionIds].map((id) => world.suggestion(id)),
		)
		const lines = cards.flatMap(({ edit }) =>
			edit.type === 'insert_panel' ? edit.panel.scriptBlockIds : [],
		)
		expect(first.suggestionIds.length).toBeGreaterThan(0)
		expect(first.suggestionIds.length).toBeLessThanOrEqual(3)
		expect(lines).toEqual([...lines].sort())
		expect(new Set(lines).size).toBe(lines.length)
		expect(lines).not.toContain('script_block:b1')
		const [row] = await slates()
		expect(row?.payload).toMatchObject({
			policyId: 'script-order@1',
			pSlate: 1,
			category: 'new_frame',
		})
	})

	it('keeps the script’s order whichever panel is taken first', async () => {
		const { suggestionIds } = await world.suggestions.breakDown(ana, 's1')
		const made = new Map<string, string>()
		for (const id of [...suggestionIds].reverse()) {
			const result = await world.suggestions.decide(ana, {
				sceneId: 's1',
				suggestionId: id,
				idempotencyKey: `take ${id}`,
				verdict: 'accept',
				surface: 'card',
			})
			expect(result.applied).toBe(true)
			made.set(id, result.recordIds.find((each) => each.startsWith('shape:')) ?? '')
		}

		const panels = await world.panels()
		const places = suggestionIds.map((id) => panels.indexOf(made.get(id) ?? ''))
		expect(places).toEqual([...places].sort((a, b) => a - b))
		expect(places[0]).toBe(1)
	})

	it('says so when every line has a panel or waits for an answer', async () => {
		let last = await world.suggestions.breakDown(ana, 's1')
		for (let asked = 0; asked < 5 && last.slateId; asked++)
			last = await world.suggestions.breakDown(ana, 's1')

		expect(last.slateId).toBeNull()
		expect(last.message).toMatch(/waiting|wait first/)
	})
})

describe('a client', () => {
	it('that writes to a suggestion itself is refused whole', async () => {
		const { suggestionIds } = await world.suggestions.offer(ana, round)
		const client = await new TestClient(world.server.url, { who: 'noor:editor' }).synced()

		client.records.update(suggestionIds[0] ?? '', { status: 'accepted' })

		expect(await client.refused()).toBe(4403)
		expect((await world.suggestion(suggestionIds[0] ?? '')).status).toBe('open')
	})
})
