/**
 * Heads that somebody kept outside the database, read from an export's `heads.json` (or its folder):
 * what shows that a log was not cut or rebuilt since (S3).
 */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

export const KeptHeads = z.array(
	z.object({
		projectId: z.string(),
		seq: z.number().int().min(1),
		hash: z.string().regex(/^[0-9a-f]{64}$/),
	}),
)
export type KeptHeads = z.infer<typeof KeptHeads>
const HeadsFile = z.object({ format: z.literal('dailies-heads'), heads: KeptHeads })

/** @throws Error with a sentence when it is no such file. */
export async function readKeptHeads(path: string): Promise<KeptHeads> {
	const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true
	const file = isFolder ? join(path, 'heads.json') : path
	const text = await readFile(file, 'utf8').catch((cause: unknown) => {
		throw new Error(`${file} cannot be read. Name the heads.json of an export.`, { cause })
	})
	const parsed = HeadsFile.safeParse(jsonOf(text))
	if (!parsed.success)
		throw new Error(`${file} holds no heads. Name the heads.json of an export, or its folder.`)
	return parsed.data.heads
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return null
	}
}
