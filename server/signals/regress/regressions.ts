/**
 * Reruns of refused contexts against a provider: the engine, or any model that is set up for the film, also
 * one that is switched off. Guards signals.md S120–S122.
 */
import { AppError } from '#core/errors.ts'
import type { Database } from '#db/database.ts'
import type { ModelService } from '../../models/models.ts'
import { createJobs, type JobState } from '../jobs.ts'
import type { SignalService } from '../signals.ts'
import type { RegressionReport, RegressJob, RegressRequest } from './regress-types.ts'
import { runRegression } from './run-regression.ts'

export const ENGINE_PROVIDER = 'engine'

export interface Regressions {
	/** Begins and returns the id to follow it by. @throws AppError('not_found' | 'too_many'). */
	start(projectId: string, request: RegressRequest): Promise<string>
	/** Null for an id that this project does not know (any more). */
	state(projectId: string, id: string): JobState<RegressionReport> | null
	cancel(projectId: string, id: string): void
	dispose(): void
}

export function createRegressions(source: {
	db: Pick<Database, 'projects'>
	signals: Pick<SignalService, 'vault'>
	models: Pick<ModelService, 'provider'>
	env: RegressJob['env']
	databaseFile: string
	now: () => number
	newId: () => string
}): Regressions {
	const { db, signals, models, databaseFile } = source
	const owners = new Map<string, string>()
	const jobs = createJobs<RegressionReport>({
		...{ newId: source.newId, maxRunning: 1, maxKept: 8, onForget: (id) => owners.delete(id) },
		tooMany: 'A rerun is going on already. Wait for it to end, or cancel it.',
		brokeOff: 'The rerun broke off. The log is unchanged; ask again.',
	})
	const known = (projectId: string, id: string) => owners.get(id) === projectId
	return {
		async start(projectId, request) {
			if (!(await db.projects.get(projectId))) throw new AppError('not_found')
			await signals.vault(projectId)
			const isEngine = request.provider === ENGINE_PROVIDER
			const model = isEngine ? null : await models.provider(projectId, request.provider)
			const { DATA_DIR, DAILIES_MASTER_KEY } = source.env
			const job: RegressJob = {
				...{ projectId, request, databaseFile, nowMs: source.now() },
				env: { DATA_DIR, DAILIES_MASTER_KEY },
				model: model && { ...model.about },
			}
			const id = jobs.start(({ signal, onProgress }) =>
				runRegression(job, {
					...{ signal, onProgress },
					async answer(question) {
						if (!model) throw new AppError('internal')
						if (question.kind === 'may_texts')
							return { texts: await model.mayTexts(question.sceneId) }
						return model.ask(question, signal)
					},
				}),
			)
			owners.set(id, projectId)
			return id
		},
		state: (projectId, id) => (known(projectId, id) ? jobs.state(id) : null),
		cancel(projectId, id) {
			if (known(projectId, id)) jobs.cancel(id)
		},
		dispose: jobs.dispose,
	}
}
