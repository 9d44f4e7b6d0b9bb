import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseArguments } from './arguments.ts'
import { readKeptHeads } from './kept-heads.ts'

const folder = mkdtempSync(join(tmpdir(), 'dailies-heads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const heads = [{ projectId: 'P1', seq: 7, hash: 'ab'.repeat(32) }]

describe('heads that were kept', () => {
	it('[S3] are named on the command line and read from an export’s file or its folder', async () => {
		const file = join(folder, 'heads.json')
		writeFileSync(file, JSON.stringify({ format: 'dailies-heads', version: 1, heads }))

		expect(parseArguments(['signals', 'verify', '--heads', file, '--json'])).toMatchObject({
			name: 'signals-verify',
			input: { heads: file },
			json: true,
		})
		expect(await readKeptHeads(file)).toEqual(heads)
		expect(await readKeptHeads(folder)).toEqual(heads)
	})

	it('are refused in a sentence when the file is none, or holds none', async () => {
		const other = join(folder, 'other.json')
		writeFileSync(other, '{ "heads": 1 }')

		await expect(readKeptHeads(join(folder, 'none.json'))).rejects.toThrow('cannot be read')
		await expect(readKeptHeads(other)).rejects.toThrow('holds no heads')
	})
})
