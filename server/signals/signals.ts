/** Builds the signal log's service from its parts; its interface is signal-service.ts. */
import type { Random } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import { createConsents } from './consents.ts'
import { createExports } from './exports.ts'
import { researchFigures } from './figures.ts'
import { latestDecisions } from './latest-decisions.ts'
import { loadMasterKey, type MasterKeyEnv } from './master-key.ts'
import type { SignalLog, SignalService } from './signal-service.ts'
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
}): SignalService {
	const { db, env, now, random, log = SILENT } = options
	const store = db.signals
	const vaults = createVaults({ store, masterKey: loadMasterKey(env), now, random })
	const tallies = createTallies(store)
	const consents = createConsents({ store, vaults, now })
	const verifier = createVerifier({ store, now })
	const { permissions } = consents
	const exports = createExports({ store, vaults, permissions, now })
	return {
		vault: vaults.vault,
		ensureAuthor: vaults.ensureAuthor,
		consent: consents.consent,
		setConsent: consents.setConsent,
		recordViews: createViews({ store, vaults, tallies, permissions, now, log }),
		async research(projectId) {
			const vault = await vaults.vault(projectId)
			const allowed = await permissions(projectId)
			const tally = await tallies.read(projectId)
			return {
				...researchFigures(tally, allowed),
				latest: await latestDecisions(db, vault, { tally, permissions: allowed }),
				chain: await verifier.state(projectId),
				export: await exports.count(projectId, tally.seq),
			}
		},
		exportJsonl: exports.lines,
		exportTo: exports.folder,
		verify: verifier.verify,
	}
}
