/**
 * Whether everything in a database can be trusted: every stored byte against its hash, every room
 * opened, every film-wide page's row against the documents it was made from, every log's chain.
 */
import { projectBoard } from '#core/board/board-projection.ts'
import { projectScenes } from '#core/board/project-projection.ts'
import { NUMBERING_SCHEMES } from '#core/board/project-records.ts'
import { isAppError } from '#core/errors.ts'
import type { Database } from '#db/database.ts'
import type { PanelProjection } from '#db/room-store.ts'
import type { Rooms } from '../realtime/rooms-api.ts'
import { checkInvariants, type InvariantReport } from '../signals/check-invariants.ts'
import type { SignalService } from '../signals/signals.ts'

export interface CheckedServices {
	db: Pick<Database, 'projects' | 'upkeep' | 'signals'>
	rooms: Pick<Rooms, 'read'>
	signals: Pick<SignalService, 'verify' | 'analysis'>
}
export interface CheckResult {
	ok: boolean
	projects: number
	boards: number
	/** Damage: bytes that are not what was written, rooms that do not open, chains that do not hold. */
	problems: string[]
	/** Rows of lists and pages that lag behind their document; the next change of it mends them. */
	outdated: string[]
	/** Sealed words and scenes that no row names: nothing is wrong with the log, nothing reads them. */
	unnamedBlobs: number
	/** What was held against each other, over all projects (signals.md S90). */
	invariants: Pick<InvariantReport, (typeof COUNTED)[number]>
}

const COUNTED = ['suggestions', 'effects', 'policies', 'undecidedPolicies'] as const

/** One sentence per problem; none means that all of it is whole. */
export async function checkDatabase(services: CheckedServices): Promise<CheckResult> {
	const { db, rooms, signals } = services
	const checking = { db, rooms, analysis: signals.analysis }
	const problems: string[] = []
	for (const row of await db.upkeep.damagedRows())
		problems.push(`${row.room}: what was stored as number ${row.seq} is not what was written.`)
	const kept = await db.projects.list({ trashed: false })
	const invariants = { suggestions: 0, effects: 0, policies: 0, undecidedPolicies: 0 }
	for (const project of [...kept, ...(await db.projects.list({ trashed: true }))]) {
		const { projectId, title } = project
		const verdict = await services.signals.verify(projectId)
		if (!verdict.ok) {
			problems.push(`${title}: ${verdict.message}`)
			continue
		}
		// Boards that do not open are told below, each by itself.
		const { faults, ...counts } = await checkInvariants(checking, project)
		problems.push(...faults.map((fault) => `${title}: ${fault}`))
		for (const name of COUNTED) invariants[name] += counts[name]
	}
	const outdated: string[] = []
	let boards = 0
	const checkRoom = async (name: string, check: () => Promise<string[]>) => {
		try {
			outdated.push(...(await check()).map((problem) => `${name}: ${problem}`))
		} catch (error) {
			problems.push(`${name}: ${isAppError(error) ? error.userMessage : String(error)}`)
		}
	}
	for (const { projectId, title } of kept) {
		await checkRoom(title, () => checkScenes(services, projectId))
		for (const scene of await db.projects.listScenes(projectId, { trashed: false })) {
			boards += 1
			const name = `${title}, scene ${scene.number} ${scene.heading}`
			await checkRoom(name, () => checkBoard(services, scene))
		}
	}
	const ok = problems.length === 0 && outdated.length === 0
	const unnamed = await db.upkeep.unnamedBlobs()
	const unnamedBlobs = unnamed.reduce((sum, { count }) => sum + count, 0)
	return { ok, projects: kept.length, boards, problems, outdated, unnamedBlobs, invariants }
}

async function checkScenes({ db, rooms }: CheckedServices, projectId: string): Promise<string[]> {
	const records = await rooms.read(`project:${projectId}`, (reader) =>
		[...reader.all()].filter((record) => record.typeName === 'scene'),
	)
	const lists = [{ trashed: false }, { trashed: true }].map((which) =>
		db.projects.listScenes(projectId, which),
	)
	const rows = (await Promise.all(lists)).flat().sort((a, b) => a.position - b.position)
	const text = (scenes: ReturnType<typeof projectScenes>) =>
		JSON.stringify(
			scenes.map(({ sceneId, number, heading, trashedAt }) => [
				...[sceneId, number, heading, trashedAt],
			]),
		)
	const isSame = text(projectScenes(records, projectId)) === text(rows)
	return isSame ? [] : ['the list of scenes is not what the project’s document says.']
}

async function checkBoard(
	{ db, rooms }: CheckedServices,
	scene: { sceneId: string; projectId: string; number: string },
): Promise<string[]> {
	const { sceneId, projectId, number: sceneNumber } = scene
	const facts = { sceneId, projectId, sceneNumber, numberingScheme: NUMBERING_SCHEMES[0] }
	const expected = await rooms.read(`board:${sceneId}`, (reader) =>
		projectBoard([...reader.all()], { ...facts, pictureHash: () => '' }),
	)
	const rows = await db.projects.listPanels(sceneId)
	const isSame = panelText(expected) === panelText(rows)
	return isSame ? [] : ['its panels in lists and pages are not what is on the board.']
}

/** What must agree; numbers and pictures are derived again whenever they are read. */
function panelText(panels: readonly PanelProjection[]): string {
	return JSON.stringify(
		panels.map((row) => [
			...[row.panelId, row.shotId, row.size, row.action, row.dialogue, row.notes],
			row.durationFrames,
		]),
	)
}
