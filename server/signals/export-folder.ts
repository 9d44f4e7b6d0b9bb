/**
 * An export as a folder: events.jsonl, the chain's head (to hold against the log later), a manifest
 * of what is in it and what stayed behind, and SHA256SUMS. Each file gets its name only when it is
 * complete, so a broken-off export never looks like a whole one.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { ConsentPurpose } from '#core/signals/consent.ts'
import { EVENT_SCHEMA_VERSION } from '#core/signals/event.ts'
import { ACCEPTANCE_V1, REWARDS } from '#core/signals/reward.ts'
import type { ExportCounts } from './export-rows.ts'
import type { ExportResult } from './signal-service.ts'

export interface FolderInput {
	directory: string
	projectId: string
	purpose: ConsentPurpose
	nowMs: number
	head: { seq: number; hash: string } | null
	counts: ExportCounts
	lines: AsyncIterable<string>
}

/** Writes the folder and returns its files with their sums. */
export async function writeExportFolder(input: FolderInput): Promise<ExportResult> {
	const { directory, counts } = input
	await mkdir(directory, { recursive: true })
	const eventsSum = await writeLines(join(directory, 'events.jsonl'), input.lines)
	const files = [{ name: 'events.jsonl', rows: counts.rows, sha256: eventsSum }]
	for (const [name, content] of Object.entries(sideFiles(input))) {
		const text = `${JSON.stringify(content, null, '\t')}\n`
		files.push({ name, rows: 0, sha256: await writeText(join(directory, name), text) })
	}
	const sums = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
	await writeText(join(directory, 'SHA256SUMS'), sums)
	return { files, suppressed: counts.suppressed, directory }
}

function sideFiles({ projectId, purpose, nowMs, head, counts }: FolderInput) {
	const heads = { format: 'dailies-heads', version: 1, heads: [{ projectId, ...head }] }
	return {
		'heads.json': head ? heads : { ...heads, heads: [] },
		'manifest.json': {
			format: 'dailies-signal-export',
			version: 1,
			schemaVersion: EVENT_SCHEMA_VERSION,
			projectId,
			purpose,
			createdAt: new Date(nowMs).toISOString(),
			throughSeq: head?.seq ?? 0,
			rows: { 'events.jsonl': counts.rows },
			rowsByType: counts.byType,
			suppressed: { consent: counts.suppressed },
			rewards: REWARDS.map(({ name, version, meaning }) => ({
				name,
				version,
				meaning,
				isDefault: name === ACCEPTANCE_V1.name && version === ACCEPTANCE_V1.version,
			})),
		},
	}
}

async function writeLines(file: string, lines: AsyncIterable<string>): Promise<string> {
	const draft = `${file}.part`
	const sum = createHash('sha256')
	const out = createWriteStream(draft)
	try {
		for await (const line of lines) {
			const text = `${line}\n`
			sum.update(text)
			if (!out.write(text)) await once(out, 'drain')
		}
		out.end()
		await finished(out)
	} catch (error) {
		out.destroy()
		await rm(draft, { force: true })
		throw error
	}
	await rename(draft, file)
	return sum.digest('hex')
}

async function writeText(file: string, text: string): Promise<string> {
	await writeFile(`${file}.part`, text)
	await rename(`${file}.part`, file)
	return createHash('sha256').update(text).digest('hex')
}
