/**
 * Records a hostile client may write, and roles that may not write at all: refused whole, and what
 * came before in the same breath stays.
 */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { box, panel } from '../convergence/records.ts'
import { setUpHostileRoom } from '../support/hostile-room.ts'

const world = setUpHostileRoom()

describe('[R6] [R7] records that must not be', () => {
	// Casts: these records are wrong on purpose.
	const put = (record: object) => world.mallory.records.put(record as unknown as DocRecord)
	async function refusesRecord(record: object, code: number) {
		put(record)
		expect(await world.mallory.refused()).toBe(code)
		world.ada.records.update('shape:honest', { x: 5 })
		await world.ada.saved()
		expect(
			[...world.ada.records.all()].some((one) => one.id === ('id' in record ? record.id : '')),
		).toBe(false)
	}

	it('a suggestion made or changed by a client', async () => {
		await refusesRecord({ id: 'suggestion:s', typeName: 'suggestion', status: 'accepted' }, 4403)
		await world.returns('eve')
		await refusesRecord({ id: 'provenance:s', typeName: 'provenance' }, 4403)
	})
	it('a suggestion’s status, or its deletion, beside an innocent edit', async () => {
		await world.server.rooms.command('board:s1', { principal: null }, (draft) => {
			draft.records.put(suggestion())
		})
		await world.mallory.until(() => world.mallory.records.has('suggestion:s'), 'the suggestion')
		world.mallory.records.transact('edit', () => {
			world.mallory.records.update('shape:honest', { x: 1 })
			world.mallory.records.update('suggestion:s', { status: 'accepted' })
		})
		expect(await world.mallory.refused()).toBe(4403)
		await world.returns('eve')
		world.mallory.records.remove('suggestion:s')
		expect(await world.mallory.refused()).toBe(4403)
		await world.returns('eve2')
		expect(world.mallory.records.get('suggestion:s')).toMatchObject({ status: 'open' })
		expect(world.mallory.records.get('shape:honest')).toMatchObject({ x: 0 })
	})
	it('an orphan entry of a suggestion that is not there', async () => {
		await world.refuses(
			world.forge((map) => map.set('suggestion:ghost/status', 'accepted')),
			4403,
		)
	})
	it('an invalid shape, a type of another room, an id without a type', async () => {
		await refusesRecord({ ...box('bad'), opacity: 7 }, 4422)
		await world.returns('eve')
		await refusesRecord({ id: 'scene:x', typeName: 'scene' }, 4422)
		await world.returns('eve2')
		await refusesRecord({ id: 'nonsense', typeName: 'shape' }, 4422)
	})
	it('pictures from elsewhere, pages that embed others, panels inside something', async () => {
		const asset = {
			id: 'asset:a',
			typeName: 'asset',
			type: 'image',
			meta: {},
			props: { w: 1, h: 1, name: 'a', isAnimated: false, mimeType: 'image/png' },
		}
		const from = (src: string) => ({ ...asset, props: { ...asset.props, src } })
		await refusesRecord(from('https://tracker.example/pixel.png'), 4422)
		await world.returns('e1')
		await refusesRecord(from('data:image/svg+xml;base64,AAAA'), 4422)
		await world.returns('e2')
		const bookmark = { w: 1, h: 1, assetId: null, url: 'https://x.example' }
		await refusesRecord({ ...box('bm'), type: 'bookmark', props: bookmark }, 4422)
		await world.returns('e3')
		await refusesRecord(panel('q', { parentId: 'shape:p' }), 4422)
		await world.returns('e4')
		put(from('/assets/0a1b'))
		await world.mallory.saved()
		expect(world.mallory.closed).toBeNull()
	})
	it('a record of more than 64 kB, and the page being taken away', async () => {
		await refusesRecord({ ...box('fat'), meta: { note: 'x'.repeat(70_000) } }, 4422)
		await world.returns('eve')
		world.mallory.records.remove('page:page')
		expect(await world.mallory.refused()).toBe(4422)
		expect((await world.join({ who: 'eve2:editor' })).records.has('page:page')).toBe(true)
	})
	it('[R5] any write of a viewer or commenter; what is not new is no write', async () => {
		for (const role of ['viewer', 'commenter', 'writer']) {
			const guest = await world.join({ who: `g${role}:${role}` })
			await guest.saved()
			guest.sendUpdate(Y.encodeStateAsUpdate(world.ada.doc))
			await guest.saved()
			guest.records.update('shape:honest', { x: 9 })
			expect(await guest.refused()).toBe(4403)
		}
		expect(world.ada.closed).toBeNull()
	})
	it('[R3] keeps what came before the refused update in the same breath', async () => {
		world.mallory.records.put(box('fine'))
		put({ ...box('bad'), opacity: 7 })
		put(box('after'))
		expect(await world.mallory.refused()).toBe(4422)
		await world.ada.until(() => world.ada.records.has('shape:fine'), 'the good box')
		expect(world.ada.records.has('shape:bad')).toBe(false)
		expect(world.ada.records.has('shape:after')).toBe(false)
	})
})

/** A valid open suggestion. */
function suggestion(): DocRecord {
	return {
		id: 'suggestion:s',
		typeName: 'suggestion',
		slateId: 'slate',
		category: 'pacing',
		targetId: 'shape:p',
		requesterId: 'ada',
		position: 0,
		slateSize: 1,
		title: 'Hold longer',
		rationale: 'The line takes 3 s to say.',
		evidence: [],
		edit: { type: 'set_duration', panelId: 'shape:p', durationFrames: 72 },
		confidence: 0.7,
		generatorId: 'rule:P1',
		generatorVersion: '1',
		basis: 'b',
		status: 'open',
		decidedBy: null,
		decidedByName: null,
		decidedAt: null,
		reasonCodes: [],
		createdAt: 1,
		meta: {},
	}
}
