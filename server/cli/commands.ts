/**
 * What the command line can do, as functions of the services: the same code runs inside a running
 * server (asked through its admin door) and in a process of its own. Input and result are plain JSON.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { Services } from '../services.ts'
import { checkDatabase } from './check-database.ts'
import { EraseInput, eraseFor } from './erase-command.ts'
import { EvaluateInput, FollowInput, knownState } from './evaluate-command.ts'
import { DatasetInput, FollowExportInput } from './export-command.ts'
import { KeptHeads } from './kept-heads.ts'
import { AddressInput, allowAddress, disallowAddress, listModels } from './models-command.ts'
import {
	listUsers,
	MakeTokenInput,
	makeToken,
	RevokeTokenInput,
	revokeToken,
} from './people-commands.ts'
import { FollowPrintInput, PrintInput, printState, startPrint } from './print-command.ts'
import { QueryInput } from './query-command.ts'
import { RegressInput } from './regress-command.ts'
import { RetentionInput, setRetention } from './retention-command.ts'
import { ScriptInput } from './script-command.ts'
import { runSimulation, SimulateInput } from './simulate-command.ts'

/** The command line acts as the server's own operator: everything, and nobody's pseudonym. */
export const OPERATOR: Principal = {
	userId: 'operator',
	sessionId: 'command-line',
	name: 'Command line',
	color: 'cyan',
	role: 'owner',
}

const ImportInput = z.object({
	project: z.string().trim().min(1).max(200),
	fileName: z.string(),
	contentBase64: z.string(),
})
const ExportInput = z.object({
	project: z.string().optional(),
	format: z.literal('jsonl'),
	out: z.string(),
})
const VerifyInput = z.object({ project: z.string().optional(), heads: KeptHeads.default([]) })
const ProjectInput = z.object({ project: z.string() })
const BoardInput = z.object({ sceneId: z.string() })
const BackupInput = z.object({ file: z.string() })

/** Imports a script into the project of that name, or id, or makes one. */
async function importScript(services: Services, input: z.infer<typeof ImportInput>) {
	const existing = await findProject(services, input.project)
	return services.screenplay.import(OPERATOR, {
		projectId: existing?.projectId ?? null,
		title: input.project,
		fileName: input.fileName,
		content: new Uint8Array(Buffer.from(input.contentBase64, 'base64')),
	})
}

/** Writes each project's events below `out`, one folder per project when there are several. */
async function exportSignals(services: Services, input: z.infer<typeof ExportInput>) {
	// Made-up rows leave only when their project is named.
	const chosen = await chosenProjects(services, input.project)
	const projects = chosen.filter((each) => input.project !== undefined || !each.isSynthetic)
	const out = resolve(input.out)
	await mkdir(out, { recursive: true })
	const results = []
	for (const project of projects) {
		const directory = projects.length === 1 ? out : join(out, project.projectId)
		const result = await services.signals.exportTo(directory, project.projectId)
		results.push({ projectId: project.projectId, title: project.title, ...result })
	}
	return { out, projects: results }
}

async function verifySignals(services: Services, input: z.infer<typeof VerifyInput>) {
	const results = []
	for (const project of await chosenProjects(services, input.project)) {
		const { projectId, title } = project
		const kept = input.heads.filter((head) => head.projectId === projectId)
		const verdict = await services.signals.verify(projectId, kept)
		results.push({ projectId, title, ...verdict, keptHeads: kept.length })
	}
	// A kept head whose whole log is gone is the loudest fault of all.
	const known = new Set(results.map(({ projectId }) => projectId))
	const isWhole = input.project !== undefined || input.heads.every((h) => known.has(h.projectId))
	const missing = isWhole ? [] : input.heads.filter((head) => !known.has(head.projectId))
	return { ok: isWhole && results.every(({ ok }) => ok), projects: results, missing }
}

/** Begins an evaluation on a project's log; followed by its id. */
async function startEvaluation(services: Services, input: z.infer<typeof EvaluateInput>) {
	const { project: name, ...request } = input
	const [project] = await chosenProjects(services, name)
	if (!project) throw unknownProject(name)
	return { job: services.signals.evaluations.start(project.projectId, request) }
}

