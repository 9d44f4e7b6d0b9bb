/**
 * Models beside the craft engine. For a question about a scene one of the film's models is drawn by
 * chance (the draw is logged), told what may leave, and asked; what it proposes comes back as findings
 * that still have to pass the engine's gate. Owners set models up here, everybody reads what left.
 */
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import type { ModelRound } from '#core/signals/event.ts'
import type { Finding } from '#core/suggestions/rule.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import type { Category } from '#core/suggestions/suggestion-record.ts'
import type { Database } from '#db/database.ts'
import type { BudgetRow, ModelCallRow } from '#db/model-store.ts'
import type { AssetService } from '../assets/assets.ts'
import type { PictureService } from '../pictures/pictures.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { Question } from './ask-endpoint.ts'
import { type AskModelDeps, askModel } from './ask-model.ts'
import { createBudgets } from './budgets.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { drawModel } from './draw-model.ts'
import { makePicture, type PictureAnswer, type PictureQuestion } from './make-picture.ts'
import { generatorIdOfModel, makesPictures } from './model-config.ts'
import { failureSentence } from './model-failure.ts'
import { type ModelProvider, openProvider } from './model-provider.ts'
import { createModelSetups, type ModelSetups, type ModelView } from './model-setups.ts'
import { ownerDesk } from './owner-desk.ts'
import { type Prompt, promptVersion, readPrompt } from './prompts.ts'
import { readProposal } from './read-answer.ts'
import { briefScene, type SceneBrief } from './scene-brief.ts'
import { testModel } from './test-model.ts'
import { type LeavingDeps, whatMayLeave } from './what-may-leave.ts'

const PICTURE_WIDTH = 480

export interface ModelQuestion {
	view: SceneView
	projectId: string
	sceneId: string
	asker: Principal
	category: Category | null
	/** A panel or shot, or null for the scene. */
	targetId: string | null
	/** What was asked in words, or null. */
	words: string | null
}
export interface ModelProgress {
	/** Who is asked, as people call it. */
	name: string
	/** Proposals so far that can be put on a board. */
	count: number
}
export interface ModelAnswer {
	findings: Finding[]
	generatorId: string
	generatorVersion: string
	/** What the log keeps of it beside the slate. */
	round: ModelRound
	/** Proposals that were no edits of this board. */
	unfit: number
	/** Said to whoever asked when it is worth saying. */
	message: string | null
	isCancelled: boolean
}
export interface ModelService {
	setups: ModelSetups
	/** What left the server for models, newest first, and what it cost. */
	sent(projectId: string, before?: number): Promise<SentPage>
	/** Everything an owner sets. */
	page(projectId: string): Promise<ModelsPage>
	setBudget(projectId: string, budget: BudgetRow): Promise<void>
	/** @throws AppError('bad_request') */
	allow(address: string): Promise<string>
	disallow(address: string): Promise<void>
	/** Asks a model about a made-up scene and says in a sentence what it saw. @throws AppError('not_found') */
	test(projectId: string, modelId: string, signal?: AbortSignal): Promise<ModelTest>
	/** A model by its name, for reruns. @throws AppError('not_found') in a sentence */
	provider(projectId: string, name: string): Promise<ModelProvider>
	/** Whether a model of this film is switched on. */
	isOn(projectId: string): Promise<boolean>
	/** Whether one of them makes pictures. */
	makesPictures(projectId: string): Promise<boolean>
	/** A picture for a panel; null when no model of this film makes any. */
	picture(
		question: PictureQuestion,
		options?: { signal?: AbortSignal; onProgress?: (progress: ModelProgress) => void },
	): Promise<PictureAnswer | null>
	/** Null when no model is switched on for this film. */
	ask(
		question: ModelQuestion,
		options?: { signal?: AbortSignal; onProgress?: (progress: ModelProgress) => void },
	): Promise<ModelAnswer | null>
}
export interface SentPage {
	calls: ModelCallRow[]
	/** Whether there are earlier ones. */
	hasMore: boolean
	spent: Spent
}
export interface ModelsPage {
	models: ModelView[]
	budget: BudgetRow
	spent: Spent
	/** On the list, and named in the environment. */
	addresses: { listed: string[]; named: string[] }
}
export interface ModelTest {
	isGood: boolean
	sentence: string
}
type Spent = Awaited<ReturnType<Database['models']['spent']>>

export interface ModelServiceDeps extends LeavingDeps {
	pictures: Pick<PictureService, 'png'>
	/** Keeps pictures that models make; without it none is asked for. */
	assets?: Pick<AssetService, 'keep'>
	masterKey: Uint8Array
	env: { MODEL_ALLOW?: string | undefined }
	now: () => number
	random: Random
	/** Stands in for the system's resolver in tests. */
	resolve?: AskModelDeps['resolve']
}

