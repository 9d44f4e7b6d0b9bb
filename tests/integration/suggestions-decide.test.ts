import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { SignalEvent } from '#core/signals/event.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { Database } from '#db/database.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import type { DecideRequest, DecideResult } from '#server/suggestions/suggestions.ts'
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
let failing: AppError | null = null
let keys = 0

/** A disk that fails when told to. */
function wrap(db: Database): Database {
	return {
		...db,
		rooms: {
			...db.rooms,
			open: (room) => db.rooms.open(room),
			create: (room, projectId) => db.rooms.create(room, projectId),
			findCommandResult: (userId, key) => db.rooms.findCommandResult(userId, key),
			saveSnapshot: (...args) => db.rooms.saveSnapshot(...args),
			commit(batch) {
				if (failing) throw failing
				return db.rooms.commit(batch)
			},
		},
		projects: db.projects,
		signals: db.signals,
		auth: db.auth,
		assets: db.assets,
		backup: (file) => db.backup(file),
		close: () => db.close(),
	}
}

beforeEach(async () => {
	failing = null
	keys = 0
	world = await startSuggestionWorld(wrap)
})
afterEach(async () => {
	failing = null
	await world.stop()
})

/** An open pacing card of Ana's (a panel's length), offered to her. */
async function offered(): Promise<
	SuggestionRecord & { edit: Extract<Edit, { type: 'set_duration' }> }
> {
	const { suggestionIds } = await world.suggestions.offer(ana, {
		sceneId: 's1',
		category: 'pacing',
		targetId: null,
		trigger: 'asked',
	})
	for (const id of suggestionIds) {
		const card = await world.suggestion(id)
		if (card.edit.type === 'set_duration') return { ...card, edit: card.edit }
	}
	throw new Error('no card about a length')
}

function decide(
	who: Principal,
	suggestion: { id: string },
	given: Partial<DecideRequest> = {},
): Promise<DecideResult> {
	const idempotencyKey = `key ${++keys}`
	return world.suggestions.decide(who, {
		sceneId: 's1',
		suggestionId: suggestion.id,
		idempotencyKey,
		verdict: 'accept',
		surface: 'card',
		...given,
	})
}

async function lengthOf(panelId: string): Promise<number | null> {
	const panel = (await world.board()).find(({ id }) => id === panelId)
	return panel?.typeName === 'shape' && panel.type === 'panel' ? panel.props.durationFrames : null
}

async function rowsOf<T extends SignalEvent['type']>(
	type: T,
): Promise<Extract<SignalEvent, { type: T }>[]> {
	return (await world.events()).filter(
		(event): event is Extract<SignalEvent, { type: T }> => event.type === type,
	)
}

async function textOf(cid: string | null | undefined): Promise<string | null> {
	const blob = cid ? await world.server.db.signals.getBlob(cid) : null
	const vault = await world.signals.vault('p1')
	const bytes = blob ? vault.open(blob) : null
	return bytes ? new TextDecoder().decode(bytes) : null
}

describe('accepting', () => {
	it('changes the board, marks the suggestion and writes exactly one row', async () => {
		const card = await offered()

		const result = await decide(ana, card)

		expect(result).toMatchObject({
			status: 'accepted',
			applied: true,
			recordIds: [card.edit.panelId],
		})
		expect(await lengthOf(card.edit.panelId)).toBe(card.edit.durationFrames)
		expect(await world.suggestion(card.id)).toMatchObject({
			status: 'accepted',
			decidedBy: 'ana',
			decidedByName: 'ana',
		})
		const [row, ...more] = await rowsOf('suggestion.decided')
		expect(more).toEqual([])
		expect(row).toMatchObject({
			suggestionId: card.id,
			slateId: card.slateId,
			position: card.position,
		})
		expect(row?.payload).toMatchObject({
			verdict: 'accept',
			byRequester: true,
			fieldsTotal: 1,
			fieldsChanged: 0,
			critiqueCid: null,
		})
		expect(await textOf(row?.payload.finalChangeCid)).toContain('set_duration')
		const provenance = (await world.board()).filter(({ typeName }) => typeName === 'provenance')
		expect(provenance).toMatchObject([
			{ suggestionId: card.id, recordIds: [card.edit.panelId], fields: ['durationFrames'] },
		])
	})

	it('does none of the three when the disk fails, and all three when tried again', async () => {
		const card = await offered()
		const before = (await world.events()).length
		failing = new AppError('storage_full')

		await expect(decide(ana, card, { idempotencyKey: 'again' })).rejects.toMatchObject({
			code: 'storage_full',
		})

		failing = null
		expect(await lengthOf(card.edit.panelId)).toBe(24)
		expect((await world.suggestion(card.id)).status).toBe('open')
		expect(await world.events()).toHaveLength(before)

		await decide(ana, card, { idempotencyKey: 'again' })
		expect(await lengthOf(card.edit.panelId)).toBe(card.edit.durationFrames)
		expect(await rowsOf('suggestion.decided')).toHaveLength(1)
	})

	it('sent again under the same key gives the same answer and changes nothing', async () => {
		const card = await offered()

		const first = await decide(ana, card, { idempotencyKey: 'one' })
		const second = await decide(ana, card, { idempotencyKey: 'one' })
		const [third] = await Promise.all([
			decide(ana, card, { idempotencyKey: 'one' }),
			decide(ana, card, { idempotencyKey: 'one' }),
		])

		expect(second).toEqual(first)
		expect(third).toEqual(first)
		expect(await rowsOf('suggestion.decided')).toHaveLength(1)
	})

	it('reaches everybody at the board', async () => {
		const card = await offered()
		const client = await new TestClient(world.server.url, { who: 'noor:editor' }).synced()

		await decide(ana, card)

		await client.until(
			() => JSON.stringify(client.records.get(card.id)).includes('"accepted"'),
			'the verdict',
		)
		expect(JSON.stringify(client.records.get(card.edit.panelId))).toContain(
			`"durationFrames":${card.edit.durationFrames}`,
		)
		await client.leave()
	})
})

