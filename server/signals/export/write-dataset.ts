/**
 * A whole export, from one read-only look at the log to a folder. Guards signals.md S71–S79: a row leaves
 * only when everyone in it allows the purpose; what stays behind is counted; SHA256SUMS comes last, so a
 * folder with it is whole. What was finished before an interruption is not written again.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { AppError } from '#core/errors.ts'
import { EVENT_SCHEMA_VERSION } from '#core/signals/event.ts'
import { CONTEXT_NAMES } from '#core/signals/export/bandit.ts'
import type { ConfigName } from '#core/signals/export/configs.ts'
import { K, rolesToName } from '#core/signals/export/few-people.ts'
import { PROMPT_VERSION } from '#core/signals/export/prompt.ts'
import { ACCEPTANCE_V1 } from '#core/signals/reward.ts'
import { type LogReader, openLogReader } from '#db/open-reader.ts'
import { loadMasterKey } from '../master-key.ts'
import type { ProjectVault } from '../signal-service.ts'
import { createVaults } from '../vaults.ts'
import { readCursor } from './cursor.ts'
import type { ExportDone, ExportJob, ExportManifest } from './export-types.ts'
import { createOpenedWords } from './opened-words.ts'
import { firstReading } from './read-log-facts.ts'
import { createScenePictures } from './scene-pictures.ts'
import { writeSideFiles } from './side-files.ts'
import { openState } from './unfinished.ts'
import { readWhoAllows } from './who-allows.ts'
import { type Work, writeEvents, writeRounds } from './write-configs.ts'

/** Shares of the whole for the three readings. */
const SHARES = { first: 0.25, events: 0.3, rounds: 0.45 }

/** @throws AppError in a sentence; the folder then keeps what was finished, to be continued. */
export async function writeDataset(
	job: ExportJob,
	onProgress: (share: number) => void,
): Promise<ExportDone> {
	const reader = openLogReader(job.databaseFile)
	try {
		return await write(job, reader, onProgress)
	} finally {
		reader.close()
	}
}

async function write(
	job: ExportJob,
	reader: LogReader,
	onProgress: (share: number) => void,
): Promise<ExportDone> {
	const { request, directory } = job
	const { projectId, purpose } = request
	const vaults = createVaults({
		...{ store: reader.signals, masterKey: loadMasterKey(job.env), now: () => job.nowMs },
		// Nothing is made here: the server opened this project's keys before.
		random: () => {
			throw new AppError('internal')
		},
	})
	const vault = await vaults.vault(projectId)
	const afterSeq = await readCursor(reader.signals, projectId, request.since)
	mkdirSync(directory, { recursive: true })
	const state = await openState(job, reader)
	const { throughSeq } = state
	const range = { projectId, afterSeq, throughSeq }
	const allows = await readWhoAllows(reader, vault, purpose)
	const told = (done: number, share: number) => (seq: number) =>
		onProgress(done + share * (throughSeq === 0 ? 1 : seq / throughSeq))
	const first = await firstReading(reader, range, {
		counts: (pid) => allows.person(pid),
		onRow: told(0, SHARES.first),
	})
	const named = purpose === 'operate' ? null : rolesToName(first.roles)
	const manifest = emptyManifest(job, { afterSeq, throughSeq, through: state.through })
	Object.assign(manifest, {
		log: first.facts,
		consentChanges: afterSeq > 0 ? first.consentChanges : 0,
		vectors: { context: [...CONTEXT_NAMES], actionContext: first.features },
	})
	const pictures = createScenePictures(request.pictures, { assets: reader.assets, env: job.env })
	const work: Work = {
		...{ job, reader, first, allows, pictures, range, manifest, state },
		words: createOpenedWords(reader, vault),
		projectPid: vault.pid(`project ${projectId}`),
		roleOf(role) {
			if (role === null || named === null || named.has(role)) return role
			manifest.suppressed.rolesWithheld++
			return null
		},
	}
	try {
		await writeEvents(work, told(SHARES.first, SHARES.events))
		await writeRounds(work, told(SHARES.first + SHARES.events, SHARES.rounds))
	} finally {
		pictures.dispose()
	}
	suppressSmall(work)
	const files = writeSideFiles(job, { manifest, head: state.head })
	state.close()
	onProgress(1)
	return { directory, manifest, files, people: await peopleIn(work, vault) }
}

/** Whoever acted in the log or wrote on a board or in the script, and allows the purpose. */
async function peopleIn({ reader, first, allows, range }: Work, vault: ProjectVault) {
	const writers = await reader.projectWriters(range.projectId)
	const pids = [...first.roles.keys(), ...writers.map((userId) => vault.pid(userId))]
	return [...new Set(pids)].filter((pid) => allows.person(pid))
}

/** Fewer than five people in a config that leaves the project: none of its rows do (S76). */
function suppressSmall({ job, manifest }: Work): void {
	if (job.request.purpose === 'operate') return
	for (const config of job.request.configs) {
		const counts = manifest.rows[config]
		if (!counts || counts.rows === 0 || counts.people >= K) continue
		manifest.suppressed.fewPeople[config] = counts.rows
		manifest.rows[config] = { rows: 0, bySplit: { train: 0, validation: 0, test: 0 }, people: 0 }
		removeConfig(job, manifest, config)
	}
}

function removeConfig(job: ExportJob, manifest: ExportManifest, config: ConfigName): void {
	manifest.files = manifest.files.filter((file) => file.config !== config)
	rmSync(`${job.directory}/data/${config}`, { recursive: true, force: true })
	if (config === 'kto') manifest.ktoLabels = { true: 0, false: 0 }
}

function emptyManifest(
	{ request, title, isSynthetic, nowMs }: ExportJob,
	at: { afterSeq: number; throughSeq: number; through: string },
): ExportManifest {
	const { name, version, meaning } = ACCEPTANCE_V1
	return {
		format: 'dailies-dataset',
		version: 1,
		project: { projectId: request.projectId, title, isSynthetic },
		purpose: request.purpose,
		createdAt: new Date(nowMs).toISOString(),
		schemaVersion: EVENT_SCHEMA_VERSION,
		reward: { name, version, meaning },
		promptVersion: PROMPT_VERSION,
		pictures: request.pictures,
		cursor: { since: request.since, through: at.through },
		seq: { after: at.afterSeq, through: at.throughSeq },
		rows: {},
		files: [],
		suppressed: {
			consent: { events: 0, rounds: 0, dissents: 0 },
			...{
				fewPeople: {},
				erased: {},
				withoutChance: 0,
				scenesWithheld: 0,
				sceneWords: 0,
				rolesWithheld: 0,
			},
		},
		ktoLabels: { true: 0, false: 0 },
		images: { bytes: 0, references: 0, none: 0 },
		vectors: { context: [], actionContext: [] },
		consentChanges: 0,
		log: {
			...{ events: {}, firstMs: null, lastMs: null, people: 0, scenes: 0, slates: 0, shown: 0 },
			...{ viewed: 0, verdicts: {}, providers: {}, policies: {}, categories: {} },
		},
	}
}