async function followEvaluation(services: Services, input: z.infer<typeof FollowInput>) {
	const { evaluations } = services.signals
	if (input.cancel) evaluations.cancel(input.job)
	return knownState(evaluations.state(input.job))
}

/** Begins an export as data sets into a folder; followed by its id. */
async function startDataset(services: Services, input: z.infer<typeof DatasetInput>) {
	const { project: name, out, ...request } = input
	const [project] = await chosenProjects(services, name)
	if (!project) throw unknownProject(name)
	const { projectId } = project
	return { job: await services.signals.datasets.start({ ...request, projectId }, resolve(out)) }
}

async function followDataset(services: Services, input: z.infer<typeof FollowExportInput>) {
	const [project] = await chosenProjects(services, input.project)
	if (!project) throw unknownProject(input.project)
	const { datasets } = services.signals
	if (input.cancel) datasets.cancel(project.projectId, input.job)
	const state = datasets.state(project.projectId, input.job)
	return state ?? { state: 'failed', sentence: 'That export is not known any more. Ask again.' }
}

/** Begins a question in SQL; followed by its id. */
async function startQuery(services: Services, input: z.infer<typeof QueryInput>) {
	const { project: name, ...request } = input
	const [project] = await chosenProjects(services, name)
	if (!project) throw unknownProject(name)
	return { job: await services.signals.queries.start(project.projectId, request) }
}

async function followQuery(services: Services, input: z.infer<typeof FollowExportInput>) {
	const [project] = await chosenProjects(services, input.project)
	if (!project) throw unknownProject(input.project)
	const { queries } = services.signals
	if (input.cancel) queries.cancel(project.projectId, input.job)
	const state = queries.state(project.projectId, input.job)
	return state ?? { state: 'failed', sentence: 'That query is not known any more. Ask again.' }
}

/** Begins a rerun of what was refused; followed by its id. */
async function startRegression(services: Services, input: z.infer<typeof RegressInput>) {
	const { project: name, ...request } = input
	const [project] = await chosenProjects(services, name)
	if (!project) throw unknownProject(name)
	return { job: await services.regressions.start(project.projectId, request) }
}

async function followRegression(services: Services, input: z.infer<typeof FollowExportInput>) {
	const [project] = await chosenProjects(services, input.project)
	if (!project) throw unknownProject(input.project)
	const { regressions } = services
	if (input.cancel) regressions.cancel(project.projectId, input.job)
	const state = regressions.state(project.projectId, input.job)
	return state ?? { state: 'failed', sentence: 'That rerun is not known any more. Ask again.' }
}

async function erasePerson(services: Services, input: z.infer<typeof EraseInput>) {
	const [project] = await chosenProjects(services, input.project)
	if (!project) throw unknownProject(input.project)
	return eraseFor(services, { projectId: project.projectId, person: input.person })
}

async function keepFor(services: Services, input: z.infer<typeof RetentionInput>) {
	const [project] = await chosenProjects(services, input.project)
	if (!project) throw unknownProject(input.project)
	return setRetention(services, project, input)
}

/** Begins a print into a file; followed by its id. */
async function beginPrint(services: Services, input: z.infer<typeof PrintInput>) {
	const project = await findProject(services, input.project)
	if (!project) throw unknownProject(input.project)
	return startPrint(services, project, input)
}

async function followOnPrint(services: Services, input: z.infer<typeof FollowPrintInput>) {
	const project = await findProject(services, input.project)
	if (!project) throw unknownProject(input.project)
	return printState(services, project, input)
}

/** Writes a film's script into a file. */
async function writeScript(services: Services, input: z.infer<typeof ScriptInput>) {
	const project = await findProject(services, input.project)
	if (!project) throw unknownProject(input.project)
	const { title, text, blocks } = await services.screenplay.export(project.projectId, input.format)
	const file = resolve(input.out)
	await writeFile(file, text)
	return { title, file, blocks, sizeBytes: Buffer.byteLength(text) }
}

