/**
 * What an interrupted export had finished: kept beside its files until the whole is done. It is continued
 * only where request, consents and the log up to its end are what they were; else it begins anew.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { toHex } from '#core/signals/chain.ts'
import type { LogReader } from '#db/open-reader.ts'
import { cursorOf } from './cursor.ts'
import type { ExportJob, ExportManifest } from './export-types.ts'

const FILE = 'unfinished.json'
const Stored = z.object({
	fingerprint: z.string(),
	through: z.string(),
	head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
	done: z.record(z.string(), z.unknown()),
})
type Step = 'events' | 'rounds'
/** The manifest's parts that a step fills. */
export type StepResult = Pick<
	ExportManifest,
	'rows' | 'files' | 'suppressed' | 'ktoLabels' | 'images' | 'log'
>

export interface UnfinishedState {
	through: string
	throughSeq: number
	head: { seq: number; hash: string } | null
	/** What a step gave when it was finished before; null = to be done. */
	done(step: Step): StepResult | null
	finish(step: Step, result: StepResult): void
	close(): void
}

/** @throws AppError('conflict') for a folder that already holds a finished export. */
export async function openState(job: ExportJob, reader: LogReader): Promise<UnfinishedState> {
	const path = join(job.directory, FILE)
	if (!existsSync(path) && existsSync(join(job.directory, 'SHA256SUMS'))) throw alreadyFull()
	const { projectId } = job.request
	const consents = await reader.signals.getConsents(projectId)
	const keys = (await reader.signals.getDataKeys(projectId)).map(({ keyId, destroyedMs }) => [
		...[keyId, destroyedMs],
	])
	const text = JSON.stringify([job.request, job.isSynthetic, job.partRows, consents, keys])
	const fingerprint = createHash('sha256').update(text).digest('hex')
	const kept = readKept(path)
	const isSame =
		kept?.fingerprint === fingerprint && (await stillStands(reader, projectId, kept.head))
	const state = isSame && kept ? kept : await fresh(reader, projectId, fingerprint)
	if (!isSame) rmSync(join(job.directory, 'data'), { recursive: true, force: true })
	const save = () => {
		writeFileSync(`${path}.part`, JSON.stringify(state))
		renameSync(`${path}.part`, path)
	}
	save()
	return {
		through: state.through,
		throughSeq: state.head?.seq ?? 0,
		head: state.head,
		// Written by this very program for this very request: its fingerprint was compared above.
		done: (step) => (state.done[step] as StepResult | undefined) ?? null,
		finish(step, result) {
			state.done[step] = result
			save()
		},
		close: () => rmSync(path, { force: true }),
	}
}

function readKept(path: string): z.infer<typeof Stored> | null {
	if (!existsSync(path)) return null
	try {
		return Stored.parse(JSON.parse(readFileSync(path, 'utf8')))
	} catch {
		return null
	}
}

async function fresh(reader: LogReader, projectId: string, fingerprint: string) {
	const head = await reader.signals.head(projectId)
	const kept: z.infer<typeof Stored> = {
		fingerprint,
		through: cursorOf(head),
		head: head && { seq: head.seq, hash: toHex(head.hash) },
		done: {},
	}
	return kept
}

async function stillStands(
	reader: LogReader,
	projectId: string,
	head: { seq: number; hash: string } | null,
): Promise<boolean> {
	if (head === null) return (await reader.signals.head(projectId)) === null
	for await (const row of reader.signals.scan({ projectId, afterSeq: head.seq - 1, limit: 1 }))
		return row.seq === head.seq && toHex(row.hash) === head.hash
	return false
}

function alreadyFull(): AppError {
	return new AppError('conflict', {
		userMessage:
			'That folder already holds a finished export. Nothing was changed; name another one.',
	})
}