export function createModelService(deps: ModelServiceDeps): ModelService {
	const { db, pictures, masterKey, env, now, random, resolve } = deps
	const store = db.models
	const setups = createModelSetups({ store, masterKey, allow: env.MODEL_ALLOW, now, random })
	const breakers = new Map<string, ReturnType<typeof createCircuitBreaker>>()
	const asking: AskModelDeps = {
		...{ store, now, random, ...(resolve && { resolve }) },
		budgets: createBudgets(store),
		breakerOf(modelId) {
			const known = breakers.get(modelId) ?? createCircuitBreaker()
			breakers.set(modelId, known)
			return known
		},
	}
	return {
		setups,
		...ownerDesk({ store, setups, now, allow: env.MODEL_ALLOW }),
		async test(projectId, modelId, signal = new AbortController().signal) {
			const setup = (await setups.open(projectId)).find((each) => each.modelId === modelId)
			if (!setup) throw new AppError('not_found')
			const allowed = await setups.allowed()
			return testModel(asking, setup, { projectId, callId: createId(random), allowed, signal })
		},
		provider: (projectId, name) =>
			openProvider({ ...asking, db, signals: deps.signals, setups }, projectId, name),
		async isOn(projectId) {
			return (await setups.list(projectId)).some(
				({ config }) => config.makes === 'proposals' && config.isOn && config.share > 0,
			)
		},
		async makesPictures(projectId) {
			return (await setups.list(projectId)).some(
				({ config }) => config.makes === 'pictures' && config.isOn && config.share > 0,
			)
		},
		async picture(question, options = {}) {
			const { assets, signals } = deps
			return assets
				? makePicture({ ...asking, db, signals, setups, assets }, question, options)
				: null
		},
		async ask(question, { signal = new AbortController().signal, onProgress } = {}) {
			const { projectId, sceneId, view, words } = question
			const able = (await setups.open(projectId)).filter((setup) => !makesPictures(setup))
			const drawn = drawModel(able, createId(random))
			if (drawn === null) return null
			const { setup } = drawn
			const may = await whatMayLeave(deps, question)
			const brief = briefScene(view, { ...question, withTexts: may.texts })
			const prompt = words === null ? readPrompt('suggest') : readPrompt('suggest', 'words')
			const shown =
				setup.config.seesPictures && may.pictures ? await picturesOf(pictures, sceneId, brief) : []
			const findings: Finding[] = []
			let unfit = 0
			const report = () => onProgress?.({ name: setup.config.name, count: findings.length })
			report()
			const callId = createId(random)
			const purpose = words === null ? 'round' : 'words'
			const result = await askModel(asking, setup, questionOf(prompt, brief, shown), {
				about: {
					...{ callId, projectId, sceneId, purpose, prompt: `${prompt.name}@${prompt.hash}` },
					holdsTexts: brief.holdsTexts || words !== null,
				},
				allowed: await setups.allowed(),
				signal,
				usable: () => findings.length,
				onProposal(value) {
					const read = readProposal(view, value, brief.idOf)
					if (read.ok) findings.push(read.finding)
					else unfit++
					report()
				},
			})
			const generatorId = generatorIdOfModel(setup.config)
			const isGood = result === 'answered' || (result === 'truncated' && findings.length > 0)
			return {
				findings,
				generatorId,
				generatorVersion: promptVersion(prompt),
				round: {
					...{ callId, generatorId, promptHash: prompt.hash, result, unfit },
					...{ proposals: findings.length, seed: drawn.seed, pChosen: drawn.p, among: drawn.among },
				},
				unfit,
				message: isGood ? may.because : failureSentence(setup.config.name, result),
				isCancelled: result === 'cancelled',
			}
		},
	}
}

function questionOf(prompt: Prompt, brief: SceneBrief, pictures: Question['pictures']): Question {
	const request = brief.request === null ? '' : `\n<request>${brief.request}</request>`
	return { system: prompt.text, content: `<scene>${brief.scene}</scene>${request}`, pictures }
}

async function picturesOf(
	pictures: ModelServiceDeps['pictures'],
	sceneId: string,
	brief: SceneBrief,
): Promise<Question['pictures']> {
	const shown = []
	for (const { panelId, shortId } of brief.pictured) {
		const { bytes } = await pictures.png(sceneId, panelId, { width: PICTURE_WIDTH })
		shown.push({ label: `The picture of ${shortId}:`, png: bytes })
	}
	return shown
}
