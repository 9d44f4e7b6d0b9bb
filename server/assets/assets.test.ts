import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '#core/board/role.ts'
import { openDatabase } from '#db/open.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { type AssetService, createAssetService } from './assets.ts'

const person = (role: Role): Principal => ({
	userId: 'u',
	sessionId: 's',
	name: 'Ana',
	color: 'blue',
	role,
})
const canvas = (width: number, height: number, channels: 3 | 4 = 3) =>
	sharp({ create: { width, height, channels, background: { r: 200, g: 40, b: 40, alpha: 0.5 } } })

describe('uploaded pictures', () => {
	let directory: string
	let assets: AssetService
	const ana = person('owner')

	beforeEach(() => {
		directory = mkdtempSync(join(tmpdir(), 'dailies-assets-'))
		const db = openDatabase({ file: ':memory:' })
		assets = createAssetService({ db, env: { DATA_DIR: directory }, now: () => 1 })
	})
	afterEach(() => rmSync(directory, { recursive: true, force: true }))

	it('are kept under the hash of their bytes, once', async () => {
		const bytes = await canvas(40, 20, 4).png().toBuffer()

		const first = await assets.upload(ana, bytes)
		const second = await assets.upload(ana, bytes)

		const stored = readFileSync(join(directory, 'assets', first.hash))
		expect(first).toEqual(second)
		expect(first).toMatchObject({
			url: `/assets/${first.hash}`,
			mediaType: 'image/png',
			width: 40,
			height: 20,
		})
		expect(createHash('sha256').update(stored).digest('hex')).toBe(first.hash)
		expect(readdirSync(join(directory, 'assets'))).toEqual([first.hash])
		expect(await assets.read(first.hash)).toEqual(stored)
		expect(await assets.locate(first.hash)).toEqual({
			path: join(directory, 'assets', first.hash),
			mediaType: 'image/png',
		})
	})

	it('lose camera, place and turn, after being turned the right way up', async () => {
		const bytes = await canvas(40, 20)
			.jpeg()
			.withExif({ IFD0: { Make: 'Secret camera', Orientation: '6' } })
			.withMetadata({ orientation: 6 })
			.toBuffer()

		const { hash, ...kept } = await assets.upload(ana, bytes)

		const stored = (await assets.read(hash)) ?? new Uint8Array()
		const metadata = await sharp(stored).metadata()
		expect(kept).toMatchObject({ mediaType: 'image/jpeg', width: 20, height: 40 })
		expect(metadata.exif).toBeUndefined()
		expect(metadata.orientation).toBeUndefined()
		expect(Buffer.from(stored).includes('Secret camera')).toBe(false)
	})

	it('may be WebP, GIF, AVIF or SVG and become PNG or JPEG', async () => {
		const svg =
			'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><script>alert(1)</script></svg>'
		const inputs = [
			await canvas(8, 4).webp().toBuffer(),
			await canvas(8, 4).gif().toBuffer(),
			await canvas(8, 4).avif().toBuffer(),
			Buffer.from(svg),
		]

		const kept = await Promise.all(inputs.map((bytes) => assets.upload(ana, bytes)))

		expect(kept.map((asset) => asset.mediaType)).toEqual([
			'image/jpeg',
			'image/png',
			'image/jpeg',
			'image/png',
		])
		for (const { hash } of kept)
			expect(Buffer.from((await assets.read(hash)) ?? []).includes('script')).toBe(false)
	})

	it('are made at most 4096 pixels long', async () => {
		const kept = await assets.upload(ana, await canvas(5000, 100).png().toBuffer())

		expect([kept.width, kept.height]).toEqual([4096, 82])
	})

	it.each([
		['an empty file', new Uint8Array()],
		['words', Buffer.from('INT. WHEELHOUSE – NIGHT')],
		['a page', Buffer.from('<!DOCTYPE html><html><svg></svg></html>')],
		['half a PNG', Buffer.from('\x89PNG\r\n\x1a\n1234', 'latin1')],
		['a PDF', Buffer.from('%PDF-1.7\n')],
	])('are not %s', async (_, bytes) => {
		await expect(assets.upload(ana, bytes)).rejects.toMatchObject({ code: 'unreadable' })
	})

	it('are refused when a small file unfolds to more than 60 megapixels', async () => {
		const bomb = await canvas(10_000, 6_001).png().toBuffer()

		expect(bomb.length).toBeLessThan(1_000_000)
		await expect(assets.upload(ana, bomb)).rejects.toMatchObject({ code: 'too_large' })
	})

	it('are refused above 20 MB', async () => {
		const bytes = Buffer.concat([
			await canvas(4, 4).png().toBuffer(),
			Buffer.alloc(20 * 1024 * 1024),
		])

		await expect(assets.upload(ana, bytes)).rejects.toMatchObject({ code: 'too_large' })
	})

	it.each(ROLES)('come from a %s only when the table of roles says so', async (role) => {
		const bytes = await canvas(4, 4).png().toBuffer()
		const outcome = assets.upload(person(role), bytes).then(
			() => 'kept',
			(error) => error.code,
		)

		expect(await outcome).toBe(['owner', 'editor'].includes(role) ? 'kept' : 'forbidden')
	})

	it('are not found under a path', async () => {
		expect(await assets.locate('../dailies.db')).toBeNull()
		expect(await assets.read('0'.repeat(64))).toBeNull()
	})
})
