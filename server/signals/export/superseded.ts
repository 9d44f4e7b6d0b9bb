/**
 * `superseded.jsonl` beside an export since a cursor (S80): the suggestions whose rounds changed, so that whoever
 * has an earlier export drops their rows. Written as it is found, a line each.
 */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from '#core/signals/export/case-book.ts'
import type { ExportJob } from './export-types.ts'

export const SUPERSEDED_FILE = 'superseded.jsonl'

export interface Superseded {
	add(cases: readonly Case[]): void
	close(): void
}

/** Begins the file anew; writes nothing for an export of everything. */
export function openSuperseded({ directory, request }: ExportJob): Superseded {
	const path = join(directory, SUPERSEDED_FILE)
	rmSync(path, { force: true })
	if (request.since === null) return { add() {}, close() {} }
	const file = openSync(path, 'w')
	return {
		add(cases) {
			const lines = cases.map(
				({ round }) => `${JSON.stringify({ suggestion_id: round.suggestionId })}\n`,
			)
			if (lines.length > 0) writeSync(file, lines.join(''))
		},
		close() {
			fsyncSync(file)
			closeSync(file)
		},
	}
}