describe('editing, then accepting', () => {
	it('carries out the person’s version and logs how far it differs, sealed under their key', async () => {
		const card = await offered()

		const result = await decide(ana, card, {
			verdict: 'edit_accept',
			edit: { ...card.edit, durationFrames: 99 },
		})

		expect(result.status).toBe('edited')
		expect(await lengthOf(card.edit.panelId)).toBe(99)
		const [row] = await rowsOf('suggestion.decided')
		expect(row?.payload).toMatchObject({ verdict: 'edit_accept', fieldsTotal: 1, fieldsChanged: 1 })
		const blob = await world.server.db.signals.getBlob(row?.payload.finalChangeCid ?? '')
		const keysOfAna = (await world.server.db.signals.getDataKeys('p1')).filter(
			({ userId }) => userId === 'ana',
		)
		expect(keysOfAna.map(({ keyId }) => keyId)).toContain(blob?.keyId)
	})

	it('counts as accepting when nothing was changed', async () => {
		const card = await offered()

		const result = await decide(ana, card, { verdict: 'edit_accept', edit: card.edit })

		expect(result.status).toBe('accepted')
		expect((await rowsOf('suggestion.decided'))[0]?.payload.verdict).toBe('accept')
	})

	it('refuses an edit of something else', async () => {
		const card = await offered()
		const [first, second] = await world.panels()
		const other = card.edit.panelId === first ? second : first
		const edit = { ...card.edit, panelId: (other ?? '') as `shape:${string}` }

		await expect(decide(ana, card, { verdict: 'edit_accept', edit })).rejects.toMatchObject({
			code: 'bad_request',
		})
		expect(await rowsOf('suggestion.decided')).toEqual([])
	})
})

describe('turning down', () => {
	it('keeps reasons in the row and words only in a sealed blob', async () => {
		const card = await offered()
		const critique = 'She is meant to be rushed here.'

		await decide(ana, card, { verdict: 'reject', reasonCodes: ['intentional'], critique })

		const [row] = await rowsOf('suggestion.decided')
		expect(row?.payload).toMatchObject({
			verdict: 'reject',
			reasonCodes: ['intentional'],
			finalChangeCid: null,
		})
		expect(await textOf(row?.payload.critiqueCid)).toBe(critique)
		expect(JSON.stringify(await world.events())).not.toContain('rushed')
		expect(JSON.stringify(await world.board())).not.toContain('rushed')
		expect(await lengthOf(card.edit.panelId)).toBe(24)
	})

	it('takes reasons told afterwards in a row of their own, from who decided only', async () => {
		const card = await offered()
		await decide(ana, card, { verdict: 'reject' })
		const why = {
			sceneId: 's1',
			suggestionId: card.id,
			reasonCodes: ['off_tone' as const],
			critique: 'Too slow.',
		}

		const told = await world.suggestions.giveReasons(ana, { ...why, idempotencyKey: 'why' })
		const foreign = await world.suggestions.giveReasons(noor, { ...why, idempotencyKey: 'why not' })

		expect(told.applied).toBe(true)
		expect(foreign.applied).toBe(false)
		expect((await world.suggestion(card.id)).reasonCodes).toEqual(['off_tone'])
		const [decided] = await rowsOf('suggestion.decided')
		const rows = await rowsOf('suggestion.reasoned')
		expect(rows).toHaveLength(1)
		expect(rows[0]?.payload).toMatchObject({
			decisionEventId: decided?.eventId,
			reasonCodes: ['off_tone'],
		})
		expect(await textOf(rows[0]?.payload.critiqueCid)).toBe('Too slow.')
	})
})

