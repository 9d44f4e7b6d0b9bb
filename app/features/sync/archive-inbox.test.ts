import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { packState } from '#core/sync/pack-state.ts'
import { encodeArchiveFrame, MAX_ARCHIVE_BYTES } from '#core/sync/protocol.ts'
import { ArchiveInbox, inflate } from './archive-inbox.ts'

const bytes = (...values: number[]) => new Uint8Array(values)

function inbox() {
	const seen: string[] = []
	const one = new ArchiveInbox({
		onArchive: (updates) => seen.push(`archive of ${updates.map(String).join(' and ')}`),
		onUnreadable: () => seen.push('unreadable'),
	})
	const take = (frame: Uint8Array, name: string) => one.receive(frame, () => seen.push(name))
	return { seen, take }
}

it('[W12] hands messages on in order, and lets none overtake an archive', async () => {
	const { seen, take } = inbox()
	const body = deflateRawSync(packState(bytes(1, 2, 3)))
	take(bytes(0), 'before')
	take(encodeArchiveFrame(body, bytes(9)), 'never')
	take(bytes(0), 'first after')
	take(bytes(0), 'second after')
	expect(seen).toEqual(['before'])
	await expect.poll(() => seen.length).toBe(4)
	expect(seen.slice(1)).toEqual(['archive of 1,2,3 and 9', 'first after', 'second after'])
})

it('[W12] stops at what it cannot read: what follows builds on it', async () => {
	const { seen, take } = inbox()
	take(encodeArchiveFrame(bytes(1, 2, 3, 4), bytes()), 'never')
	take(bytes(0), 'after')
	await expect.poll(() => seen).toEqual(['unreadable'])
	take(bytes(0), 'later')
	expect(seen).toEqual(['unreadable'])
})

it('unpacks no further than the limit, however small the message was', async () => {
	const bomb = deflateRawSync(new Uint8Array(4_000_000))
	expect(bomb.length).toBeLessThan(5000)
	await expect(inflate(bomb, 1_000_000)).rejects.toThrow(RangeError)
	expect((await inflate(bomb, MAX_ARCHIVE_BYTES)).length).toBe(4_000_000)
})
