/** Everything beside the data: card, Croissant, datasheet, terms, schemas, heads, manifest, and sums last. */
import { createHash } from 'node:crypto'
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readSync,
	renameSync,
	writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { CONFIGS } from '#core/signals/export/configs.ts'
import { lineSchema } from '#core/signals/export/json-schema.ts'
import { croissantOf } from './croissant.ts'
import { datasetCard } from './dataset-card.ts'
import { datasheetOf } from './datasheet.ts'
import type { ExportJob, ExportManifest } from './export-types.ts'
import { SUPERSEDED_FILE } from './superseded.ts'
import { termsOf } from './terms.ts'
import { writtenConfigs } from './written-configs.ts'

const CHUNK_BYTES = 65_536

export interface SideFacts {
	manifest: ExportManifest
	head: { seq: number; hash: string } | null
}

/** Returns the names of all files of the folder, sums included. */
export function writeSideFiles(
	{ directory, request }: ExportJob,
	{ manifest, head }: SideFacts,
): string[] {
	const json = (value: unknown) => `${JSON.stringify(value, null, '\t')}\n`
	const { projectId } = request
	const heads = head ? [{ projectId, ...head }] : []
	const texts = new Map<string, string>()
	for (const config of writtenConfigs(manifest)) {
		const schema = z.toJSONSchema(lineSchema(CONFIGS[config].columns))
		texts.set(`schemas/${config}.schema.json`, json(schema))
	}
	texts.set('heads.json', json({ format: 'dailies-heads', version: 1, heads }))
	texts.set('manifest.json', json(manifest))
	texts.set('README.md', datasetCard(manifest))
	texts.set('DATASHEET.md', datasheetOf(manifest))
	texts.set('LICENSE-TERMS.md', termsOf(manifest))
	texts.set('croissant.json', json(croissantOf(manifest)))
	const sums = new Map(manifest.files.map(({ name, sha256 }) => [name, sha256]))
	for (const [name, text] of texts) {
		writeText(join(directory, name), text)
		sums.set(name, sha256Of(text))
	}
	const superseded = join(directory, SUPERSEDED_FILE)
	if (existsSync(superseded)) sums.set(SUPERSEDED_FILE, sha256OfFile(superseded))
	const names = [...sums.keys()].sort()
	const lines = names.map((name) => `${sums.get(name)}  ${name}\n`)
	writeText(join(directory, 'SHA256SUMS'), lines.join(''))
	return [...names, 'SHA256SUMS']
}

function sha256Of(text: string): string {
	return createHash('sha256').update(text).digest('hex')
}

function sha256OfFile(path: string): string {
	const sum = createHash('sha256')
	const chunk = new Uint8Array(CHUNK_BYTES)
	const file = openSync(path, 'r')
	try {
		for (let size = 1; size > 0; ) {
			size = readSync(file, chunk)
			sum.update(chunk.subarray(0, size))
		}
	} finally {
		closeSync(file)
	}
	return sum.digest('hex')
}

function writeText(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true })
	writeFileSync(`${path}.part`, text, { flush: true })
	renameSync(`${path}.part`, path)
}
