/** Lines of a text file, gzip accepted by its first bytes, read as a stream: files may be gigabytes. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { OpeError } from '#core/signals/ope/rows.ts'

/** Without line ends. @throws OpeError when the file cannot be read. */
export async function* textLines(file: string): AsyncGenerator<string> {
	const isGzip = await beginsAsGzip(file)
	const bytes = createReadStream(file)
	const input = isGzip ? bytes.pipe(createGunzip()) : bytes
	// A pipe does not hand errors on: a broken read must not look like the end of the file.
	bytes.once('error', (error) => input.destroy(error))
	try {
		yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
	} catch (cause) {
		throw new OpeError(`${file} could not be read to its end.`, { cause })
	} finally {
		bytes.destroy()
	}
}

async function beginsAsGzip(file: string): Promise<boolean> {
	try {
		const handle = await open(file)
		try {
			const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
			return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
		} finally {
			await handle.close()
		}
	} catch (cause) {
		throw new OpeError(`${file} cannot be read. Check the name.`, { cause })
	}
}
