/** The signal log as it leaves the house: exported, verified and read through the command line. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { TestServer } from './server.ts'

const RowSchema = z.object({
	type: z.string(),
	suggestionId: z.string().nullable(),
	actorPid: z.string().nullable(),
	payload: z.looseObject({
		verdict: z.string().optional(),
		reasonCodes: z.array(z.string()).optional(),
		retracts: z.string().nullish(),
		fieldsChanged: z.number().optional(),
	}),
	blobs: z.record(z.string(), z.object({ value: z.unknown() })),
})
export type LogRow = z.infer<typeof RowSchema>
const VerdictSchema = z.object({ ok: z.boolean() })

/** Every row of the only project's log, exported into `directory`. */
export async function exportedLog(server: TestServer, directory: string): Promise<LogRow[]> {
	await server.dailies('signals', 'export', '--format', 'jsonl', '--out', directory)
	const text = await readFile(join(directory, 'events.jsonl'), 'utf8')
	return text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => RowSchema.parse(JSON.parse(line)))
}

export async function isLogWhole(server: TestServer): Promise<boolean> {
	return VerdictSchema.parse(await server.dailies('signals', 'verify')).ok
}

/** `verdict` of each decision about a suggestion, in the order of the log. */
export function verdictsOn(rows: readonly LogRow[], suggestionId: string): string[] {
	return rows
		.filter((row) => row.type === 'suggestion.decided' && row.suggestionId === suggestionId)
		.map((row) => row.payload.verdict ?? '')
}

export function rowsOfType(rows: readonly LogRow[], type: string): LogRow[] {
	return rows.filter((row) => row.type === type)
}
