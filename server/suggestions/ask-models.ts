/**
 * Asks the film's models once for a round, however often the round is made anew because the board moves
 * under it. What was proposed for a ground that has changed meanwhile is left out.
 */
import { basisOf } from '#core/suggestions/basis.ts'
import type { Proposal } from '#core/suggestions/engine.ts'
import type { SceneView } from '#core/suggestions/scene-view.ts'
import { CATEGORIES, type Category } from '#core/suggestions/suggestion-record.ts'
import type { ModelAnswer } from '../models/models.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { SceneMaterial } from './scene-material.ts'
import type { Asking, SuggestionDeps } from './suggestion-types.ts'

export const STOPPED = 'Stopped. Nothing was offered.'

export interface ModelRequest {
	category: Category | null
	targetId: string | null
	words: string | null
}
export interface AskedModels extends Pick<ModelAnswer, 'round' | 'message' | 'isCancelled'> {
	/** For the engine's gate. */
	proposals: Proposal[]
}
export interface ModelAsker {
	/** Null when no model is switched on. */
	ask(
		ground: { material: SceneMaterial; view: SceneView },
		request: ModelRequest,
	): Promise<AskedModels | null>
	/** Something to ask a model about when no convention has anything to say. */
	categoryBeside(projectId: string, waiting: readonly Category[]): Promise<Category | null>
}

export function modelAsker(
	deps: Pick<SuggestionDeps, 'models' | 'random'>,
	asker: Principal,
	{ signal, onProgress }: Asking,
): ModelAsker {
	const { models } = deps
	let first: { view: SceneView; answer: Promise<ModelAnswer | null> } | null = null
	return {
		async ask({ material, view }, request) {
			if (!models) return null
			const { projectId, sceneId } = material
			const asked = first ?? {
				view,
				answer: models.ask(
					{ view, projectId, sceneId, asker, ...request },
					{ ...(signal && { signal }), ...(onProgress && { onProgress }) },
				),
			}
			first = asked
			const answer = await asked.answer
			if (answer === null) return null
			const { findings, generatorId, generatorVersion, round, message, isCancelled } = answer
			const standing = findings.filter(
				({ edit }) => asked.view === view || basisOf(asked.view, edit) === basisOf(view, edit),
			)
			const proposals = standing.map((finding) => ({ finding, generatorId, generatorVersion }))
			return { proposals, round, message, isCancelled }
		},
		async categoryBeside(projectId, waiting) {
			if (!models || !(await models.isOn(projectId))) return null
			const free = CATEGORIES.filter((category) => !waiting.includes(category))
			return free[Math.floor(deps.random() * free.length)] ?? null
		},
	}
}
