/**
 * What is done to every log once a night: accepted changes are looked at again (signals.md S91), contents past
 * their age are destroyed (S38), and log, boards and chances are held against each other (S90). One project after the other, a failure of one keeps
 * none of the others from its turn.
 */
import type { Database } from '#db/database.ts'
import type { ProjectRow } from '#db/project-store.ts'
import type { Logger } from '../logger.ts'
import type { InvariantReport } from './check-invariants.ts'
import type { Retention, RetentionResult } from './retention.ts'
import type { Survival, SurvivalResult } from './survival.ts'

export interface NightlyProject {
	projectId: string
	title: string
	retention: RetentionResult
	check: InvariantReport
}
export interface NightlyResult {
	ok: boolean
	projects: NightlyProject[]
	/** Accepted changes that were looked at again; null when that failed. */
	survival: SurvivalResult | null
	/** What could not be done, one sentence each. */
	failures: string[]
}
export interface Nightly {
	/** Everything now; the command line's `upkeep`. */
	run(): Promise<NightlyResult>
	/** Ends; a night that is under way stops after the step it is at, and is waited for. */
	dispose(): Promise<void>
}
interface Source {
	db: Pick<Database, 'projects' | 'research'>
	retention: Retention
	survival: Pick<Survival, 'run'>
	check: (project: ProjectRow) => Promise<InvariantReport>
	log: Pick<Logger, 'error' | 'info'>
	now: () => number
}

/** The hour of the night, by this machine's clock. */
const HOUR = 3
/** How often the clock is looked at. */
const LOOK_EVERY_MS = 600_000

/** Starts to watch the clock; the night's work is done once a day. */
export function createNightly(source: Source): Nightly {
	const { log, now } = source
	let doneOn = ''
	let running: Promise<NightlyResult> | null = null
	let isStopping = false
	const run = () => {
		running ??= keepUp(source, () => isStopping).finally(() => {
			running = null
		})
		return running
	}
	const timer = setInterval(() => {
		const here = new Date(now())
		const today = here.toDateString()
		if (here.getHours() !== HOUR || doneOn === today) return
		doneOn = today
		run().then(
			({ projects, failures }) =>
				log.info({ projects: projects.length, failures }, 'Nightly done.'),
			(error: unknown) => log.error({ err: error }, 'The nightly upkeep failed.'),
		)
	}, LOOK_EVERY_MS)
	timer.unref()
	return {
		run,
		async dispose() {
			clearInterval(timer)
			isStopping = true
			await running?.catch(() => undefined)
		},
	}
}

async function keepUp(source: Source, isStopping: () => boolean): Promise<NightlyResult> {
	const { db, log } = source
	const kept = await db.projects.list({ trashed: false })
	const all = [...kept, ...(await db.projects.list({ trashed: true }))]
	const projects: NightlyProject[] = []
	const failures: string[] = []
	const survival = await source.survival.run().catch((error: unknown) => {
		log.error({ err: error }, 'Accepted changes could not be looked at again.')
		failures.push('Accepted changes could not be looked at again; the server’s log says why.')
		return null
	})
	for (const project of all) {
		const { projectId, title } = project
		if (isStopping()) {
			failures.push(`${title}: not looked at, the program was stopped; the next night does it.`)
			continue
		}
		try {
			const done = await keepUpOne(source, project)
			projects.push(done)
			const { faults, unread } = done.check
			failures.push(...[...faults, ...unread].map((sentence) => `${title}: ${sentence}`))
		} catch (error) {
			log.error({ err: error, projectId }, 'The nightly upkeep of a project failed.')
			failures.push(`${title}: the upkeep failed; the server’s log says why.`)
		}
	}
	return { ok: failures.length === 0, projects, survival, failures }
}

async function keepUpOne(
	{ db, retention, check, log, now }: Source,
	project: ProjectRow,
): Promise<NightlyProject> {
	const { projectId, title } = project
	const checked = await check(project)
	const { faults, unread } = checked
	if (faults.length > 0) log.error({ projectId, faults }, 'A log and its boards do not agree.')
	if (unread.length > 0) log.error({ projectId, unread }, 'Boards could not be read.')
	await db.research.putLogCheck({ projectId, atMs: now(), result: checked })
	return { projectId, title, check: checked, retention: await retention.apply(projectId) }
}