async function inspectProject(services: Services, input: z.infer<typeof ProjectInput>) {
	const project = await findProject(services, input.project)
	if (!project) throw unknownProject(input.project)
	return services.projects.open(project.projectId)
}

/** A board's committed records, for support and tests. */
async function inspectBoard(services: Services, input: z.infer<typeof BoardInput>) {
	const records = await services.rooms.read(`board:${input.sceneId}`, (reader) => [...reader.all()])
	const panels = await services.db.projects.listPanels(input.sceneId)
	return { sceneId: input.sceneId, records, panels }
}

async function backup(services: Services, input: z.infer<typeof BackupInput>) {
	const file = resolve(input.file)
	await services.db.backup(file)
	return { file }
}

async function allProjects(services: Services) {
	return services.db.projects.list({ trashed: false })
}

/** Those in the trash too: a film that is thrown away keeps its log. */
async function keptProjects(services: Services) {
	return [...(await allProjects(services)), ...(await services.db.projects.list({ trashed: true }))]
}

async function chosenProjects(services: Services, name: string | undefined) {
	if (name === undefined) return keptProjects(services)
	const project = (await findProject(services, name)) ?? (await findInTrash(services, name))
	if (!project) throw unknownProject(name)
	return [project]
}

async function findProject(services: Services, nameOrId: string) {
	const byTitle = await services.db.projects.findByTitle(nameOrId)
	return byTitle ?? (await services.db.projects.get(nameOrId))
}

async function findInTrash(services: Services, title: string) {
	const trashed = await services.db.projects.list({ trashed: true })
	return trashed.find((project) => project.title === title)
}

function unknownProject(name: string) {
	return new AppError('not_found', { userMessage: `There is no project named “${name}”.` })
}

function command<S extends z.ZodType>(
	schema: S,
	run: (services: Services, input: z.infer<S>) => Promise<unknown>,
) {
	return (services: Services, input: unknown) => {
		const parsed = schema.safeParse(input)
		if (!parsed.success) {
			throw new AppError('bad_request', { userMessage: z.prettifyError(parsed.error) })
		}
		return run(services, parsed.data)
	}
}

export type AdminCommand = (services: Services, input: unknown) => Promise<unknown>
/** By name, as the admin door and the command line know them. */
export const ADMIN_COMMANDS: Readonly<Record<string, AdminCommand>> = {
	import: command(ImportInput, importScript),
	'signals-export': command(ExportInput, exportSignals),
	'signals-verify': command(VerifyInput, verifySignals),
	'signals-evaluate': command(EvaluateInput, startEvaluation),
	'signals-evaluation': command(FollowInput, followEvaluation),
	'signals-dataset': command(DatasetInput, startDataset),
	'signals-dataset-state': command(FollowExportInput, followDataset),
	'signals-query': command(QueryInput, startQuery),
	'signals-query-state': command(FollowExportInput, followQuery),
	'signals-regress': command(RegressInput, startRegression),
	'signals-regress-state': command(FollowExportInput, followRegression),
	'user-list': command(z.object({}), listUsers),
	'token-make': command(MakeTokenInput, makeToken),
	'token-list': command(z.object({}), async ({ tokens }) => ({ tokens: await tokens.list() })),
	'token-revoke': command(RevokeTokenInput, revokeToken),
	'signals-erase': command(EraseInput, erasePerson),
	'signals-retention': command(RetentionInput, keepFor),
	upkeep: command(z.object({}), ({ nightly }) => nightly.run()),
	'models-list': command(z.object({}), listModels),
	'models-allow': command(AddressInput, allowAddress),
	'models-disallow': command(AddressInput, disallowAddress),
	print: command(PrintInput, beginPrint),
	'print-state': command(FollowPrintInput, followOnPrint),
	'script-export': command(ScriptInput, writeScript),
	'inspect-project': command(ProjectInput, inspectProject),
	'inspect-board': command(BoardInput, inspectBoard),
	backup: command(BackupInput, backup),
	simulate: command(SimulateInput, runSimulation),
	doctor: command(z.object({}), checkDatabase),
}
