/** A folder as one tar stream (POSIX ustar), read a piece at a time. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'

const BLOCK = 512
const NAME_BYTES = 100

/** @param names paths below `directory`, each at most 100 bytes */
export async function* tarOf(
	directory: string,
	names: readonly string[],
): AsyncGenerator<Uint8Array> {
	for (const name of names) {
		const path = join(directory, name)
		const { size, mtimeMs } = await stat(path)
		yield header(name, { size, mtimeS: Math.floor(mtimeMs / 1000) })
		for await (const chunk of createReadStream(path)) yield chunk
		const rest = size % BLOCK
		if (rest > 0) yield new Uint8Array(BLOCK - rest)
	}
	yield new Uint8Array(2 * BLOCK)
}

function header(name: string, { size, mtimeS }: { size: number; mtimeS: number }): Uint8Array {
	if (Buffer.byteLength(name) > NAME_BYTES) throw new Error(`${name} is too long for a tar.`)
	const block = Buffer.alloc(BLOCK)
	const octal = (value: number, at: number, digits: number) =>
		block.write(value.toString(8).padStart(digits, '0'), at, 'ascii')
	block.write(name, 0)
	octal(0o644, 100, 7)
	octal(0, 108, 7)
	octal(0, 116, 7)
	octal(size, 124, 11)
	octal(mtimeS, 136, 11)
	block.write('        0', 148, 'ascii')
	block.write('ustar\x0000', 257, 'ascii')
	const sum = block.reduce((total, byte) => total + byte, 0)
	octal(sum, 148, 6)
	block.write('\0 ', 154, 'ascii')
	return block
}