describe('two people at once', () => {
	it('get one decision; the other’s differing verdict is logged as dissent and told', async () => {
		const card = await offered()

		const [yes, no] = await Promise.all([
			decide(ana, card),
			decide(noor, card, { verdict: 'reject', critique: 'No.' }),
		])

		const results = [yes, no]
		const loser = results.find((result) => !result?.applied)
		expect(results.filter((result) => result?.applied)).toHaveLength(1)
		expect(loser?.message).toContain('a moment before you')
		expect(loser?.message).toContain('second opinion')
		const decided = await rowsOf('suggestion.decided')
		const contested = await rowsOf('suggestion.contested')
		expect(decided).toHaveLength(1)
		expect(contested).toHaveLength(1)
		expect(contested[0]?.payload.otherEventId).toBe(decided[0]?.eventId)
		const { status } = await world.suggestion(card.id)
		const length = await lengthOf(card.edit.panelId)
		expect([status, length]).toEqual(
			status === 'accepted' ? ['accepted', card.edit.durationFrames] : ['rejected', 24],
		)
	})

	it('who agree leave one row and no dissent', async () => {
		const card = await offered()

		await Promise.all([decide(ana, card), decide(noor, card)])

		expect(await rowsOf('suggestion.decided')).toHaveLength(1)
		expect(await rowsOf('suggestion.contested')).toEqual([])
	})

	it('of whom a bystander decides, do not make the requester’s reward', async () => {
		const card = await offered()

		await decide(noor, card, { verdict: 'reject' })

		expect((await rowsOf('suggestion.decided'))[0]?.payload.byRequester).toBe(false)
	})
})

describe('taking back', () => {
	it('undoes the effect and opens the suggestion again, with a row that names what it takes back', async () => {
		const card = await offered()
		await decide(ana, card)

		const result = await decide(ana, card, { verdict: 'retract' })

		expect(result).toMatchObject({ status: 'open', applied: true })
		expect(await lengthOf(card.edit.panelId)).toBe(24)
		expect(await world.suggestion(card.id)).toMatchObject({ status: 'open', decidedBy: null })
		expect((await world.board()).filter(({ typeName }) => typeName === 'provenance')).toEqual([])
		const [accepted, retracted] = await rowsOf('suggestion.decided')
		expect(retracted?.payload).toMatchObject({ verdict: 'retract', retracts: accepted?.eventId })

		await decide(ana, card, { verdict: 'reject' })
		expect(await rowsOf('suggestion.decided')).toHaveLength(3)
	})

	it('leaves alone what somebody changed since, and says so', async () => {
		const card = await offered()
		await decide(ana, card)
		await world.change(card.edit.panelId, { 'props.durationFrames': 77 })

		const result = await decide(ana, card, { verdict: 'retract' })

		expect(result.status).toBe('stale')
		expect(result.message).toContain('Taken back')
		expect(await lengthOf(card.edit.panelId)).toBe(77)
	})

	it('[U12] that names a decision takes back that one and no later one', async () => {
		const card = await offered()
		await decide(ana, card, { idempotencyKey: 'first' })
		await decide(ana, card, { verdict: 'retract', of: 'first' })
		await decide(ana, card, { idempotencyKey: 'second' })

		const late = await decide(ana, card, { verdict: 'retract', of: 'first' })

		expect(late).toMatchObject({ status: 'accepted', applied: false })
		expect(late.message).toContain('decided anew')
		expect(await lengthOf(card.edit.panelId)).toBe(card.edit.durationFrames)
		expect((await rowsOf('suggestion.decided')).map(({ payload }) => payload.verdict)).toEqual([
			'accept',
			'retract',
			'accept',
		])
		expect(await decide(ana, card, { verdict: 'retract', of: 'second' })).toMatchObject({
			status: 'open',
			applied: true,
		})
	})

	it('is for the decider and the one it was offered to', async () => {
		const card = await offered()
		await decide(noor, card)

		await expect(decide(person('teo'), card, { verdict: 'retract' })).rejects.toMatchObject({
			code: 'forbidden',
		})
		expect((await decide(ana, card, { verdict: 'retract' })).applied).toBe(true)
	})
})

describe('a verdict', () => {
	it('on something that changed meanwhile is not carried out, and the person is told', async () => {
		const card = await offered()
		await world.change(card.edit.panelId, { 'props.dialogue': 'MARA: No.' })

		const result = await decide(ana, card)

		expect(result).toMatchObject({ status: 'stale', applied: false })
		expect(result.message).toContain('changed')
		expect(await lengthOf(card.edit.panelId)).toBe(24)
		expect(await rowsOf('suggestion.decided')).toEqual([])
		expect((await rowsOf('suggestion.withdrawn'))[0]?.payload.why).toBe('target_changed')
	})

	it('on a panel that is gone withdraws the suggestion', async () => {
		const card = await offered()
		await world.server.rooms.command('board:s1', { principal: null }, ({ records }) =>
			records.remove(card.edit.panelId),
		)

		expect(await decide(ana, card)).toMatchObject({ status: 'withdrawn', applied: false })
		expect((await rowsOf('suggestion.withdrawn'))[0]?.payload.why).toBe('target_gone')
	})

	it('of a viewer is refused', async () => {
		const card = await offered()

		await expect(decide(watcher, card)).rejects.toMatchObject({ code: 'forbidden' })
	})

	it('leaves a chain that verifies', async () => {
		const card = await offered()
		await decide(ana, card)
		await decide(noor, card, { verdict: 'reject' })
		await decide(ana, card, { verdict: 'retract' })

		expect(await world.signals.verify('p1')).toMatchObject({ ok: true })
	})
})
