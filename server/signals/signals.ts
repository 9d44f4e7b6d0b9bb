/** Builds the signal log's service from its parts; its interface is signal-service.ts. */
import { join } from 'node:path'
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import { createConsents } from './consents.ts'
import { createDailies } from './dailies.ts'
import { createDatasetExports } from './export/dataset-exports.ts'
import { createExportRegister } from './export-register.ts'
import { createExports } from './exports.ts'
import { researchFigures } from './figures.ts'
import { createKept } from './kept.ts'
import { latestDecisions } from './latest-decisions.ts'
import { loadMasterKey, type MasterKeyEnv } from './master-key.ts'
import { createEvaluations, type PolicyFinder } from './ope/evaluations.ts'
import { createOpinions } from './opinions.ts'
import { createQueries } from './query/queries.ts'
import { createRankers } from './rankers.ts'
import { createAnalysis } from './research/analysis.ts'
import { createReplay } from './research/replay.ts'
import { storedPolicies } from './research/stored-policies.ts'
import { createTotals } from './research/totals.ts'
import { createRetention } from './retention.ts'
import { createSettingsLog } from './settings-log.ts'
import type { ResearchPage, SignalLog, SignalService } from './signal-service.ts'
import { createTallies } from './tallies.ts'
import { createVaults } from './vaults.ts'
import { createVerifier } from './verify-log.ts'
import { createViews } from './views.ts'

export type { AcceptanceRow, ReasonRow } from '#core/signals/acceptance.ts'
export { CONSENT_PURPOSES, type ConsentPurpose, type ConsentState } from '#core/signals/consent.ts'
export type {
	ChainState,
	DecisionRow,
	ExportResult,
	ProjectVault,
	ResearchFigures,
	ResearchPage,
	SignalLog,
	SignalService,
	VerifyResult,
	ViewReport,
} from './signal-service.ts'

const SILENT: SignalLog = { debug: () => undefined }

/** Builds the service; makes or reads the master key at once. @throws AppError('damaged'). */
export function createSignalService(options: {
	db: Database
	env: MasterKeyEnv
	now: () => number
	random: Random
	log?: SignalLog
	/** Stored policy versions, for evaluations. */
	policies?: PolicyFinder
	/** The database's file, which exports read through connections of their own. */
	databaseFile?: string
}): SignalService {
	const { db, env, now, random, log = SILENT } = options
	const store = db.signals
	const vaults = createVaults({ store, masterKey: loadMasterKey(env), now, random })
	const tallies = createTallies(store)
	const consents = createConsents({ store, vaults, now })
	const verifier = createVerifier({ store, now })
	const { permissions } = consents
	const settings = createSettingsLog({ db, vaults, tallies, now })
	const rankers = createRankers({ store, tallies, permissions, now })
	const policies: PolicyFinder = options.policies ?? rankers.find
	const newId = () => createId(random)
	const register = createExportRegister({ db, now, newId })
	const exports = createExports({ store, vaults, permissions, now, register })
	const evaluations = createEvaluations({
		...{ store, permissions, policies, newId },
	})
	const databaseFile = options.databaseFile ?? join(env.DATA_DIR, 'dailies.db')
	const exporting = { db, env, vaults, now, newId, register, databaseFile }
	const datasets = createDatasetExports(exporting)
	const queries = createQueries(exporting)
	const researchOf = async (projectId: string): Promise<ResearchPage> => {
		const vault = await vaults.vault(projectId)
		const allowed = await permissions(projectId)
		const tally = await tallies.read(projectId)
		return {
			...researchFigures(tally, allowed),
			latest: await latestDecisions(db, vault, { tally, permissions: allowed }),
			chain: await verifier.state(projectId),
			export: await exports.count(projectId, tally.seq),
		}
	}
	const analysis = createAnalysis({ tallies, permissions })
	const replay = createReplay({ db, tallies, permissions, vault: vaults.vault })
	const dailies = createDailies({ db, vaults, tallies, permissions })
	const opinions = createOpinions({ db, vaults, tallies, permissions, now })
	const kept = createKept({ db, vaults, tallies, now, setConsent: consents.setConsent })
	const retention = createRetention({ db, vaults, now })
	const totals = createTotals({ store, tallies, permissions })
	const recordViews = createViews({ store, vaults, tallies, permissions, now, log })
	return {
		vault: vaults.vault,
		ensureAuthor: vaults.ensureAuthor,
		async consent(principal, projectId) {
			await requireProject(db, projectId)
			return consents.consent(principal, projectId)
		},
		async setConsent(principal, projectId, answers) {
			await requireProject(db, projectId)
			return consents.setConsent(principal, projectId, answers)
		},
		async recordViews(principal, projectId, views) {
			await requireProject(db, projectId)
			await recordViews(principal, projectId, views)
		},
		async research(projectId) {
			await requireProject(db, projectId)
			return researchOf(projectId)
		},
		async *exportJsonl(projectId, purpose) {
			await requireProject(db, projectId)
			yield* exports.lines(projectId, purpose)
		},
		async exportTo(directory, projectId, purpose) {
			await requireProject(db, projectId)
			return exports.folder(directory, projectId, purpose)
		},
		...{ settings, rankers },
		evaluations,
		datasets,
		queries,
		...{ analysis, replay, totals, kept, retention, opinions },
		async dailies(principal, projectId, range) {
			await requireProject(db, projectId)
			return dailies(principal, projectId, range)
		},
		async taste(principal, projectId) {
			await requireProject(db, projectId)
			const pid = (await vaults.vault(projectId)).pid(principal.userId)
			const isLearning = !(await settings.read(projectId)).learningOff.has(pid)
			return { ...(await rankers.taste(projectId, pid)), isLearning }
		},
		storedPolicies: (projectId) => storedPolicies({ tallies, policies }, projectId),
		verify: verifier.verify,
	}
}

/** Keys are made on first use, so nothing may be asked of a project that is none. */
async function requireProject(db: Database, projectId: string): Promise<void> {
	if (!(await db.projects.get(projectId))) throw new AppError('not_found')
}
