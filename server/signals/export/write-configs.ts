/** The configs of an export: the log's own rows, then everything that is read from rounds, in one pass. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SignalEvent } from '#core/signals/event.ts'
import type { Case } from '#core/signals/export/case-book.ts'
import type { Row } from '#core/signals/export/columns.ts'
import {
	CONFIGS,
	type ConfigName,
	ROUND_CONFIGS,
	type RoundConfigName,
} from '#core/signals/export/configs.ts'
import { eventRow } from '#core/signals/export/events.ts'
import type { ExportSlate } from '#core/signals/export/slate.ts'
import { type Split, splitOf } from '#core/signals/export/split.ts'
import { type ConfigWriter, createConfigWriter } from './config-writer.ts'
import { exportSlates, type SlateSource } from './export-slates.ts'
import type { ExportJob, ExportManifest } from './export-types.ts'
import { slateCases } from './slate-cases.ts'
import { openSuperseded } from './superseded.ts'
import { takingTurns } from './take-turns.ts'
import type { StepResult, UnfinishedState } from './unfinished.ts'

export interface Work extends Omit<SlateSource, 'needsWords' | 'suppressed' | 'images'> {
	job: ExportJob
	manifest: ExportManifest
	state: UnfinishedState
}
/** Rows encoded together: enough for good compression, little enough for memory. */
const GROUP_ROWS = { plain: 5000, text: 500, pictures: 50 }

export async function writeEvents(work: Work, onRow: (seq: number) => void): Promise<void> {
	if (!work.job.request.configs.includes('events')) return
	await step(work, 'events', async () => {
		const { reader, range, allows, manifest } = work
		const writer = openWriter(work, 'events')
		const { projectId, afterSeq } = range
		for await (const event of takingTurns(reader.signals.scan({ projectId, afterSeq }))) {
			if (event.seq > range.throughSeq) break
			onRow(event.seq)
			if (!allows.event(event)) {
				manifest.suppressed.consent.events++
				continue
			}
			const role = work.roleOf(event.actorRole)
			const row = eventRow(event, { role, meta: eventMeta(work, event, role) })
			const split = splitOf(event.sceneId ?? '', work.job.request.split)
			writer.add(row, { split, pid: event.actorPid })
		}
		close(work, 'events', writer)
	})
}

/** Also counts what was viewed and names what was superseded, whatever configs were asked for. */
export async function writeRounds(work: Work, onRow: (seq: number) => void): Promise<void> {
	await step(work, 'rounds', async () => {
		const { manifest, job, range } = work
		const names = job.request.configs.filter((name) => name !== 'events')
		const writers = new Map(names.map((name) => [name, openWriter(work, name)]))
		const needsWords = names.some((name) => name !== 'bandit')
		const { suppressed, images, log } = manifest
		const superseded = openSuperseded(job)
		const onCases = (cases: readonly Case[], seq: number) => {
			onRow(seq)
			log.viewed += cases.filter(({ round }) => round.viewed).length
			superseded.add(cases.filter(({ changedSeq }) => changedSeq > range.afterSeq))
		}
		if (names.length > 0) {
			const source = { ...work, needsWords, suppressed, images }
			for await (const { slate, sceneId } of exportSlates(source, onCases))
				addRows(work, writers, { slate, split: splitOf(sceneId ?? '', job.request.split) })
		} else {
			for await (const { slate, cases } of slateCases(work.reader, range)) onCases(cases, slate.seq)
		}
		for (const [name, writer] of writers) close(work, name, writer)
		superseded.close()
	})
}

function addRows(
	work: Work,
	writers: ReadonlyMap<RoundConfigName, ConfigWriter>,
	{ slate, split }: { slate: ExportSlate; split: Split },
): void {
	const { manifest, first } = work
	for (const [name, writer] of writers) {
		const skip = skipper(manifest, name)
		const rows = ROUND_CONFIGS[name].rowsOf(slate, { features: first.features, skip })
		for (const row of rows) {
			if (name === 'kto') manifest.ktoLabels[row.label === true ? 'true' : 'false']++
			writer.add(namedRoles(work, name, row), { split, pid: pidOf(row) })
		}
	}
}

/** Runs a step, or takes over what it gave before the export was interrupted. */
async function step(work: Work, name: 'events' | 'rounds', run: () => Promise<void>) {
	const { state, manifest } = work
	const before = state.done(name)
	if (before) Object.assign(manifest, before)
	else {
		await run()
		const { rows, files, suppressed, ktoLabels, images, log } = manifest
		state.finish(name, { rows, files, suppressed, ktoLabels, images, log } satisfies StepResult)
	}
}

function openWriter({ job, manifest }: Work, config: ConfigName): ConfigWriter {
	const { directory, request, partRows } = job
	const hasBytes = request.pictures === 'bytes'
	const isPlain = config === 'events' || config === 'bandit'
	const groupRows = isPlain ? GROUP_ROWS.plain : hasBytes ? GROUP_ROWS.pictures : GROUP_ROWS.text
	rmSync(join(directory, 'data', config), { recursive: true, force: true })
	return createConfigWriter({
		...{ directory, config, formats: request.formats, partRows, groupRows },
		columns: CONFIGS[config].columns,
		facts: {
			'dailies.config': config,
			'dailies.schema_version': String(manifest.schemaVersion),
			'dailies.purpose': manifest.purpose,
			'dailies.through': manifest.cursor.through,
		},
	})
}

function close({ manifest }: Work, config: ConfigName, writer: ConfigWriter): void {
	const { files, counts } = writer.finish()
	manifest.rows[config] = counts
	manifest.files = [...manifest.files, ...files]
}

function skipper({ suppressed }: ExportManifest, config: RoundConfigName) {
	return (why: 'erased' | 'without_chance') => {
		if (why === 'without_chance') suppressed.withoutChance++
		else suppressed.erased[config] = (suppressed.erased[config] ?? 0) + 1
	}
}

function pidOf({ meta }: Row): string | null {
	const pid = meta && typeof meta === 'object' && 'actor_pid' in meta ? meta.actor_pid : null
	return typeof pid === 'string' ? pid : null
}

/** Voices of a critique bring roles of their own. */
function namedRoles(work: Work, name: RoundConfigName, row: Row): Row {
	if (name !== 'critique' || !Array.isArray(row.individual)) return row
	const individual = row.individual.map((voice) => {
		if (voice === null || typeof voice !== 'object' || !('role' in voice)) return voice
		return { ...voice, role: work.roleOf(typeof voice.role === 'string' ? voice.role : null) }
	})
	return { ...row, individual }
}

function eventMeta(work: Work, event: SignalEvent, role: string | null): Row {
	const call = event.type === 'slate.shown' ? event.payload.model : undefined
	return {
		suggestion_id: event.suggestionId,
		slate_id: event.slateId,
		project_pid: work.projectPid,
		actor_pid: event.actorPid,
		actor_role: role,
		kind: event.type,
		ts_ms: event.tsMs,
		policy_id: event.type === 'slate.shown' ? event.payload.policyId : null,
		generation_id: call?.callId ?? null,
		provider_name: null,
		model: null,
		prompt_template_sha: call?.promptHash ?? null,
		schema_version: event.schemaVersion,
		consent_purpose: work.allows.purpose,
		split_group: event.sceneId ?? '',
	}
}
