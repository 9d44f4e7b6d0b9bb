import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAX_PEAKS } from '#core/board/peaks.ts'
import { ROLES, type Role } from '#core/board/role.ts'
import { openDatabase } from '#db/open.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { soundTypeOf } from './sound-bytes.ts'
import { createSoundService, MAX_SOUND_BYTES, type SoundService } from './sounds.ts'

const person = (role: Role): Principal => ({
	...{ userId: 'u', sessionId: 's', name: 'Ana', color: 'blue' as const, role },
})
const latin = (text: string) => new Uint8Array(Buffer.from(text.padEnd(64, '\0'), 'latin1'))
const wav = latin('RIFF\x40\0\0\0WAVEfmt ')
const peaks = Uint8Array.of(1, 2, 3)

describe('uploaded sounds', () => {
	let directory: string
	let sounds: SoundService
	beforeEach(() => {
		directory = mkdtempSync(join(tmpdir(), 'dailies-sounds-'))
		const db = openDatabase({ file: ':memory:' })
		sounds = createSoundService({ db, env: { DATA_DIR: directory }, now: () => 1 })
	})
	afterEach(() => rmSync(directory, { recursive: true, force: true }))

	it('are kept as they came under the hash of their bytes, once, with the first outline', async () => {
		const first = await sounds.upload(person('editor'), { bytes: wav, peaks })
		const again = await sounds.upload(person('owner'), { bytes: wav, peaks: Uint8Array.of(9) })
		expect(again).toEqual(first)
		expect(first.hash).toBe(createHash('sha256').update(wav).digest('hex'))
		expect(first).toMatchObject({ url: `/assets/${first.hash}`, mediaType: 'audio/wav' })
		expect(readdirSync(join(directory, 'assets')).sort()).toEqual([
			first.hash,
			`${first.hash}.peaks`,
		])
		expect(new Uint8Array(readFileSync(join(directory, 'assets', first.hash)))).toEqual(wav)
		expect([...((await sounds.peaks(first.hash)) ?? [])]).toEqual([1, 2, 3])
	})

	it.each([
		['RIFF....WAVE', 'audio/wav'],
		['OggS', 'audio/ogg'],
		['ID3\x04', 'audio/mpeg'],
		['\xff\xfb\x90\x00', 'audio/mpeg'],
		['\0\0\0\x20ftypM4A ', 'audio/mp4'],
		['\0\0\0\x20ftypisom', 'audio/mp4'],
	])('are known by how they begin: %j', (head, type) => {
		expect(soundTypeOf(latin(head))).toBe(type)
	})

	it.each(['', 'RIFF....AVI ', '\x89PNG', '\0\0\0\x20ftypavif', '\xff\xf0\xf0', '<svg>', 'MZ'])(
		'are not what begins like %j',
		async (head) => {
			const upload = sounds.upload(person('owner'), { bytes: latin(head), peaks })
			await expect(upload).rejects.toMatchObject({ code: 'unreadable' })
		},
	)

	it('are refused without an outline, over 60 MB or over an hour', async () => {
		const refused = (bytes: Uint8Array, outline: Uint8Array) =>
			expect(sounds.upload(person('owner'), { bytes, peaks: outline })).rejects
		await refused(wav, new Uint8Array()).toMatchObject({ code: 'unreadable' })
		await refused(wav, new Uint8Array(MAX_PEAKS + 1)).toMatchObject({ code: 'too_large' })
		const large = new Uint8Array(MAX_SOUND_BYTES + 1)
		large.set(wav)
		await refused(large, peaks).toMatchObject({ code: 'too_large' })
	})

	it.each(ROLES)('come from a %s only when the table of roles says so', async (role) => {
		const outcome = await sounds.upload(person(role), { bytes: wav, peaks }).then(
			() => 'kept',
			(error) => error.code,
		)
		expect(outcome).toBe(['owner', 'editor'].includes(role) ? 'kept' : 'forbidden')
	})

	it('have no outline under a path', async () => {
		expect(await sounds.peaks('../dailies.db')).toBeNull()
		expect(await sounds.peaks('0'.repeat(64))).toBeNull()
	})
})
